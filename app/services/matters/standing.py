"""Where a matter's deadline stands on a given day, as SQL expressions."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select

from app.models.base import DayType
from app.models.deadline import Deadline
from app.models.matter import Matter
from app.models.terms import DeadlineState, Lamp, RecordType, Stage
from app.services.matters.columns import ARCHIVED, CLOSED, OPEN, UNWATCHED, WATCHED

# Where the sources differ about the end of a month, somebody outside is late only after the later day.
_LATE_AFTER = func.coalesce(Matter.overdue_after, Matter.due_on, type_=DayType())


def is_closed(day: str) -> ColumnElement[bool]:
    """Closed by that day; a closing without a date counts on every day."""
    dated = and_(Matter.closed_on.is_not(None), Matter.closed_on <= day)
    undated = and_(Matter.closed_on.is_(None), or_(Matter.is_closing_undated, Matter.stage == Stage.CLOSING))
    return or_(dated, undated)


def is_overdue(as_of: date) -> ColumnElement[bool]:
    """Open and past the day after which its earliest deadline is late."""
    day = as_of.isoformat()
    return and_(~is_closed(day), Matter.due_on < day, literal(day) > _LATE_AFTER)  # the index serves the first


def lamp(as_of: date) -> Any:
    """The value of a Lamp; a matter without any due date is 正常 and stands in the list of those without one."""
    day = as_of.isoformat()
    return case(
        (is_closed(day), Lamp.DONE.value),
        (Matter.due_on.is_(None), Lamp.NORMAL.value),
        (Matter.serious_on < day, Lamp.SERIOUSLY_OVERDUE.value),
        (literal(day) > _LATE_AFTER, Lamp.OVERDUE.value),
        (Matter.due_on <= day, Lamp.DUE.value),
        (Matter.remind_on <= day, Lamp.NEAR.value),
        else_=Lamp.NORMAL.value,
    )


def progress(as_of: date) -> Any:
    """在办, 已办结 or 已归档."""
    return case((Matter.archived_on <= as_of.isoformat(), ARCHIVED), (is_closed(as_of.isoformat()), CLOSED), else_=OPEN)


def watch(as_of: date) -> Any:
    """Whether a deadline runs on an open matter itself; nothing is said of closed ones."""
    running = select(Deadline.id).where(
        Deadline.record_type == RecordType.MATTER,
        Deadline.record_id == Matter.id,
        or_(Deadline.state == DeadlineState.OPEN, Deadline.ended_on > as_of.isoformat()),
    )
    return case((is_closed(as_of.isoformat()), None), (running.exists(), WATCHED), else_=UNWATCHED)
