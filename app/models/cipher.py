"""The only place that opens a SQLite file: plain by the standard library, encrypted by SQLCipher.

SQLCipher comes as a library of its own whose errors are not those of ``sqlite3`` and carry no code; what both say is
told here. It is imported where a key is used: a plain store costs nothing.
"""

import sqlite3
import sys
from pathlib import Path
from typing import Any, Literal

from app.models.data_key import LIBRARY, DataKey

PLAIN_HEADER = b"SQLite format 3\0"

Connection = sqlite3.Connection  # SQLCipher's has the same methods, and its cursor too
Cursor = sqlite3.Cursor
Mode = Literal["ro", "rw", "rwc", "ro&immutable=1"]
ALONE: Mode = "ro&immutable=1"  # the file without its log, which SQLite then does not look for

# By the words of sqlite3_errstr, which SQLCipher's module passes on in place of a code.
_CODES = {
    "database or disk is full": sqlite3.SQLITE_FULL,
    "database is locked": sqlite3.SQLITE_BUSY,
    "database table is locked": sqlite3.SQLITE_LOCKED,
    "attempt to write a readonly database": sqlite3.SQLITE_READONLY,
    "disk i/o error": sqlite3.SQLITE_IOERR,
    "database disk image is malformed": sqlite3.SQLITE_CORRUPT,
    "file is not a database": sqlite3.SQLITE_NOTADB,
    "unable to open database file": sqlite3.SQLITE_CANTOPEN,
    "access permission denied": sqlite3.SQLITE_PERM,
}


def is_plain(path: Path) -> bool:
    """Whether a file begins as an unencrypted SQLite file does; raises OSError."""
    with path.open("rb") as file:
        return file.read(len(PLAIN_HEADER)) == PLAIN_HEADER


def raw(key: DataKey, purpose: str = "store") -> str:
    """A derived key as SQLCipher takes it without deriving anything again."""
    return f"x'{key.derived(purpose).hex()}'"


def connect(path: Path, key: DataKey | None = None, mode: Mode = "rwc", purpose: str = "store") -> Connection:
    """Open one SQLite file in autocommit, for any thread; raises one of ``sqlite_errors()``.

    Nothing has been read yet when this returns: a wrong key shows at the first statement.
    """
    # As a plain path where the file may be made: an address could not name a folder of another computer.
    address = str(path) if mode == "rwc" else f"{path.absolute().as_uri()}?mode={mode}"
    connection = _library(key).connect(address, timeout=5, isolation_level=None, check_same_thread=False, uri=True)
    if key is not None:
        connection.execute("PRAGMA cipher_log_level = NONE")  # else a wrong key prints to the terminal
        connection.execute(f'PRAGMA key = "{raw(key, purpose)}"')
        connection.execute("PRAGMA temp_store = MEMORY")  # sorting must not spill readable pages onto the disk
    opened: Connection = connection
    return opened


def attach(connection: Connection, path: Path, name: str, key: DataKey | None, mode: Mode = "rw") -> None:
    """Bring a further file into a connection of ``connect``, locked by the same key as its own file."""
    address = f"{path.absolute().as_uri()}?mode={mode}"
    if key is None:
        connection.execute(f"ATTACH ? AS {name}", (address,))
    else:
        connection.execute(f"ATTACH ? AS {name} KEY ?", (address, raw(key)))


def sqlite_errors(*further: type[Exception]) -> tuple[type[Exception], ...]:
    """What to catch, with ``further`` beside: ``except sqlite_errors(OSError) as error``.

    Worked out only once something has been raised, so that SQLCipher need not be loaded to be named.
    """
    library = sys.modules.get(f"{LIBRARY}.dbapi2")
    return (sqlite3.Error, *further) if library is None else (sqlite3.Error, library.Error, *further)


def code_of(error: BaseException) -> int | None:
    """The primary result code of a failure of either library, None where it is no failure of the file."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return int(code) & 0xFF
    return _CODES.get(str(error).partition(":")[0].strip().lower()) if isinstance(error, sqlite_errors()) else None


def cipher_library() -> Any:
    """SQLCipher's DB-API module, for an engine."""
    from sqlcipher3 import dbapi2

    return dbapi2


def _library(key: DataKey | None) -> Any:
    return sqlite3 if key is None else cipher_library()
