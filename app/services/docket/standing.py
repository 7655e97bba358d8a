"""Where a deadline stands on a given day, as SQL: text comparisons of stored days, nothing computed."""

from datetime import date
from typing import Any

from sqlalchemy import Case, ColumnElement, and_, case, func, or_, select

from app.models.clue import Clue
from app.models.deadline import Deadline, DeadlineEvent
from app.models.matter import Matter
from app.models.reverse_review import ReverseReview
from app.models.sqlite import days_between
from app.models.suggestion import Suggestion
from app.models.terms import Certainty, DeadlineAct, DeadlineState, Lamp, RecordType, Side

Flag = ColumnElement[bool]
_MAY_TURN_RED = Deadline.certainty == Certainty.VERIFIED
# What an office sets itself and no text says: it reminds in amber for as long as it is open, and is never late.
IS_REMINDER = and_(Deadline.certainty == Certainty.UNVERIFIED, Deadline.side == Side.OWN)


def is_open(as_of: date) -> Flag:
    """Not ended by that day; an end without a day counts on every day."""
    return or_(Deadline.state == DeadlineState.OPEN, Deadline.ended_on > as_of.isoformat())


def is_overdue(as_of: date) -> Flag:
    """Open, running, verified and past the day after which it is late."""
    day = as_of.isoformat()
    return and_(is_open(as_of), Deadline.overdue_after < day, _MAY_TURN_RED, ~_is_paused(day))


def lamp(as_of: date) -> Case[str]:
    """The value of a Lamp. Grey (无法判断) where there is no day to go by, or a rule nobody has verified reminds.

    The office's own reminders need no verifying: they are amber from their day of reminding on, and never red.
    """
    day = as_of.isoformat()
    return case(
        (~is_open(as_of), Lamp.DONE.value),
        (_is_paused(day), Lamp.PAUSED.value),
        (Deadline.due_on.is_(None), Lamp.UNKNOWN.value),
        (Deadline.remind_on > day, Lamp.NORMAL.value),
        (and_(IS_REMINDER, Deadline.due_on > day), Lamp.NEAR.value),
        (IS_REMINDER, Lamp.DUE.value),
        (~_MAY_TURN_RED, Lamp.UNKNOWN.value),
        (Deadline.due_on > day, Lamp.NEAR.value),
        (Deadline.overdue_after >= day, Lamp.DUE.value),
        (Deadline.serious_on >= day, Lamp.OVERDUE.value),
        else_=Lamp.SERIOUSLY_OVERDUE.value,
    )


def days_left(as_of: date) -> Any:
    """Days from that day to the due date; negative when past."""
    return days_between(Deadline.due_on, as_of.isoformat())


def extensions() -> Any:
    """How often a deadline was extended or begun anew."""
    counted = DeadlineEvent.kind.in_([DeadlineAct.EXTENDED, DeadlineAct.RESTARTED])
    wanted = select(func.count()).where(DeadlineEvent.deadline_id == Deadline.id, counted)
    return wanted.correlate(Deadline).scalar_subquery()


def of_record(letter_column: Any, matter_column: Any, clue_column: Any, review_column: Any) -> Any:
    """A column of the record the deadline runs on."""

    def of(table: Any, column: Any) -> Any:
        return select(column).where(table.id == Deadline.record_id).correlate(Deadline).scalar_subquery()

    return case(
        (Deadline.record_type == RecordType.SUGGESTION, of(Suggestion, letter_column)),
        (Deadline.record_type == RecordType.MATTER, of(Matter, matter_column)),
        (Deadline.record_type == RecordType.REVERSE_REVIEW, of(ReverseReview, review_column)),
        else_=of(Clue, clue_column),
    )


_REVIEW = ReverseReview
NUMBER = of_record(
    func.coalesce(Suggestion.number, Suggestion.entry_number),
    *(Matter.entry_number, Clue.entry_number, _REVIEW.entry_number),
)
SUBJECT = of_record(Suggestion.addressee, Matter.unit, Clue.unit, _REVIEW.title)
HANDLER = of_record(Suggestion.handler, Matter.handler, Clue.handler, _REVIEW.handler)
DEPARTMENT = of_record(Suggestion.department, Matter.department, Clue.department, _REVIEW.department)
ENTRY_NUMBER = of_record(Suggestion.entry_number, Matter.entry_number, Clue.entry_number, _REVIEW.entry_number)


def _is_paused(day: str) -> Flag:
    return and_(Deadline.paused_on.is_not(None), Deadline.paused_on <= day)
