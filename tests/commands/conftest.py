"""The command line as an outsider uses it: words in, text, JSON and an exit status out."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import Shop
from app.commands.line import run
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from tests.conftest import CHINA

LEDGER = "检察建议台账-公开案例.xlsx"


@dataclass(frozen=True)
class Outcome:
    """What one command left: its exit status and what it said."""

    status: int
    said: str
    refused: str

    @property
    def json(self) -> Any:
        """Standard output as the one JSON value it must be."""
        return json.loads(self.said)


Command = Callable[..., Outcome]


@pytest.fixture
def command(store_path: Path, clock: FixedClock, resources: Resources, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run one command on the test's store, on 22 November 2026."""
    shop = Shop(clock, resources)

    def call(*words: str | Path) -> Outcome:
        try:
            status = run([str(word) for word in words], shop, store_path)
        except SystemExit as left:
            status = int(left.code or 0)
        said = capsys.readouterr()
        return Outcome(status, said.out, said.err)

    return call


@pytest.fixture
def ledger(resources: Resources) -> Path:
    """The published suggestions as an office keeps them."""
    return resources.samples / LEDGER


@pytest.fixture(scope="session")
def taken_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that has taken the published ledger in, made once; tests take copies of it."""
    path = tmp_path_factory.mktemp("store") / "台账.jdt"
    resources = Resources.shipped()
    shop = Shop(FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)), resources)
    assert run(["init", "--office", "某县人民检察院", "--short", "某检"], shop, path) == 0
    assert run(["import", "suggestions", str(resources.samples / LEDGER)], shop, path) == 0
    return path


@pytest.fixture
def store(command: Command, taken_in: Path, store_path: Path) -> Command:
    """The command line on a store that has taken the published ledger in."""
    shutil.copy(taken_in, store_path)
    return command
