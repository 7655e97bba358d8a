"""What the tables of 评查 count: graded cases, what was found in them, cases that were closed, and their rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from app.models.original_case import OriginalCase
from app.models.reverse_review import ReverseReview
from app.models.review_finding import CaseGrade, ReviewFinding
from app.models.review_terms import FindingVerdict
from app.services.original_cases.visibility import names_in
from app.services.review_grades.counting import standing_grades
from app.services.review_statistics.reach import Reach as Within

TOTAL = "total"
UNKNOWN = "未填"
_BY = {"department": "", "kind": "类别 ", "month": "", "handler": ""}  # what stands before a row's value
_PROBLEMS = (FindingVerdict.ERROR, FindingVerdict.FLAW)


@dataclass(frozen=True)
class Case:
    """An original case that is counted on a day, with what it is sorted by."""

    case_id: int
    department: str
    kind: str
    known_on: str
    handlers: tuple[str, ...]
    entry_number: str
    name: str


@dataclass(frozen=True)
class Graded(Case):
    """One standing grade."""

    grade_set: str
    grade: str


@dataclass(frozen=True)
class Problem:
    """An error or flaw of our own office in a case that was graded."""

    finding_id: int
    graded: Graded
    verdict: FindingVerdict
    dimension: str
    what: str


_CASE = (
    *(OriginalCase.id, OriginalCase.department, OriginalCase.kind),
    *(OriginalCase.handlers, OriginalCase.entry_number, OriginalCase.name),
)


def graded_in(connection: Connection, within: Within) -> list[Graded]:
    """The grades that were decided in a time and still stand."""
    wanted = standing_grades().with_only_columns(*_CASE, CaseGrade.decided_on, CaseGrade.grade_set, CaseGrade.decided)
    wanted = wanted.join(OriginalCase, OriginalCase.id == CaseGrade.case_id)
    found = connection.execute(wanted.where(within.within(CaseGrade.decided_on)).order_by(CaseGrade.id))
    return [_graded(row) for row in found]


def problems_in(connection: Connection, within: Within) -> list[Problem]:
    """What the reviews that led to these grades found in the very cases; withdrawn findings count no more."""
    finding = ReviewFinding
    is_its = or_(
        finding.case_id == CaseGrade.case_id,
        and_(finding.case_id.is_(None), ReverseReview.case_id == CaseGrade.case_id),
    )
    what = func.coalesce(finding.problem, finding.fact)
    columns = (*_CASE, CaseGrade.decided_on, CaseGrade.grade_set, CaseGrade.decided)
    wanted = standing_grades().with_only_columns(*columns, finding.id, finding.verdict, finding.dimension, what)
    wanted = wanted.join(OriginalCase, OriginalCase.id == CaseGrade.case_id)
    wanted = wanted.join(ReverseReview, ReverseReview.id == CaseGrade.review_id)
    wanted = wanted.join(finding, and_(finding.review_id == CaseGrade.review_id, is_its))
    wanted = wanted.where(within.within(CaseGrade.decided_on), finding.verdict.in_(_PROBLEMS), finding.is_own.is_(True))
    wanted = wanted.where(within.by(finding.found_on), ~within.by(finding.withdrawn_on))
    found = connection.execute(wanted.order_by(finding.id, CaseGrade.id))
    every = {row[9]: Problem(row[9], _graded(row[:9]), row[10], row[11], row[12]) for row in found}
    return list(every.values())


def closed_in(connection: Connection, within: Within) -> list[Case]:
    """The original cases of the register that were closed in a time."""
    wanted = select(*_CASE, OriginalCase.closed_on).where(within.within(OriginalCase.closed_on))
    return [Case(**_named(row)) for row in connection.execute(wanted.order_by(OriginalCase.id))]


def _graded(row: Any) -> Graded:
    return Graded(**_named(row), grade_set=row[7], grade=row[8] or "")


def _named(row: Any) -> dict[str, Any]:
    case_id, department, kind, handlers, entry_number, name, known_on = row[:7]
    return {
        "case_id": case_id,
        "department": department or UNKNOWN,
        "kind": kind or UNKNOWN,
        "known_on": str(known_on),
        "handlers": names_in(handlers),
        "entry_number": entry_number,
        "name": name,
    }


def cases_of(cases: Iterable[Case]) -> set[int]:
    """Which cases these are, each once."""
    return {each.case_id for each in cases}


def title_of_row(key: str) -> str:
    """As printed: 合计, 刑事检察部, 类别 刑事, 2026-03."""
    by, _, value = key.partition("@")
    return f"{_BY[by]}{value}" if value else "合计"


def chosen_by(row: str) -> Callable[[Case], bool]:
    """Whether a case belongs to a row, by its key."""
    by, _, value = row.partition("@")
    makers: dict[str, Callable[[Case], bool]] = {
        "department": lambda each: each.department == value,
        "kind": lambda each: each.kind == value,
        "month": lambda each: each.known_on[:7] == value,
        "handler": lambda each: value in each.handlers,
    }
    return makers.get(by, lambda _: True)
