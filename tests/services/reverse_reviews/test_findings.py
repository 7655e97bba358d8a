"""What a review found: by dimension, our own office's apart from others', and what became of it."""

from dataclasses import replace

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.review_terms import Correction, FindingVerdict, ReviewBody, ReviewKind
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.reverse_reviews.refusals import ReviewerHandledIt
from app.services.review_findings.rows import CorrectionDraft, FindingDraft, FindingRow, RestDraft
from tests.services.reverse_reviews.conftest import OpenReview
from tests.services.review_records import lay_case

FOUND = PartialDate("2026-11-10")
FLAW = FindingDraft(
    dimension="办案程序",
    stage="审查起诉",
    body=ReviewBody.PROCURATORATE,
    verdict=FindingVerdict.FLAW,
    found_on=FOUND,
    fact="未在三日内告知被害人有权委托诉讼代理人",
    provision="刑事诉讼法第四十六条",
    problem="未履行权利告知",
)


@pytest.fixture
def review(database: Database, open_review: OpenReview) -> int:
    """A review of one case by 李某."""
    return open_review(lay_case(database))


def only(desk: OpenDesk, review: int) -> FindingRow:
    """The one finding of a review."""
    (found,) = desk.review_findings.of(review)
    return found


def test_own_findings_are_told_from_those_of_others_by_body_and_unit(desk: OpenDesk, actor: Actor, review: int) -> None:
    said = (
        FLAW,
        replace(FLAW, unit=" 青山县人民检察院 "),
        replace(FLAW, unit="邻县人民检察院"),
        replace(FLAW, body=ReviewBody.POLICE, unit="青山县公安局"),
    )
    for draft in said:
        desk.review_findings.add(actor, review, draft)
    rows = desk.review_findings.of(review)
    assert [row.is_own for row in rows] == [True, True, False, False]
    assert [row.place for row in rows] == [1, 2, 3, 4]
    assert rows[0].unit == "青山县人民检察院"
    assert {row.case_name for row in rows} == {"赵某1盗窃案"}
    assert {row.reviewed_by for row in rows} == {"李某"}


def test_a_problem_needs_its_fact_and_a_dimension_in_order_needs_none(
    desk: OpenDesk, actor: Actor, review: int
) -> None:
    with pytest.raises(FieldProblem, match="请填写事实"):
        desk.review_findings.add(actor, review, replace(FLAW, fact=" "))
    desk.review_findings.add(actor, review, replace(FLAW, fact="", verdict=FindingVerdict.NONE))
    assert only(desk, review).fact == "经审视未发现问题"


def test_the_rest_is_marked_as_in_order_in_one_act_and_taken_back_by_one(
    desk: OpenDesk, actor: Actor, review: int
) -> None:
    desk.review_findings.add(actor, review, FLAW)
    case = only(desk, review).case_id
    assert len(desk.review_findings.missing(review, case)) == 8
    written = desk.review_findings.mark_rest(actor, review, RestDraft(FOUND))
    rows = desk.review_findings.of(review)
    assert [row.verdict for row in rows].count(FindingVerdict.NONE) == 8
    assert desk.review_findings.missing(review, case) == ()
    with pytest.raises(DomainError, match="各个方面都已经写过"):
        desk.review_findings.mark_rest(actor, review, RestDraft(FOUND))
    desk.history.take_back(actor, written.act)
    assert only(desk, review).dimension == "办案程序"


def test_whoever_handled_the_case_finds_nothing_in_it(desk: OpenDesk, actor: Actor, review: int) -> None:
    with pytest.raises(ReviewerHandledIt):
        desk.review_findings.add(actor, review, replace(FLAW, reviewed_by="王某"))


def test_a_finding_is_amended_removed_and_both_are_taken_back(desk: OpenDesk, actor: Actor, review: int) -> None:
    desk.review_findings.add(actor, review, FLAW)
    row = only(desk, review)
    desk.review_findings.amend(actor, row.id, row.version, replace(FLAW, verdict=FindingVerdict.ERROR))
    with pytest.raises(ChangedMeanwhile, match="定性"):
        desk.review_findings.amend(actor, row.id, row.version, FLAW)
    removed = desk.review_findings.remove(actor, row.id)
    assert desk.review_findings.of(review) == ()
    desk.history.take_back(actor, removed.act)
    assert only(desk, review).verdict is FindingVerdict.ERROR


def test_names_of_problems_typed_before_are_offered_after_those_of_the_file(
    desk: OpenDesk, actor: Actor, review: int
) -> None:
    desk.review_findings.add(actor, review, replace(FLAW, problem="换押手续不全"))
    offered = desk.review_findings.problem_names("办案程序")
    assert offered[0] == "超过办案期限"
    assert offered[-1] == "换押手续不全"


def test_a_correction_has_its_day_or_its_reason(desk: OpenDesk, actor: Actor, review: int) -> None:
    desk.review_findings.add(actor, review, FLAW)
    row, correct = only(desk, review), desk.review_findings.correct
    with pytest.raises(FieldProblem, match="请填写补正日期"):
        correct(actor, row.id, row.version, CorrectionDraft(Correction.SUPPLEMENTED))
    with pytest.raises(FieldProblem, match="请填写不能纠正的理由"):
        correct(actor, row.id, row.version, CorrectionDraft(Correction.NOT_CORRECTED))
    with pytest.raises(FieldProblem, match="早于上一步的日期"):
        correct(actor, row.id, row.version, CorrectionDraft(Correction.CORRECTED, PartialDate("2026-11-01")))
    correct(actor, row.id, row.version, CorrectionDraft(Correction.SUPPLEMENTED, PartialDate("2026-11-20"), "补充告知"))
    corrected = only(desk, review)
    assert (corrected.correction, str(corrected.corrected_on)) == (Correction.SUPPLEMENTED, "2026-11-20")


def test_a_finding_of_a_review_of_many_cases_names_one_of_its_cases(
    desk: OpenDesk, database: Database, actor: Actor, open_review: OpenReview
) -> None:
    first, second, other = (lay_case(database, serial) for serial in (1, 2, 3))
    review = open_review(first, second, kind=ReviewKind.THEMATIC, title="盗窃案证据采信问题类案审视")
    with pytest.raises(FieldProblem, match="不在 FS2026-00001 的所审案件里"):
        desk.review_findings.add(actor, review, replace(FLAW, case_id=other))
    desk.review_findings.add(actor, review, replace(FLAW, case_id=second))
    desk.review_findings.add(actor, review, FLAW)
    assert [row.case_number for row in desk.review_findings.of(review)] == ["YA2026-00002", ""]


def test_the_shipped_data_have_nine_dimensions_and_stages_with_their_bodies(desk: OpenDesk) -> None:
    catalogue = desk.review_findings.catalogue
    assert len(catalogue.dimensions) == 9
    assert [stage.name for stage in catalogue.stages][:4] == ["公安立案侦查", "审查逮捕", "审查起诉", "审判"]
    assert set(catalogue.problems) == {each.name for each in catalogue.dimensions}
    assert catalogue.causes["案多人少、办案期限紧"] == "客观"
