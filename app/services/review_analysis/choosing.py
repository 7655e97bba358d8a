"""Which cases fit a pattern, as conditions of SQL; the cases of a review, and those that have been looked at."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, true, union

from app.models.original_case import OriginalCase, TriggerHit
from app.models.reverse_review import ReverseReview, ReviewedCase
from app.models.review_finding import ReviewFinding
from app.models.review_terms import FindingVerdict, ReviewKind
from app.services.review_analysis.pattern import CaseDay, Outcome, Pattern
from app.services.review_analysis.periods import falls_between
from app.services.review_analysis.rows import Scope
from app.services.review_grades.counting import finding_counts

Flag = ColumnElement[bool]
# A finding of a 个案审视 may leave out its case.
CASE_OF_FINDING = func.coalesce(ReviewFinding.case_id, ReverseReview.case_id)
STANDS = finding_counts()  # what an objection made void is counted nowhere
IS_PROBLEM = ReviewFinding.verdict != FindingVerdict.NONE
# A 综合审视 takes in every case of its period: that alone does not make one looked at.
LOOKS_AT_CASES = ReverseReview.kind != ReviewKind.COMPREHENSIVE
_DAYS: dict[CaseDay, Any] = {
    CaseDay.CLOSED: OriginalCase.closed_on,
    CaseDay.PETITIONED: OriginalCase.petitioned_on,
    CaseDay.PETITION_ENDED: OriginalCase.petition_on,
    CaseDay.ARRESTED: OriginalCase.arrest_on,
    CaseDay.INDICTED: OriginalCase.indictment_on,
    CaseDay.JUDGED: OriginalCase.judgment_on,
    CaseDay.APPEALED: OriginalCase.appeal_on,
}


def findings(*columns: Any) -> Select[Any]:
    """A statement over the findings that stand, each with its review."""
    return (
        select(*columns)
        .select_from(ReviewFinding)
        .join(ReverseReview, ReverseReview.id == ReviewFinding.review_id)
        .where(STANDS)
    )


def fits(pattern: Pattern) -> Flag:
    """A row of ``original_case`` fits a pattern."""
    asked: list[Flag] = [true()]
    for column, values in (
        (OriginalCase.field, pattern.fields),
        (OriginalCase.kind, pattern.kinds),
        (OriginalCase.petition_kind, pattern.petition_kinds),
        (OriginalCase.unit, pattern.units),
    ):
        if values:
            asked.append(column.in_(values))
    if pattern.causes:
        asked.append(or_(*(OriginalCase.cause.contains(cause, autoescape=True) for cause in pattern.causes)))
    if pattern.is_petition:
        asked.append(and_(OriginalCase.petition_kind.is_not(None), OriginalCase.petition_kind != ""))
    asked += _outcomes(pattern.outcomes)
    if pattern.triggers:
        met = select(TriggerHit.case_id).where(TriggerHit.code.in_(pattern.triggers), ~TriggerHit.is_void)
        asked.append(OriginalCase.id.in_(met))
    if pattern.trigger_list is not None:
        asked.append(_is_of_list(pattern))
    asked.append(_in_period(pattern))
    return and_(*asked)


def _outcomes(outcomes: tuple[Outcome, ...]) -> list[Flag]:
    """Outcomes of one stage are alternatives; those of several must all be met (捕后不诉)."""
    by_column: dict[str, list[Flag]] = {}
    for each in outcomes:
        column = getattr(OriginalCase, each.column)
        meets = column.contains if each.column == "difference" else column.startswith
        by_column.setdefault(each.column, []).append(meets(each.result, autoescape=True))
    return [or_(*each) for each in by_column.values()]


def _is_of_list(pattern: Pattern) -> Flag:
    met = select(TriggerHit.case_id).where(TriggerHit.trigger_list == pattern.trigger_list, ~TriggerHit.is_void)
    taken = (
        select(ReviewedCase.case_id)
        .join(ReverseReview, ReverseReview.id == ReviewedCase.review_id)
        .where(ReverseReview.trigger_list == pattern.trigger_list, LOOKS_AT_CASES)
    )
    return OriginalCase.id.in_(union(met, taken))


def _in_period(pattern: Pattern) -> Flag:
    """The period, and what is asked of findings."""
    asked: list[Flag] = []
    has_period = pattern.first is not None or pattern.last is not None
    if pattern.asks_of_findings:
        wanted = findings(CASE_OF_FINDING).where(IS_PROBLEM, CASE_OF_FINDING.is_not(None), asked_of_findings(pattern))
        asked.append(OriginalCase.id.in_(wanted))
    elif pattern.day is CaseDay.FOUND and has_period:
        found = findings(CASE_OF_FINDING).where(CASE_OF_FINDING.is_not(None), counted_findings(pattern))
        asked.append(OriginalCase.id.in_(union(found, _concluded(pattern))))
    if pattern.day is CaseDay.CONCLUDED and has_period:
        asked.append(OriginalCase.id.in_(_concluded(pattern)))
    elif pattern.day in _DAYS:
        asked.append(falls_between(_DAYS[pattern.day], pattern.first, pattern.last))
    return and_(true(), *asked)


def asked_of_findings(pattern: Pattern) -> Flag:
    """A finding is of the kind a pattern asks for, and of its period where that goes by findings."""
    asked: list[Flag] = [counted_findings(pattern)]
    for column, values in (
        (ReviewFinding.dimension, pattern.dimensions),
        (ReviewFinding.stage, pattern.stages),
        (ReviewFinding.problem, pattern.problems),
        (ReviewFinding.cause, pattern.finding_causes),
    ):
        if values:
            asked.append(column.in_(values))
    return and_(*asked)


def counted_findings(pattern: Pattern) -> Flag:
    """A finding of the cases of a pattern counts: of its list, and found in its period where that goes by findings."""
    asked: list[Flag] = [true()]
    if pattern.trigger_list is not None:
        asked.append(ReverseReview.trigger_list == pattern.trigger_list)
    if pattern.day is CaseDay.FOUND:
        asked.append(falls_between(ReviewFinding.found_on, pattern.first, pattern.last))
    return and_(*asked)


def _concluded(pattern: Pattern) -> Select[Any]:
    wanted = (
        select(ReviewedCase.case_id)
        .join(ReverseReview, ReverseReview.id == ReviewedCase.review_id)
        .where(LOOKS_AT_CASES, falls_between(ReverseReview.concluded_on, pattern.first, pattern.last))
    )
    if pattern.trigger_list is not None:
        wanted = wanted.where(ReverseReview.trigger_list == pattern.trigger_list)
    return wanted.where(ReverseReview.concluded_on.is_not(None))


def is_looked_at() -> Flag:
    """Somebody looks, or looked, at a case: it is in a review of its own or of a pattern, or something was found."""
    taken = (
        select(ReviewedCase.case_id)
        .join(ReverseReview, ReverseReview.id == ReviewedCase.review_id)
        .where(LOOKS_AT_CASES)
    )
    found = findings(CASE_OF_FINDING).where(CASE_OF_FINDING.is_not(None))
    return OriginalCase.id.in_(union(taken, found))


def cases_of(review_id: int) -> Select[Any]:
    """The cases of one review."""
    return select(ReviewedCase.case_id).where(ReviewedCase.review_id == review_id)


def cases_in(scope: Scope) -> Flag:
    """A row of ``original_case`` belongs to a scope."""
    return OriginalCase.id.in_(cases_of(scope.review_id)) if scope.review_id is not None else fits(scope.pattern)


def looked_at_in(scope: Scope) -> Flag:
    """The denominator: cases of a scope that were looked at; every case of a 类案审视 is."""
    if scope.review_id is None:
        return and_(cases_in(scope), is_looked_at())
    thematic = exists().where(ReverseReview.id == scope.review_id, LOOKS_AT_CASES)
    return and_(cases_in(scope), or_(thematic, is_looked_at()))


def findings_in(scope: Scope) -> Flag:
    """A finding belongs to a scope."""
    if scope.review_id is not None:
        return or_(ReviewFinding.review_id == scope.review_id, CASE_OF_FINDING.in_(cases_of(scope.review_id)))
    pattern = scope.pattern
    if not pattern.asks_of_cases and pattern.day is CaseDay.FOUND:
        return counted_findings(pattern)  # every finding of the period, also one that is about no single case
    return and_(counted_findings(pattern), CASE_OF_FINDING.in_(select(OriginalCase.id).where(fits(pattern))))
