"""Planned revisits (回头看): they start where rectification is complete, and outlive the closing of their letter."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.models.dates import PartialDate
from app.models.deadline import Deadline
from app.models.terms import DeadlineState, RecordType, Rectification, StartEvent


def is_planned(deadline: Deadline) -> bool:
    """Whether it is a revisit of a letter; which rules plan one is said by the table of starts."""
    return deadline.record_type is RecordType.SUGGESTION and deadline.started_by is StartEvent.RECTIFIED


def is_void(deadline: Deadline, values: Mapping[str, Any]) -> bool:
    """What was put right is so no longer, or the letter was withdrawn: there is nothing to go back to."""
    is_gone = values.get("rectification") is not Rectification.COMPLETE or values.get("withdrawn_on") is not None
    return is_planned(deadline) and is_gone


def begins_anew(deadline: Deadline, values: Mapping[str, Any]) -> bool:
    """A plan that became moot, or was carried out after an earlier rectification, is made again for the present one.

    Other periods begin once.
    """
    if not is_planned(deadline) or deadline.state is DeadlineState.OPEN:
        return False
    return deadline.state is DeadlineState.MOOT or deadline.started_on != values.get("rectified_on")


def end_earliest(deadlines: Iterable[Deadline], on: PartialDate) -> Deadline | None:
    """Let a revisit meet the earliest that is planned; None where none is."""
    planned = [each for each in deadlines if is_planned(each) and each.state is DeadlineState.OPEN]
    first = min(planned, key=lambda each: (str(each.due_on or "9999"), each.id), default=None)
    if first is not None:
        first.state, first.ended_on, first.paused_on = DeadlineState.MET, on, None
    return first
