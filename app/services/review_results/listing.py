"""The list of all results of all reviews, and the figures above it."""

from collections import Counter
from datetime import date
from typing import Any

from sqlalchemy import case, literal, select, type_coerce
from sqlalchemy.types import String

from app.models.database import Database
from app.models.reverse_review import ReverseReview
from app.models.review_result import ReviewResult
from app.models.review_terms import FeedbackOutcome, ResultState, TriggerList, VerificationOutcome
from app.models.terms import Lamp, RecordType, Side
from app.services.lists.listing import ListQuery
from app.services.lists.store_listing import ListShape, StoreListing
from app.services.review_results import standing
from app.services.review_results.columns import COLUMNS
from app.services.review_results.rows import BoardFigures, RectificationRate

INSIDE, OUTSIDE = "内部", "外部"
_PLAIN = ("name", "title", "addressee", "verified_on", "settled_on", "feedback_outcome", "verification_outcome")


def _of_review(column: Any) -> Any:
    wanted = select(column).where(ReverseReview.id == ReviewResult.review_id)
    return wanted.correlate(ReviewResult).scalar_subquery()


def expressions(as_of: date) -> dict[str, Any]:
    """The SQL of each column, as ``as_of`` knew the result."""
    return {
        **{name: getattr(ReviewResult, name) for name in _PLAIN},
        "lamp": standing.lamp(as_of),
        "state": standing.state(as_of),
        "number": standing.NUMBER,
        "sent_on": standing.SENT_ON,
        "due_on": standing.DUE_ON,
        "feedback_due_on": ReviewResult.feedback_due_on,
        "feedback_on": standing.FEEDBACK_ON,
        "is_due": standing.due_words(as_of),
        "opened_as": standing.OPENED_AS,
        "reach": case((ReviewResult.is_outside, OUTSIDE), else_=INSIDE),
        "side": standing.SIDE,
        "overdue_after": standing.late_after(),
        "running_on": standing.running_on(as_of),
        "id": _of_review(ReverseReview.entry_number),
        "list": _of_review(ReverseReview.trigger_list),
        "review": _of_review(ReverseReview.title),
        "handler": _of_review(ReverseReview.handler),
        "department": _of_review(ReverseReview.department),
        "review_id": ReviewResult.review_id,
    }


class ResultListing(StoreListing):
    """Results; ``issued_from`` and ``issued_to`` of a query are the days of sending here."""

    @classmethod
    def over(cls, database: Database) -> "ResultListing":
        """The list of one store: what runs first by its day, then the newest."""
        shape = ListShape(
            belongs=(literal(RecordType.REVERSE_REVIEW.value), ReviewResult.review_id),
            expressions=expressions,
            is_overdue=standing.is_overdue,
            searched=(
                ReviewResult.title,
                ReviewResult.addressee,
                ReviewResult.content,
                ReviewResult.transferred_to,
                standing.NUMBER,
                _of_review(ReverseReview.entry_number),
                _of_review(ReverseReview.title),
            ),
            own_order=(
                ReviewResult.settled_on.is_not(None),
                type_coerce(standing.DUE_ON, String).is_(None),
                standing.DUE_ON,
            ),
            period_column=type_coerce(standing.SENT_ON, String),
            terms={
                "lamp": Lamp,
                "list": TriggerList,
                "state": ResultState,
                "side": Side,
                "feedback_outcome": FeedbackOutcome,
                "verification_outcome": VerificationOutcome,
            },
            sorted_by={"lamp": "running_on"},
        )
        return cls(database, ReviewResult, COLUMNS, shape)

    def figures(self, query: ListQuery) -> BoardFigures:
        """How many results of a query stand where, and the rectification rate with its results; one statement."""
        day = query.as_of
        asked = (
            standing.state(day),
            standing.is_overdue(day),
            standing.is_due(day),
            standing.is_settled_by_verifying(day),
        )
        counts: Counter[ResultState] = Counter()
        due: list[int] = []
        settled: list[int] = []
        late = 0
        for stored in self.picked(query, asked):
            key, state, is_overdue, is_due, is_settled = tuple(stored)
            counts[ResultState(state)] += 1
            late += bool(is_overdue)
            if is_due:
                due.append(key)
                settled += [key] if is_settled else []
        return BoardFigures(dict(counts), late, RectificationRate(day, tuple(settled), tuple(due)))
