"""The list of clues: which expression each column is, and how the list is ordered by itself."""

from datetime import date
from typing import Any

from sqlalchemy import case, func, select

from app.models.case_terms import Triage, TriageTarget
from app.models.clue import Clue
from app.models.database import Database
from app.models.matter import Matter
from app.models.suggestion import Suggestion
from app.models.terms import Lamp, RecordType, Side
from app.models.trust_terms import Marking
from app.services.clues.columns import COLUMNS
from app.services.clues.standing import is_overdue, lamp
from app.services.lists.store_listing import ListShape, StoreListing
from app.services.secrecy.marked import marking_of

_OWN = {"id": "entry_number", "side": "due_side"}


def expressions(as_of: date) -> dict[str, Any]:
    """The SQL of each column, as ``as_of`` knew the clue."""
    worked_out = {"lamp": lamp(as_of), "opened_as": _opened_as(), "marking": marking_of(RecordType.CLUE, Clue.id)}
    plain = (column.key for column in COLUMNS if column.key not in worked_out)
    return {**worked_out, **{key: getattr(Clue, _OWN.get(key, key)) for key in plain}}


def clue_listing(database: Database) -> StoreListing:
    """The list of clues: those that wait for triage first, each part with the newest first."""
    shape = ListShape(
        record_type=RecordType.CLUE,
        expressions=expressions,
        is_overdue=is_overdue,
        searched=(
            Clue.unit,
            Clue.subject,
            Clue.found,
            Clue.parties,
            Clue.entry_number,
            Clue.handler,
            Clue.source,
            Clue.task_number,
        ),
        own_order=(case((Clue.triage == Triage.PENDING, 0), else_=1), Clue.found_on.desc()),
        period_column=Clue.found_on,
        terms={"lamp": Lamp, "marking": Marking, "triage": Triage, "triage_target": TriageTarget, "side": Side},
    )
    return StoreListing(database, Clue, COLUMNS, shape)


def _opened_as() -> Any:
    matter = select(Matter.entry_number).where(Matter.id == Clue.matter_id).scalar_subquery()
    letter = select(Suggestion.entry_number).where(Suggestion.id == Clue.suggestion_id).scalar_subquery()
    return func.coalesce(matter, letter)
