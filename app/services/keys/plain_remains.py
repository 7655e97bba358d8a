"""What lies about readable after a store was encrypted, and its destruction as far as a program can destroy."""

import os
from collections.abc import Iterator
from glob import escape
from pathlib import Path

from app.models.cipher import is_plain
from app.models.data_key import DataKey
from app.models.database import Database
from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import KnownError
from app.services.foundation.progress import Progress
from app.services.keys.rows import Destroyed
from app.services.office.vault import Vault
from app.services.store.backups import TRYING, WORKING
from app.services.store.places import BACKUP_SUFFIX, attachments_of, backups_of, index_of
from app.services.store.recovering import MENDING
from app.services.store.swapping import DAMAGED

BEFORE = "加密前"
LOGS = ("-wal", "-shm", "-journal")
_BLOCK = 1024 * 1024
_ZIP = b"PK"


def remains_of(store: Path, key: DataKey | None) -> tuple[Path, ...]:
    """Readable stores, backups and attachments whose sealed twin is there; raises OSError."""
    if key is None:
        return ()
    kept = (*_stores(store), *_backups(store), *_of_killed_work(store))
    return tuple(sorted({*kept, *_attachments(Vault(attachments_of(store), key))}))


def destroy(database: Database, progress: Progress) -> Destroyed:
    """Overwrite each once and remove it; raises KnownError where what is sealed is not whole, and Cancelled."""
    found = remains_of(database.path, database.key)
    vault = Vault(attachments_of(database.path), database.key)
    _refuse_unsound(database, vault, found)
    size = 0
    for done, path in enumerate(found):
        progress.report(done, len(found))
        size += overwrite(path)
    progress.report(len(found), len(found))
    return Destroyed(len(found), size)


def overwrite(path: Path) -> int:
    """Overwrite a file with zeros, then remove it; returns its size. Raises KnownError."""
    try:
        size = left = path.stat().st_size
        with path.open("r+b") as file:
            while left:
                left -= file.write(bytes(min(left, _BLOCK)))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except OSError as error:
        raise KnownError(f"删不掉 {path}（{reason_of(error)}）。请关闭正在使用它的程序后再试。") from error
    return size


def _refuse_unsound(database: Database, vault: Vault, found: tuple[Path, ...]) -> None:
    with database.read() as session:
        told = session.connection().exec_driver_sql("PRAGMA integrity_check(1)").scalar()
    if told != "ok":
        raise KnownError("加密后的台账没有通过完整性检查，明文没有销毁。请先运行“检查”。")
    for path in found:
        if path.is_relative_to(vault.folder) and not vault.is_sound(path.name):
            raise KnownError(f"附件 {path.name[:12]}… 加密后的文件不完好，明文没有销毁。请先运行“检查”。")


def _stores(store: Path) -> Iterator[Path]:
    """Copies kept beside the store, each with its log; and an index that was being replaced when the power went."""
    stem = escape(store.stem)
    patterns = (f"{stem}-{BEFORE}-*{store.suffix}", f"{stem}-升级前-*.bak", f"{stem}-*{DAMAGED}", index_of(store).name)
    for path in (path for pattern in patterns for path in store.parent.glob(pattern)):
        if path.is_file() and is_plain(path):
            yield path
            yield from (log for end in LOGS if (log := path.with_name(path.name + end)).is_file())


def _backups(store: Path) -> Iterator[Path]:
    """A sealed one that is being made just now may be empty still; a readable one begins as every zip does."""
    for path in backups_of(store).glob(f"*{BACKUP_SUFFIX}"):
        with path.open("rb") as file:
            if file.read(len(_ZIP)) == _ZIP:
                yield path


def _of_killed_work(store: Path) -> Iterator[Path]:
    """What a backup, a trial or a mending of the plain store left that was killed."""
    stem = escape(store.stem)
    for folder, begins in ((backups_of(store), WORKING), (backups_of(store), TRYING), (store.parent, MENDING)):
        for left in folder.glob(f"{begins}{stem}-*"):
            files = [path for path in left.rglob("*") if path.is_file()]
            if any(map(is_plain, files)):
                yield from files


def _attachments(vault: Vault) -> Iterator[Path]:
    for path in vault.folder.glob("??/*"):
        if not path.suffix and path.is_file() and vault.place(path.name).is_file():
            yield path
