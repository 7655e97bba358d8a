"""Whatever the order of acts: no grade is decided without its proposal and hearing before it."""

from collections.abc import Callable
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.models.review_finding import CaseGrade
from app.models.review_terms import FindingObjectionOutcome
from app.services.foundation.errors import DomainError
from app.services.review_grades.rows import GradeWithdrawal
from tests.services.review_grades.conftest import HANDLER, Grading, by_chief
from tests.services.review_records import lay_case

WORDS = st.sampled_from(("合格", "基本合格", "合格", "基本合格", "瑕疵"))  # the last is of the set before
SERIAL = count(2)
BACK = st.sampled_from((0, 0, 0, 0, 6))  # mostly the days go on, as the acts do
ACTS = st.permutations(
    ("propose", "hear", "decide", "decide", "object", "settle", "correct", "hear", "decide", "withdraw", "conclude")
)
OUTCOMES = st.sampled_from(list(FindingObjectionOutcome))
DETAILS = st.lists(st.tuples(WORDS, BACK, OUTCOMES), min_size=11, max_size=11)


def newest(grading: Grading) -> int:
    """The grade the next act is about; an id nobody has where there is none."""
    return max((each.id for each in grading.card().grades), default=999)


def act_of(grading: Grading, name: str, word: str, on: str, outcome: FindingObjectionOutcome) -> Callable[[], object]:
    """One act by its name."""
    grades, grade = grading.desk.review_grades, newest(grading)
    objections = grading.card().objections
    acts: dict[str, Callable[[], object]] = {
        "propose": lambda: grading.propose(word, on),
        "correct": lambda: grading.propose(word, on, corrects=grade),
        "hear": lambda: grading.hear(grade, on=on),
        "decide": lambda: grading.decide(grade, word, by_chief(on), note="x"),
        "withdraw": lambda: grades.withdraw(grading.actor, grade, GradeWithdrawal("x", by_chief(on))),
        "object": lambda: grading.object_to(grade_id=grade, on=on),
        "settle": lambda: grading.settle(objections[0].id if objections else 999, outcome, by_chief(on), grade=word),
        "conclude": lambda: grading.concluded(on),
    }
    return acts[name]


@pytest.mark.exhaustive
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None)
@given(acts=ACTS, details=DETAILS)
def test_no_order_of_acts_decides_a_grade_without_proposal_and_hearing(
    grading: Grading, acts: list[str], details: list[tuple[str, int, FindingObjectionOutcome]]
) -> None:
    grading.case = lay_case(grading.database, next(SERIAL), handlers=HANDLER)
    grading.review = grading.opened(grading.case)
    grading.concluded()
    for place, (name, (word, back, outcome)) in enumerate(zip(acts, details, strict=True)):
        try:
            act_of(grading, name, word, f"2026-11-{11 + place - back:02d}", outcome)()
        except DomainError:
            continue
    with grading.database.read() as session:
        grades = list(session.scalars(select(CaseGrade).where(CaseGrade.review_id == grading.review)))
    for grade in grades:
        assert (grade.decided is None) == (grade.decided_on is None)
        if grade.decided_on is None:
            continue
        assert grade.heard_on is not None
        assert grade.heard_who == HANDLER
        assert grade.proposed_on.first <= grade.decided_on.first
        assert grade.heard_on.first <= grade.decided_on.first
        assert grade.decided_as in {"检察长", "检察委员会"}
        assert grade.decision_number
        assert grade.proposed_by != HANDLER
    assert sum(each.decided_on is not None and each.withdrawn_on is None for each in grades) <= 1
