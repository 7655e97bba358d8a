"""Which records of the store a ledger's rows are already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.clue import Clue
from app.models.matter import Matter
from app.models.original_case import OriginalCase
from app.models.suggestion import Suggestion
from app.models.terms import RecordType

TABLES: dict[str, type[Suggestion] | type[Matter] | type[Clue] | type[OriginalCase]] = {
    "suggestions": Suggestion,
    "matters": Matter,
    "clues": Clue,
    "cases": OriginalCase,
}
RECORDS = {
    "suggestions": RecordType.SUGGESTION,
    "matters": RecordType.MATTER,
    "clues": RecordType.CLUE,
    "cases": RecordType.ORIGINAL_CASE,
}
# What happens to a record after it was entered, and so differs when a ledger that has grown comes in again.
LATER_FACTS = {
    "suggestions": ("received_on", "replied_on", "adoption", "rectification", "rectified_on"),
    "matters": ("instrument_on", "responded_on", "outcome", "closed_on"),
    "clues": ("reported_on",),
    # A 统一受案号 stands once; a ledger with a line for each of several accused tells of the others here.
    "cases": (
        *("parties", "arrest_result", "indictment_result", "judgment_result", "appeal_result", "petition_kind"),
        *("petition_result", "petition_times", "closed_on"),
    ),
}
_AT_ONCE = 500  # below the limit of bound values of old SQLite builds


@dataclass(frozen=True)
class Known:
    """A record of the store: its entry number and its later facts by column."""

    entry_number: str
    facts: Mapping[str, Any]


def known_by_identity(session: Session, kind: str, identities: Sequence[str]) -> dict[str, Known]:
    """The record of each identity the store knows; the oldest where several share one."""
    table, facts = TABLES[kind], LATER_FACTS[kind]
    columns = [getattr(table, name) for name in facts]
    found: dict[str, Known] = {}
    for start in range(0, len(identities), _AT_ONCE):
        some = identities[start : start + _AT_ONCE]
        wanted = select(table.identity, table.entry_number, *columns).where(table.identity.in_(some))
        for identity, entry_number, *values in session.execute(wanted.order_by(table.id.desc())):
            found[identity] = Known(entry_number, dict(zip(facts, values, strict=True)))
    return found
