"""Everything that is peculiar to SQLite; the rest of the models would run on a server database as they are."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Float, String, create_engine, event
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

WRITE = {"writes": True}  # execution option of a connection that will write

# Append-only: an entry once written is neither changed nor removed, whatever code asks for it.
GUARDS = (
    "create trigger audit_entry_no_update before update on audit_entry "
    "begin select raise(abort, 'audit_entry is append-only'); end",
    "create trigger audit_entry_no_delete before delete on audit_entry "
    "begin select raise(abort, 'audit_entry is append-only'); end",
)


class days_between(FunctionElement[float]):  # noqa: N801 - it reads as an SQL function
    """Days from the second ISO day to the first; NULL where one of them is missing or only a month."""

    type = Float()
    inherit_cache = True


@compiles(days_between, "sqlite")
def _days_between(element: Any, compiler: Any, **options: Any) -> str:
    later, earlier = (compiler.process(clause, **options) for clause in element.clauses)
    return f"cast(round(julianday({later}) - julianday({earlier})) as integer)"


class month_end(FunctionElement[str]):  # noqa: N801 - it reads as an SQL function
    """The last day, ISO text, of a month given as ``2022-04``."""

    type = String()
    inherit_cache = True


@compiles(month_end, "sqlite")
def _month_end(element: Any, compiler: Any, **options: Any) -> str:
    month = compiler.process(next(iter(element.clauses)), **options)
    return f"date({month} || '-01', '+1 month', '-1 day')"


def engine_for(path: Path) -> Engine:
    """An engine on one store file, with the pragmas on every connection and a real BEGIN for every transaction."""
    engine = create_engine(f"sqlite:///{path}", pool_size=8)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the begin event opens transactions, so that DDL is inside them too
    connection.execute("PRAGMA busy_timeout = 5000")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA recursive_triggers = ON")  # else REPLACE slips past the guards


def _begin(connection: Connection) -> None:
    # A deferred BEGIN that turns into a write after somebody else's commit fails at once, whatever busy_timeout says.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
