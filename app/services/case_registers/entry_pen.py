"""Writes one entry of a register: one transaction, its audit rows, and word to the windows after the commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.models.actor import Actor
from app.models.case_register import Meeting, ReportEntry
from app.models.database import Database, Unit
from app.models.terms import RecordType
from app.services.case_registers.refusals import EntryNotFound
from app.services.case_registers.rows import Book
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.intentions import Intention
from app.services.foundation.numbering import numbers_of_series
from app.services.trail.since import refuse_changed

Kept = TypeVar("Kept", ReportEntry, Meeting)
_SERIES = {Book.REPORTS: "QS", Book.MEETINGS: "HY"}
_ANY_VERSION = None


@dataclass(frozen=True)
class OpenEntry(Generic[Kept]):
    """An entry inside its writing transaction."""

    unit: Unit
    entry: Kept

    @property
    def written(self) -> Written:
        """What the write leaves behind."""
        return Written(self.entry.id, self.unit.act)


@dataclass(frozen=True)
class EntryPen(Generic[Kept]):
    """Writes the entries of one register."""

    database: Database
    clock: Clock
    changes: Changes
    table: type[Kept]
    book: Book

    @contextmanager
    def new(self, actor: Actor, intention: Intention) -> Iterator[Unit]:
        """A transaction in which an entry will be made; ``publish`` says so afterwards."""
        with self.database.write(actor, intention, self.clock.now()) as unit:
            yield unit

    @contextmanager
    def on(
        self, actor: Actor, intention: Intention, key: int, version: int | None = _ANY_VERSION
    ) -> Iterator[OpenEntry[Kept]]:
        """One entry, for one intention; raises EntryNotFound, ChangedMeanwhile."""
        with self.database.write(actor, intention, self.clock.now()) as unit:
            entry = unit.session.get(self.table, key)
            if entry is None:
                raise EntryNotFound(self.book.title)
            refuse_changed(unit.session, entry, version, entry.entry_number)
            before = entry.record_type, entry.record_id
            yield OpenEntry(unit, entry)
            after = entry.record_type, entry.record_id
        self.publish(*{before, after})

    def next_number(self, unit: Unit) -> str:
        """QS2026-00001 or HY2026-00001."""
        return numbers_of_series(unit, _SERIES[self.book], self.clock.today().year)[0]

    def publish(self, *owners: tuple[RecordType | None, int | None]) -> None:
        """Say which records got, lost or changed an entry."""
        for record_type, record_id in owners:
            self.changes.publish(record_type, () if record_id is None else (record_id,))
