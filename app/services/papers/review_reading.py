"""Reads a reverse review with its cases, findings, results, grades and reports for its papers."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from app.models.dates import PartialDate
from app.models.original_case import OriginalCase
from app.models.reverse_review import ReverseReview, ReviewedCase, ReviewReport
from app.models.review_finding import CaseGrade, FindingObjection, ReviewFinding
from app.models.review_result import ResultFinding, ReviewResult
from app.models.review_terms import FindingObjectionOutcome, ReviewKind
from app.services.original_cases.visibility import names_in
from app.services.papers.review_rows import (
    CasePart,
    FigurePart,
    FindingPart,
    GradePart,
    ObjectionPart,
    ReportPart,
    ResultPart,
    ReviewPart,
)
from app.services.papers.review_words import ReviewNames
from app.services.reverse_reviews.refusals import ReviewNotFound

_UNITS = {"case": "件", "finding": "个", "result": "份"}
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


def read_review(session: Session, review_id: int, names: ReviewNames) -> ReviewPart:
    """Everything about one review; raises ReviewNotFound."""
    row = session.get(ReverseReview, review_id)
    if row is None:
        raise ReviewNotFound(review_id)
    cases = original_cases(session, row)
    results = session.scalars(_results(row).order_by(ReviewResult.place, ReviewResult.id)).all()
    return ReviewPart(
        id=row.id,
        entry_number=row.entry_number,
        number=row.number or "",
        kind=row.kind,
        trigger_list=row.trigger_list,
        title=row.title,
        trigger=row.trigger or "",
        pattern=row.pattern or "",
        first=row.period_first,
        last=row.period_last,
        handler=row.handler or "",
        department=row.department or "",
        started_on=row.started_on,
        course=row.course or "",
        causes=row.causes or "",
        opinion=row.opinion or "",
        concluded_on=row.concluded_on,
        conclusion=row.conclusion or "",
        remarks=row.remarks or "",
        cases=tuple(_case(each) for each in cases),
        looked_at=_looked_at(session, row, cases),
        findings=_findings(session, row, names),
        results=_result_parts(session, results),
        own_results=frozenset(each.id for each in results if each.review_id == row.id),
        grades=_grades(session, row),
        objections=_objections(session, row),
        reports=_reports(session, row),
    )


def original_cases(session: Session, row: ReverseReview) -> Sequence[OriginalCase]:
    """The cases a review looks at, in the order they were taken in."""
    linked = select(ReviewedCase.case_id, ReviewedCase.id).where(ReviewedCase.review_id == row.id).subquery()
    wanted = select(OriginalCase).join(linked, linked.c.case_id == OriginalCase.id).order_by(linked.c.id)
    found = list(session.scalars(wanted))
    if not found and row.case_id is not None:
        found = [session.get_one(OriginalCase, row.case_id)]
    return found


def _case(row: OriginalCase) -> CasePart:
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


def _cases_of(row: ReverseReview) -> Select[Any]:
    return select(ReviewedCase.case_id).where(ReviewedCase.review_id == row.id)


def _looked_at(session: Session, row: ReverseReview, cases: Sequence[OriginalCase]) -> frozenset[int]:
    """Cases somebody looked at: taking a year's cases into a 综合审视 does not make each of them one."""
    if row.kind is not ReviewKind.COMPREHENSIVE:
        return frozenset(case.id for case in cases)
    taken = select(ReviewedCase.case_id).join(ReverseReview, ReverseReview.id == ReviewedCase.review_id)
    singly = taken.where(ReverseReview.kind != ReviewKind.COMPREHENSIVE, ReviewedCase.case_id.in_(_cases_of(row)))
    return frozenset(session.scalars(singly))


def _findings(session: Session, row: ReverseReview, names: ReviewNames) -> tuple[FindingPart, ...]:
    """Those that stand: its own, and of a 类案 or 综合审视 those of its cases too."""
    case_of = func.coalesce(ReviewFinding.case_id, ReverseReview.case_id)
    withdrawn = select(FindingObjection.finding_id).where(
        FindingObjection.outcome == FindingObjectionOutcome.WITHDRAWN, FindingObjection.finding_id.is_not(None)
    )
    belongs = ReviewFinding.review_id == row.id
    if row.kind is not ReviewKind.CASE:
        belongs = or_(belongs, case_of.in_(_cases_of(row)))
    wanted = (
        select(ReviewFinding, case_of)
        .join(ReverseReview, ReverseReview.id == ReviewFinding.review_id)
        .where(belongs, ReviewFinding.id.not_in(withdrawn))
        .order_by(ReviewFinding.review_id, ReviewFinding.place, ReviewFinding.id)
    )
    return tuple(_finding(each, case_id, names) for each, case_id in session.execute(wanted))


def _finding(row: ReviewFinding, case_id: int | None, names: ReviewNames) -> FindingPart:
    return FindingPart(
        id=row.id,
        case_id=case_id,
        dimension=names.dimension(row.dimension),
        stage=names.stage(row.stage),
        body=row.body,
        is_own=row.is_own,
        unit=row.unit or "",
        verdict=row.verdict,
        problem=names.problem(row.problem or ""),
        fact=row.fact,
        provision=row.provision or "",
        cause=names.cause(row.cause or ""),
        cause_note=row.cause_note or "",
        correction=row.correction,
    )


