"""What a column of the original cases holds: offered in filters."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select

from app.models.database import Database
from app.models.original_case import OriginalCase

Chosen = Literal["kind", "unit", "field", "petition_kind", "cause"]


@dataclass(frozen=True)
class CaseChoices:
    """Reads the cases of one store."""

    database: Database

    def of(self, column: Chosen) -> tuple[str, ...]:
        """Every text that stands in a column, each once, in order."""
        values = getattr(OriginalCase, column)
        with self.database.read() as session:
            found = session.scalars(select(values).where(values.is_not(None)).distinct())
            return tuple(sorted(text for text in found if text))
