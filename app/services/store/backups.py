"""Makes backup files, reads what they say of themselves, and proves them."""

import hashlib
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from glob import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from app.models.cipher import sqlite_errors
from app.models.data_key import DataKey
from app.models.sqlite import sentence_for
from app.models.upgrade import copy_database
from app.services.foundation.errors import KnownError
from app.services.foundation.files import replacing
from app.services.foundation.progress import Progress
from app.services.keys.sealing import SealBroken, sealing, unsealed
from app.services.office.vault import Readable, Vault
from app.services.store.manifest import NAME, STORE, Manifest, NoBackup, describe, member_of, wanted_files
from app.services.store.places import BACKUP_SUFFIX, attachments_of, keys_of
from app.services.store.rows import BackupRow

AUTOMATIC = "自动"
_STAMP = "%Y%m%d-%H%M%S"
_BLOCK = 1024 * 1024
_LONG = timedelta(hours=1)
_WHOLE = 1000
WORKING, TRYING = ".backup-", ".trial-"  # folders of backups that are being made and tried


class BackupFailed(KnownError):
    """No backup was made; the store is as it was."""


def write_backup(
    store: Path, target: Path, manifest_of: "Occasion", progress: Progress, key: DataKey | None = None
) -> BackupRow:
    """One complete, checked file or none; raises KnownError, Cancelled.

    Of an encrypted store it is sealed by the store's ``key`` as a whole, names included, and carries a copy of
    ``X.keys``, so that a password or the recovery key opens it on any machine.
    """
    with (
        _in_words(target),
        replacing(target) as growing,
        TemporaryDirectory(prefix=f"{WORKING}{store.stem}-", dir=target.parent) as work,
    ):
        copy = Path(work) / STORE
        copy_database(store, copy, _span(progress, 0, 600), key, is_kept=False)
        manifest = describe(
            copy, manifest_of.at.isoformat(timespec="seconds"), manifest_of.name, manifest_of.is_complete, key
        )
        with _growing(growing, store, key) as archive:
            _pack(archive, copy, Vault(attachments_of(store), key), manifest, _span(progress, 600, 300))
        progress.report(900, _WHOLE)
        prove(growing, key)
        progress.report(_WHOLE, _WHOLE)
    missing = tuple(f"附件 {sha256[:12]}… 已丢失或被改动，备份里没有它。" for sha256 in manifest.missing)
    return BackupRow(target, manifest.made_at, target.stat().st_size, len(manifest.attachments), missing)


class Occasion:
    """Why and when a backup is made; an incomplete one leaves the attachments where they are."""

    def __init__(self, name: str, at: datetime, is_complete: bool) -> None:
        """``name`` goes into the manifest."""
        self.name = name
        self.at = at
        self.is_complete = is_complete


def manifest_in(backup: Path, key: DataKey | None = None) -> Manifest:
    """The manifest of a backup file; raises NoBackup, and PasswordWanted for a sealed one without its key."""
    try:
        with opened_archive(backup, key) as archive:
            return Manifest.read(archive.read(NAME))
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise NoBackup(f"“{backup.name}”不是检督台的备份文件，或者已经损坏。请换一个备份文件。") from error


def prove(backup: Path, key: DataKey | None = None) -> Manifest:
    """Read everything again and compare it with the manifest; raises NoBackup, PasswordWanted."""
    manifest = manifest_in(backup, key)
    try:
        with opened_archive(backup, key) as archive:
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
    take_away(_left_in(folder, store))


def sweep_shared(folder: Path, store: Path, now: datetime) -> None:
    """The same in a folder of the user's, where another program may be at it: what nobody has written to for long."""
    take_away(at_rest(_left_in(folder, store), now))


def _left_in(folder: Path, store: Path) -> list[Path]:
    stem, begin = escape(store.stem), escape(store.stem[:20])
    patterns = (f"{WORKING}{stem}-*", f"{TRYING}{stem}-*", f".{begin}*-*{BACKUP_SUFFIX}")
    return [found for pattern in patterns for found in folder.glob(pattern)]


def at_rest(found: Iterable[Path], now: datetime) -> Iterator[Path]:
    """Files and folders that nobody has written to for an hour: whoever made them was killed."""
    before = (now - _LONG).timestamp()
    for left in found:
        try:
            newest = max(path.stat().st_mtime for path in (left, *left.rglob("*")))
        except FileNotFoundError:
            continue  # its act has just ended
        if newest < before:
            yield left


def take_away(lefts: Iterable[Path]) -> None:
    """Remove files and folders; a folder that cannot be emptied is tried again the next time."""
    for left in lefts:
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def _span(progress: Progress, first: int, length: int) -> Callable[[int, int], object]:
    """Tells one stretch of the work as its part of the whole, in thousandths."""
    return lambda done, total: progress.report(first + (length * done // total if total else length), _WHOLE)


@contextmanager
def opened_archive(backup: Path, key: DataKey | None) -> Iterator[zipfile.ZipFile]:
    """A backup to be read, sealed or not; raises PasswordWanted, OSError, BadZipFile."""
    with unsealed(backup, key) as file, zipfile.ZipFile(file) as archive:
        yield archive


@contextmanager
def _growing(target: Path, store: Path, key: DataKey | None) -> Iterator[zipfile.ZipFile]:
    with ExitStack() as stack:
        file: IO[bytes] = stack.enter_context(target.open("wb"))
        if key is not None:
            file = stack.enter_context(sealing(file, key, keys_of(store).read_text(encoding="utf-8")))
        yield stack.enter_context(zipfile.ZipFile(file, "w", zipfile.ZIP_STORED))


def _pack(
    archive: zipfile.ZipFile, copy: Path, vault: Vault, manifest: Manifest, told: Callable[[int, int], object]
) -> None:
    """Every file once: what is written is what was hashed. What turns out changed is named as missing."""
    wanted = wanted_files(copy, vault.key) if manifest.has_attachments else []
    manifest.store_sha256 = _put(archive, STORE, copy)
    for done, sha256 in enumerate(wanted):
        told(done, len(wanted))
        try:
            is_sound = _put(archive, member_of(sha256), vault.readable(sha256)) == sha256
        except (FileNotFoundError, NotADirectoryError, SealBroken):
            is_sound = False
        (manifest.attachments if is_sound else manifest.missing).append(sha256)
    archive.writestr(NAME, manifest.text())
    told(len(wanted), len(wanted))


def _put(archive: zipfile.ZipFile, name: str, source: Readable) -> str:
    """Pack one file; the SHA-256 of what was packed."""
    # The size of a sealed file's content is not known to the archive beforehand, so there is room for any.
    with source.open("rb") as file, archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as member:
        return _hashed(file, member.write)


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as member:
        return _hashed(member, lambda _block: None)


def _hashed(file: IO[bytes], use: Callable[[bytes], object]) -> str:
    """The SHA-256 of a file, reckoned beside reading and writing it: none of them holds the interpreter."""
    digest = hashlib.sha256()
    with ThreadPoolExecutor(1) as beside:
        before: Future[None] | None = None
        for block in iter(lambda: file.read(_BLOCK), b""):
            if before is not None:
                before.result()
            before = beside.submit(digest.update, block)
            use(block)
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
