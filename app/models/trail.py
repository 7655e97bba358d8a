"""How changes of rows become audit entries: before and after by field, chained in order."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect as inspection
from sqlalchemy import select
from sqlalchemy.orm import InstanceState, Session
from sqlalchemy.sql.elements import KeyedColumnElement
from sqlalchemy.types import TypeEngine

from app.models.audit import GENESIS, HASHED, AuditEntry, chain_hash
from app.models.base import Record
from app.models.sqlite import insert_rows

Values = dict[str, Any]
UNTOLD = "（不记录内容）"  # in place of a password's hash
_COLUMNS = (*HASHED, "previous", "hash")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@dataclass(frozen=True)
class Change:
    """One row made (before is None), changed (both hold the changed fields) or taken away (after is None)."""

    table: str
    row_id: int
    before: Values | None
    after: Values | None


class Trail:
    """The audit rows of one transaction, kept until its end."""

    def __init__(self, session: Session, actor: str, intention: str, at: str, reason: str | None) -> None:
        """Read the head of the chain; the transaction is already the only writer."""
        self._session = session
        self.at = at
        self._common = (at, actor, intention, reason)
        head = session.execute(select(AuditEntry.seq, AuditEntry.hash).order_by(AuditEntry.seq.desc()).limit(1)).first()
        self._seq: int = head.seq if head else 0
        self._hash: str = head.hash if head else GENESIS
        self.act = self._seq + 1
        self._changes: list[Change] = []
        self._touched: dict[tuple[str, int], set[str]] = {}

    def note(self, change: Change) -> None:
        """Remember one change."""
        self._changes.append(change)

    def note_all(self, changes: Iterable[Change]) -> None:
        """Remember several changes."""
        for change in changes:
            self._changes.append(change)
            self._touched.setdefault((change.table, change.row_id), set()).update(change.after or ())

    def touched(self, table: str, row_id: int) -> frozenset[str]:
        """The fields of a row that this transaction has set or changed so far, as far as they are flushed."""
        return frozenset(self._touched.get((table, row_id), ()))

    def write(self) -> None:
        """Append the entries noted since the last time. A transaction that changed nothing leaves no trace."""
        insert_rows(self._session, AuditEntry.__tablename__, _COLUMNS, [self._entry(each) for each in self._changes])
        self._changes.clear()

    def _entry(self, change: Change) -> tuple[Any, ...]:
        """The stored values of one entry, in the order of ``_COLUMNS``."""
        self._seq += 1
        told = (self._seq, self.act, *self._common, change.table, change.row_id)
        hashed = (*told, _json(change.before), _json(change.after))
        previous, self._hash = self._hash, chain_hash(self._hash, hashed)
        return (*hashed, previous, self._hash)


def changes_of(session: Session) -> Iterator[Change]:
    """What a flush is about to have done, row by row; call it in ``after_flush``, while histories still stand."""
    for made in session.new:
        if isinstance(made, Record):
            yield Change(made.__tablename__, made.id, None, _values(made, "after"))
    dirty = (each for each in session.dirty if isinstance(each, Record))  # a set: its order is by chance
    for changed in sorted(dirty, key=lambda each: (each.__tablename__, each.id)):
        if session.is_modified(changed):
            yield Change(changed.__tablename__, changed.id, _values(changed, "before"), _values(changed, "changed"))
    for gone in session.deleted:
        if isinstance(gone, Record):
            yield Change(gone.__tablename__, gone.id, _values(gone, "whole"), None)


def _values(record: Record, which: str) -> Values:
    state: InstanceState[Record] = inspection(record)
    values: Values = {}
    for column in record.__table__.columns:
        history = state.attrs[column.key].history
        if which == "before" and history.has_changes():
            values[column.key] = _told(column, history.deleted[0] if history.deleted else None)
        elif which == "changed" and history.has_changes():
            values[column.key] = _told(column, history.added[0] if history.added else None)
        elif which in {"after", "whole"} and (value := getattr(record, column.key)) is not None:
            values[column.key] = _told(column, value)
    return values


def _told(column: KeyedColumnElement[Any], value: Any) -> Any:
    """A value as the trail tells it; of what is secret only that it was there."""
    if value is not None and column.info.get("is_secret"):
        return UNTOLD
    return plain(column.type, value)


def plain(kind: TypeEngine[Any], value: Any) -> Any:
    """A value as the store keeps it: text, number, truth or None."""
    bind = getattr(kind, "process_bind_param", None)
    return bind(value, None) if bind else value


def _json(values: Values | None) -> str | None:
    return None if values is None else _ENCODER.encode(values)
