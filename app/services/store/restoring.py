"""Restores a backup into a new place, or into the place of a damaged store; needs no store that opens."""

import os
import shutil
import zipfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from app.models.cipher import DataKey, connect, sqlite_errors
from app.models.sqlite import sentence_for
from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.files import made_folder, replacing, write_file
from app.services.foundation.progress import Progress, Unwatched
from app.services.keys.sealing import sealing, slots_in
from app.services.office.attachments import place_of
from app.services.store.backups import Source, manifest_in, prove
from app.services.store.containers import unpacking
from app.services.store.manifest import STORE, Manifest, NoBackup, member_of, wanted_files
from app.services.store.places import attachments_of, keys_of
from app.services.store.rows import Restored
from app.services.store.swapping import finish_swap, swap_in

WORKING = ".restoring-"


def restore(backup: Path, target: Path, progress: Progress | None = None, key: DataKey | None = None) -> Restored:
    """Lay the backed-up store at ``target`` with its attachments beside it, whole or not at all.

    A sealed one stays encrypted and brings its keys along. Raises DomainError where something is there already,
    NoBackup, PasswordWanted, KnownError, Cancelled.
    """
    _refuse_taken(target)
    if not target.parent.is_dir():
        raise KnownError(f"文件夹 {target.parent} 不存在，没有恢复。请先建立这个文件夹，或换一个位置。")
    if not backup.is_file():
        raise NoBackup(f"找不到备份文件 {backup}。请检查路径。")
    try:
        with TemporaryDirectory(prefix=f"{WORKING}{target.stem}-", dir=target.parent) as work:
            store, manifest = unpacked(backup, Path(work), key)
            files = Path(work) / "files"
            files.mkdir()
            missing = lay_attachments(backup, store, Source(files, key), progress or Unwatched())
            _refuse_taken(target)
            if any(files.iterdir()):
                files.rename(attachments_of(target))
            _lay_keys(backup, target, key)
            store.rename(target)  # last, so that a store never stands without its files
    except OSError as error:
        raise _not_restored(target, reason_of(error)) from error
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
        with TemporaryDirectory(prefix=f"{WORKING}{store.stem}-", dir=store.parent) as work:
            prepared, _manifest = unpacked(backup, Path(work), key)
            lay_attachments(backup, prepared, Source(attachments_of(store), key), progress or Unwatched())
            if not keys_of(store).exists():
                _lay_keys(backup, store, key)
            return swap_in(store, prepared, at)
    except OSError as error:
        raise _not_restored(store, reason_of(error)) from error


def unpacked(backup: Path, work: Path, key: DataKey | None = None) -> tuple[Path, Manifest]:
    """The store of a backup alone, laid into a working folder and found sound; raises NoBackup, KnownError."""
    manifest = prove(backup, key)
    store = work / STORE
    try:
        with unpacking(backup, key) as archive, store.open("wb") as file:
            _write_out(archive, STORE, file)
            _onto_disk(file)
        _refuse_broken(store, key)
    except OSError as error:
        raise KnownError(
            f"“{backup.name}”恢复不出来：{reason_of(error)}。请检查磁盘空间是否足够，或换一个备份文件。"
        ) from error
    except sqlite_errors() as error:
        raise NoBackup(
            f"“{backup.name}”里的台账打不开（{sentence_for(error) or error}）。请换一个备份文件。"
        ) from error
    return store, manifest


def lay_attachments(backup: Path, store: Path, target: Source, progress: Progress) -> list[str]:
    """Bring every attachment the store speaks of to ``target``; the hashes of those that are nowhere.

    From the backup, or from the place it was left at; what lies sound at the target already stays untouched.
    """
    packed = set(manifest_in(backup, target.key).attachments)
    beside, missing = Source(_left_beside(backup), target.key), []
    wanted = wanted_files(store, target.key)
    with unpacking(backup, target.key) as archive:
        for done, sha256 in enumerate(wanted):
            progress.report(done, len(wanted))
            place = place_of(target.folder, sha256)
            if target.is_sound(sha256):
                continue
            if sha256 in packed:
                _seal_out(archive, sha256, place, target.key)
            elif beside.is_sound(sha256):
                made_folder(place.parent)
                with replacing(place) as growing:
                    shutil.copyfile(place_of(beside.folder, sha256), growing)
            else:
                missing.append(sha256)
    return missing


def wrong_beside(backup: Path, store: Path, manifest: Manifest, progress: Progress, key: DataKey | None = None) -> str:
    """Which attachment a restore of this backup would lack, in a sentence; empty where none."""
    outside = sorted(set(wanted_files(store, key)) - set(manifest.attachments) - set(manifest.missing))
    beside = Source(_left_beside(backup), key)
    for done, sha256 in enumerate(outside):
        progress.report(done, len(outside))
        if not beside.is_sound(sha256):
            return f"附件 {sha256[:12]}… 不在了或者变了。请从第二处的备份补回，或在“检查”里看是哪一个。"
    return ""


def _refuse_taken(target: Path) -> None:
    for place in (target, attachments_of(target), keys_of(target)):
        if place.exists():
            raise DomainError(f"{place} 已经存在，不会覆盖。请把备份恢复到一个新的位置。")


def _left_beside(backup: Path) -> Path:
    """An automatic backup lies in ``X.backups`` and leaves the files in ``X.files`` beside it."""
    folder = backup.absolute().parent
    return folder.parent / f"{folder.stem}{attachments_of(Path('X')).suffix}"


def _seal_out(archive: zipfile.ZipFile, sha256: str, place: Path, key: DataKey | None) -> None:
    made_folder(place.parent)
    with replacing(place) as growing, growing.open("wb") as file:
        if key is None:
            _write_out(archive, member_of(sha256), file)
        else:
            with sealing(file, key) as sealed:
                _write_out(archive, member_of(sha256), sealed)


def _write_out(archive: zipfile.ZipFile, name: str, file: IO[bytes]) -> None:
    with archive.open(name) as member:
        shutil.copyfileobj(member, file, 1024 * 1024)


def _onto_disk(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _lay_keys(backup: Path, target: Path, key: DataKey | None) -> None:
    if key is not None:
        write_file(keys_of(target), slots_in(backup).text().encode())


def _refuse_broken(store: Path, key: DataKey | None) -> None:
    with closing(connect(store, key, "ro")) as connection:
        (result,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if result != "ok":
        raise NoBackup("备份里的台账已损坏，没有恢复。请换一个备份文件。")


def _not_restored(target: Path, reason: object) -> KnownError:
    return KnownError(f"没有恢复到 {target}：{reason}。请检查文件夹是否存在、可写，磁盘空间是否足够。")
