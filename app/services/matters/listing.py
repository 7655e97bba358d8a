"""The list of matters: which expression each column is, and how the list is ordered by itself."""

from datetime import date
from typing import Any

from app.models.database import Database
from app.models.matter import Matter
from app.models.terms import Lamp, RecordType, Side, Stage
from app.models.trust_terms import Marking
from app.services.lists.store_listing import ListShape, StoreListing
from app.services.matters.columns import COLUMNS
from app.services.matters.standing import is_overdue, lamp, progress, watch
from app.services.secrecy.marked import marking_of


def expressions(as_of: date) -> dict[str, Any]:
    """The SQL of each column, as ``as_of`` knew the matter."""
    plain = (
        "number",
        "kind",
        "source",
        "subject",
        "unit",
        "handler",
        "department",
        "accepted_on",
        "stage",
        "due_on",
        "overdue_after",
        "outcome",
    )
    own = {
        "id": Matter.entry_number,
        "lamp": lamp(as_of),
        "side": Matter.due_side,
        "progress": progress(as_of),
        "watch": watch(as_of),
        "marking": marking_of(RecordType.MATTER, Matter.id),
    }
    return {**own, **{name: getattr(Matter, name) for name in plain}}


NEWEST_FIRST: tuple[Any, ...] = (Matter.accepted_on.desc(),)
DUE_FIRST: tuple[Any, ...] = (Matter.due_on.is_(None), Matter.due_on)


def matter_listing(database: Database, own_order: tuple[Any, ...] = NEWEST_FIRST) -> StoreListing:
    """The list of matters; ``own_order`` is how it stands until somebody sorts it."""
    shape = ListShape(
        record_type=RecordType.MATTER,
        expressions=expressions,
        is_overdue=is_overdue,
        searched=(Matter.unit, Matter.subject, Matter.number, Matter.entry_number, Matter.handler, Matter.kind),
        own_order=own_order,
        period_column=Matter.accepted_on,
        terms={"lamp": Lamp, "marking": Marking, "stage": Stage, "side": Side},
        everyday=Matter.archived_on.is_(None),
    )
    return StoreListing(database, Matter, COLUMNS, shape)
