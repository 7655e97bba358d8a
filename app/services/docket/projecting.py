"""Shows on a record what its deadlines come to, so that lists and lamps of records read one table."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.models.clue import Clue
from app.models.deadline import Deadline
from app.models.matter import Matter
from app.models.reverse_review import ReverseReview
from app.models.suggestion import Suggestion
from app.models.terms import Certainty, DeadlineState, StartEvent

_LETTER = ("due_on", "overdue_after", "remind_on", "serious_on", "is_provisional")
_MATTER = {  # the column of a matter or clue, and the deadline's
    "due_on": "due_on",
    "overdue_after": "overdue_after",
    "due_side": "side",
    "remind_on": "remind_on",
    "serious_on": "serious_on",
}


def project(record: Suggestion | Matter | Clue | ReverseReview, deadlines: Iterable[Deadline]) -> None:
    """Write the due columns of a record: a letter's reply period, of others the earliest that may turn red."""
    if isinstance(record, Suggestion):
        replies = [
            each
            for each in deadlines
            if each.started_by is StartEvent.REPLY_PERIOD and each.state is not DeadlineState.MOOT
        ]
        for name in _LETTER if replies else ():
            _put(record, name, getattr(replies[-1], name))
        return
    running = [each for each in deadlines if _counts(each)]
    first = min(running, key=lambda each: str(each.due_on), default=None)
    for name, its in _MATTER.items():
        _put(record, name, getattr(first, its) if first else None)


def columns_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The due columns of a matter or clue that is about to be made, from the rows of its deadlines."""
    running = [
        row
        for row in rows
        if row["state"] is DeadlineState.OPEN and row["due_on"] and row["certainty"] is Certainty.VERIFIED
    ]
    first: Mapping[str, Any] = min(running, key=lambda row: str(row["due_on"]), default={})
    return {name: first.get(its) for name, its in _MATTER.items()}


def _counts(deadline: Deadline) -> bool:
    is_running = deadline.state is DeadlineState.OPEN and deadline.paused_on is None and deadline.due_on is not None
    return is_running and deadline.certainty is Certainty.VERIFIED


def _put(record: Suggestion | Matter | Clue | ReverseReview, name: str, value: object) -> None:
    if getattr(record, name) != value:
        setattr(record, name, value)
