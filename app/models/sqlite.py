"""Everything that is peculiar to SQLite; the rest of the models would run on a server database as they are."""

import sqlite3
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, Integer, QueuePool, String, create_engine, event
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import FunctionElement

from app.models.cipher import cipher_library, code_of, connect, sqlite_errors
from app.models.data_key import DataKey
from app.models.problems import KnownError

WRITE = {"writes": True}  # execution option of a connection that will write

# Append-only: an entry once written is neither changed nor removed, whatever code asks for it.
GUARDS = (
    "create trigger audit_entry_no_update before update on audit_entry "
    "begin select raise(abort, 'audit_entry is append-only'); end",
    "create trigger audit_entry_no_delete before delete on audit_entry "
    "begin select raise(abort, 'audit_entry is append-only'); end",
)

GUARD_NAMES = frozenset({"audit_entry_no_update", "audit_entry_no_delete"})

APPLICATION_ID = 0x4A445431  # "JDT1" in the file's header marks it as a store of ours

# By primary result code; what is not here is a fault of the program and goes to the log with its own words.
_SENTENCES = {
    sqlite3.SQLITE_FULL: "磁盘已满，这次改动没有保存，原有内容完好。请腾出磁盘空间后再试。",
    sqlite3.SQLITE_BUSY: "台账正被另一个程序占用，这次改动没有保存。请关闭占用它的程序，稍后再试。",
    sqlite3.SQLITE_LOCKED: "台账正被另一个程序占用，这次改动没有保存。请稍后再试。",
    sqlite3.SQLITE_READONLY: "台账文件或所在文件夹是只读的，无法保存。请把台账放到可以写入的文件夹再打开。",
    sqlite3.SQLITE_IOERR: "读写磁盘出错，这次改动没有保存。请检查磁盘是否已满、移动存储是否连接正常，再重新打开台账。",
    sqlite3.SQLITE_CORRUPT: "台账文件已损坏。请停止使用这个文件，用最近的备份恢复到新位置。",
    sqlite3.SQLITE_NOTADB: "这个文件不是台账，或者已经损坏。请换一个文件，或用最近的备份恢复到新位置。",
    sqlite3.SQLITE_CANTOPEN: "打不开台账文件。请检查路径是否存在、所在文件夹是否可以写入。",
    sqlite3.SQLITE_PERM: "没有读写台账文件的权限。请联系管理员，或把台账放到自己有权限的文件夹。",
}


class days_between(FunctionElement[int]):  # noqa: N801 - it reads as an SQL function
    """Days from the second ISO day to the first; NULL where one of them is missing or only a month."""

    type = Integer()
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


def engine_for(path: Path, key: DataKey | None = None, has_foreign_keys: bool = True) -> Engine:
    """An engine on one store file, with the pragmas on every connection and a real BEGIN for every transaction.

    Migrations run without foreign keys; the pragma does nothing inside a transaction, so it is set on connecting.
    """
    engine = _engine(path, key)
    event.listen(engine, "connect", _prepare)
    if not has_foreign_keys:
        event.listen(engine, "connect", _let_go_of_foreign_keys)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _put_into_words)
    return engine


def _engine(path: Path, key: DataKey | None) -> Engine:
    if key is None:
        return create_engine(URL.create("sqlite", database=str(path)), pool_size=8)
    # By a creator, so that the key stands in no address; the pool is that of a file, which no address names.
    made = partial(connect, path, key)
    return create_engine("sqlite://", module=cipher_library(), creator=made, poolclass=QueuePool, pool_size=8)


class Stamps:
    """Whether anybody committed. By a connection of its own: data_version tells each of the commits of all others."""

    def __init__(self, path: Path, key: DataKey | None = None) -> None:
        """Nothing is opened before it is asked for."""
        self._path, self._key = path, key
        self._lock = Lock()  # services may be asked on several threads
        self._connection: sqlite3.Connection | None = None

    def current(self) -> int:
        """Another number after every commit."""
        return self.told_by("pragma data_version")

    def told_by(self, statement: str) -> int:
        """The one number a statement reads, for a tenth of what a session costs; raises KnownError as engines do."""
        with self._lock:
            try:
                if self._connection is None:
                    self._connection = connect(self._path.resolve(), self._key, "rw")
                return int(self._connection.execute(statement).fetchone()[0])
            except sqlite_errors() as error:
                if sentence := sentence_for(error):
                    raise KnownError(sentence) from error
                raise

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


def sentence_for(error: BaseException) -> str | None:
    """What a failure of SQLite means for the user, or None where it is a fault of the program."""
    code = code_of(error)
    return None if code is None else _SENTENCES.get(code)


def _put_into_words(context: ExceptionContext) -> KnownError | None:
    original = context.original_exception
    sentence = sentence_for(original) if isinstance(original, sqlite_errors()) else None
    return KnownError(sentence) if sentence else None


def _let_go_of_foreign_keys(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")


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


def insert_rows(session: Session, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows of stored values as they are; parameters by position, which spares a dictionary for each row."""
    if rows:
        places = ", ".join("?" * len(columns))
        statement = f"insert into {table} ({', '.join(columns)}) values ({places})"  # noqa: S608 - names of our own tables
        session.connection().exec_driver_sql(statement, list(rows))
