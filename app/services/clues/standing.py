"""Where a clue stands on a given day, as SQL expressions."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal

from app.models.base import DayType
from app.models.case_terms import Triage
from app.models.clue import Clue
from app.models.terms import Lamp

_LATE_AFTER = func.coalesce(Clue.overdue_after, Clue.due_on, type_=DayType())


def is_overdue(as_of: date) -> ColumnElement[bool]:
    """A deadline runs on it (要求办结日) and has passed."""
    day = as_of.isoformat()
    return (Clue.due_on < day) & (literal(day) > _LATE_AFTER)


def lamp(as_of: date) -> Any:
    """The value of a Lamp. A clue that waits for triage, or is kept in reserve, is 正常 where no day was set for it."""
    day = as_of.isoformat()
    waits = Clue.triage.in_((Triage.PENDING, Triage.RESERVED))
    return case(
        (Clue.due_on.is_(None) & waits, Lamp.NORMAL.value),
        (Clue.due_on.is_(None), Lamp.DONE.value),
        (Clue.serious_on < day, Lamp.SERIOUSLY_OVERDUE.value),
        (literal(day) > _LATE_AFTER, Lamp.OVERDUE.value),
        (Clue.due_on <= day, Lamp.DUE.value),
        (Clue.remind_on <= day, Lamp.NEAR.value),
        else_=Lamp.NORMAL.value,
    )
