"""What several audit entries of one row came to in the end."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, aliased

from app.models.audit import AuditEntry

Values = dict[str, Any]
RowKey = tuple[str, int]
_COLUMNS = ("seq", "act", "at", "actor", "intention", "reason", "table_name", "row_id", "before", "after")


@dataclass
class Net:
    """The sum of a row's entries: ``before`` is None where they made the row, ``after`` where they took it away."""

    table: str
    row_id: int
    before: Values | None
    after: Values | None
    act: int
    at: str
    actor: str
    intention: str

    @property
    def is_nothing(self) -> bool:
        """Whether the row stands in the end as it stood at first; the version counts changes, so it is left out."""
        return is_nothing(self.before, self.after)


def entries_of_act(session: Session, act: int) -> list[Row[Any]]:
    """All entries of an act, in order."""
    wanted = select(*(getattr(AuditEntry, name) for name in _COLUMNS)).where(AuditEntry.act == act)
    return list(session.execute(wanted.order_by(AuditEntry.seq)))


def entries_since(session: Session, act: int) -> list[Row[Any]]:
    """Entries of later acts about the rows of this act, in order."""
    touched = aliased(
        AuditEntry,
        select(AuditEntry.table_name, AuditEntry.row_id).where(AuditEntry.act == act).distinct().subquery(),
        adapt_on_names=True,
    )
    wanted = select(*(getattr(AuditEntry, name) for name in _COLUMNS)).join(
        touched, (touched.table_name == AuditEntry.table_name) & (touched.row_id == AuditEntry.row_id)
    )
    return list(session.execute(wanted.where(AuditEntry.act > act).order_by(AuditEntry.seq)))


def entries_about(session: Session, table: str, ids: Sequence[int], after: int) -> list[Row[Any]]:
    """Entries about some rows of a table by acts after one, in order."""
    wanted = select(*(getattr(AuditEntry, name) for name in _COLUMNS))
    its = wanted.where(AuditEntry.table_name == table, AuditEntry.row_id.in_(ids), AuditEntry.act > after)
    return list(session.execute(its.order_by(AuditEntry.seq)))


def nets(entries: Iterable[Row[Any]]) -> dict[RowKey, Net]:
    """The sum of the entries, row by row; ``act``, ``at``, ``actor`` and ``intention`` are those of the last entry."""
    sums: dict[RowKey, Net] = {}
    for entry in entries:
        key = entry.table_name, entry.row_id
        before, after = image(entry.before), image(entry.after)
        told = (entry.act, entry.at, entry.actor, entry.intention)
        known = sums.get(key)
        if known is None:
            sums[key] = Net(*key, before, after, *told)
        else:
            sums[key] = Net(*key, *joined((known.before, known.after), (before, after)), *told)
    return sums


def is_nothing(before: Values | None, after: Values | None) -> bool:
    """Whether a row that stood so at first stands so in the end, but for its version."""
    if before is None or after is None:
        return before is after
    names = (before.keys() | after.keys()) - {"version"}
    return all(before.get(name) == after.get(name) for name in names)


def joined(
    first: tuple[Values | None, Values | None], then: tuple[Values | None, Values | None]
) -> tuple[Values | None, Values | None]:
    """Before and after of two changes of a row, one after the other."""
    return _earlier(first[0], then[0]), _later(first[1], then[1])


def image(text: str | None) -> Values | None:
    """The fields of an entry's before or after."""
    return None if text is None else json.loads(text)


def _earlier(first: Values | None, then: Values | None) -> Values | None:
    return None if first is None else {**(then or {}), **first}


def _later(first: Values | None, then: Values | None) -> Values | None:
    return None if then is None else {**(first or {}), **then}
