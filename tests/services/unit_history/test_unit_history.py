"""单位履历: how many letters, how often late, what came up again, under all names of the unit."""

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.clues.rows import ClueDraft
from app.services.foundation.errors import FieldProblem
from app.services.unit_history.rows import UnitHistory
from tests.services.records import lay_matter
from tests.services.suggestion_library.conftest import AGAIN, OTHER, PROBLEM, Shelf

UNIT = "青山县市场监督管理局"


def history(desk: OpenDesk, unit: str = UNIT) -> UnitHistory:
    key = desk.unit_histories.unit_id(unit)
    assert key is not None
    return desk.unit_histories.of(key)


def due(day: str) -> dict[str, object]:
    return {"due_on": PartialDate(day).exact}


def test_late_is_told_as_so_many_of_those_that_can_be_judged(desk: OpenDesk, shelf: Shelf) -> None:
    shelf.issued(PROBLEM, "2026-01-05", replied_on=PartialDate("2026-03-01"), **due("2026-03-05"))
    shelf.issued(OTHER, "2026-02-05", replied_on=PartialDate("2026-05-01"), **due("2026-04-07"))
    shelf.issued(OTHER, "2026-06-05", **due("2026-08-05"))
    shelf.issued(OTHER, "2026-11-05", **due("2027-01-05"))
    counts = history(desk).counts
    assert (counts.letters, counts.issued, counts.replied) == (4, 4, 2)
    assert (counts.late, counts.judged, counts.unanswered) == (2, 3, 1)


def test_letters_matters_and_clues_stand_in_one_line_of_time_and_another_units_do_not(
    desk: OpenDesk, actor: Actor, shelf: Shelf, database: Database
) -> None:
    shelf.issued(PROBLEM, "2026-01-05")
    shelf.issued(PROBLEM, "2026-01-06", "青山县教育局")
    lay_matter(database, 1, UNIT, accepted_on=PartialDate("2026-05-01"))
    desk.clues.register(actor, ClueDraft("12345", unit=UNIT, found=OTHER, found_on=PartialDate("2026-03-01")))
    records = history(desk).records
    assert [(each.record_type, each.day) for each in records] == [
        (RecordType.MATTER, "2026-05-01"),
        (RecordType.CLUE, "2026-03-01"),
        (RecordType.SUGGESTION, "2026-01-05"),
    ]
    assert records[2].about == PROBLEM
    assert (history(desk).counts.matters, history(desk).counts.clues) == (1, 1)


def test_what_recurred_is_told_as_so_many_of_those_that_could(desk: OpenDesk, shelf: Shelf) -> None:
    closed = shelf.closed(PROBLEM, "2025-03-01", "2025-08-01")
    again = shelf.issued(AGAIN, "2026-03-01")
    shelf.issued(OTHER, "2026-04-01")
    recurring = desk.unit_histories.recurring(history(desk).id)
    assert recurring.compared == 2
    (found,) = recurring.again
    assert (found.later_id, found.earlier_id, found.earlier_name) == (again, closed, "青检建〔2025〕1号")
    assert "被摊位占用" in "".join(found.words)


def test_a_unit_under_its_old_and_new_name_is_one_history_seen_from_both(
    desk: OpenDesk, actor: Actor, shelf: Shelf
) -> None:
    old = "青山县工商行政管理局"
    shelf.issued(PROBLEM, "2017-03-01", old)
    shelf.issued(OTHER, "2026-03-01")
    before = history(desk, old)
    act = desk.unit_histories.record_change(actor, before.id, UNIT, PartialDate("2018-12-01"), "机构改革").act
    for name in (old, UNIT):
        told = history(desk, name)
        assert told.counts.letters == 2
        assert [(each.name, each.letters) for each in told.names] == [(old, 1), (UNIT, 1)]
        assert [(each.earlier, each.later, each.note) for each in told.changes] == [(old, UNIT, "机构改革")]
    desk.history.take_back(actor, act)
    assert history(desk).counts.letters == 1


def test_a_change_of_name_entered_by_mistake_is_removed_and_that_is_taken_back(
    desk: OpenDesk, actor: Actor, shelf: Shelf
) -> None:
    shelf.issued(PROBLEM, "2017-03-01", "青山县工商行政管理局")
    shelf.issued(OTHER, "2026-03-01")
    key = desk.unit_histories.record_change(actor, history(desk, "青山县工商行政管理局").id, UNIT).id
    act = desk.unit_histories.remove_change(actor, key).act
    assert history(desk).counts.letters == 1
    desk.history.take_back(actor, act)
    assert history(desk).counts.letters == 2


@pytest.mark.parametrize(
    ("later", "day", "told"),
    [("", None, "请填写"), (UNIT, None, "已经是同一单位"), ("青山县新局", "2027-01-01", "晚于今天")],
)
def test_a_change_of_name_that_cannot_be_is_refused(
    desk: OpenDesk, actor: Actor, shelf: Shelf, later: str, day: str | None, told: str
) -> None:
    shelf.issued(PROBLEM, "2026-03-01")
    with pytest.raises(FieldProblem, match=told):
        desk.unit_histories.record_change(actor, history(desk).id, later, PartialDate(day) if day else None)
