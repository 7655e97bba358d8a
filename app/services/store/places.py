"""What lies beside a store file ``X.jdt``: attachments, search index, backups."""

from datetime import datetime
from pathlib import Path

STORE_SUFFIX = ".jdt"
BACKUP_SUFFIX = ".jdtbak"


def attachments_of(store: Path) -> Path:
    """``X.files``, attachments by content hash."""
    return store.with_suffix(".files")


def index_of(store: Path) -> Path:
    """``X.idx``, the rebuildable search index."""
    return store.with_suffix(".idx")


def keys_of(store: Path) -> Path:
    """``X.keys``, the wrapped keys of an encrypted store; without it the store cannot be opened."""
    return store.with_suffix(".keys")


def backups_of(store: Path) -> Path:
    """``X.backups``, the automatic backups."""
    return store.with_suffix(".backups")


def open_mark_of(store: Path) -> Path:
    """``X.open``, there while the store is open."""
    return store.with_suffix(".open")


def stamp(moment: datetime) -> str:
    """A moment as file names carry it, sorting by time; to the microsecond, so that no two backups meet."""
    return f"{moment:%Y%m%d-%H%M%S-%f}"


def unused(path: Path) -> Path:
    """The path itself, or with -2, -3 … before its suffix where something is there already."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
