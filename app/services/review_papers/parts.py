"""Rows of reverse review as the parts that papers are made from."""

from datetime import date
from typing import NamedTuple

from app.models.dates import PartialDate
from app.models.original_case import OriginalCase
from app.models.reverse_review import ReviewReport
from app.models.review_finding import CaseGrade, FindingObjection, ReviewFinding
from app.models.review_result import ReviewResult
from app.services.foundation.errors import DomainError
from app.services.original_cases.visibility import names_in
from app.services.review_analysis.report_figures import ReportFigure, figures_of_json
from app.services.review_papers.rows import (
    CasePart,
    FindingPart,
    GradePart,
    ObjectionPart,
    ReportPart,
    ResultPart,
)

# Each stage of an original case: its result, its day, and what the stage is called.
_STEPS = (
    ("arrest_result", "arrest_on", "审查逮捕"),
    ("reconsideration_result", "", "复议复核"),
    ("indictment_result", "indictment_on", "审查起诉"),
    ("judgment_result", "judgment_on", "一审"),
    ("protest_result", "", "抗诉"),
    ("appeal_result", "appeal_on", "二审、再审"),
    ("petition_result", "petition_on", "申诉"),
)


def case_part(row: OriginalCase) -> CasePart:
    """One original case."""
    steps, stages = [], []
    for result, day, title in _STEPS:
        said = getattr(row, result)
        if said:
            on: PartialDate | None = getattr(row, day) if day else None
            steps.append(f"{on.chinese() if on else ''}{title}：{said}")
            stages.append(title)
    return CasePart(
        id=row.id,
        entry_number=row.entry_number,
        number=row.number or "",
        name=row.name,
        kind=row.kind,
        unit=row.unit or "",
        department=row.department or "",
        petition_kind=row.petition_kind or "",
        petition_number=row.petition_number or "",
        steps=tuple(steps),
        stages=tuple(stages),
        handlers=names_in(row.handlers),
        other_handlers=names_in(row.other_handlers),
    )


def finding_part(row: ReviewFinding, case_id: int | None) -> FindingPart:
    """One finding; of a 个案审视 it may have left out its case."""
    return FindingPart(
        id=row.id,
        case_id=case_id,
        dimension=row.dimension,
        stage=row.stage,
        body=row.body,
        is_own=row.is_own,
        unit=row.unit or "",
        verdict=row.verdict,
        problem=row.problem or "",
        fact=row.fact,
        provision=row.provision or "",
        cause=row.cause or "",
        cause_note=row.cause_note or "",
        correction=row.correction,
    )


class ResultDays(NamedTuple):
    """What is read of a result as it is followed: of a 检察建议 its letter's, with what was decided about the day."""

    number: str | None
    sent_on: str | None
    due_on: str | date | None
    feedback_on: str | None


def result_part(row: ReviewResult, days: ResultDays, findings: tuple[int, ...]) -> ResultPart:
    """One result."""
    return ResultPart(
        id=row.id,
        review_id=row.review_id,
        kind=row.kind,
        name=row.name,
        title=row.title,
        addressee=row.addressee,
        is_outside=row.is_outside,
        content=row.content or "",
        number=days.number or "",
        prepared_by=row.prepared_by,
        sent_on=PartialDate(days.sent_on) if days.sent_on else None,
        feedback_due_on=row.feedback_due_on,
        due_on=date.fromisoformat(days.due_on) if isinstance(days.due_on, str) else days.due_on,
        feedback_on=PartialDate(days.feedback_on) if days.feedback_on else None,
        verified_on=row.verified_on,
        verification_outcome=row.verification_outcome,
        settled_on=row.settled_on,
        findings=findings,
    )


def grade_part(row: CaseGrade) -> GradePart:
    """One grade."""
    return GradePart(
        case_id=row.case_id,
        grade_set=row.grade_set,
        proposed_set=row.proposed_set,
        proposed=row.proposed,
        proposed_by=row.proposed_by,
        reason=row.reason,
        heard_on=row.heard_on,
        heard_who=row.heard_who or "",
        statement=row.statement or "",
        decided=row.decided or "",
        decided_by=row.decided_by or "",
        decided_as=row.decided_as or "",
        decided_on=row.decided_on,
        decision_number=row.decision_number or "",
    )


def objection_part(row: FindingObjection) -> ObjectionPart:
    """One objection."""
    return ObjectionPart(
        form=row.form,
        raised_by=row.raised_by,
        raised_on=row.raised_on,
        content=row.content,
        outcome=row.outcome,
        decided_by=row.decided_by or "",
        decided_as=row.decided_as or "",
        decided_on=row.decided_on,
        decision=row.decision or "",
        decision_number=row.decision_number or "",
        changed_from=row.changed_from or "",
        changed_to=row.changed_to or "",
    )


def report_part(row: ReviewReport) -> ReportPart:
    """One report with its figures."""
    return ReportPart(
        id=row.id,
        kind=row.kind,
        title=row.title,
        first=row.first,
        last=row.last,
        as_of=row.as_of,
        text=row.text,
        figures=figures_in(row.figures),
        made_by=row.made_by,
        presented_to=row.presented_to or "",
        presented_on=row.presented_on,
    )


def figures_in(text: str) -> tuple[ReportFigure, ...]:
    """The figures kept with a report; unreadable ones give none, and the paper says that they are missing."""
    try:
        return figures_of_json(text)
    except DomainError:
        return ()
