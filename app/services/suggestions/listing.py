"""The list of letters: which expression each column is, and how the list is ordered by itself."""

from datetime import date
from typing import Any

from sqlalchemy import case

from app.models.database import Database
from app.models.letter_terms import RectificationLight
from app.models.suggestion import Suggestion as Letter
from app.models.terms import (
    Adoption,
    DueSource,
    Lamp,
    RecordType,
    Rectification,
    SuggestionKind,
    SuggestionState,
    Timeliness,
)
from app.models.trust_terms import Marking
from app.services.lists.store_listing import ListShape, StoreListing
from app.services.secrecy.marked import marking_of
from app.services.suggestions.columns import COLUMNS
from app.services.suggestions.standing import Standing

_TERMS = {
    "lamp": Lamp,
    "marking": Marking,
    "kind": SuggestionKind,
    "state": SuggestionState,
    "timeliness": Timeliness,
    "adoption": Adoption,
    "rectification": Rectification,
    "rectification_lamp": RectificationLight,
    "due_source": DueSource,
}


def expressions(as_of: date) -> dict[str, Any]:
    """The SQL of each column, as ``as_of`` knew the letter."""
    standing = Standing(as_of)
    replied_on = case((standing.is_replied, Letter.replied_on), else_=None)
    return {
        "id": Letter.entry_number,
        "number": Letter.number,
        "kind": Letter.kind,
        "office": Letter.office_name,
        "addressee": Letter.addressee,
        "issued_on": Letter.issued_on,
        "received_on": Letter.received_on,
        "start_is_receipt": Letter.start_is_receipt,
        "due_on": Letter.due_on,
        "overdue_after": Letter.overdue_after,
        "due_source": Letter.due_source,
        "replied_on": replied_on,
        "timeliness": standing.timeliness,
        "days_late": standing.days_late,
        "adoption": case((standing.is_replied, Letter.adoption), else_=Adoption.UNRECORDED.value),
        "rectification": case((standing.is_replied, Letter.rectification), else_=Rectification.UNRECORDED.value),
        "rectification_lamp": standing.rectification,
        "state": standing.state,
        "lamp": standing.lamp,
        "handler": Letter.handler,
        "department": Letter.department,
        "problem": Letter.problem,
        "marking": marking_of(RecordType.SUGGESTION, Letter.id),
    }


def letter_listing(database: Database) -> StoreListing:
    """The list of letters: the newest first."""
    shape = ListShape(
        record_type=RecordType.SUGGESTION,
        expressions=expressions,
        is_overdue=lambda as_of: Standing(as_of).is_overdue,
        searched=(Letter.addressee, Letter.number, Letter.problem, Letter.entry_number, Letter.handler),
        own_order=(Letter.issued_on.desc(),),
        period_column=Letter.issued_on,
        terms=_TERMS,
    )
    return StoreListing(database, Letter, COLUMNS, shape)
