"""The table of permissions knows every act of the program, and the office's three officers stay apart in it."""

from pathlib import Path

import pytest

from app.models.base import Base
from app.models.trust_terms import Role
from app.services.access.four_eyes import FourEyes
from app.services.access.permissions import NOTHING, Permissions, read_permissions
from app.services.foundation.resources import Resources
from app.services.trail.intention_index import intentions

FOLDER = Resources.shipped().access
ASKED_OTHERWISE = {
    *("account:read", "audit:read", "program:care"),  # readings, and what the program notes by itself
    *("store:check", "store:backup", "store:verify"),  # commands that write nothing into the store
}


@pytest.fixture(scope="module")
def table() -> Permissions:
    return read_permissions(FOLDER)


def test_every_permission_an_intention_declares_is_in_the_table(table: Permissions) -> None:
    assert {each.permission for each in intentions().values()} - table.known == set()


def test_the_table_names_no_permission_that_nothing_asks_for(table: Permissions) -> None:
    assert table.known - {each.permission for each in intentions().values()} - ASKED_OTHERWISE == set()


def test_no_officer_may_do_what_another_officer_may(table: Permissions) -> None:
    shared = {"countersign:ask", "countersign:answer", "paper:note"}
    writes = {each.permission for each in intentions().values()} - shared
    held = [table.by_role[role] & writes for role in sorted(table.officers, key=list(Role).index)]
    assert [(first & second) - table.open_to_all for first in held for second in held if first is not second] == [
        frozenset()
    ] * 6


def test_officers_do_nothing_with_records_and_read_none(table: Permissions) -> None:
    cases = frozenset().union(*(table.by_role[role] for role in Role if role not in table.officers))
    shared = {"secrecy:mark", "countersign:ask", "countersign:answer", "store:check", "store:backup", "paper:note"}
    assert {role: table.by_role[role] & cases - shared for role in table.officers} == dict.fromkeys(
        table.officers, frozenset()
    )
    assert {table.reach[role] for role in table.officers} == {NOTHING}


def test_the_tables_open_to_officers_exist_and_hold_no_case_content(table: Permissions) -> None:
    assert table.officer_tables - Base.metadata.tables.keys() == set()


def test_acts_two_people_agree_on_exist(table: Permissions) -> None:
    acts = FourEyes.read(FOLDER).acts
    assert set(acts) - set(intentions()) == set()
    assert set(acts.values()) - Base.metadata.tables.keys() == set()


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.toml")))
def test_every_file_says_where_its_decisions_come_from(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")
    assert "# source:" in text
    assert "# certainty:" in text or "；certainty:" in text


def test_the_folder_of_the_table_is_found_beside_the_program() -> None:
    assert Path(FOLDER).is_dir()
