"""A ledger that comes in brings the deadlines that still run, and none that ended before anybody could watch it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.dates import PartialDate
from app.services.foundation.errors import DomainError
from tests.services.docket.conftest import LETTER, MATTER, Office

LETTERS = """发出日期,送达日期,被建议单位,检察建议类型,主要问题,回复日期,备案日期
2026-11-17,2026-11-18,青山县水利局,社会治理,河道采砂无人看管,,
2026-11-16,2026-11-17,青山县林业局,公益诉讼,古树名木未挂牌,,2026-11-19
2020-03-05,2020-03-06,青山县教育局,社会治理,校车无人看管,,
"""
MATTERS = """事项类型,监督对象,受理日期,结果
行政违法行为监督,青山县水利局,2026-11-02,
行政违法行为监督,青山县林业局,2019-11-04,
"""


def brought_in(desk: OpenDesk, actor: Actor, folder: Path, kind: str, text: str) -> int:
    """Import a ledger; gives the batch."""
    path = folder / f"{kind}.csv"
    path.write_text(text, encoding="utf-8")
    batch = desk.importing.commit(actor, desk.importing.plan(kind, path)).batch
    assert batch is not None
    return batch


def test_running_duties_of_imported_letters_are_watched(
    desk: OpenDesk, actor: Actor, office: Office, tmp_path: Path
) -> None:
    brought_in(desk, actor, tmp_path, "suggestions", LETTERS)
    assert office.codes(LETTER, 1) == {"F02": "进行中", "F03": "进行中"}
    assert office.codes(LETTER, 2) == {"E03-1": "进行中", "E02-2": "已完成", "E04": "进行中"}
    assert office.codes(LETTER, 3) == {"F02": "进行中"}  # nobody knows whether it was filed in 2020


def test_an_imported_matter_shows_the_deadline_that_runs_on_it(
    desk: OpenDesk, actor: Actor, office: Office, tmp_path: Path
) -> None:
    brought_in(desk, actor, tmp_path, "matters", MATTERS)
    assert office.deadline(MATTER, 1, "H13").due_on == date(2027, 2, 2)
    assert office.codes(MATTER, 2) == {}
    assert [each.record.record_id for each in desk.docket.overview.unwatched()] == [2]


def test_a_batch_with_its_deadlines_is_taken_back_whole(
    desk: OpenDesk, actor: Actor, office: Office, tmp_path: Path
) -> None:
    desk.importing.undo(actor, brought_in(desk, actor, tmp_path, "suggestions", LETTERS))
    assert office.codes(LETTER, 1) == {}


def test_a_batch_is_not_taken_back_once_a_deadline_was_decided_about(
    desk: OpenDesk, actor: Actor, office: Office, tmp_path: Path
) -> None:
    batch = brought_in(desk, actor, tmp_path, "suggestions", LETTERS)
    desk.docket.mark_met(actor, office.deadline(LETTER, 1, "F03").id, PartialDate("2026-11-19"))
    with pytest.raises(DomainError, match="JY2026-00001"):
        desk.importing.undo(actor, batch)


def test_completing_an_old_letter_of_a_ledger_starts_nothing_that_ended_long_ago(
    desk: OpenDesk, actor: Actor, office: Office, tmp_path: Path
) -> None:
    brought_in(desk, actor, tmp_path, "suggestions", LETTERS)
    card = desk.suggestions.card(3)
    desk.suggestions.amend(actor, 3, card.version, replace(card.draft, remarks="已电话核对"))
    assert office.codes(LETTER, 3) == {"F02": "进行中"}


def test_completing_an_old_matter_of_a_ledger_starts_nothing_that_ended_long_ago(
    desk: OpenDesk, actor: Actor, office: Office, tmp_path: Path
) -> None:
    brought_in(desk, actor, tmp_path, "matters", MATTERS)
    card = desk.matters.card(2)
    desk.matters.amend(actor, 2, card.version, replace(card.draft, handler="李某"))
    assert office.codes(MATTER, 2) == {}
