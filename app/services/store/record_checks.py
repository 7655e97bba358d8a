"""Records as they stand, held against what the trail says they came to: who changes the file past the program is found.

The trail itself is proved by its chain; this proves that the records are what it tells.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from app.models import all_tables  # noqa: F401 - every table must be known
from app.models.base import Base
from app.models.trail import UNTOLD
from app.services.foundation.progress import Progress
from app.services.trail.titles import TABLES

_REMEDY = "请保留原件，用备份核对。"
_AT_ONCE = 2000  # ids of a table
_COUNTED = frozenset({"version"})  # counts writes, and rises with the row where another's change touched it
# What migrations filled in rows that were there, which are no acts: 0002, 0003 and 0006.
_FILLED = {
    "deadline": frozenset(each.key for each in Base.metadata.tables["deadline"].columns),
    "matter": frozenset({"overdue_after", "due_side", "entered_stage"}),
}
_ENTRIES = (
    "select row_id, before is null, after from audit_entry"
    " where table_name = ? and row_id between ? and ? order by row_id, seq"
)

Values = dict[str, Any]


def altered_records(session: Session, progress: Progress) -> tuple[int, list[str]]:
    """How many rows were looked at, and a sentence for each that is not what was written; may raise Cancelled."""
    connection, looked_at, told = session.connection(), 0, list[str]()
    there = [name for name in TABLES if name in Base.metadata.tables]  # drafts that are still typed stand in no trail
    for done, table in enumerate(sorted(there)):
        progress.report(done, len(there))
        for first in range(1, _last_id(connection, table) + 1, _AT_ONCE):
            rows, sums = _rows(connection, table, first), _sums(connection, table, first)
            looked_at += len(rows)
            told += _differing(table, rows, sums)
    return looked_at, told


def _last_id(connection: Connection, table: str) -> int:
    """The last id there is, or ever was."""
    standing = connection.exec_driver_sql(f'select max(id) from "{table}"').scalar()  # noqa: S608 - our own table
    told = connection.exec_driver_sql("select max(row_id) from audit_entry where table_name = ?", (table,)).scalar()
    return max(int(standing or 0), int(told or 0))


def _rows(connection: Connection, table: str, first: int) -> dict[int, Values]:
    wanted = f'select * from "{table}" where id between ? and ?'  # noqa: S608 - one of our own tables
    found = connection.exec_driver_sql(wanted, (first, first + _AT_ONCE - 1))
    return {row["id"]: dict(row) for row in found.mappings()}


def _sums(connection: Connection, table: str, first: int) -> dict[int, Values | None]:
    """What the entries of each row come to; None where the row was taken away."""
    sums: dict[int, Values | None] = {}
    for key, is_made, after in connection.exec_driver_sql(_ENTRIES, (table, first, first + _AT_ONCE - 1)):
        if after is None:
            sums[key] = None
        else:
            sums[key] = json.loads(after) if is_made else {**(sums.get(key) or {}), **json.loads(after)}
    return sums


def _differing(table: str, rows: Mapping[int, Values], sums: Mapping[int, Values | None]) -> Iterator[str]:
    title, silent = TABLES[table], _optional(table)
    for key in sorted({*rows, *sums}):
        row, said = rows.get(key), sums.get(key)
        if row is None and said is not None:
            yield f"{title}第 {key} 行不见了，审计记录里没有移除它。{_REMEDY}"
        elif row is not None and said is None:
            yield f"{title}第 {key} 行不是由本程序写入的：审计记录里没有它。{_REMEDY}"
        elif row is not None and said is not None and _is_other(row, dict.fromkeys(silent, None) | said):
            yield f"{title}第 {key} 行与审计记录最后写下的内容不同，可能在程序之外被改动过。{_REMEDY}"


def _is_other(row: Values, said: Values) -> bool:
    return any(row[name] != value and value != UNTOLD for name, value in said.items() if name in row.keys() - _COUNTED)


def _optional(table: str) -> frozenset[str]:
    """Columns of which the trail is silent while they are empty."""
    columns = Base.metadata.tables[table].columns
    return frozenset(column.key for column in columns if column.nullable) - _FILLED.get(table, frozenset())
