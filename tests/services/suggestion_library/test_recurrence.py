"""同类问题再次发生: only at the same unit, only after a letter was closed, only from a stated likeness on."""

from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.clues.rows import ClueDraft
from app.services.foundation.errors import FieldProblem
from app.services.suggestion_library.standards import read_standards
from tests.services.suggestion_library.conftest import AGAIN, OTHER, PROBLEM, Shelf

UNIT = "青山县市场监督管理局"


def test_a_clue_like_a_closed_letter_of_the_same_unit_recurs_with_the_figure_and_the_shared_words(
    desk: OpenDesk, actor: Actor, shelf: Shelf
) -> None:
    closed = shelf.closed(PROBLEM, "2025-03-01", "2025-08-01")
    clue = desk.clues.register(actor, ClueDraft("12345", unit=UNIT, found=AGAIN)).id
    (found,) = desk.recurrences.before_clue(clue)
    assert (found.id, found.name, str(found.on)) == (closed, "青检建〔2025〕1号", "2025-08-01")
    assert found.likeness >= desk.recurrences.standards.likeness
    assert found.figure.startswith(f"相近 {found.likeness}%，共同词“")
    assert "被摊位占用" in found.figure


def test_the_closed_letter_tells_of_the_clue_and_of_the_letter_that_came_after_it(
    desk: OpenDesk, actor: Actor, shelf: Shelf
) -> None:
    closed = shelf.closed(PROBLEM, "2025-03-01", "2025-08-01")
    later = shelf.issued(AGAIN, "2026-02-01")
    desk.clues.register(actor, ClueDraft("12345", unit=UNIT, found=AGAIN, found_on=PartialDate("2026-10-01")))
    found = desk.recurrences.after_letter(closed)
    assert [(each.record_type, str(each.on)) for each in found] == [
        (RecordType.CLUE, "2026-10-01"),
        (RecordType.SUGGESTION, "2026-02-01"),
    ]
    assert [each.id for each in desk.recurrences.before_letter(later)] == [closed]


@pytest.mark.parametrize(
    ("unit", "found", "day"),
    [
        ("青山县教育局", AGAIN, "2026-10-01"),
        (UNIT, OTHER, "2026-10-01"),
        (UNIT, AGAIN, "2025-06-01"),
        (UNIT, "消防", "2026-10-01"),
    ],
    ids=["another unit", "another problem", "before it was closed", "too short to tell"],
)
def test_nothing_recurs_at_another_unit_about_something_else_or_before_the_closing(
    desk: OpenDesk, actor: Actor, shelf: Shelf, unit: str, found: str, day: str
) -> None:
    closed = shelf.closed(PROBLEM, "2025-03-01", "2025-08-01")
    clue = desk.clues.register(actor, ClueDraft("12345", unit=unit, found=found, found_on=PartialDate(day))).id
    assert desk.recurrences.before_clue(clue) == ()
    assert desk.recurrences.after_letter(closed) == ()


def test_a_letter_that_still_runs_is_no_recurrence_for_a_new_clue(desk: OpenDesk, shelf: Shelf) -> None:
    shelf.issued(PROBLEM, "2026-09-01")
    assert desk.recurrences.of_wording(UNIT, AGAIN) == ()


def test_the_letter_a_clue_was_opened_as_is_not_told_as_its_recurrence(
    desk: OpenDesk, actor: Actor, shelf: Shelf
) -> None:
    shelf.closed(PROBLEM, "2025-03-01", "2025-08-01")
    clue = desk.clues.register(actor, ClueDraft("12345", unit=UNIT, found=AGAIN)).id
    hints = desk.clues.likely_kin(clue)
    assert hints[0].is_recurrence
    assert hints[0].reasons[0].startswith("同类问题再次发生：该单位的建议已于 2025-08-01 办结，相近 ")


def test_kin_of_what_is_being_registered_say_that_it_recurs(desk: OpenDesk, shelf: Shelf) -> None:
    closed = shelf.closed(PROBLEM, "2025-03-01", "2025-08-01")
    draft = ClueDraft("12345", unit=UNIT, found=AGAIN)
    assert [each.id for each in desk.clues.likely_kin(draft, is_new=True) if each.is_recurrence] == [closed]
    assert not any(each.is_recurrence for each in desk.clues.likely_kin(draft))


def test_a_unit_that_was_renamed_is_the_same_unit(desk: OpenDesk, actor: Actor, shelf: Shelf) -> None:
    closed = shelf.closed(PROBLEM, "2017-03-01", "2017-08-01", "青山县工商行政管理局")
    clue = desk.clues.register(actor, ClueDraft("12345", unit=UNIT, found=AGAIN)).id
    assert desk.recurrences.before_clue(clue) == ()
    old = desk.unit_histories.unit_id("青山县工商行政管理局")
    assert old is not None
    act = desk.unit_histories.record_change(actor, old, UNIT, PartialDate("2018-12-01")).act
    assert [each.id for each in desk.recurrences.before_clue(clue)] == [closed]
    desk.history.take_back(actor, act)
    assert desk.recurrences.before_clue(clue) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[recurrence]\nlikeness = 0\npairs = 6\n[library]\ncandidates = 200\nshown = 50", "“likeness”应当是 1 到 100"),
        ("[recurrence]\nlikeness = 45\n[library]\ncandidates = 200\nshown = 50", "“pairs”应当是"),
        ("[recurrence]\nlikeness = 45\npairs = 6\nmore = 1\n[library]\ncandidates = 200\nshown = 50", "“more”是不认识"),
        ("[recurrence]\nlikeness = 45\npairs = 6", "“library”没有填写"),
    ],
)
def test_a_spoilt_threshold_is_refused_with_file_and_key(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "likeness.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FieldProblem, match=r"likeness\.toml") as refused:
        read_standards(tmp_path)
    assert told in str(refused.value)
