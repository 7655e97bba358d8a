"""What the set-up promises without touching the machine: what it asks for, and what it installs."""

import argparse
import os
import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
LOCKED = dict(
    line.split("==")
    for line in (ROOT / "installer" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ASKED_FOR = [*PROJECT["dependencies"], *(one for extra in PROJECT["optional-dependencies"].values() for one in extra)]


def same_spelling(name: str) -> str:
    """A distribution's name with case and separators out of the way."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("asked", ASKED_FOR)
def test_each_range_of_the_project_has_a_locked_version_inside_it(asked: str) -> None:
    wanted = Requirement(asked)
    locked = {same_spelling(name): version for name, version in LOCKED.items()}
    assert locked[same_spelling(wanted.name)] in wanted.specifier


def test_qt_is_locked_to_the_newest_that_the_workstations_can_load() -> None:
    assert (LOCKED["PySide6_Essentials"], LOCKED["shiboken6"]) == ("6.8.0.2", "6.8.0.2")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux gets libraries from apt")
def test_a_library_is_asked_for_only_where_it_cannot_be_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "installer"))
    from system_packages import Need

    assert not Need("libc.so.6", ("libc6",)).is_missing()
    assert Need("libnosuchthing.so.9", ("libnosuchthing9",)).is_missing()
    assert not Need("python3", ("python3",)).is_missing()


def test_nothing_missing_means_that_apt_is_not_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "installer"))
    import system_packages

    def refuse(_wanted: object) -> None:
        pytest.fail("apt was called")

    monkeypatch.setattr(system_packages, "install", refuse)
    system_packages.provide([system_packages.Need("libc.so.6", ("libc6",))])


def test_a_missing_right_to_install_is_said_with_the_packages_to_ask_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "installer"))
    import system_packages
    from project import SetupError

    monkeypatch.setattr(system_packages.shutil, "which", lambda name: name if name == "apt-get" else None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SetupError, match="apt-get install libegl1 libgl1"):
        system_packages.install([("libegl1",), ("libgl1",)])


@pytest.mark.parametrize(("quick", "is_asked_for"), [(False, True), (True, False)])
def test_only_the_full_tests_ask_for_the_word_processor(
    monkeypatch: pytest.MonkeyPatch, quick: bool, is_asked_for: bool
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "installer"))
    import bootstrap
    from project import SetupError

    asked: list[str] = []

    def note(needs: Iterable[Any]) -> None:
        asked.extend(need.what for need in needs)
        raise SetupError("asked")

    monkeypatch.setattr(bootstrap, "provide", note)
    with pytest.raises(SetupError):
        bootstrap.test(argparse.Namespace(quick=quick, newest_qt=False, pytest_arguments=[]))
    assert ("soffice" in asked) is is_asked_for


def test_continuous_integration_runs_the_one_command_everybody_runs() -> None:
    script = ROOT / ".ci" / "run"
    assert script.read_text(encoding="utf-8").rstrip().endswith("python3 installer/bootstrap.py test")
    assert os.access(script, os.X_OK)


def test_an_audit_that_found_nothing_out_does_not_end_well(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "installer"))
    import auditing

    sound: dict[str, object] = {"name": "甲", "version": "1", "vulns": []}
    weak = {"name": "乙", "version": "2", "vulns": [{"id": "CVE-1", "fix_versions": ["3"]}]}
    unknown = {"name": "丙", "skip_reason": "not found"}
    assert [auditing.report(each) for each in ([sound], [sound, weak], [sound, unknown])] == [0, 1, 1]
    said = capsys.readouterr().out
    assert "乙 2: CVE-1, mended in 3" in said
    assert "1 of 2 packages were looked up" in said
