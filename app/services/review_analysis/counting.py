"""Common problems counted over the findings of a scope, each figure by SQL; and the findings behind each."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from app.models.original_case import OriginalCase
from app.models.reverse_review import ReverseReview, ReviewedCase
from app.models.review_finding import ReviewFinding
from app.models.review_terms import FindingVerdict
from app.models.terms import Term
from app.services.review_analysis.choosing import (
    CASE_OF_FINDING,
    IS_PROBLEM,
    LOOKS_AT_CASES,
    cases_in,
    findings,
    findings_in,
    looked_at_in,
)
from app.services.review_analysis.rows import By, Cell, CountRow, FindingRow, MonthPoint, Scope, Selection, Totals
from app.services.review_analysis.words import ReviewWords

_COLUMNS: dict[By, Any] = {
    By.DIMENSION: ReviewFinding.dimension,
    By.STAGE: ReviewFinding.stage,
    By.BODY: ReviewFinding.body,
    By.PROBLEM: ReviewFinding.problem,
    By.CAUSE: ReviewFinding.cause,
    By.VERDICT: ReviewFinding.verdict,
}
_IS_ERROR = ReviewFinding.verdict == FindingVerdict.ERROR
_IS_FLAW = ReviewFinding.verdict == FindingVerdict.FLAW


def _number(condition: Any) -> Any:
    return func.count(case((condition, 1)))


def _distinct_cases(condition: Any) -> Any:
    return func.count(case((condition, CASE_OF_FINDING)).distinct())


def looked_at(session: Session, scope: Scope) -> int:
    """How many cases of a scope were looked at: the denominator of every count."""
    return int(session.scalar(select(func.count()).select_from(OriginalCase).where(looked_at_in(scope))) or 0)


def totals_of(session: Session, scope: Scope, d: int) -> Totals:
    """All problems of a scope."""
    counted = (
        _distinct_cases(IS_PROBLEM),
        _number(IS_PROBLEM),
        _number(_IS_ERROR),
        _number(_IS_FLAW),
        _number(and_(IS_PROBLEM, ReviewFinding.is_own)),
        _number(and_(IS_PROBLEM, ~ReviewFinding.is_own)),
        _number(~IS_PROBLEM),
    )
    n, problems, errors, flaws, own, others, in_order = session.execute(
        findings(*counted).where(findings_in(scope))
    ).one()
    return Totals(n, d, problems, errors, flaws, own, others, in_order)


def counts_by(session: Session, scope: Scope, by: By, d: int, words: ReviewWords) -> tuple[CountRow, ...]:
    """Problems of a scope by one of their properties, in the order of the data."""
    value = func.coalesce(type_coerce(_COLUMNS[by], String()), "")
    counted = (
        func.count(),
        _number(_IS_ERROR),
        _number(_IS_FLAW),
        _number(ReviewFinding.is_own),
        _number(~ReviewFinding.is_own),
        func.count(CASE_OF_FINDING.distinct()),
    )
    wanted = findings(value, *counted).where(findings_in(scope), IS_PROBLEM).group_by(value)
    found = {row[0]: row[1:] for row in session.execute(wanted)}
    return tuple(
        CountRow._make((by, each.value, each.label, *found[each.value], d)) for each in words.in_order(by, tuple(found))
    )


def cells_of(session: Session, scope: Scope, d: int) -> tuple[Cell, ...]:
    """Problems of a scope by dimension and stage; pairs without a problem are not there."""
    pair = (ReviewFinding.dimension, ReviewFinding.stage)
    counted = (func.count(), _number(_IS_ERROR), _number(_IS_FLAW), func.count(CASE_OF_FINDING.distinct()))
    wanted = findings(*pair, *counted).where(findings_in(scope), IS_PROBLEM).group_by(*pair).order_by(*pair)
    return tuple(Cell._make((*row, d)) for row in session.execute(wanted))


def months_of(session: Session, scope: Scope, months: Sequence[str]) -> tuple[MonthPoint, ...]:
    """Errors and flaws by the month they were found in, cases by the month their review ended."""
    found = func.substr(type_coerce(ReviewFinding.found_on, String()), 1, 7)
    wanted = findings(found, _number(_IS_ERROR), _number(_IS_FLAW)).where(findings_in(scope), found.in_(months))
    problems = {month: counts for month, *counts in session.execute(wanted.group_by(found))}
    ended = func.substr(type_coerce(ReverseReview.concluded_on, String()), 1, 7)
    reviewed = (
        select(ended, func.count(ReviewedCase.case_id.distinct()))
        .join(ReviewedCase, ReviewedCase.review_id == ReverseReview.id)
        .join(OriginalCase, OriginalCase.id == ReviewedCase.case_id)
        .where(LOOKS_AT_CASES, ended.in_(months), cases_in(scope), *_of_list(scope))
        .group_by(ended)
    )
    cases = {month: count for month, count in session.execute(reviewed)}
    return tuple(MonthPoint._make((each, *problems.get(each, (0, 0)), cases.get(each, 0))) for each in months)


def behind(session: Session, scope: Scope, selection: Selection, words: ReviewWords) -> tuple[FindingRow, ...]:
    """The findings behind one number."""
    number = func.coalesce(ReverseReview.number, ReverseReview.entry_number)
    wanted = findings(ReviewFinding, number, ReverseReview.kind, OriginalCase).outerjoin(
        OriginalCase, OriginalCase.id == CASE_OF_FINDING
    )
    wanted = wanted.where(findings_in(scope), is_selected(selection))
    ordered = wanted.order_by(ReviewFinding.found_on, ReviewFinding.review_id, ReviewFinding.place, ReviewFinding.id)
    return tuple(_row(each[0], each[1], each[2], each[3], words) for each in session.execute(ordered))


def reviewed_in(session: Session, scope: Scope, month: str) -> tuple[int, ...]:
    """The cases behind the 审视件数 of one month."""
    ended = func.substr(type_coerce(ReverseReview.concluded_on, String()), 1, 7)
    wanted = (
        select(ReviewedCase.case_id)
        .join(ReverseReview, ReverseReview.id == ReviewedCase.review_id)
        .join(OriginalCase, OriginalCase.id == ReviewedCase.case_id)
        .where(LOOKS_AT_CASES, ended == month, cases_in(scope), *_of_list(scope))
    )
    return tuple(session.scalars(wanted.distinct().order_by(ReviewedCase.case_id)))


def is_selected(selection: Selection) -> ColumnElement[bool]:
    """A finding is one of those behind a number."""
    asked: list[ColumnElement[bool]] = []
    named = ("dimension", "stage", "problem", "cause", "body", "verdict")
    for name in named:
        value = getattr(selection, name)
        if value is not None:
            asked.append(_same(getattr(ReviewFinding, name), value))
    if selection.verdict is None:
        asked.append(IS_PROBLEM)
    if selection.is_own is not None:
        asked.append(ReviewFinding.is_own.is_(selection.is_own))
    if selection.month is not None:
        asked.append(func.substr(type_coerce(ReviewFinding.found_on, String()), 1, 7) == selection.month)
    return and_(*asked)


def _same(column: Any, value: str | Term) -> ColumnElement[bool]:
    if value == "":
        return or_(column.is_(None), type_coerce(column, String()) == "")
    return column == value  # type: ignore[no-any-return]  # a column expression


def _of_list(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    wanted = scope.pattern.trigger_list
    return () if wanted is None or scope.review_id is not None else (ReverseReview.trigger_list == wanted,)


def _row(finding: ReviewFinding, number: str, kind: Any, of: OriginalCase | None, words: ReviewWords) -> FindingRow:
    return FindingRow(
        id=finding.id,
        review_id=finding.review_id,
        review_number=number,
        review_kind=kind,
        case_id=of.id if of else None,
        case_number=(of.number or of.entry_number) if of else "",
        case_name=of.name if of else "",
        dimension=words.label(By.DIMENSION, finding.dimension),
        stage=words.label(By.STAGE, finding.stage),
        body=finding.body,
        is_own=finding.is_own,
        unit=finding.unit or "",
        verdict=finding.verdict,
        problem=words.label(By.PROBLEM, finding.problem or ""),
        fact=finding.fact,
        cause=words.label(By.CAUSE, finding.cause or ""),
        found_on=finding.found_on,
        correction=finding.correction,
    )
