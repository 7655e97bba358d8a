"""触发清单 as a list: every hit with its case and its review; who handled the case is not among the columns."""

from datetime import date
from typing import Any

from sqlalchemy import case, literal, select

from app.models.database import Database
from app.models.original_case import OriginalCase, TriggerHit
from app.models.reverse_review import ReverseReview
from app.models.review_terms import TriggerList
from app.models.terms import Lamp, RecordType
from app.services.lists.store_listing import ListShape, StoreListing
from app.services.review_triggers.columns import COLUMNS
from app.services.review_triggers.rows import HitStanding
from app.services.review_triggers.standing import is_reminded, is_waiting, lamp, of_review, standing


def of_case(column: Any) -> Any:
    """A column of the case that met the trigger."""
    return select(column).where(OriginalCase.id == TriggerHit.case_id).correlate(TriggerHit).scalar_subquery()


def hit_listing(database: Database) -> StoreListing:
    """What waits first, and of that what the office wanted to be reminded of first."""
    shape = ListShape(
        belongs=(literal(RecordType.ORIGINAL_CASE.value), TriggerHit.case_id),
        expressions=_expressions,
        is_overdue=is_reminded,
        searched=(
            TriggerHit.name,
            TriggerHit.because,
            TriggerHit.reason,
            of_case(OriginalCase.entry_number),
            of_case(OriginalCase.name),
            of_case(OriginalCase.number),
            of_case(OriginalCase.unit),
            of_case(OriginalCase.cause),
        ),
        own_order=(case((is_waiting(), 0), else_=1), TriggerHit.remind_on, TriggerHit.met_on),
        period_column=TriggerHit.met_on,
        terms={"lamp": Lamp, "state": HitStanding, "list": TriggerList},
        sorted_by={"lamp": "remind_on"},
    )
    return StoreListing(database, TriggerHit, COLUMNS, shape)


def _expressions(as_of: date) -> dict[str, Any]:
    return {
        "lamp": lamp(as_of),
        "id": of_case(OriginalCase.entry_number),
        "case_name": of_case(OriginalCase.name),
        "trigger": TriggerHit.name,
        "form": TriggerHit.form,
        "state": standing(as_of),
        "because": TriggerHit.because,
        "met_on": TriggerHit.met_on,
        "remind_on": TriggerHit.remind_on,
        "review": of_review(ReverseReview.entry_number),
        "reviewer": of_review(ReverseReview.handler),
        "department": of_case(OriginalCase.department),
        "number": of_case(OriginalCase.number),
        "unit": of_case(OriginalCase.unit),
        "cause": of_case(OriginalCase.cause),
        "reason": TriggerHit.reason,
        "excused_by": TriggerHit.excused_by,
        "excused_on": TriggerHit.excused_on,
        "list": TriggerHit.trigger_list,
    }
