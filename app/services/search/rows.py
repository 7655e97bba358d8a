"""What a search answers. Imports nothing heavy."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from app.models.terms import RecordType


class Hit(NamedTuple):
    """One record found: its 登记号, what it is called, and the place where a word stands, read from the store."""

    id: str
    record_id: int
    type: RecordType
    title: str
    snippet: str

    def as_json(self) -> dict[str, Any]:
        """The form of the command line."""
        return {"id": self.id, "type": self.type.label, "title": self.title, "snippet": self.snippet}


@dataclass(frozen=True)
class Freshness:
    """How the index stands to the store: records indexed, records there, audit entries not yet followed."""

    indexed: int
    records: int
    behind: int
