"""Open records on which no deadline runs: nobody would be reminded of them."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from app.models.deadline import Deadline
from app.models.matter import Matter
from app.models.suggestion import Suggestion
from app.models.terms import RecordType, SuggestionState
from app.services.docket.cards import name_of_record
from app.services.docket.rows import Unwatched
from app.services.docket.standing import is_open
from app.services.matters.standing import is_closed
from app.services.suggestions.standing import Standing

_ENDED = (SuggestionState.CLOSED.value, SuggestionState.WITHDRAWN.value, SuggestionState.DECLINED.value)


def unwatched(session: Session, as_of: date) -> tuple[Unwatched, ...]:
    """Issued letters neither replied nor ended and matters not closed, without an open deadline; oldest first.

    A matter is watched by the deadlines of its letters too.
    """
    standing = Standing(as_of)
    letters = select(Suggestion, standing.state).where(
        standing.is_issued,
        ~standing.is_replied,
        standing.state.not_in(_ENDED),
        ~_is_watched(RecordType.SUGGESTION, Suggestion.id, as_of),
    )
    day = as_of.isoformat()
    matters = select(Matter).where(
        ~is_closed(day),
        or_(Matter.accepted_on.is_(None), Matter.accepted_on <= day),
        ~_is_watched(RecordType.MATTER, Matter.id, as_of),
        ~_is_watched_by_a_letter(as_of),
    )
    found = [
        Unwatched(name_of_record(RecordType.SUGGESTION, letter), letter.issued_on, SuggestionState(state).label)
        for letter, state in session.execute(letters)
    ]
    found += [
        Unwatched(name_of_record(RecordType.MATTER, matter), matter.accepted_on, matter.stage.label)
        for matter in session.scalars(matters)
    ]
    return tuple(sorted(found, key=lambda each: (str(each.since or "9999"), each.record.number)))


def _is_watched(record_type: RecordType, record_id: Any, as_of: date) -> ColumnElement[bool]:
    runs = (Deadline.record_type == record_type) & (Deadline.record_id == record_id) & is_open(as_of)
    return exists().where(runs)


def _is_watched_by_a_letter(as_of: date) -> ColumnElement[bool]:
    runs = (Deadline.record_type == RecordType.SUGGESTION) & (Deadline.record_id == Suggestion.id) & is_open(as_of)
    return exists().where(Suggestion.matter_id == Matter.id, runs)
