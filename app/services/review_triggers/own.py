"""The office's own triggers as the library takes them; read again only after a write."""

from collections.abc import Sequence

from sqlalchemy import select

from app.models.database import Database
from app.models.original_case import OwnTrigger
from app.services.review_triggers.library import OwnTriggerText


class OwnTriggerTexts:
    """Every version that was not withdrawn, by its first day."""

    def __init__(self, database: Database) -> None:
        """Nothing is read yet."""
        self._database = database
        self._seen: tuple[int, tuple[OwnTriggerText, ...]] | None = None

    def __call__(self) -> Sequence[OwnTriggerText]:
        """As they stand now."""
        if self._seen is None or self._seen[0] != self._database.writes:
            writes = self._database.writes
            wanted = select(OwnTrigger).where(~OwnTrigger.is_withdrawn)
            with self._database.read() as session:
                found = session.scalars(wanted.order_by(OwnTrigger.valid_from, OwnTrigger.id))
                self._seen = writes, tuple(text_of(each) for each in found)
        return self._seen[1]


def text_of(row: OwnTrigger) -> OwnTriggerText:
    """A row as the library takes it."""
    return OwnTriggerText(row.body, row.code, row.name, row.trigger_list, row.valid_from)
