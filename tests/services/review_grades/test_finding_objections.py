"""What an original handler says of a finding or a grade, who decides about it, and what the decision does."""

from datetime import date

import pytest

from app.models.review_terms import FindingObjectionForm, FindingObjectionOutcome, FindingVerdict
from app.models.terms import Lamp
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.review_grades.counting import finding_counts
from app.services.review_grades.pending import pending_objections
from app.services.review_grades.rows import Signature
from app.services.review_statistics.period import ReviewPeriod
from app.services.workbench.rows import Scope, Source, Whose
from tests.services.review_grades.conftest import (
    CHIEF,
    GRADER,
    HANDLER,
    REVIEWER,
    Grading,
    by_chief,
    by_head,
    day,
)
from tests.services.review_records import lay_case

KEPT, CHANGED, WITHDRAWN = (
    FindingObjectionOutcome.KEPT,
    FindingObjectionOutcome.CHANGED,
    FindingObjectionOutcome.WITHDRAWN,
)
STATEMENT, RECONSIDERATION = FindingObjectionForm.STATEMENT, FindingObjectionForm.RECONSIDERATION


def counted(grading: Grading) -> list[int]:
    """The findings that count."""
    from sqlalchemy import select

    from app.models.review_finding import ReviewFinding

    with grading.database.read() as session:
        return list(session.scalars(select(ReviewFinding.id).where(finding_counts())))


def pending(grading: Grading) -> int:
    """How many objections a closing waits for."""
    with grading.database.read() as session:
        return len(pending_objections(session, grading.review))


def test_an_objection_waits_until_it_is_decided_and_a_statement_does_not(grading: Grading) -> None:
    finding = grading.found()
    grading.object_to(finding_id=finding, form=STATEMENT, scan=None)
    assert pending(grading) == 0
    objection = grading.object_to(finding_id=finding)
    assert pending(grading) == 1
    grading.settle(objection, KEPT)
    row = grading.objection(objection)
    assert (pending(grading), row.outcome, row.decided_by, row.decided_as) == (0, KEPT, "王某", "部门负责人")
    assert grading.verdict_of(finding) is FindingVerdict.FLAW


def test_a_changed_finding_has_another_verdict_and_says_which_it_had(grading: Grading) -> None:
    finding = grading.found(FindingVerdict.ERROR)
    objection = grading.object_to(finding_id=finding)
    with pytest.raises(FieldProblem, match="变更后的定性"):
        grading.settle(objection, CHANGED)
    with pytest.raises(FieldProblem, match="就是错误"):
        grading.settle(objection, CHANGED, verdict=FindingVerdict.ERROR)
    grading.settle(objection, CHANGED, verdict=FindingVerdict.FLAW)
    assert grading.verdict_of(finding) is FindingVerdict.FLAW
    assert grading.objection(objection).changes == "错误→瑕疵"


def test_a_withdrawn_finding_stays_to_be_seen_and_counts_no_more(grading: Grading) -> None:
    finding, other = grading.found(), grading.found(place=2)
    grading.settle(grading.object_to(finding_id=finding), WITHDRAWN)
    assert counted(grading) == [other]
    assert [each.words.endswith("（已撤销）") for each in grading.card().findings] == [True, False]
    with pytest.raises(FieldProblem, match="已于 2026-11-16 撤销"):
        grading.object_to(finding_id=finding, on="2026-11-17")


@pytest.mark.parametrize(
    ("field", "signature"),
    [
        ("decided_by", by_head(decided_by=REVIEWER)),  # looked it over himself
        ("decided_by", by_head(decided_by=HANDLER)),
        ("decided_by", by_head(decided_by="陈某")),  # holds no such post
        ("decided_as", by_head(decided_as="检察官", decided_by="陈某")),
        ("decided_on", by_head("2026-11-13")),
        ("number", Signature(decided_as="检察委员会", decided_on=day("2026-11-16"))),
    ],
)
def test_neither_the_reviewer_nor_anybody_without_the_post_decides_about_a_finding(
    grading: Grading, field: str, signature: Signature
) -> None:
    objection = grading.object_to(finding_id=grading.found())
    with pytest.raises(FieldProblem) as problem:
        grading.settle(objection, KEPT, signature)
    assert problem.value.field == field


