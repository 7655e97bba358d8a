"""Who wants to know that records changed: a plain registry that services tell after they have committed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from app.models.terms import RecordType


@dataclass(frozen=True)
class RecordsChanged:
    """Records of one type that a committed act made, changed or took away; no ids means "any of them".

    Without a type it is an entry of a register that belongs to no record.
    """

    record_type: RecordType | None
    ids: tuple[int, ...] = ()


Listener = Callable[[RecordsChanged], None]


class Changes:
    """Tells every subscriber, in the thread that committed; whoever draws must cross to its own thread itself."""

    def __init__(self) -> None:
        """Nobody listens yet."""
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have ``listener`` told from now on; call what comes back to end that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def publish(self, record_type: RecordType | None, ids: Iterable[int] = ()) -> None:
        """Say that a transaction has been committed that touched these records."""
        change = RecordsChanged(record_type, tuple(ids))
        for listener in tuple(self._listeners):
            listener(change)


class Written(NamedTuple):
    """What a write left behind: the record's store id, and the act in the audit trail by which it is taken back."""

    id: int
    act: int
