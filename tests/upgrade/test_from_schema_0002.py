"""A store of the second schema learns whose duty the deadline of each matter is, and after which day it is late."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.terms import Lamp, RecordType
from app.models.upgrade import marks_of
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.services.store.opening import open_store
from tests.architecture.source_tree import ROOT

OLD = ROOT / "tests" / "data" / "schema_0002.db"
# The matters registered by hand in the kept store, beside the sample ledgers.
OWN_LATE, OWN_RUNS, OUTSIDE_LATE, MONTH_END, PAUSED, PARTLY = range(7, 13)
MATTER = RecordType.MATTER


@pytest.fixture
def old(store_path: Path) -> Path:
    shutil.copy(OLD, store_path)
    return store_path


@pytest.fixture
def desk(old: Path, clock: FixedClock) -> Iterator[OpenDesk]:
    opened = OpenDesk(open_store(old, clock), clock, Resources.shipped())
    yield opened
    opened.close()


def test_the_kept_store_is_really_of_the_second_schema() -> None:
    assert marks_of(OLD).revision == "0002"


@pytest.mark.parametrize(
    ("matter", "lamp", "words"),
    [
        (OWN_LATE, Lamp.SERIOUSLY_OVERDUE, "严重超期139天"),
        (OWN_RUNS, Lamp.NORMAL, "剩72天"),
        (OUTSIDE_LATE, Lamp.OVERDUE, "逾期5天"),
        (MONTH_END, Lamp.OVERDUE, "逾期20天"),
        (PAUSED, Lamp.NORMAL, "正常"),
        (PARTLY, Lamp.NORMAL, "正常"),
    ],
)
def test_the_lamp_of_an_old_matter_is_in_the_words_of_its_deadline(
    desk: OpenDesk, matter: int, lamp: Lamp, words: str
) -> None:
    card = desk.matters.card(matter)
    assert (card.lamp, card.lamp_words) == (lamp, words)


def test_an_old_matter_turns_red_only_after_the_later_of_two_readings(desk: OpenDesk) -> None:
    assert desk.matters.card(MONTH_END, date(2026, 11, 1)).lamp_words == "到期，2026-11-02后才算逾期"
    assert MONTH_END not in desk.matters.listing.ids(ListQuery(date(2026, 11, 2), is_overdue=True))
    assert MONTH_END in desk.matters.listing.ids(ListQuery(date(2026, 11, 3), is_overdue=True))


def test_upgrading_moves_no_date(old: Path, clock: FixedClock) -> None:
    asked = "select id, due_on, remind_on, serious_on from matter order by id"
    with closing(sqlite3.connect(old)) as connection:
        before = connection.execute(asked).fetchall()
    open_store(old, clock).close()
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute(asked).fetchall() == before


def test_what_was_done_before_the_upgrade_can_be_taken_back_after_it(desk: OpenDesk, actor: Actor) -> None:
    (paused,) = desk.docket.of(MATTER, PAUSED)
    line = next(each for each in desk.history.lines(MATTER, PAUSED) if each.title.startswith("中止"))
    desk.history.take_back(actor, line.act)
    assert desk.matters.card(PAUSED).draft.accepted_on == PartialDate("2026-11-19")
    assert desk.docket.card(paused.id).paused_on is None
    assert desk.store.verify_audit().ok


def test_a_decision_after_the_upgrade_shows_on_the_matter(desk: OpenDesk, actor: Actor) -> None:
    (outside,) = desk.docket.of(MATTER, OUTSIDE_LATE)
    desk.docket.mark_met(actor, outside.id, PartialDate("2026-11-20"))
    assert desk.matters.card(OUTSIDE_LATE).lamp is Lamp.NORMAL
