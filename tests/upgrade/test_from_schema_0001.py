"""A real store of the first schema, with the sample ledgers in it, opens and goes on as if it were of today."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.terms import Certainty, Lamp, RecordType, Side, StartEvent
from app.models.upgrade import marks_of, newest_revision
from app.services.docket.rows import Authority
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.services.store.opening import open_store
from tests.architecture.source_tree import ROOT

OLD = ROOT / "tests" / "data" / "schema_0001.db"
LETTER = RecordType.SUGGESTION


@pytest.fixture
def old(store_path: Path) -> Path:
    """A copy of the kept store: twelve letters and six matters of the sample ledgers, two letters still running."""
    shutil.copy(OLD, store_path)
    return store_path


@pytest.fixture
def desk(old: Path, clock: FixedClock) -> Iterator[OpenDesk]:
    opened = OpenDesk(open_store(old, clock), clock, Resources.shipped())
    yield opened
    opened.close()


def counted(path: Path) -> dict[str, int]:
    """Rows of every table of a file, but for the mark of its schema."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("select name from sqlite_schema where type = 'table'")]
        return {name: connection.execute(f"select count(*) from {name}").fetchone()[0] for name in tables}  # noqa: S608 - names of our own tables


def test_the_kept_store_is_really_of_the_first_schema() -> None:
    assert marks_of(OLD).revision == "0001"


def test_an_old_store_is_backed_up_and_loses_no_row(old: Path, clock: FixedClock) -> None:
    before = counted(old)
    open_store(old, clock).close()
    assert marks_of(old).revision == newest_revision()
    after = counted(old)
    assert {name: after.get(name) for name in before} == before
    assert before["suggestion"] == 14
    (kept,) = old.parent.glob("*.bak")
    assert marks_of(kept).revision == "0001"


def test_old_deadlines_know_whose_they_are_and_what_started_them(desk: OpenDesk) -> None:
    (card,) = desk.docket.of(LETTER, 13)
    assert (card.side, card.certainty, card.started_by) == (Side.OUTSIDE, Certainty.VERIFIED, StartEvent.REPLY_PERIOD)
    assert (card.due_on, card.overdue_after) == (date(2026, 12, 31), date(2026, 12, 31))
    assert card.lamp is Lamp.NORMAL


def test_an_old_lamp_is_the_same_on_the_letter_and_in_the_overview(desk: OpenDesk) -> None:
    days = [date(2026, 10, 26), date(2026, 10, 27), date(2026, 11, 3), date(2026, 11, 4), date(2026, 12, 4)]
    for day in days:
        assert desk.docket.of(LETTER, 14, day)[0].lamp is desk.suggestions.card(14, day).lamp


def test_answered_letters_of_an_old_store_are_not_on_the_overview(desk: OpenDesk) -> None:
    assert desk.docket.overview.counts(ListQuery(date(2026, 11, 22))) == {Lamp.NORMAL: 1, Lamp.OVERDUE: 1}


@pytest.mark.parametrize(
    ("code", "certainty", "lamp"),
    [("C01", Certainty.VERIFIED, Lamp.OVERDUE), ("M05", Certainty.PARTLY, Lamp.UNKNOWN)],
)
def test_an_old_deadline_of_a_matter_is_the_offices_own_and_red_only_where_verified(
    old: Path, clock: FixedClock, code: str, certainty: Certainty, lamp: Lamp
) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute(
            "insert into deadline (version, record_type, record_id, name, rule_code, started_on, length, unit, "
            "nominal_on, due_on, overdue_after, is_provisional, state, derivation) values (1, 'matter', 7, '审查', ?, "
            "'2026-08-10', 3, 'month', '2026-11-10', '2026-11-10', '2026-11-10', 0, 'open', '[]')",
            (code,),
        )
        connection.commit()
    desk = OpenDesk(open_store(old, clock), clock, Resources.shipped())
    (card,) = desk.docket.of(RecordType.MATTER, 7)
    assert (card.side, card.certainty, card.lamp) == (Side.OWN, certainty, lamp)
    assert desk.docket.of(RecordType.MATTER, 7, date(2026, 11, 3))[0].lamp_words.startswith("剩7天")
    desk.close()


def test_a_decision_about_an_old_deadline_keeps_the_rule_it_is_computed_by(desk: OpenDesk, actor: Actor) -> None:
    (card,) = desk.docket.of(LETTER, 13)
    desk.docket.extend(actor, card.id, "一个月", Authority("检察长", "整改工程量大"))
    (after,) = desk.docket.of(LETTER, 13)
    assert after.due_on == date(2027, 2, 1)
    assert after.missed.startswith("整改期满即跟进调查")


def test_the_audit_chain_of_an_old_store_goes_on_unbroken(desk: OpenDesk, actor: Actor) -> None:
    (card,) = desk.docket.of(LETTER, 13)
    desk.docket.extend(actor, card.id, "一个月", Authority("检察长", "整改工程量大"))
    assert desk.store.verify_audit().ok
