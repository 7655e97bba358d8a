"""What every test stands on: Qt off screen, a day that stands still, an empty store's path, and no stray warnings."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is first imported, or it has no effect

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from tests.making_quicker import (
    collect_seldom,
    collect_what_was_left,
    pass_over_what_stays,
    remember_parsed_data,
    share_compiled_statements,
)

CHINA = timezone(timedelta(hours=8))
OFFICE = "青山县人民检察院"
PATIENCE = 20_000  # milliseconds

# A property is true or false, not slow: a loaded machine must not change the outcome.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


collect_seldom()
share_compiled_statements()
remember_parsed_data()


def forbid_the_network(event: str, given: tuple[object, ...]) -> None:
    """Whatever a test does, in a window or without: no socket of the internet is made."""
    if event == "socket.__new__" and getattr(given[1], "name", "") in {"AF_INET", "AF_INET6"}:
        raise SystemError(f"a socket of the internet was made: {given[1:]}")


sys.addaudithook(forbid_the_network)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """All tests are imported now."""
    pass_over_what_stays()


_run = count(1)


@pytest.hookimpl(trylast=True)
def pytest_runtest_logfinish() -> None:
    """The test and all it stood on are gone."""
    collect_what_was_left(next(_run))


@pytest.fixture(scope="session", autouse=True)
def settings_of_qt(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What Qt's dialogs remember by themselves goes beside the tests, not into the settings of whoever runs them."""
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, str(tmp_path_factory.mktemp("settings")))


@pytest.fixture
def resources() -> Resources:
    """The shipped data files."""
    return Resources.shipped()


@pytest.fixture
def clock() -> FixedClock:
    """Sunday 22 November 2026, nine in the morning, in China."""
    return FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA))


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """Where a test may put its store; nothing is there yet."""
    return tmp_path / "台账.jdt"


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newly made store, made once; tests take copies of it."""
    from app.models.actor import Actor
    from app.services.store.opening import NewStore, create_store

    path = tmp_path_factory.mktemp("store") / "空.jdt"
    laid = FixedClock(datetime(2026, 11, 22, 8, 0, tzinfo=CHINA))
    create_store(path, NewStore(OFFICE, "青检"), Actor("张某"), laid).close()
    return path


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the data folder of whoever runs it."""
    monkeypatch.setenv("JIANDUTAI_HOME", str(tmp_path / "home"))


class PatientBot(QtBot):
    """Waits longer than pytest-qt by itself: late in a whole run on a busy machine a store takes seconds to make."""

    def waitSignal(self, signal: object, *, timeout: int = PATIENCE, **further: object) -> object:  # noqa: N802 - Qt's
        return super().waitSignal(signal, timeout=timeout, **further)

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:  # noqa: N802 - Qt's
        """Look often at first: the plugin looks every ten milliseconds, and most of what is waited for takes one."""
        for _ in range(20):
            with suppress(AssertionError):
                if callback() in {None, True}:
                    return
            self.wait(1)
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """In place of the plugin's own."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def no_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logged a WARNING or worse; one that expects it reads ``caplog`` and then clears it."""
    yield
    unexpected = [
        f"{record.name}: {record.getMessage()}"
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    if unexpected:
        pytest.fail("unexpected log records:\n" + "\n".join(unexpected), pytrace=False)
