"""What a column of the letters holds: offered in filters, those who have left among them."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select

from app.models.database import Database
from app.models.suggestion import Suggestion as Letter

_COLUMNS = {"handler": Letter.handler, "department": Letter.department, "field": Letter.field}


@dataclass(frozen=True)
class LetterChoices:
    """Reads the letters of one store."""

    database: Database

    def of(self, column: Literal["handler", "department", "field"]) -> tuple[str, ...]:
        """Every text that stands in a column, each once, in order."""
        values = _COLUMNS[column]
        with self.database.read() as session:
            found = session.scalars(select(values).where(values.is_not(None)).distinct())
            return tuple(sorted(text for text in found if text))
