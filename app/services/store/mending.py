"""Builds every index of a store anew on a copy, where indexes are damaged and no table is."""

import re
from contextlib import closing
from pathlib import Path
from sqlite3 import SQLITE_CORRUPT, SQLITE_ERROR, SQLITE_NOTADB, IntegrityError

from app.models.cipher import Connection, attach, code_of, connect, sqlite_errors
from app.models.data_key import DataKey

_ALL = 1_000_000  # messages of integrity_check; pages of a lost index are told one by one
_HEADING = re.compile(r"^\*\*\* in database \w+ \*\*\*$")
_LEFT_OVER = re.compile(r"never used|Freelist", re.IGNORECASE)  # what remains of the indexes taken away


def mended(damaged: Path, work: Path, key: DataKey | None = None) -> Path | None:
    """A sound copy in ``work`` with the same rows, or None where tables are damaged; other errors are raised.

    ``damaged`` is read with its WAL and not written. First the tables alone are looked at, by a schema without any
    index or constraint; only where all of their pages are sound are the rows taken over.
    """
    bare, whole = work / "tables.jdt", work / "mended.jdt"
    try:
        if key is None:
            _copy(damaged, bare)
            _strip(bare)
        else:
            _take_tables(damaged, bare, key)
        if not _has_sound_tables(bare, key):
            return None
        _build(damaged, bare, whole, key)
    except sqlite_errors() as error:
        if is_damage(error) or isinstance(error, IntegrityError):
            return None
        raise
    return whole


def is_damage(error: BaseException) -> bool:
    """Whether SQLite found the bytes wrong; a disk that does not answer, or a lock, is no damage."""
    return code_of(error) in (SQLITE_CORRUPT, SQLITE_NOTADB)


def is_unreadable(error: BaseException) -> bool:
    """Whether SQLite understands nothing of the file: its header names a form that none has."""
    return code_of(error) == SQLITE_ERROR


def _copy(damaged: Path, target: Path) -> None:
    with closing(connect(damaged, mode="ro")) as old, closing(connect(target)) as copy:
        old.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


def _strip(bare: Path) -> None:
    """Leave the tables, each with its columns only."""
    with closing(connect(bare)) as connection:
        plain = _plain_tables(connection)
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("delete from sqlite_schema where type in ('index', 'trigger', 'view')")
        for name, sql in plain.items():
            connection.execute("update sqlite_schema set sql = ? where type = 'table' and name = ?", (sql, name))


def _take_tables(damaged: Path, bare: Path, key: DataKey) -> None:
    """The rows of every table, read past the indexes.

    Every page of an encrypted store bears a tag of its own: a damaged one cannot be copied at all, so that an index
    must not be touched; and what is read is what was written, as no reading of a plain page can tell.
    """
    with closing(connect(damaged, key, "ro")) as old:
        plain = _plain_tables(old)
    with closing(connect(bare, key)) as new:
        attach(new, damaged, "damaged", key, "ro")
        new.execute("begin")
        for name, sql in plain.items():
            new.execute(sql)
            new.execute(f'insert into main."{name}" select * from damaged."{name}" not indexed')  # noqa: S608 - our own names
        new.execute("commit")


def _plain_tables(connection: Connection) -> dict[str, str]:
    """What makes each table with its columns only."""
    tables = connection.execute("select name from sqlite_schema where type = 'table'").fetchall()
    names = [name for (name,) in tables if not name.startswith("sqlite_")]
    return {name: f'CREATE TABLE "{name}" ({_columns(connection, name)})' for name in names}


def _columns(connection: Connection, table: str) -> str:
    told = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    keys = [name for _place, name, kind, _needed, _default, key in told if key and kind.upper() == "INTEGER"]
    key = keys[0] if len(keys) == 1 and sum(bool(each[5]) for each in told) == 1 else None
    return ", ".join(f'"{each[1]}"' + (" INTEGER PRIMARY KEY" if each[1] == key else "") for each in told)


def _has_sound_tables(bare: Path, key: DataKey | None) -> bool:
    with closing(connect(bare, key)) as connection:
        told = [row[0] for row in connection.execute(f"PRAGMA integrity_check({_ALL})")]
    lines = [line for text in told for line in text.splitlines() if not _HEADING.match(line)]
    return all(line == "ok" or _LEFT_OVER.search(line) for line in lines)


def _build(damaged: Path, bare: Path, whole: Path, key: DataKey | None) -> None:
    with closing(connect(damaged, key, "ro")) as old:
        schema = old.execute("select type, name, sql from sqlite_schema where sql is not null").fetchall()
        marks = {name: old.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")}
    tables = [(name, sql) for kind, name, sql in schema if kind == "table" and not name.startswith("sqlite_")]
    with closing(connect(whole, key)) as new:
        attach(new, bare, "bare", key)
        new.execute("begin")
        for name, sql in tables:
            new.execute(sql)
            new.execute(f'insert into main."{name}" select * from bare."{name}"')  # noqa: S608 - names of our own tables
        for kind, _name, sql in schema:
            if kind != "table":
                new.execute(sql)
        new.execute("commit")
        for name, value in marks.items():
            new.execute(f"PRAGMA {name} = {int(value)}")
        (result,) = new.execute("PRAGMA main.integrity_check(1)").fetchone()
    if result != "ok":
        raise IntegrityError(result)
