"""A store of a million matters over twelve years for the benchmarks of figures, bare of audit; never made in CI.

The matters and letters of the demonstration, sixty times over, ten times for each two years; and ten years of base
data, every item in every month that somebody has to type.
"""

import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

from app.models.actor import Actor
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.indicators.library import IndicatorLibrary
from app.services.store.opening import NewStore, create_store
from tests.tools.benchmark_stores import FOLDER, MOMENT, store_of

LETTERS, TIMES, SPANS, YEARS = 10_000, 60, 6, 2
OFFICE = "青山县人民检察院"
MONTHS = tuple(f"{2016 + place // 12}-{place % 12 + 1:02}" for place in range(10, 130))  # 2016-11 to 2026-10
_KEPT = {"organisation": (), "department": (), "person": (), "matter": ("batch_id",), "suggestion": ("batch_id",)}


def store_of_a_million() -> Path:
    """The store, made where it is not there yet; only read it."""
    source = store_of(LETTERS)
    path = FOLDER / f"million-{source.stem}.jdt"
    if path.exists():
        return path
    started = time.perf_counter()
    half = path.with_suffix(".part")
    half.unlink(missing_ok=True)
    create_store(half, NewStore(OFFICE, "青检"), Actor("张某"), FixedClock(MOMENT)).close()
    with closing(sqlite3.connect(half)) as connection:
        connection.execute("attach ? as source", [str(source)])
        _fill(connection)
    half.rename(path)
    sys.stdout.write(f"made a store of a million matters in {time.perf_counter() - started:.0f} s\n")
    return path


def _fill(connection: sqlite3.Connection) -> None:
    connection.execute("pragma journal_mode = off")  # made again where it breaks off
    connection.execute("pragma foreign_keys = off")
    connection.execute("begin")
    for table, emptied in _KEPT.items():
        connection.execute(f"delete from {table}")  # noqa: S608 - our own names, as below
        for time_over in range(TIMES if emptied else 1):
            connection.execute(_copying(connection, table, emptied, time_over))
    known = IndicatorLibrary(Resources.shipped().indicators).items.values()
    items = [item.name for item in known if not item.total and not item.measure]  # others the store counts itself
    figures = (
        (OFFICE, "", item, month, month, (7 * at + 13 * on) % 90 + 1)
        for at, item in enumerate(items)
        for on, month in enumerate(MONTHS)
    )
    connection.executemany(
        "insert into base_figure (version, unit, department, item, first, last, count, source)"
        " values (1, ?, ?, ?, ?, ?, ?, 'typed')",
        figures,
    )
    connection.execute("commit")
    connection.execute("analyze")


def _copying(connection: sqlite3.Connection, table: str, emptied: tuple[str, ...], time_over: int) -> str:
    columns = [row[1] for row in connection.execute(f"pragma source.table_info({table})")]
    values = [_value(column, emptied, time_over) for column in columns]
    return f"insert into {table} ({', '.join(columns)}) select {', '.join(values)} from source.{table}"  # noqa: S608


def _value(column: str, emptied: tuple[str, ...], time_over: int) -> str:
    quoted = f'"{column}"'
    if column in emptied:
        return "null"
    if not time_over:
        return quoted
    if column in {"id", "matter_id"}:
        return f"{quoted} + {time_over * 10 * LETTERS}"
    if column in {"entry_number", "number", "identity"}:
        return f"{quoted} || '.{time_over}'"
    if column.endswith("_on") or column == "overdue_after":
        earlier = f"(cast(substr({quoted}, 1, 4) as integer) - {time_over % SPANS * YEARS}) || substr({quoted}, 5)"
        return f"replace({earlier}, '-02-29', '-02-28')"  # null stays null
    return quoted
