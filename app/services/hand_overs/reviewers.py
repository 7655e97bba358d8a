"""A review is handed to nobody who handled one of its cases."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.models.reverse_review import ReverseReview
from app.models.terms import RecordType
from app.services.hand_overs.rows import Target
from app.services.papers.rows import RecordKey
from app.services.reverse_reviews.filling import cases_of
from app.services.reverse_reviews.refusals import refuse_original_handler


def refuse_original_handlers(
    session: Session, records: Iterable[RecordKey], receiver: Target, field: str = "handler"
) -> None:
    """Raise ReviewerHandledIt, beside ``field``, where the receiver handled a case that one of the reviews is about."""
    for record in records if receiver.handler else ():
        review = session.get(ReverseReview, record.record_id) if _is_review(record) else None
        if review is not None:
            refuse_original_handler(receiver.handler, cases_of(session, review), field)


def _is_review(record: RecordKey) -> bool:
    return record.record_type is RecordType.REVERSE_REVIEW
