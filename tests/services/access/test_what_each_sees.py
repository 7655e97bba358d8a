"""Departments and officers: nothing of a case comes out by any reading of any service to whoever may not see it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from app.models.base import Base
from app.models.terms import RecordType
from app.models.trust_terms import Role
from app.open_desk import OpenDesk
from app.services.demonstration.service import Demonstration
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.services.store.opening import open_store
from tests.services.access.conftest import SECOND, START, MovingClock, sign_in, switch_on
from tests.services.access.reading_everything import SECRET, Known, readings

# What is written in hidden records; names of units are counted in figures of the whole office, so they are left.
PLANTED = {
    "matter": ("subject", "found", "parties", "remarks", "source_person"),
    "suggestion": ("case_name", "facts", "problem", "proposal", "basis", "remarks", "rectification_note"),
    "reverse_review": ("title", "course", "causes", "opinion", "remarks"),
    "original_case": ("name", "parties", "remarks"),
}
# Methods that were given a word they do not know.
BROKEN_ANYWAY = {"documents.fonts.described", "original_cases.words.result_meant"}
CHILDREN = (("reply", "summary"), ("rectification_record", "note"), ("service_record", "note"))


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory, quick_resources: Resources) -> Path:
    """A demonstration store whose records outside 第二检察部 say a secret; everybody's account is in 第二检察部."""
    path, clock = tmp_path_factory.mktemp("departments") / "台账.jdt", MovingClock(START)
    Demonstration(Resources.shipped(), clock).make(path, matters=30, seed=1)
    with closing(sqlite3.connect(path)) as store, store:
        for table, columns in PLANTED.items():
            said = ", ".join(f"{column} = '{SECRET}' || coalesce({column}, '')" for column in columns)
            store.execute(f"update {table} set {said} where department <> ?", (SECOND,))  # noqa: S608 - names of ours
        for table, column in CHILDREN:
            of_others = "suggestion_id in (select id from suggestion where department <> ?)"
            store.execute(f"update {table} set {column} = '{SECRET}' where {of_others}", (SECOND,))  # noqa: S608 - as above
        ((department,),) = store.execute("select id from department where name = ?", (SECOND,))
    desk = OpenDesk(open_store(path, clock), clock, quick_resources)
    switch_on(desk, (department,))
    desk.close()
    return path


@pytest.fixture
def full_desk(planted: Path, store_path: Path, moving: MovingClock, quick_resources: Resources) -> Iterator[OpenDesk]:
    """A copy of that store, open; nobody has signed in."""
    shutil.copy(planted, store_path)
    desk = OpenDesk(open_store(store_path, moving), moving, quick_resources)
    yield desk
    desk.close()


def known(desk: OpenDesk) -> Known:
    """The hidden records."""
    ids = {}
    with desk._database.read_behind() as session:
        for kind in RecordType:
            hidden = text(f"select id from {kind.value} where department <> :own order by id")  # noqa: S608 - as above
            ids[kind] = tuple(session.scalars(hidden, {"own": SECOND}))
    return Known(ids, desk.clock.today())


def told_and_broken(desk: OpenDesk, role: Role) -> tuple[set[str], set[str]]:
    """Readings that told the secret to a role, and those that broke on what is hidden from it."""
    asked = known(desk)
    sign_in(desk, role)
    told, broken = set(), set()
    for name, given in readings(desk, asked):
        if isinstance(given, str):
            told.update({name} if SECRET in given else ())
        elif isinstance(given, AttributeError | TypeError | LookupError):
            broken.add(name)
    return told, broken


@pytest.mark.heavy
def test_readings_tell_the_leader_everything(full_desk: OpenDesk) -> None:
    told, broken = told_and_broken(full_desk, Role.LEADER)
    assert len(told) > 30
    assert broken == BROKEN_ANYWAY


def test_readings_tell_a_person_of_another_department_nothing(full_desk: OpenDesk) -> None:
    told, broken = told_and_broken(full_desk, Role.CLERK)
    assert told == set()
    assert broken == BROKEN_ANYWAY


@pytest.mark.heavy
def test_readings_tell_an_officer_nothing(full_desk: OpenDesk) -> None:
    told, broken = told_and_broken(full_desk, Role.AUDITOR)
    assert told == set()
    assert broken == BROKEN_ANYWAY


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR])
def test_an_officer_sees_no_row_of_any_table_that_is_not_opened_to_officers(full_desk: OpenDesk, role: Role) -> None:
    sign_in(full_desk, role)
    opened = full_desk._gate.permissions.officer_tables | {"account", "countersign", "open_draft"}
    opened |= {"audit_entry", "paper_log"} if role is Role.AUDITOR else set()
    for whole in (False, True):
        with full_desk._database.read(whole=whole) as session:
            counts = {
                table: session.scalar(text(f"select count(*) from {table}"))  # noqa: S608 - names of our tables
                for table in Base.metadata.tables.keys() - opened
            }
        assert {table for table, count in counts.items() if count} == set()


def test_the_auditor_reads_who_did_what_and_to_which_number_but_not_what_it_says(full_desk: OpenDesk) -> None:
    sign_in(full_desk, Role.AUDITOR)
    with full_desk._database.read() as session:
        images = session.execute(
            text("select distinct before, after from audit_entry where table_name in ('matter', 'suggestion', 'reply')")
        ).all()
    assert set(images) == {(None, "{}")}


def test_a_list_holds_the_records_of_ones_department_and_those_in_ones_own_hands(full_desk: OpenDesk) -> None:
    sign_in(full_desk, Role.CLERK)
    listing, query = full_desk.matters.listing, ListQuery(full_desk.clock.today())
    place = [column.key for column in listing.columns].index("department")
    rows = listing.rows(listing.ids(query), query)
    assert {row.cells[place] for row in rows} == {SECOND}


def test_a_figure_counts_the_whole_office_and_its_list_shows_what_one_may_see(full_desk: OpenDesk) -> None:
    sign_in(full_desk, Role.LEADER)
    month = next(month for month in ("2026-10", "2026-09", "2026-08") if whole_of(full_desk, month))
    whole, listed = whole_of(full_desk, month), listed_of(full_desk, month)
    assert whole == listed
    sign_in(full_desk, Role.CLERK)
    assert whole_of(full_desk, month) == whole
    assert listed_of(full_desk, month) < whole


def whole_of(desk: OpenDesk, month: str) -> int:
    """The first figure of a month that counts anything."""
    return next((each.n for each in desk.monthly_statistics.month(month).figures if each.n), 0)


def listed_of(desk: OpenDesk, month: str) -> int:
    """The records behind it."""
    figure = next(each for each in desk.monthly_statistics.month(month).figures if each.n)
    return len(desk.monthly_statistics.records(month, figure.code))


def test_the_months_on_the_workbench_are_counted_over_the_whole_office_whoever_looks(full_desk: OpenDesk) -> None:
    counted = []
    for role in (Role.LEADER, Role.CLERK):
        sign_in(full_desk, role)
        counted.append([(month.received, month.closed) for month in full_desk.workbench.flow()])
    assert counted[0] == counted[1]
