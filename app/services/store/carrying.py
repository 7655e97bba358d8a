"""Carries automatic backups to a second place, laid out as beside the store: ``X.backups`` and ``X.files``.

Laid out alike, a restore from there finds the attachments by itself. Of those only what is not there yet is copied.
"""

import os
from datetime import datetime
from pathlib import Path

from app.models.database import Database
from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import KnownError
from app.services.foundation.files import made_folder, replacing
from app.services.foundation.progress import Progress
from app.services.office.vault import SEALED, Vault
from app.services.store.backups import automatic_backups, prove
from app.services.store.care_rows import Carried
from app.services.store.places import attachments_of, backups_of
from app.services.store.thinning import Schedule, superfluous

_BLOCK = 1024 * 1024


def carry(database: Database, place: Path, now: datetime, schedule: Schedule, progress: Progress) -> Carried:
    """The newest automatic backup and every attachment; raises KnownError, NoBackup, Cancelled.

    Attachments go first: a backup never lies there without what it speaks of.
    """
    store, key = database.path, database.key
    newest = next(iter(automatic_backups(backups_of(store), store)), None)
    if newest is None:
        raise KnownError("还没有自动备份，没有什么可带过去的。")
    try:
        count = _carry_attachments(Vault(attachments_of(store), key), place / attachments_of(store).name, progress)
        folder = made_folder(place / backups_of(store).name)
        there = folder / newest.name
        if not there.exists():
            _copy(newest, there, progress)
            prove(there, key)
            _thin_out(folder, store, now, schedule, there)
    except OSError as error:
        raise KnownError(f"{place} 写不进去（{reason_of(error)}）。请检查介质是否接好、空间是否足够。") from error
    return Carried(place, newest.name, count)


def _carry_attachments(vault: Vault, target: Path, progress: Progress) -> int:
    """Those that are missing there or of another size; bytes under a hash never change."""
    # What was not sealed yet when the store was encrypted stays at home: its sealed twin goes.
    wanted = [
        path
        for path in sorted(vault.folder.glob("??/*"))
        if path.is_file() and (path.suffix == SEALED or vault.found(path.name) == path)
    ]
    count = 0
    for done, path in enumerate(wanted):
        progress.report(done, len(wanted))
        there = target / path.parent.name / path.name
        if there.is_file() and there.stat().st_size == path.stat().st_size:
            continue
        made_folder(there.parent)
        _copy(path, there, progress)
        count += 1
    return count


def _copy(source: Path, target: Path, progress: Progress) -> None:
    size = source.stat().st_size
    with replacing(target) as growing, source.open("rb") as old, growing.open("wb") as new:
        done = 0
        for block in iter(lambda: old.read(_BLOCK), b""):
            done += new.write(block)
            progress.report(done, max(size, done))
        new.flush()
        os.fsync(new.fileno())


def _thin_out(folder: Path, store: Path, now: datetime, schedule: Schedule, made: Path) -> None:
    dated = automatic_backups(folder, store)
    gone = superfluous(dated.values(), now.replace(tzinfo=None), schedule)
    for path in (path for path, at in dated.items() if at in gone and path != made):
        path.unlink()
