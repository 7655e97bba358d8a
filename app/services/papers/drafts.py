"""What was typed on papers and not issued: the shape the window knows, and a keeper that forgets when the store closes.

``DraftsInMemory`` is replaced by the drafts kept in the store; until then what is typed lives as long as the window.
"""

from typing import Protocol

from app.models.actor import Actor
from app.services.foundation.changes import Written
from app.services.papers.rows import RecordKey, TypedPaper


class PaperDrafts(Protocol):
    """Keeps one TypedPaper for each record and document."""

    def read(self, key: RecordKey, code: str) -> TypedPaper:
        """What was typed; an empty one where nothing was."""

    def save(self, actor: Actor, key: RecordKey, code: str, typed: TypedPaper) -> Written:
        """Keep what was typed in place of what was kept before."""


class DraftsInMemory:
    """Forgets with the window; takes no audit entry, so its acts cannot be taken back."""

    def __init__(self) -> None:
        """Nothing was typed yet."""
        self._kept: dict[tuple[RecordKey, str], TypedPaper] = {}

    def read(self, key: RecordKey, code: str) -> TypedPaper:
        """What was typed; an empty one where nothing was."""
        return self._kept.get((key, code), TypedPaper())

    def save(self, actor: Actor, key: RecordKey, code: str, typed: TypedPaper) -> Written:
        """Keep what was typed in place of what was kept before."""
        self._kept[key, code] = typed
        return Written(key.record_id, 0)
