"""Which grades and findings count, and how many cases stand under each grade, set by set; never by person."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from app.models.review_finding import CaseGrade, ReviewFinding
from app.services.review_grades.grade_sets import GradeSets
from app.services.review_grades.rows import GradeCount


def standing_grades() -> Select[CaseGrade]:
    """The grades that were decided and that no later decision ended."""
    return select(CaseGrade).where(CaseGrade.decided_on.is_not(None), CaseGrade.withdrawn_on.is_(None))


def finding_counts() -> ColumnElement[bool]:
    """That a finding counts: one that was withdrawn after its handler objected is shown, and counted no more."""
    return ReviewFinding.withdrawn_on.is_(None)


def grade_counts(
    session: Session, sets: GradeSets, review_ids: Collection[int] | None = None
) -> tuple[GradeCount, ...]:
    """Cases under each grade, one line for each grade of each set: 瑕疵 and 基本合格 are never added up."""
    wanted: Select[Any] = standing_grades()
    if review_ids is not None:
        wanted = wanted.where(CaseGrade.review_id.in_(review_ids))
    cases: dict[tuple[str, str], set[int]] = defaultdict(set)
    for grade in session.scalars(wanted):
        cases[grade.grade_set, grade.decided or ""].add(grade.case_id)
    places = {(each.code, grade): (at, of) for at, each in enumerate(sets.sets) for of, grade in enumerate(each.grades)}
    last = (len(sets.sets), 0)  # what the file does not know any more comes last
    return tuple(
        GradeCount(code, grade, sets.called(code, grade), len(found), tuple(sorted(found)))
        for (code, grade), found in sorted(cases.items(), key=lambda each: (places.get(each[0], last), each[0]))
    )
