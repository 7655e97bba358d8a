"""Where a matter's deadline stands on a given day, as SQL expressions."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, literal, or_

from app.models.matter import Matter
from app.models.terms import Lamp, Stage


def is_closed(day: str) -> ColumnElement[bool]:
    """Closed by that day; a closing without a date counts on every day."""
    dated = and_(Matter.closed_on.is_not(None), Matter.closed_on <= day)
    undated = and_(Matter.closed_on.is_(None), or_(Matter.is_closing_undated, Matter.stage == Stage.CLOSING))
    return or_(dated, undated)


def is_overdue(as_of: date) -> ColumnElement[bool]:
    """Open and past its due date."""
    day = as_of.isoformat()
    return and_(~is_closed(day), Matter.due_on < day)


def lamp(as_of: date) -> Any:
    """The value of a Lamp; a matter without any due date is 正常 and stands in the list of those without one."""
    day = as_of.isoformat()
    return case(
        (is_closed(day), Lamp.DONE.value),
        (Matter.due_on.is_(None), Lamp.NORMAL.value),
        (Matter.serious_on < day, Lamp.SERIOUSLY_OVERDUE.value),
        (Matter.due_on < day, Lamp.OVERDUE.value),
        (Matter.due_on == literal(day), Lamp.DUE.value),
        (Matter.remind_on <= day, Lamp.NEAR.value),
        else_=Lamp.NORMAL.value,
    )
