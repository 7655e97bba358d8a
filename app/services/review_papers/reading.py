"""Reads a reverse review with its cases, findings, results, grades and reports for its papers."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from app.models.dates import PartialDate
from app.models.original_case import OriginalCase
from app.models.reverse_review import ReverseReview, ReviewedCase, ReviewReport
from app.models.review_finding import CaseGrade, FindingObjection, ReviewFinding
from app.models.review_result import ResultFinding, ReviewResult
from app.models.review_terms import ReviewKind
from app.services.reverse_reviews.refusals import ReviewNotFound
from app.services.review_papers.parts import (
    ResultDays,
    case_part,
    finding_part,
    grade_part,
    objection_part,
    report_part,
    result_part,
)
from app.services.review_papers.rows import FindingPart, GradePart, ObjectionPart, ReportPart, ResultPart, ReviewPart
from app.services.review_results import standing


def read_review(session: Session, review_id: int) -> ReviewPart:
    """Everything about one review; raises ReviewNotFound."""
    row = session.get(ReverseReview, review_id)
    if row is None:
        raise ReviewNotFound(review_id)
    cases = original_cases(session, row)
    results = _result_parts(session, _results(row))
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
        cases=tuple(case_part(each) for each in cases),
        looked_at=_looked_at(session, row, cases),
        findings=_findings(session, row),
        results=results,
        own_results=tuple(each for each in results if each.review_id == row.id),
        grades=_grades(session, row),
        objections=_objections(session, row),
        reports=_reports(session, row),
    )


def own_results(session: Session, review_id: int) -> tuple[ResultPart, ...]:
    """The results of one review alone."""
    return _result_parts(session, ReviewResult.review_id == review_id)


def original_cases(session: Session, row: ReverseReview) -> Sequence[OriginalCase]:
    """The cases a review looks at, in the order they were taken in."""
    linked = select(ReviewedCase.case_id, ReviewedCase.id).where(ReviewedCase.review_id == row.id).subquery()
    wanted = select(OriginalCase).join(linked, linked.c.case_id == OriginalCase.id).order_by(linked.c.id)
    found = list(session.scalars(wanted))
    if not found and row.case_id is not None:
        found = [session.get_one(OriginalCase, row.case_id)]
    return found


def people_of_cases(session: Session, row: ReverseReview) -> list[tuple[str | None, str | None]]:
    """Handlers and departments of the cases a review looks at, those of cases alike once."""
    its = OriginalCase.id.in_(_cases_of(row))
    wanted = select(OriginalCase.handlers, OriginalCase.department).distinct()
    found = session.execute(wanted.where(its)).all()
    if not found and row.case_id is not None:
        found = session.execute(wanted.where(OriginalCase.id == row.case_id)).all()
    return [(handlers, department) for handlers, department in found]


def _cases_of(row: ReverseReview) -> Select[Any]:
    return select(ReviewedCase.case_id).where(ReviewedCase.review_id == row.id)


def _looked_at(session: Session, row: ReverseReview, cases: Sequence[OriginalCase]) -> frozenset[int]:
    """Cases somebody looked at: taking a year's cases into a 综合审视 does not make each of them one."""
    if row.kind is not ReviewKind.COMPREHENSIVE:
        return frozenset(case.id for case in cases)
    taken = select(ReviewedCase.case_id).join(ReverseReview, ReverseReview.id == ReviewedCase.review_id)
    singly = taken.where(ReverseReview.kind != ReviewKind.COMPREHENSIVE, ReviewedCase.case_id.in_(_cases_of(row)))
    return frozenset(session.scalars(singly))


def _findings(session: Session, row: ReverseReview) -> tuple[FindingPart, ...]:
    """Those that stand: its own, and of a 类案 or 综合审视 those of its cases too."""
    case_of = func.coalesce(ReviewFinding.case_id, ReverseReview.case_id)
    belongs = ReviewFinding.review_id == row.id
    if row.kind is not ReviewKind.CASE:
        belongs = or_(belongs, case_of.in_(_cases_of(row)))
    wanted = (
        select(ReviewFinding, case_of)
        .join(ReverseReview, ReverseReview.id == ReviewFinding.review_id)
        .where(belongs, ReviewFinding.withdrawn_on.is_(None))
        .order_by(ReviewFinding.review_id, ReviewFinding.place, ReviewFinding.id)
    )
    return tuple(finding_part(each, case_id) for each, case_id in session.execute(wanted))


def _results(row: ReverseReview) -> ColumnElement[bool]:
    """Its own results; of a 综合审视 those of every review of its list that was begun in its period."""
    own = ReviewResult.review_id == row.id
    if row.kind is not ReviewKind.COMPREHENSIVE or row.period_first is None or row.period_last is None:
        return own
    first, last = row.period_first.isoformat(), row.period_last.isoformat()
    begun = and_(
        ReverseReview.trigger_list == row.trigger_list,
        ReverseReview.started_on >= PartialDate(first[:7] if first.endswith("-01") else first),
        ReverseReview.started_on <= PartialDate(last),
    )
    in_period = select(ReverseReview.id).where(begun)
    return or_(own, ReviewResult.review_id.in_(in_period))


def _result_parts(session: Session, which: ColumnElement[bool]) -> tuple[ResultPart, ...]:
    """Of a 检察建议 the days of its letter, as on the board."""
    days = (standing.NUMBER, standing.SENT_ON, standing.DUE_ON, standing.FEEDBACK_ON)
    wanted = select(ReviewResult, *days).where(which).order_by(ReviewResult.place, ReviewResult.id)
    found = session.execute(wanted).all()
    links = select(ResultFinding.result_id, ResultFinding.finding_id).order_by(ResultFinding.id)
    spoken: dict[int, list[int]] = {}
    for result_id, finding_id in session.execute(
        links.where(ResultFinding.result_id.in_([row[0].id for row in found]))
    ):
        spoken.setdefault(result_id, []).append(finding_id)
    return tuple(result_part(row[0], ResultDays(*row[1:]), tuple(spoken.get(row[0].id, ()))) for row in found)


def _grades(session: Session, row: ReverseReview) -> tuple[GradePart, ...]:
    """Those that were neither taken back nor ended by a later decision, the newest first."""
    wanted = select(CaseGrade).where(CaseGrade.review_id == row.id, CaseGrade.withdrawn_on.is_(None))
    return tuple(map(grade_part, session.scalars(wanted.order_by(CaseGrade.id.desc()))))


def _objections(session: Session, row: ReverseReview) -> tuple[ObjectionPart, ...]:
    """The newest first."""
    wanted = select(FindingObjection).where(FindingObjection.review_id == row.id)
    return tuple(map(objection_part, session.scalars(wanted.order_by(FindingObjection.id.desc()))))


def _reports(session: Session, row: ReverseReview) -> tuple[ReportPart, ...]:
    """Reports made from the review, and of a 综合审视 those about the very same period; the newest first."""
    about = ReviewReport.review_id == row.id
    if row.kind is ReviewKind.COMPREHENSIVE:
        same = and_(ReviewReport.first == row.period_first, ReviewReport.last == row.period_last)
        about = or_(about, and_(ReviewReport.review_id.is_(None), same))
    found = session.scalars(select(ReviewReport).where(about).order_by(ReviewReport.id.desc()))
    return tuple(map(report_part, found))
