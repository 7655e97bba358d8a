"""What became of a hit on a given day, as SQL: lists, counts and cards ask for the same expression."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_, select

from app.models.original_case import TriggerHit
from app.models.reverse_review import ReverseReview
from app.models.review_terms import HitState
from app.models.terms import Lamp
from app.services.review_triggers.rows import HitStanding


def of_review(column: Any) -> Any:
    """A column of the review that took the hit up."""
    return select(column).where(ReverseReview.id == TriggerHit.review_id).correlate(TriggerHit).scalar_subquery()


def is_waiting() -> ColumnElement[bool]:
    """Nobody has dealt with it, and the case still meets the trigger."""
    return and_(TriggerHit.state == HitState.OPEN, ~TriggerHit.is_void)


def standing(as_of: date) -> Any:
    """The value of a HitStanding."""
    closed_on = of_review(ReverseReview.closed_on)
    return case(
        (TriggerHit.is_void, HitStanding.VOID.value),
        (TriggerHit.state == HitState.EXCUSED, HitStanding.EXCUSED.value),
        (TriggerHit.state == HitState.OPEN, HitStanding.OPEN.value),
        (closed_on <= as_of.isoformat(), HitStanding.REVIEWED.value),
        else_=HitStanding.UNDER_REVIEW.value,
    )


def is_reminded(as_of: date) -> ColumnElement[bool]:
    """The office wanted to be reminded by now."""
    return and_(is_waiting(), TriggerHit.remind_on <= as_of.isoformat())


def lamp(as_of: date) -> Any:
    """The value of a Lamp: amber from the day of reminding on, never red, since no text sets a period."""
    ended = or_(TriggerHit.is_void, TriggerHit.state == HitState.EXCUSED)
    return case(
        (ended, Lamp.DONE.value),
        (is_reminded(as_of), Lamp.NEAR.value),
        (TriggerHit.state == HitState.OPEN, Lamp.NORMAL.value),
        (of_review(ReverseReview.closed_on) <= as_of.isoformat(), Lamp.DONE.value),
        else_=Lamp.NORMAL.value,
    )
