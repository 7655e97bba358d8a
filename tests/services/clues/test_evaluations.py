"""What a team made of a clue: kept beside it, with a score sheet where they filled one in; it decides nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import Triage
from app.models.dates import PartialDate
from app.services.clues.evaluating import ScoreSheet
from app.services.clues.rows import EvaluationDraft, Score
from app.services.foundation.errors import DomainError, FieldProblem
from tests.services.clues.conftest import Register

DRAFT = EvaluationDraft(PartialDate("2026-11-20"), "张某、李某", "事实清楚，可以立项。", Triage.OPENED)


def full(desk: OpenDesk, points: int = 10) -> dict[str, int | None]:
    """The sheet with the same points for everything."""
    return {each.code: points for each in desk.clues.criteria()}


def test_an_evaluation_is_kept_and_decides_nothing(desk: OpenDesk, actor: Actor, register: Register) -> None:
    clue = register()
    desk.clues.evaluate(actor, clue, DRAFT)
    (kept,) = desk.clues.evaluations_of(clue)
    assert (kept.team, kept.opinion, kept.proposes) == ("张某、李某", "事实清楚，可以立项。", Triage.OPENED)
    assert (kept.scores, kept.total) == ((), None)
    assert desk.clues.card(clue).triage is Triage.PENDING


def test_the_newest_evaluation_stands_first(desk: OpenDesk, actor: Actor, register: Register) -> None:
    clue = register()
    for day in ("2026-11-20", "2026-11-22", "2026-11-21"):
        desk.clues.evaluate(actor, clue, replace(DRAFT, on=PartialDate(day)))
    assert [str(each.evaluated_on) for each in desk.clues.evaluations_of(clue)] == [
        "2026-11-22",
        "2026-11-21",
        "2026-11-20",
    ]


def test_a_filled_in_sheet_is_kept_with_its_names_and_most(desk: OpenDesk, actor: Actor, register: Register) -> None:
    clue = register()
    desk.clues.evaluate(actor, clue, replace(DRAFT, points=full(desk)))
    (kept,) = desk.clues.evaluations_of(clue)
    assert kept.scores[0] == Score("危害程度", 10, 30)
    assert kept.total == (50, 100)


@pytest.mark.parametrize(("value", "said"), [(31, "应当在 0 到 30 之间"), (-1, "应当在 0 到 30 之间")])
def test_points_beyond_the_most_are_refused(
    desk: OpenDesk, actor: Actor, register: Register, value: int, said: str
) -> None:
    points = {**full(desk), "harm": value}
    with pytest.raises(FieldProblem, match=said) as refused:
        desk.clues.evaluate(actor, register(), replace(DRAFT, points=points))
    assert refused.value.field == "harm"


def test_a_sheet_filled_in_by_half_is_refused(desk: OpenDesk, actor: Actor, register: Register) -> None:
    with pytest.raises(FieldProblem, match="要么全部填写，要么全部空着"):
        desk.clues.evaluate(actor, register(), replace(DRAFT, points={"harm": 10}))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"team": ""}, "team"),
        ({"opinion": " "}, "opinion"),
        ({"proposes": Triage.PENDING}, "proposes"),
        ({"on": PartialDate("2026-12-01")}, "on"),
    ],
)
def test_what_is_missing_names_its_field(
    desk: OpenDesk, actor: Actor, register: Register, change: dict[str, object], field: str
) -> None:
    with pytest.raises(FieldProblem) as refused:
        desk.clues.evaluate(actor, register(), replace(DRAFT, **change))  # type: ignore[arg-type]  # a test's own
    assert refused.value.field == field


def test_a_clue_that_is_not_taken_in_is_not_evaluated(desk: OpenDesk, actor: Actor) -> None:
    clue = desk.clues.record_forwarded(actor, PartialDate("2026-11-20"), "张某", "青山县监察委员会").id
    with pytest.raises(DomainError, match="不能登记评估"):
        desk.clues.evaluate(actor, clue, DRAFT)


def test_the_paper_of_the_evaluation_hangs_on_the_clue(
    desk: OpenDesk, actor: Actor, register: Register, tmp_path: Path
) -> None:
    scan = tmp_path / "评估意见.pdf"
    scan.write_bytes(b"%PDF-1.7 scanned")
    clue = register()
    written = desk.clues.evaluate(actor, clue, replace(DRAFT, scan=scan))
    assert desk.clues.evaluations_of(clue)[0].file_name == "评估意见.pdf"
    assert [file.purpose for file in desk.clues.card(clue).attachments] == ["线索评估材料"]
    desk.history.take_back(actor, written.act)
    assert desk.clues.evaluations_of(clue) == ()
    assert desk.clues.card(clue).attachments == ()


def test_a_spoilt_sheet_names_file_and_key(tmp_path: Path) -> None:
    (tmp_path / "score_sheet.toml").write_text('[[criterion]]\ncode = "a"\nname = "甲"\nmost = 0\n', encoding="utf-8")
    with pytest.raises(DomainError, match=r"score_sheet\.toml 第 1 个评分项 的“most”应当是大于 0 的整数"):
        _ = ScoreSheet(tmp_path).criteria
