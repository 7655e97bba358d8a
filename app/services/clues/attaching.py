"""Keeps files out of clues of which only the forwarding is recorded, and files whose name says they are of such."""

from collections.abc import Sequence

from app.models.clue import Clue
from app.models.database import Database
from app.models.terms import RecordType
from app.services.clues.refusals import refuse_forwarded
from app.services.clues.rows import RecordKey
from app.services.clues.withheld import Withheld


class ClueDoor:
    """Asked before a file of any record is copied in."""

    def __init__(self, database: Database, withheld: Withheld) -> None:
        """``withheld`` knows the words."""
        self._database, self._withheld = database, withheld

    def admit(self, record: RecordKey, names: Sequence[str]) -> None:
        """Raise DomainError, ContentWithheld where the file does not belong in the store."""
        record_type, key = record
        if record_type is not RecordType.CLUE:
            return
        self._withheld.refuse(names, "没有添加附件")
        with self._database.read() as session:
            clue = session.get(Clue, key)
        if clue is not None:
            refuse_forwarded(clue, "添加附件")
