"""Restores a backup into a new place; needs no store that opens."""

import os
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from app.models.sqlite import sentence_for
from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.progress import Progress, Unwatched
from app.services.office.attachments import digest_of, place_of
from app.services.store.backups import prove
from app.services.store.manifest import STORE, Manifest, NoBackup, member_of, wanted_files
from app.services.store.places import attachments_of
from app.services.store.rows import Restored


def restore(backup: Path, target: Path, progress: Progress | None = None) -> Restored:
    """Lay the backed-up store at ``target`` with its attachments beside it, whole or not at all.

    Raises DomainError where something is there already, NoBackup, KnownError, Cancelled.
    """
    _refuse_taken(target)
    if not target.parent.is_dir():
        raise KnownError(f"文件夹 {target.parent} 不存在，没有恢复。请先建立这个文件夹，或换一个位置。")
    if not backup.is_file():
        raise NoBackup(f"找不到备份文件 {backup}。请检查路径。")
    manifest = prove(backup)
    try:
        with TemporaryDirectory(prefix=".restoring-", dir=target.parent) as work:
            store, files = Path(work) / STORE, Path(work) / "files"
            files.mkdir()
            missing = _unpack(backup, manifest, Path(work), progress or Unwatched())
            _refuse_broken(store)
            _refuse_taken(target)
            if any(files.iterdir()):
                files.rename(attachments_of(target))
            store.rename(target)  # last, so that a store never stands without its files
    except (OSError, sqlite3.Error) as error:
        told = reason_of(error) if isinstance(error, OSError) else sentence_for(error) or error
        raise KnownError(f"没有恢复到 {target}：{told}。请检查文件夹是否存在、可写，磁盘空间是否足够。") from error
    told_missing = tuple(f"附件 {sha256[:12]}… 不在备份里，恢复后的台账缺少它。" for sha256 in missing)
    found = len(set(wanted_files(target)) - set(missing))
    return Restored(target, manifest.made_at, manifest.office, manifest.counts, found, told_missing)


def unpacked(backup: Path, work: Path) -> tuple[Path, Manifest]:
    """The store of a backup alone, laid into a working folder and found sound; raises NoBackup, KnownError."""
    manifest = prove(backup)
    store = work / STORE
    try:
        with zipfile.ZipFile(backup) as archive:
            _write_out(archive, STORE, store)
        _refuse_broken(store)
    except (OSError, sqlite3.Error) as error:
        told = reason_of(error) if isinstance(error, OSError) else sentence_for(error) or error
        raise KnownError(f"“{backup.name}”恢复不出来：{told}。请换一个备份文件，并检查磁盘空间是否足够。") from error
    return store, manifest


def wrong_beside(backup: Path, store: Path, manifest: Manifest, progress: Progress) -> str:
    """Which attachment a restore of this backup would lack, in a sentence; empty where none."""
    outside = sorted(set(wanted_files(store)) - set(manifest.attachments) - set(manifest.missing))
    for done, sha256 in enumerate(outside):
        progress.report(done, len(outside))
        place = place_of(_left_beside(backup), sha256)
        if not place.is_file() or digest_of(place) != sha256:
            return f"附件 {sha256[:12]}… 不在了或者变了。请从第二处的备份补回，或在“检查”里看是哪一个。"
    return ""


def _refuse_taken(target: Path) -> None:
    for place in (target, attachments_of(target)):
        if place.exists():
            raise DomainError(f"{place} 已经存在，不会覆盖。请把备份恢复到一个新的位置。")


def _unpack(backup: Path, manifest: Manifest, work: Path, progress: Progress) -> list[str]:
    """Write the members out; returns the hashes of files the backup does not bring and its old place does not have."""
    with zipfile.ZipFile(backup) as archive:
        _write_out(archive, STORE, work / STORE)
        for done, sha256 in enumerate(manifest.attachments):
            progress.report(done, len(manifest.attachments))
            _write_out(archive, member_of(sha256), place_of(work / "files", sha256))
    outside = set(wanted_files(work / STORE)) - set(manifest.attachments)
    return [sha256 for sha256 in sorted(outside) if not _taken_over(_left_beside(backup), work / "files", sha256)]


def _left_beside(backup: Path) -> Path:
    """An automatic backup lies in ``X.backups`` and leaves the files in ``X.files`` beside it."""
    folder = backup.absolute().parent
    return folder.parent / f"{folder.stem}{attachments_of(Path('X')).suffix}"


def _write_out(archive: zipfile.ZipFile, name: str, place: Path) -> None:
    place.parent.mkdir(exist_ok=True)
    with archive.open(name) as member, place.open("wb") as file:
        shutil.copyfileobj(member, file, 1024 * 1024)
        file.flush()
        os.fsync(file.fileno())


def _taken_over(source: Path, target: Path, sha256: str) -> bool:
    place = place_of(source, sha256)
    if not (place.is_file() and digest_of(place) == sha256):
        return False
    place_of(target, sha256).parent.mkdir(exist_ok=True)
    shutil.copyfile(place, place_of(target, sha256))
    return True


def _refuse_broken(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection:
        (result,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if result != "ok":
        raise NoBackup("备份里的台账已损坏，没有恢复。请换一个备份文件。")
