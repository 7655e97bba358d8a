"""Where a review stands on a given day, as SQL expressions."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, func, literal, or_, select, type_coerce

from app.models.base import DayType
from app.models.original_case import OriginalCase
from app.models.reverse_review import ReverseReview, ReviewedCase
from app.models.review_finding import ReviewFinding
from app.models.review_result import ReviewResult
from app.models.review_terms import FindingVerdict, ReviewKind, ReviewState
from app.models.terms import Lamp

Flag = ColumnElement[bool]
_LATE_AFTER = func.coalesce(ReverseReview.overdue_after, ReverseReview.due_on, type_=DayType())
PROBLEMS = (FindingVerdict.ERROR, FindingVerdict.FLAW)


def is_closed(as_of: date) -> Flag:
    """办结 by that day."""
    return and_(ReverseReview.closed_on.is_not(None), ReverseReview.closed_on <= as_of.isoformat())


def is_overdue(as_of: date) -> Flag:
    """Open, and a deadline that runs on it has passed."""
    day = as_of.isoformat()
    return and_(~is_closed(as_of), ReverseReview.due_on < day, literal(day) > _LATE_AFTER)


def state(as_of: date) -> Any:
    """The value of a ReviewState: 落实中 from the conclusion on, or as soon as a result went out."""
    day = as_of.isoformat()
    sent = select(ReviewResult.id).where(ReviewResult.review_id == ReverseReview.id, ReviewResult.sent_on <= day)
    follows = or_(and_(ReverseReview.concluded_on.is_not(None), ReverseReview.concluded_on <= day), sent.exists())
    return case(
        (is_closed(as_of), ReviewState.CLOSED.value),
        (follows, ReviewState.FOLLOWING.value),
        else_=ReviewState.UNDER_REVIEW.value,
    )


def lamp(as_of: date) -> Any:
    """The value of a Lamp; an open review on which no deadline runs is 正常."""
    day = as_of.isoformat()
    return case(
        (is_closed(as_of), Lamp.DONE.value),
        (ReverseReview.due_on.is_(None), Lamp.NORMAL.value),
        (ReverseReview.serious_on < day, Lamp.SERIOUSLY_OVERDUE.value),
        (literal(day) > _LATE_AFTER, Lamp.OVERDUE.value),
        (ReverseReview.due_on <= day, Lamp.DUE.value),
        (ReverseReview.remind_on <= day, Lamp.NEAR.value),
        else_=Lamp.NORMAL.value,
    )


def findings(as_of: date, *verdicts: FindingVerdict) -> Any:
    """How many problems were found by that day; of some verdicts only where they are named."""
    wanted = select(func.count(ReviewFinding.id)).where(
        ReviewFinding.review_id == ReverseReview.id,
        ReviewFinding.verdict.in_(verdicts or PROBLEMS),
        ReviewFinding.found_on <= as_of.isoformat(),
        or_(ReviewFinding.withdrawn_on.is_(None), ReviewFinding.withdrawn_on > as_of.isoformat()),
    )
    return wanted.correlate(ReverseReview).scalar_subquery()


def results(as_of: date) -> Any:
    """How many results there were by that day."""
    return _results(ReviewResult.prepared_on <= as_of.isoformat())


def unsettled(as_of: date) -> Any:
    """How many of them were not 销号 on that day, those that have not gone out too."""
    day = as_of.isoformat()
    return _results(
        ReviewResult.prepared_on <= day, or_(ReviewResult.settled_on.is_(None), ReviewResult.settled_on > day)
    )


def case_words() -> Any:
    """The name of the case of a 个案审视, of the others how many cases they look at."""
    name = select(OriginalCase.name).where(OriginalCase.id == ReverseReview.case_id).scalar_subquery()
    counted = select(func.count(ReviewedCase.id)).where(ReviewedCase.review_id == ReverseReview.id)
    count = type_coerce(counted.correlate(ReverseReview).scalar_subquery(), String)
    return case((ReverseReview.kind == ReviewKind.CASE, name), else_=count.op("||")(literal(" 件原案")))


def case_number() -> Any:
    """统一受案号 of the case of a 个案审视."""
    return select(OriginalCase.number).where(OriginalCase.id == ReverseReview.case_id).scalar_subquery()


def _results(*conditions: Flag) -> Any:
    wanted = select(func.count(ReviewResult.id)).where(ReviewResult.review_id == ReverseReview.id, *conditions)
    return wanted.correlate(ReverseReview).scalar_subquery()
