"""Brings a store file to the schema this program knows; says first which schema a file has.

Alembic is imported where a store is upgraded: most starts open one that needs nothing, and it takes as long to import
as all our tables.
"""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from app.models.cipher import Mode, connect
from app.models.data_key import DataKey
from app.models.sqlite import APPLICATION_ID, engine_for

MIGRATIONS = str(Path(__file__).with_name("migrations"))
_PAGES = 2000  # copied at once, 8 MB: some 50 ms between two words of how far it is

Watch = Callable[[int, int], object]


class BrokenReferences(Exception):
    """An upgrade would have left rows pointing at nothing; it was rolled back."""


def newest_revision() -> str:
    """The schema this program reads and writes."""
    return max(known_revisions())


def known_revisions() -> frozenset[str]:
    """Every schema this program can bring up to date, its own included: each migration's file begins with its own."""
    return frozenset(file.name.partition("_")[0] for file in Path(MIGRATIONS, "versions").glob("[0-9]*.py"))


def upgrade(path: Path, revision: str = "head", key: DataKey | None = None) -> None:
    """Run the migrations up to ``revision`` in one transaction; raises BrokenReferences. Back up first.

    Foreign keys are off meanwhile: rebuilding a table with them on can empty the tables that point at it.
    """
    engine = engine_for(path, key, has_foreign_keys=False)
    try:
        with engine.begin() as connection:
            _run(connection, revision)
            _refuse_broken_references(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    finally:
        engine.dispose()


@dataclass(frozen=True)
class Marks:
    """What a file says of itself: the mark in its header, and the schema it was last brought to."""

    application_id: int
    revision: str | None


def marks_of(path: Path, key: DataKey | None = None, mode: Mode = "ro") -> Marks:
    """Read the marks without writing to the file; raises one of ``sqlite_errors()``."""
    with closing(connect(path, key, mode)) as connection:
        (application_id,) = connection.execute("PRAGMA application_id").fetchone()
        if not connection.execute("select 1 from sqlite_schema where name = 'alembic_version'").fetchone():
            return Marks(application_id, None)
        row = connection.execute("select version_num from alembic_version").fetchone()
        return Marks(application_id, row[0] if row else None)


def copy_database(
    source: Path, target: Path, watch: Watch | None = None, key: DataKey | None = None, is_kept: bool = True
) -> None:
    """A complete copy by SQLite's backup API, checked; copying the file would miss what is still in the WAL.

    A step-by-step copy starts again at every write from outside and may never end; the transaction held open on the
    source keeps one state of it, so that others go on writing. The copy is left in DELETE mode, so that it can be read
    from a read-only medium; of an encrypted store it is encrypted by the same ``key``. ``watch`` is told pages done and
    in all, and may end the copy. One that is not kept, but only read again, need not wait for the disk. Raises one of
    ``sqlite_errors()``.
    """
    with closing(connect(source, key)) as live, closing(connect(target, key)) as copy:
        if not is_kept:
            copy.execute("PRAGMA synchronous = OFF")
        live.execute("BEGIN")
        live.execute("select count(*) from sqlite_schema").fetchone()  # only now does the transaction see its state
        told = (lambda _status, left, total: watch(total - left, total)) if watch else None
        live.backup(copy, pages=_PAGES, progress=told, sleep=0)
        live.execute("ROLLBACK")
        copy.execute("PRAGMA journal_mode = DELETE")
        (result,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
    if result != "ok":
        raise sqlite3.DatabaseError(result)


def _run(connection: Connection, revision: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _refuse_broken_references(connection: Connection) -> None:
    broken: Sequence[Any] = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise BrokenReferences(f"{len(broken)} rows, first: {tuple(broken[0])}")
