"""Opens a record for one intention: one transaction, its audit rows, and word to the windows after the commit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.models.actor import Actor
from app.models.base import Record
from app.models.database import Database, Unit
from app.models.terms import RecordType
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import Intention

Kept = TypeVar("Kept", bound=Record)


@dataclass(frozen=True)
class Opened(Generic[Kept]):
    """A record inside its writing transaction."""

    unit: Unit
    record: Kept

    @property
    def written(self) -> Written:
        """What the write leaves behind."""
        return Written(self.record.id, self.unit.act)


@dataclass(frozen=True)
class Pen(Generic[Kept]):
    """Writes records of one table. ``missing`` makes the error for an id that is not there."""

    database: Database
    clock: Clock
    changes: Changes
    table: type[Kept]
    record_type: RecordType
    missing: Callable[[int], DomainError]

    @contextmanager
    def on(self, actor: Actor, intention: Intention, key: int, reason: str | None = None) -> Iterator[Opened[Kept]]:
        """One record, for one intention; raises the ``missing`` error."""
        with self.database.write(actor, intention, self.clock.now(), reason) as unit:
            record = unit.session.get(self.table, key)
            if record is None:
                raise self.missing(key)
            yield Opened(unit, record)
        self.changes.publish(self.record_type, (key,))

    def look(self, key: int, refuse: Callable[[Kept], object]) -> None:
        """Let ``refuse`` see a record before long work begins; raises the ``missing`` error and what ``refuse`` raises.

        The record may change before it is opened, so what is refused here is asked once more in the transaction.
        """
        with self.database.read() as session:
            record = session.get(self.table, key)
            if record is None:
                raise self.missing(key)
            refuse(record)

    @contextmanager
    def new(self, actor: Actor, intention: Intention) -> Iterator[Unit]:
        """A transaction in which a record will be made."""
        with self.database.write(actor, intention, self.clock.now()) as unit:
            yield unit
        self.changes.publish(self.record_type)
