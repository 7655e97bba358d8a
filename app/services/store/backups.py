"""Makes backup files, reads what they say of themselves, and proves them."""

import hashlib
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from app.models.cipher import DataKey, sqlite_errors
from app.models.sqlite import sentence_for
from app.models.upgrade import copy_database
from app.services.foundation.errors import KnownError
from app.services.foundation.files import replacing
from app.services.foundation.progress import Progress
from app.services.keys.sealing import unsealed
from app.services.office.attachments import place_of
from app.services.store.containers import digest_in, packing, unpacking
from app.services.store.manifest import NAME, STORE, Manifest, NoBackup, Occasion, describe, member_of, wanted_files
from app.services.store.places import BACKUP_SUFFIX, attachments_of, keys_of
from app.services.store.rows import BackupRow

AUTOMATIC = "自动"
_STAMP = "%Y%m%d-%H%M%S"
_BLOCK = 1024 * 1024
_WHOLE = 1000
WORKING, TRYING = ".backup-", ".trial-"  # folders of backups that are being made and tried


class BackupFailed(KnownError):
    """No backup was made; the store is as it was."""


def write_backup(
    store: Path, target: Path, occasion: Occasion, progress: Progress, key: DataKey | None = None
) -> BackupRow:
    """One complete, checked file or none, sealed where the store is encrypted; raises KnownError, Cancelled."""
    with (
        _in_words(target),
        replacing(target) as growing,
        TemporaryDirectory(prefix=f"{WORKING}{store.stem}-", dir=target.parent) as work,
    ):
        copy = Path(work) / STORE
        copy_database(store, copy, _span(progress, 0, 600), key)
        manifest = describe(copy, occasion, key)
        with packing(growing, key, _keys_beside(store)) as archive:
            _pack(archive, copy, Source(attachments_of(store), key), manifest, _span(progress, 600, 300))
        progress.report(900, _WHOLE)
        prove(growing, key)
        progress.report(_WHOLE, _WHOLE)
    missing = tuple(f"附件 {sha256[:12]}… 已丢失或被改动，备份里没有它。" for sha256 in manifest.missing)
    return BackupRow(target, manifest.made_at, target.stat().st_size, len(manifest.attachments), missing)


@dataclass(frozen=True)
class Source:
    """Where attachments lie, and the key they are sealed by."""

    folder: Path
    key: DataKey | None

    def is_sound(self, sha256: str) -> bool:
        """Whether the bytes are what was put there."""
        place = place_of(self.folder, sha256)
        try:
            return place.is_file() and digest_in(place, self.key) == sha256
        except (OSError, KnownError):  # broken seals are OSErrors
            return False


def manifest_in(backup: Path, key: DataKey | None = None) -> Manifest:
    """The manifest of a backup file; raises NoBackup, and PasswordWanted for a sealed one without its key."""
    try:
        with unpacking(backup, key) as archive:
            return Manifest.read(archive.read(NAME))
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise NoBackup(f"“{backup.name}”不是检督台的备份文件，或者已经损坏。请换一个备份文件。") from error


def prove(backup: Path, key: DataKey | None = None) -> Manifest:
    """Read everything again and compare it with the manifest; raises NoBackup, PasswordWanted."""
    manifest = manifest_in(backup, key)
    try:
        with unpacking(backup, key) as archive:
            differing = [name for name, sha256 in manifest.names.items() if _digest(archive, name) != sha256]
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise NoBackup(f"“{backup.name}”已经损坏，内容读不完整。请换一个备份文件。") from error
    if differing:
        raise NoBackup(f"“{backup.name}”的内容与清单不符（{differing[0]}）。请换一个备份文件。")
    return manifest


def automatic_name(store: Path, at: datetime) -> str:
    """``台账-自动-20261122-090000.jdtbak``."""
    return f"{store.stem}-{AUTOMATIC}-{at.strftime(_STAMP)}{BACKUP_SUFFIX}"


def automatic_backups(folder: Path, store: Path) -> dict[Path, datetime]:
    """The automatic backups of a store and their moments, told by their names, the newest first."""
    begins = f"{store.stem}-{AUTOMATIC}-"
    found = {
        path: _moment(path.name.removeprefix(begins))
        for path in folder.glob(f"*{BACKUP_SUFFIX}")
        if path.name.startswith(begins)
    }
    dated = {path: at for path, at in found.items() if at is not None}
    return dict(sorted(dated.items(), key=lambda item: item[1], reverse=True))


def sweep(folder: Path, store: Path) -> None:
    """Take away what a backup or trial left that was killed; only one process at a time backs a store up here."""
    for left in (found for begins in (WORKING, TRYING) for found in folder.glob(f"{begins}{store.stem}-*")):
        shutil.rmtree(left, ignore_errors=True)  # it will be tried again the next time
    for left in folder.glob(f".{store.stem[:20]}*-*{BACKUP_SUFFIX}"):
        left.unlink(missing_ok=True)


def _span(progress: Progress, first: int, length: int) -> Callable[[int, int], object]:
    """Tells one stretch of the work as its part of the whole, in thousandths."""
    return lambda done, total: progress.report(first + (length * done // total if total else length), _WHOLE)


def _pack(
    archive: zipfile.ZipFile, copy: Path, source: Source, manifest: Manifest, told: Callable[[int, int], object]
) -> None:
    wanted = wanted_files(copy, source.key) if manifest.has_attachments else []
    archive.write(copy, STORE)
    for done, sha256 in enumerate(wanted):
        told(done, len(wanted))
        if source.is_sound(sha256):
            with (
                unsealed(place_of(source.folder, sha256), source.key) as old,
                archive.open(member_of(sha256), "w") as new,
            ):
                shutil.copyfileobj(old, new, _BLOCK)
            manifest.attachments.append(sha256)
        else:
            manifest.missing.append(sha256)
    archive.writestr(NAME, manifest.text())
    told(len(wanted), len(wanted))


def _keys_beside(store: Path) -> str | None:
    """The wrapped keys go along, so that a password opens the backup on another machine."""
    keys = keys_of(store)
    return keys.read_text("utf-8") if keys.is_file() else None


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as member:
        for block in iter(lambda: member.read(_BLOCK), b""):
            digest.update(block)
    return digest.hexdigest()


def _moment(rest: str) -> datetime | None:
    try:
        return datetime.strptime(rest[:15], _STAMP)  # noqa: DTZ007 - a file name carries the office's own time
    except ValueError:
        return None


@contextmanager
def _in_words(target: Path) -> Iterator[None]:
    try:
        yield
    except sqlite_errors() as error:
        reason = sentence_for(error) or f"台账读不出来（{error}）。请运行“检查”。"
        raise BackupFailed(f"没有做成备份“{target.name}”：{reason}") from error