def test_a_head_who_reviewed_the_case_does_not_decide_about_his_own_finding(grading: Grading) -> None:
    objection = grading.object_to(finding_id=grading.found(reviewed_by="王某"))
    with pytest.raises(FieldProblem, match="认定了这项问题"):
        grading.settle(objection, KEPT, by_head())


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("raised_by", {"raised_by": "陈某"}),
        ("raised_on", {"on": "2026-11-04"}),  # before it was found
        ("raised_on", {"on": "2026-11"}),
        ("content", {"content": " "}),
        ("scan", {"scan": None}),
        ("form", {"form": RECONSIDERATION}),  # nothing was decided yet
    ],
)
def test_an_objection_comes_from_an_original_handler_with_day_text_and_scan(
    grading: Grading, field: str, facts: dict[str, object]
) -> None:
    with pytest.raises(FieldProblem) as problem:
        grading.object_to(**({"finding_id": grading.found()} | facts))  # type: ignore[arg-type]  # own fields
    assert problem.value.field == field


def test_an_objection_is_about_one_thing_of_its_own_review(grading: Grading) -> None:
    for facts in ({}, {"finding_id": grading.found(), "grade_id": 1}):
        with pytest.raises(FieldProblem, match="哪一项审视发现或者哪一个等次"):
            grading.object_to(**facts)
    strange = grading.found(review_id=grading.opened(lay_case(grading.database, 2)))
    with pytest.raises(FieldProblem, match="不在本件审视里"):
        grading.object_to(finding_id=strange)


def test_a_reconsideration_follows_a_decided_objection_once_by_somebody_else(grading: Grading) -> None:
    finding = grading.found()
    first = grading.object_to(finding_id=finding)
    with pytest.raises(DomainError, match="等待处理"):
        grading.object_to(finding_id=finding)
    grading.settle(first, KEPT)
    assert grading.objection(first).reminder == "本院提醒的复议日：2026-11-26（未核，过了也可以提出）"
    with pytest.raises(FieldProblem, match="登记为复议"):
        grading.object_to(finding_id=finding, on="2026-11-18")
    again = grading.object_to(finding_id=finding, on="2026-11-18", form=RECONSIDERATION)
    assert grading.objection(first).reminder == ""
    with pytest.raises(FieldProblem, match="处理了原来的异议"):
        grading.settle(again, KEPT, by_head("2026-11-20"))
    grading.settle(again, CHANGED, by_chief("2026-11-20"), verdict=FindingVerdict.NONE)
    assert grading.verdict_of(finding) is FindingVerdict.NONE
    with pytest.raises(FieldProblem, match="不再受理第二次复议"):
        grading.object_to(finding_id=finding, on="2026-11-21", form=RECONSIDERATION)


def test_no_grade_is_decided_while_an_objection_to_a_finding_waits(grading: Grading) -> None:
    objection = grading.object_to(finding_id=grading.found())
    grade = grading.propose("合格")
    grading.hear(grade)
    assert grading.row(grade).missing == ("对审视发现还有 1 份意见没有处理",)
    with pytest.raises(DomainError, match="先处理意见"):
        grading.decide(grade, "合格")
    grading.settle(objection, KEPT)
    grading.decide(grade, "合格")


