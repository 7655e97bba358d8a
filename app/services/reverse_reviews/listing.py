"""The list of reverse reviews: which expression each column is, and how the list is ordered by itself."""

from datetime import date
from typing import Any

from app.models.database import Database
from app.models.reverse_review import ReverseReview
from app.models.review_terms import FindingVerdict, ReviewKind, ReviewState, TriggerList
from app.models.terms import Lamp, RecordType, Side
from app.models.trust_terms import Marking
from app.services.lists.store_listing import ListShape, StoreListing
from app.services.reverse_reviews import standing
from app.services.reverse_reviews.columns import COLUMNS
from app.services.secrecy.marked import marking_of

_OWN = {"id": "entry_number", "list": "trigger_list", "side": "due_side"}


def expressions(as_of: date) -> dict[str, Any]:
    """The SQL of each column, as ``as_of`` knew the review."""
    worked_out = {
        "lamp": standing.lamp(as_of),
        "state": standing.state(as_of),
        "case": standing.case_words(),
        "case_number": standing.case_number(),
        "findings": standing.findings(as_of),
        "errors": standing.findings(as_of, FindingVerdict.ERROR),
        "flaws": standing.findings(as_of, FindingVerdict.FLAW),
        "results": standing.results(as_of),
        "unsettled": standing.unsettled(as_of),
        "marking": marking_of(RecordType.REVERSE_REVIEW, ReverseReview.id),
    }
    plain = (column.key for column in COLUMNS if column.key not in worked_out)
    return {**worked_out, **{key: getattr(ReverseReview, _OWN.get(key, key)) for key in plain}}


def review_listing(database: Database) -> StoreListing:
    """The list of reviews: the open ones first, each part with the newest first."""
    shape = ListShape(
        record_type=RecordType.REVERSE_REVIEW,
        expressions=expressions,
        is_overdue=standing.is_overdue,
        searched=(
            ReverseReview.title,
            ReverseReview.entry_number,
            ReverseReview.number,
            ReverseReview.trigger,
            ReverseReview.handler,
            standing.case_words(),
            standing.case_number(),
        ),
        own_order=(ReverseReview.closed_on.is_not(None), ReverseReview.started_on.desc()),
        period_column=ReverseReview.started_on,
        terms={
            "lamp": Lamp,
            "marking": Marking,
            "kind": ReviewKind,
            "list": TriggerList,
            "state": ReviewState,
            "side": Side,
        },
    )
    return StoreListing(database, ReverseReview, COLUMNS, shape)
