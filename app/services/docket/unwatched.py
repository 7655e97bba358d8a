"""Open records on which no deadline runs: nobody would be reminded of them."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Select, String, func, select
from sqlalchemy.orm import Session

from app.models.deadline import Deadline
from app.models.matter import Matter
from app.models.reverse_review import ReverseReview
from app.models.review_terms import ReviewState
from app.models.suggestion import Suggestion
from app.models.terms import RecordType, SuggestionState
from app.services.docket.rows import RecordName, Unwatched
from app.services.docket.standing import is_open
from app.services.matters.standing import is_closed
from app.services.reverse_reviews.standing import is_closed as is_review_closed
from app.services.reverse_reviews.standing import state
from app.services.secrecy.marked import Belonging
from app.services.secrecy.masking import Masking
from app.services.suggestions.standing import Standing

# What a record is called by, in the order of RecordName; whole records would take four times as long.
_LETTER = (
    Suggestion.id,
    func.coalesce(Suggestion.number, Suggestion.entry_number),
    Suggestion.addressee,
    Suggestion.handler,
    Suggestion.department,
)
_MATTER = (Matter.id, Matter.entry_number, Matter.unit, Matter.handler, Matter.department)
_REVIEW = (
    ReverseReview.id,
    ReverseReview.entry_number,
    ReverseReview.title,
    ReverseReview.handler,
    ReverseReview.department,
)


def unwatched(session: Session, as_of: date) -> tuple[Unwatched, ...]:
    """Issued letters neither replied nor ended, matters and reviews not closed, without an open deadline; oldest first.

    A matter is watched by the deadlines of its letters too.
    """
    standing = Standing(as_of)
    letters = select(*_LETTER, Suggestion.issued_on, standing.state).where(
        standing.is_issued,
        ~standing.is_replied,
        ~standing.is_over,
        Suggestion.id.not_in(_watched(RecordType.SUGGESTION, as_of)),
    )
    day = as_of.isoformat()
    matters = select(*_MATTER, Matter.accepted_on, Matter.stage).where(
        ~is_closed(day),
        func.coalesce(Matter.accepted_on, "", type_=String) <= day,  # no index: nearly all are meant
        Matter.id.not_in(_watched(RecordType.MATTER, as_of)),
        Matter.id.not_in(_watched_by_letters(as_of)),
    )
    found = [
        Unwatched(_named(RecordType.SUGGESTION, row), row[-2], SuggestionState(row[-1]).label)
        for row in session.execute(letters)
    ]
    found += [Unwatched(_named(RecordType.MATTER, row), row[-2], row[-1].label) for row in session.execute(matters)]
    reviews = select(*_REVIEW, ReverseReview.started_on, state(as_of)).where(
        ~is_review_closed(as_of),
        ReverseReview.started_on <= day,
        ReverseReview.id.not_in(_watched(RecordType.REVERSE_REVIEW, as_of)),
    )
    found += [
        Unwatched(_named(RecordType.REVERSE_REVIEW, row), row[-2], ReviewState(row[-1]).label)
        for row in session.execute(reviews)
    ]
    names = Masking.shipped().hidden(session, [each.record for each in found], belonging, "subject")
    told = (replace(each, record=name) for each, name in zip(found, names, strict=True))
    return tuple(sorted(told, key=lambda each: (str(each.since or "9999"), each.record.number)))


def belonging(name: RecordName) -> Belonging:
    """The record a name is of."""
    return name.record_type, name.record_id


def _named(record_type: RecordType, row: Any) -> RecordName:
    return RecordName(record_type, row[0], row[1], row[2], row[3] or "", row[4] or "")


def _watched(record_type: RecordType, as_of: date) -> Select[int]:
    """The records of a kind on which a deadline runs, as one set: asked record by record, it takes minutes."""
    return select(Deadline.record_id).where(Deadline.record_type == record_type, is_open(as_of))


def _watched_by_letters(as_of: date) -> Select[int | None]:
    running = Suggestion.id.in_(_watched(RecordType.SUGGESTION, as_of))
    return select(Suggestion.matter_id).where(Suggestion.matter_id.is_not(None), running)