def test_an_objection_to_a_grade_is_decided_by_the_chief_and_makes_a_new_grade(grading: Grading) -> None:
    with pytest.raises(FieldProblem, match="登记听取意见"):
        grading.object_to(grade_id=grading.propose("不合格"))
    grade = grading.card().grades[0].id
    grading.hear(grade)
    grading.decide(grade, "不合格")
    objection = grading.object_to(grade_id=grade, on="2026-11-19")
    with pytest.raises(DomainError, match="先处理意见"):
        grading.propose("合格", "2026-11-20", corrects=grade)
    with pytest.raises(FieldProblem, match="检察长或者检察委员会"):
        grading.settle(objection, CHANGED, by_head("2026-11-20"), grade="合格")
    with pytest.raises(FieldProblem, match="现在的等次就是不合格（2026 年规定）"):
        grading.settle(objection, CHANGED, by_chief("2026-11-20"), grade="不合格")
    grading.settle(objection, CHANGED, by_chief("2026-11-20"), grade="基本合格")
    new, old = grading.card().grades
    assert (old.is_standing, new.is_standing, new.grade, new.corrects) == (False, True, "基本合格", grade)
    assert (new.heard_who, new.statement, new.proposed_by) == (HANDLER, "已经当面告知。", CHIEF)
    assert grading.objection(objection).changes == "不合格（2026 年规定）→基本合格（2026 年规定）"
    again = grading.object_to(grade_id=new.id, on="2026-11-21", form=RECONSIDERATION)
    grading.settle(again, WITHDRAWN, Signature(decided_as="检察委员会", decided_on=day("2026-11-22"), number="会1号"))
    assert grading.desk.review_grades.counts() == ()


def test_whoever_proposed_a_grade_does_not_decide_what_is_said_about_it(grading: Grading) -> None:
    grade = grading.propose("合格", proposed_by=CHIEF)
    grading.hear(grade)
    with pytest.raises(FieldProblem, match="提出人"):
        grading.decide(grade, "合格")
    assert GRADER != CHIEF


def test_the_reminder_turns_to_words_and_never_to_being_late(grading: Grading) -> None:
    objection = grading.object_to(finding_id=grading.found(), on="2026-11-06")
    assert grading.objection(objection).reminder == "已过本院提醒的 2026-11-16（未核，不算超期）"
    grades = grading.desk.review_grades
    with pytest.raises(FieldProblem, match="1 到 365"):
        grades.set_reminders(grading.actor, 0, 10, "本院规定")
    grades.set_reminders(grading.actor, 20, 15, "本院规定")
    assert grading.objection(objection).reminder == "本院提醒：2026-11-26 前处理（未核）"
    assert (grades.reminders().decision_days, grades.reminders().reconsideration_days) == (20, 15)


def test_a_review_is_not_closed_over_a_pending_objection_and_the_refusal_names_nobody(grading: Grading) -> None:
    finding = grading.found()
    objection = grading.object_to(finding_id=finding)
    desk, review = grading.desk, grading.review

    def stands() -> list[str]:
        return [line.words for line in desk.reverse_reviews.outstanding(review)]

    assert "当事检察官于 2026-11-14 提出的异议还没有处理" in stands()
    assert HANDLER not in str(stands())
    before = desk.reverse_reviews.card(grading.actor, review)
    grading.settle(objection, WITHDRAWN)
    after = desk.reverse_reviews.card(grading.actor, review)
    assert (before.findings_count, after.findings_count, stands()) == (1, 0, [])
    row = desk.review_findings.of(review)[0]
    assert (row.is_problem, str(row.withdrawn_on)) == (False, "2026-11-16")


def test_the_statistics_leave_out_what_was_withdrawn_by_then(grading: Grading) -> None:
    statistics, november = grading.desk.review_statistics, ReviewPeriod.month("2026-11")
    grading.settle(grading.object_to(finding_id=grading.found(FindingVerdict.ERROR)), WITHDRAWN)

    def problems(as_of: str) -> int:
        shown = {each.code: each.n for each in statistics.statement(november, date.fromisoformat(as_of)).figures}
        return shown["reverse.problems"]

    assert (problems("2026-11-15"), problems("2026-11-16")) == (1, 0)


def test_an_objection_waits_in_amber_on_the_reviewers_workbench_until_it_is_decided(grading: Grading) -> None:
    mine = Whose(Scope.MINE, REVIEWER)
    objection = grading.object_to(finding_id=grading.found())
    line = next(each for each in grading.desk.workbench.look(mine).work.lines if each.source is Source.OPINION)
    assert (line.what, line.lamp, line.number) == ("处理：当事检察官的意见", Lamp.NEAR, "FS2026-00001")
    assert HANDLER not in line.words
    grading.settle(objection, KEPT, by_head())
    assert [each for each in grading.desk.workbench.look(mine).work.lines if each.source is Source.OPINION] == []
