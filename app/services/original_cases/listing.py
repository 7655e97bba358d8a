"""The list of original cases: which expression each column is, and how the list is ordered by itself."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, false, func, or_, select

from app.models.database import Database
from app.models.original_case import OriginalCase, TriggerHit
from app.models.reverse_review import ReverseReview, ReviewedCase
from app.models.review_terms import HitState
from app.models.terms import RecordType
from app.models.trust_terms import Marking
from app.services.lists.store_listing import ListShape, StoreListing
from app.services.original_cases.columns import COLUMNS
from app.services.secrecy.marked import marking_of


def expressions(_as_of: date) -> dict[str, Any]:
    """The SQL of each column."""
    worked_out = {
        "id": OriginalCase.entry_number,
        "triggers": open_triggers(),
        "reviews": reviews_of(),
        "marking": marking_of(RecordType.ORIGINAL_CASE, OriginalCase.id),
    }
    plain = (column.key for column in COLUMNS if column.key not in worked_out)
    return {**worked_out, **{key: getattr(OriginalCase, key) for key in plain}}


def case_listing(database: Database) -> StoreListing:
    """The list of original cases: those whose triggers wait to be dealt with first, each part with the newest first."""
    shape = ListShape(
        record_type=RecordType.ORIGINAL_CASE,
        expressions=expressions,
        is_overdue=_never,
        searched=(
            OriginalCase.name,
            OriginalCase.number,
            OriginalCase.entry_number,
            OriginalCase.cause,
            OriginalCase.unit,
            OriginalCase.parties,
            OriginalCase.petition_number,
        ),
        own_order=(_is_waiting().desc(),),
        period_column=OriginalCase.closed_on,
        terms={"marking": Marking},
        sorted_by={},
    )
    return StoreListing(database, OriginalCase, COLUMNS, shape)


def open_triggers() -> Any:
    """SQL: the names of the triggers a case met that nobody dealt with yet, joined by 、."""
    wanted = select(func.group_concat(TriggerHit.name, "、")).where(_waits())
    return wanted.correlate(OriginalCase).scalar_subquery()


def reviews_of() -> Any:
    """SQL: how many reviews look at the case."""
    looked_at = select(ReviewedCase.review_id).where(ReviewedCase.case_id == OriginalCase.id)
    its = or_(ReverseReview.case_id == OriginalCase.id, ReverseReview.id.in_(looked_at.correlate(OriginalCase)))
    return select(func.count(ReverseReview.id)).where(its).correlate(OriginalCase).scalar_subquery()


def _is_waiting() -> Any:
    """An uncorrelated set, so that the order of 100,000 cases costs one look at the hits that are open."""
    waiting = select(TriggerHit.case_id).where(TriggerHit.state == HitState.OPEN, TriggerHit.is_void.is_(False))
    return OriginalCase.id.in_(waiting)


def _waits() -> ColumnElement[bool]:
    is_open = TriggerHit.state == HitState.OPEN
    return (TriggerHit.case_id == OriginalCase.id) & is_open & TriggerHit.is_void.is_(False)


def _never(_as_of: date) -> ColumnElement[bool]:
    """A case carries no deadline of its own; what is late is its review."""
    return false()
