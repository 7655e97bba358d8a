"""Restores a backup into a new place, or into the place of a damaged store; needs no store that opens."""

import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from app.models.cipher import connect, sqlite_errors
from app.models.data_key import DataKey
from app.models.sqlite import sentence_for
from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.files import replacing, write_file
from app.services.foundation.progress import Progress, Unwatched
from app.services.office.vault import Vault
from app.services.store.backup_keys import slots_of
from app.services.store.backups import opened_archive, prove
from app.services.store.manifest import NAME, STORE, Manifest, NoBackup, member_of, wanted_files
from app.services.store.places import attachments_of, keys_of
from app.services.store.rows import Restored
from app.services.store.swapping import finish_swap, swap_in
from app.services.store.upgrade_copies import is_upgrade_copy, store_of, taken

RESTORING = ".restoring-"  # folders of backups that are being laid out


def restore(backup: Path, target: Path, progress: Progress | None = None, key: DataKey | None = None) -> Restored:
    """Lay the backed-up store at ``target`` with its attachments and keys beside it, whole or not at all.

    ``key`` is what ``key_of`` gave. Raises DomainError where something is there already, PasswordWanted, NoBackup,
    KnownError, Cancelled.
    """
    _refuse_taken(target)
    if not target.parent.is_dir():
        raise KnownError(f"文件夹 {target.parent} 不存在，没有恢复。请先建立这个文件夹，或换一个位置。")
    if not backup.is_file():
        raise NoBackup(f"找不到备份文件 {backup}。请检查路径。")
    try:
        with TemporaryDirectory(prefix=RESTORING, dir=target.parent) as work:
            store, manifest = _laid_out(backup, Path(work), key)
            files = Path(work) / "files"
            files.mkdir()
            missing = lay_attachments(backup, store, Vault(files, key), progress or Unwatched())
            _refuse_taken(target)
            if any(files.iterdir()):
                files.rename(attachments_of(target))
            if key is not None:
                write_file(keys_of(target), slots_of(backup).text().encode())
            store.rename(target)  # last, so that a store never stands without its files
    except sqlite_errors(OSError) as error:
        told = reason_of(error) if isinstance(error, OSError) else sentence_for(error) or error
        raise KnownError(f"没有恢复到 {target}：{told}。请检查文件夹是否存在、可写，磁盘空间是否足够。") from error
    told_missing = tuple(f"附件 {sha256[:12]}… 不在备份里，恢复后的台账缺少它。" for sha256 in missing)
    found = len(set(wanted_files(target, key)) - set(missing))
    return Restored(target, manifest.made_at, manifest.office, manifest.counts, found, told_missing)


def put_back(
    backup: Path, store: Path, at: datetime, progress: Progress | None = None, key: DataKey | None = None
) -> Path:
    """Put a backup in the place of a damaged store, which is kept; where that lies now.

    Attachments are only added. Raises NoBackup, PasswordWanted, KnownError, Cancelled; then the store is as it was, or
    the next opening goes on.
    """
    finish_swap(store)
    try:
        with TemporaryDirectory(prefix=f"{RESTORING}{store.stem}-", dir=store.parent) as work:
            prepared, _manifest = unpacked(backup, Path(work), key)
            lay_attachments(backup, prepared, Vault(attachments_of(store), key), progress or Unwatched())
            if key is not None and not keys_of(store).exists():
                write_file(keys_of(store), slots_of(backup).text().encode())
            return swap_in(store, prepared, at)
    except OSError as error:
        raise KnownError(f"没有恢复到 {store}：{reason_of(error)}。请检查磁盘空间是否足够，再试一次。") from error


def unpacked(backup: Path, work: Path, key: DataKey | None = None) -> tuple[Path, Manifest]:
    """The store of a backup alone, laid into a working folder and found sound; raises NoBackup, KnownError."""
    try:
        return _laid_out(backup, work, key)
    except sqlite_errors(OSError) as error:
        told = reason_of(error) if isinstance(error, OSError) else sentence_for(error) or error
        raise KnownError(f"“{backup.name}”恢复不出来：{told}。请换一个备份文件，并检查磁盘空间是否足够。") from error


