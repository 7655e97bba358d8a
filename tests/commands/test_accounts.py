"""The command line of a store with accounts: who works is named, the password comes from a file or the terminal."""

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.bootstrap import Shop
from app.commands.line import run
from app.models.actor import Actor
from app.models.trust_terms import Role
from app.open_desk import OpenDesk
from app.services.access.rows import NewAccount, SwitchOn
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from tests.commands.conftest import Command, Outcome

PASSWORD = "Qingshan-2026"  # noqa: S105 - of everybody here


@pytest.fixture
def quick(resources: Resources, tmp_path: Path) -> Resources:
    """The shipped data with the cheapest parameters of argon2id."""
    root = tmp_path / "resources"
    root.mkdir()
    for folder in resources.root.iterdir():
        if folder.name != "access":
            (root / folder.name).symlink_to(folder, target_is_directory=True)
    shutil.copytree(resources.access, root / "access")
    path = root / "access" / "passwords.toml"
    text = re.sub(r"(rounds|lanes) = \d+", r"\1 = 1", path.read_text("utf-8"))
    path.write_text(re.sub(r"memory = \d+", "memory = 8", text), "utf-8")
    return Resources(root)


@pytest.fixture
def guarded(
    command: Command, store_path: Path, clock: FixedClock, quick: Resources, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Outcome]:
    """Run one command on an empty store with accounts."""
    assert command("init", "--office", "青山县人民检察院", "--short", "青检").status == 0
    shop = Shop(clock, quick)
    desk = shop.open(store_path)
    switch_on(desk)
    desk.close()

    def call(*words: str | Path) -> Outcome:
        status = run([str(word) for word in words], shop, store_path)
        said = capsys.readouterr()
        return Outcome(status, said.out, said.err)

    return call


def switch_on(desk: OpenDesk) -> None:
    """Three officers and a head of case management."""
    names = ("系某", "保某", "审某")
    officers = (NewAccount(name, PASSWORD, must_change=False) for name in names)
    manager = NewAccount("案某", PASSWORD, roles=(Role.CASE_MANAGEMENT,), must_change=False)
    desk.access.switch_on(Actor("张某"), SwitchOn(*officers, (manager,)))


@pytest.fixture
def password(tmp_path: Path) -> Path:
    """A file with everybody's password."""
    path = tmp_path / "口令.txt"
    path.write_text(f"{PASSWORD}\n", "utf-8")
    return path


def test_without_a_name_a_command_is_refused_with_one_sentence(guarded: Callable[..., Outcome]) -> None:
    refused = guarded("list", "matters")
    assert (refused.status, refused.said, refused.refused.count("\n")) == (1, "", 1)
    assert "--user" in refused.refused


def test_without_a_terminal_and_a_file_a_command_is_refused(guarded: Callable[..., Outcome]) -> None:
    refused = guarded("--user", "案某", "list", "matters")
    assert (refused.status, refused.said) == (1, "")
    assert "口令" in refused.refused


def test_whoever_is_named_with_the_password_in_a_file_is_let_in(
    guarded: Callable[..., Outcome], password: Path
) -> None:
    listed = guarded("list", "matters", "--json", "--user", "案某", f"--password-file={password}")
    assert (listed.status, listed.json) == (0, [])


def test_a_wrong_password_is_one_sentence(guarded: Callable[..., Outcome], tmp_path: Path) -> None:
    wrong = tmp_path / "错.txt"
    wrong.write_text("wrong", "utf-8")
    refused = guarded("list", "matters", "--user", "案某", "--password-file", wrong)
    assert (refused.status, refused.said) == (1, "")
    assert "姓名或口令不对" in refused.refused


def test_an_officer_lists_no_cases_but_does_an_officers_part(guarded: Callable[..., Outcome], password: Path) -> None:
    refused = guarded("list", "matters", "--user", "审某", "--password-file", password)
    assert (refused.status, refused.said) == (1, "")
    assert "没有“查看案件内容”的权限" in refused.refused
    assert guarded("verify-audit", "--json", "--user", "审某", "--password-file", password).json["ok"]
    assert guarded("check", "--user", "审某", "--password-file", password).status == 1
    assert guarded("check", "--user", "系某", "--password-file", password).status == 0


def test_what_the_command_line_writes_stands_under_the_name_of_the_user(
    guarded: Callable[..., Outcome], password: Path, resources: Resources, store_path: Path
) -> None:
    ledger = resources.samples / "检察建议台账-公开案例.xlsx"
    given = ("--user", "案某", "--password-file", password)
    assert guarded("import", "suggestions", ledger, *given).status == 0
    with closing(sqlite3.connect(store_path)) as store:
        wrote = store.execute("select distinct actor from audit_entry where table_name = 'suggestion'").fetchall()
    assert wrote == [("案某",)]
    refused = guarded("import", "suggestions", ledger, "--user", "系某", "--password-file", password)
    assert refused.status == 1
    assert "权限" in refused.refused
