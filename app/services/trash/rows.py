"""The trash as windows see it. Imports nothing heavy."""

from dataclasses import dataclass
from datetime import date

from app.models.terms import RecordType


@dataclass(frozen=True)
class RemovedRow:
    """One record in the trash; ``gone_at`` where it was deleted for good."""

    id: int
    version: int
    record_type: RecordType
    record_id: int
    number: str
    title: str
    reason: str
    removed_by: str
    removed_at: str
    kept_until: date
    gone_at: str = ""
    gone_by: str = ""
    agreed_by: str = ""

    def is_due(self, today: date) -> bool:
        """Whether its time is over, so that deleting it for good may be asked for."""
        return today > self.kept_until