def _laid_out(backup: Path, work: Path, key: DataKey | None) -> tuple[Path, Manifest]:
    if is_upgrade_copy(backup):
        store, manifest = taken(backup, work, key)
    else:
        store, manifest = work / STORE, prove(backup, key)
        with opened_archive(backup, key) as archive:
            _write_out(archive, STORE, store)
    _refuse_broken(store, key)
    return store, manifest


def wrong_beside(backup: Path, store: Path, manifest: Manifest, progress: Progress, key: DataKey | None = None) -> str:
    """Which attachment a restore of this backup would lack, in a sentence; empty where none."""
    outside = sorted(set(wanted_files(store, key)) - set(manifest.attachments) - set(manifest.missing))
    for done, sha256 in enumerate(outside):
        progress.report(done, len(outside))
        if not Vault(_left_beside(backup), key).is_sound(sha256):
            return f"附件 {sha256[:12]}… 不在了或者变了。请从第二处的备份补回，或在“检查”里看是哪一个。"
    return ""


def _refuse_taken(target: Path) -> None:
    for place in (target, attachments_of(target), keys_of(target)):
        if place.exists():
            raise DomainError(f"{place} 已经存在，不会覆盖。请把备份恢复到一个新的位置。")


def lay_attachments(backup: Path, store: Path, target: Vault, progress: Progress) -> list[str]:
    """Bring every attachment the store speaks of to ``target``; the hashes of those that are nowhere.

    From the backup, or from the place it was left at; what lies sound at the target already stays untouched.
    """
    beside, missing = Vault(_left_beside(backup), target.key), []
    wanted = wanted_files(store, target.key)
    with _attachments_in(backup, target.key) as archive:
        # By the manifest, because what had changed before it was packed stands in the archive too.
        packed = set(Manifest.read(archive.read(NAME)).attachments) if archive else set()
        for done, sha256 in enumerate(wanted):
            progress.report(done, len(wanted))
            if target.is_sound(sha256):
                continue
            if archive and sha256 in packed:
                with archive.open(member_of(sha256)) as member:
                    _lay(member, target, sha256)
            elif not _taken_over(beside, target, sha256):
                missing.append(sha256)
    return missing


@contextmanager
def _attachments_in(backup: Path, key: DataKey | None) -> Iterator[zipfile.ZipFile | None]:
    if is_upgrade_copy(backup):
        yield None  # they stayed where they are
        return
    with opened_archive(backup, key) as archive:
        yield archive


def _left_beside(backup: Path) -> Path:
    """An automatic backup lies in ``X.backups`` and leaves the files in ``X.files`` beside it."""
    if is_upgrade_copy(backup):
        return attachments_of(store_of(backup.absolute()))
    folder = backup.absolute().parent
    return folder.parent / f"{folder.stem}{attachments_of(Path('X')).suffix}"


def _write_out(archive: zipfile.ZipFile, name: str, place: Path) -> None:
    place.parent.mkdir(exist_ok=True)
    with archive.open(name) as member, place.open("wb") as file:
        shutil.copyfileobj(member, file, 1024 * 1024)
        file.flush()
        os.fsync(file.fileno())


def _lay(source: IO[bytes], vault: Vault, sha256: str) -> None:
    place = vault.place(sha256)
    place.parent.mkdir(parents=True, exist_ok=True)
    with replacing(place) as growing, growing.open("wb") as file:
        with vault.writing(file) as written:
            shutil.copyfileobj(source, written, 1024 * 1024)
        file.flush()
        os.fsync(file.fileno())


def _taken_over(source: Vault, target: Vault, sha256: str) -> bool:
    if not source.is_sound(sha256):
        return False
    with source.readable(sha256).open("rb") as file:
        _lay(file, target, sha256)
    return True


def _refuse_broken(store: Path, key: DataKey | None) -> None:
    with closing(connect(store, key)) as connection:
        (result,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if result != "ok":
        raise NoBackup("备份里的台账已损坏，没有恢复。请换一个备份文件。")