def _results(row: ReverseReview) -> Select[ReviewResult]:
    """Its own results; of a 综合审视 those of every review of its list that was begun in its period."""
    wanted = select(ReviewResult)
    if row.kind is not ReviewKind.COMPREHENSIVE or row.period_first is None or row.period_last is None:
        return wanted.where(ReviewResult.review_id == row.id)
    first, last = row.period_first.isoformat(), row.period_last.isoformat()
    begun = and_(
        ReverseReview.trigger_list == row.trigger_list,
        ReverseReview.started_on >= PartialDate(first[:7] if first.endswith("-01") else first),
        ReverseReview.started_on <= PartialDate(last),
    )
    in_period = select(ReverseReview.id).where(begun)
    return wanted.where(or_(ReviewResult.review_id == row.id, ReviewResult.review_id.in_(in_period)))


def _result_parts(session: Session, rows: Sequence[ReviewResult]) -> tuple[ResultPart, ...]:
    links = select(ResultFinding.result_id, ResultFinding.finding_id).order_by(ResultFinding.id)
    spoken: dict[int, list[int]] = {}
    for result_id, finding_id in session.execute(links.where(ResultFinding.result_id.in_([row.id for row in rows]))):
        spoken.setdefault(result_id, []).append(finding_id)
    return tuple(_result(row, tuple(spoken.get(row.id, ()))) for row in rows)


def _result(row: ReviewResult, findings: tuple[int, ...]) -> ResultPart:
    return ResultPart(
        id=row.id,
        kind=row.kind,
        name=row.name,
        title=row.title,
        addressee=row.addressee,
        is_outside=row.is_outside,
        content=row.content or "",
        number=row.number or "",
        prepared_by=row.prepared_by,
        sent_on=row.sent_on,
        feedback_due_on=row.feedback_due_on,
        feedback_on=row.feedback_on,
        verified_on=row.verified_on,
        verification_outcome=row.verification_outcome,
        settled_on=row.settled_on,
        findings=findings,
    )


def _grades(session: Session, row: ReverseReview) -> tuple[GradePart, ...]:
    """The newest first."""
    found = session.scalars(select(CaseGrade).where(CaseGrade.review_id == row.id).order_by(CaseGrade.id.desc()))
    return tuple(
        GradePart(
            case_id=each.case_id,
            proposed=each.proposed,
            proposed_by=each.proposed_by,
            reason=each.reason,
            heard_on=each.heard_on,
            heard_who=each.heard_who or "",
            statement=each.statement or "",
            decided=each.decided or "",
            decided_by=each.decided_by or "",
            decided_as=each.decided_as or "",
            decided_on=each.decided_on,
            decision_number=each.decision_number or "",
        )
        for each in found
    )


def _objections(session: Session, row: ReverseReview) -> tuple[ObjectionPart, ...]:
    """The newest first."""
    wanted = select(FindingObjection).where(FindingObjection.review_id == row.id)
    return tuple(
        ObjectionPart(
            form=each.form,
            raised_by=each.raised_by,
            raised_on=each.raised_on,
            content=each.content,
            outcome=each.outcome,
            decided_by=each.decided_by or "",
            decided_as=each.decided_as or "",
            decided_on=each.decided_on,
            decision=each.decision or "",
        )
        for each in session.scalars(wanted.order_by(FindingObjection.id.desc()))
    )


def _reports(session: Session, row: ReverseReview) -> tuple[ReportPart, ...]:
    """Reports made from the review, and of a 综合审视 those about the very same period; the newest first."""
    about = ReviewReport.review_id == row.id
    if row.kind is ReviewKind.COMPREHENSIVE:
        same = and_(ReviewReport.first == row.period_first, ReviewReport.last == row.period_last)
        about = or_(about, and_(ReviewReport.review_id.is_(None), same))
    found = session.scalars(select(ReviewReport).where(about).order_by(ReviewReport.id.desc()))
    return tuple(
        ReportPart(
            kind=each.kind,
            first=each.first,
            last=each.last,
            as_of=each.as_of,
            text=each.text,
            figures=figures_in(each.figures),
            presented_to=each.presented_to or "",
        )
        for each in found
    )


def figures_in(text: str) -> tuple[FigurePart, ...]:
    """The figures kept with a report; unreadable ones give none, and the paper says that they are missing."""
    try:
        return tuple(_figure(each) for each in json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError):
        return ()


def _figure(kept: dict[str, Any]) -> FigurePart:
    earlier = kept.get("earlier_n")
    return FigurePart(
        name=str(kept["name"]),
        n=int(kept["n"]),
        d=None if kept.get("d") is None else int(kept["d"]),
        unit=_UNITS.get(kept.get("subject", ""), str(kept.get("unit", ""))),
        definition=str(kept.get("definition", "")),
        earlier=None if earlier is None else (int(earlier), kept.get("earlier_d")),
        is_part=bool(kept.get("of")),
    )
