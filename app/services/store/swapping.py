"""Puts a prepared store in the place of a damaged one. Killed at any step, the next opening goes on from there.

What is damaged is never deleted: it stays beside as ``X-….damaged`` with its ``-wal``, as SQLite would look for it.
"""

import json
import os
from datetime import datetime
from pathlib import Path

from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import KnownError
from app.services.foundation.files import flush_folder, write_file
from app.services.store.places import unused

DAMAGED = ".damaged"


def swap_in(store: Path, prepared: Path, at: datetime) -> Path:
    """Lay ``prepared``, a file of the same disk, in the place of ``store``; where the damaged one lies now.

    Raises KnownError; then the damaged one is where it was, or the next opening goes on.
    """
    damaged = unused(store.with_name(f"{store.stem}-{at:%Y%m%d-%H%M%S}{DAMAGED}"))
    ready = _ready(store)
    try:
        with prepared.open("rb+") as file:
            os.fsync(file.fileno())
        prepared.replace(ready)
        flush_folder(store.parent)
    except OSError as error:
        raise _not_swapped(store, error) from error
    write_file(_journal(store), json.dumps({"damaged": damaged.name}).encode())  # from here on it is gone on with
    finish_swap(store)
    return damaged


def finish_swap(store: Path) -> Path | None:
    """Go on with what was begun; where the damaged store lies, None where nothing was. Raises KnownError."""
    journal, ready = _journal(store), _ready(store)
    if not journal.is_file():
        ready.unlink(missing_ok=True)  # killed before it was complete; the store itself has not been touched
        return None
    try:
        damaged = store.with_name(str(json.loads(journal.read_text("utf-8"))["damaged"]))
        if ready.is_file():
            _set_aside(store, damaged)
            ready.rename(store)
            flush_folder(store.parent)
        journal.unlink()
    except (OSError, ValueError, KeyError) as error:
        raise _not_swapped(store, error) from error
    return damaged


def is_unfinished(store: Path) -> bool:
    """Whether a swap was begun and not ended; the store itself may be missing then."""
    return _journal(store).is_file()


def beside(store: Path, end: str) -> Path:
    """``X.jdt-wal``, ``X.jdt-shm``."""
    return store.with_name(store.name + end)


def _set_aside(store: Path, damaged: Path) -> None:
    if store.exists() and not damaged.exists():
        store.rename(damaged)
    elif store.exists():
        raise FileExistsError(17, "", str(damaged))
    log = beside(store, "-wal")
    if log.exists():  # left there, it would be played into the store that comes in its place
        log.replace(beside(damaged, "-wal"))
    beside(store, "-shm").unlink(missing_ok=True)


def _ready(store: Path) -> Path:
    return store.with_name(f".{store.name}.recovered")


def _journal(store: Path) -> Path:
    return store.with_name(f".{store.name}.recovery")


def _not_swapped(store: Path, error: Exception) -> KnownError:
    told = reason_of(error) if isinstance(error, OSError) else error
    return KnownError(
        f"没有换下损坏的 {store.name}：{told}。损坏的文件和备份都还在，请检查磁盘后重新打开，会接着做完。"
    )
