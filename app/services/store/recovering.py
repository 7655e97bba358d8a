"""Looks at a store before its first write where the last end was unclean, and mends what can be mended.

A damaged index is built anew on a copy, and a log that is not of this store is laid aside; anything else is told with
the newest good backup. A disk that does not answer is never called damage: nothing is touched then.
"""

import logging
import shutil
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from app.models.cipher import connect, sqlite_errors
from app.models.data_key import DataKey
from app.models.sqlite import APPLICATION_ID
from app.services.guarding.owner import is_held_elsewhere
from app.services.keys.problems import PasswordWanted
from app.services.store.backups import automatic_backups, manifest_in
from app.services.store.manifest import NoBackup
from app.services.store.mending import is_damage, mended
from app.services.store.places import backups_of, open_mark_of
from app.services.store.soundness import has_entry, is_ours, last_entry
from app.services.store.swapping import DAMAGED, beside, swap_in

MENDING = ".mending-"  # folders of stores that are being mended
log = logging.getLogger(__name__)


def mark_open(store: Path) -> None:
    """Leave word that the store is open; a clean end takes it away."""
    open_mark_of(store).touch()


def mark_closed(store: Path) -> None:
    """The end was clean; a command that ends beside a window leaves the window's mark."""
    if not is_held_elsewhere(store):
        open_mark_of(store).unlink(missing_ok=True)


def ended_uncleanly(store: Path) -> bool:
    """Whether the program was killed, or the power went, while the store was open."""
    return open_mark_of(store).exists() or beside(store, "-wal").exists()


def was_ours(store: Path) -> bool:
    """Whether something beside a file that cannot be read says it was a store: its backups, or that it is open."""
    return open_mark_of(store).exists() or bool(automatic_backups(backups_of(store), store))


def healed(store: Path, at: datetime, key: DataKey | None = None) -> str | None:
    """Mend a damaged store; a sentence about what was done, None where only a backup helps.

    Raises one of ``sqlite_errors()``, OSError, KnownError for what is not damage; then nothing was changed.
    """
    for left in store.parent.glob(f"{MENDING}{store.stem}-*"):
        shutil.rmtree(left, ignore_errors=True)  # of a mending that was killed
    with TemporaryDirectory(prefix=f"{MENDING}{store.stem}-", dir=store.parent) as work:
        alone = _without_log(store, Path(work), key)
        rebuilt = mended(store, Path(work), key)
        if rebuilt is not None and (alone is None or _has_whole_trail(rebuilt, key, alone)):
            damaged = swap_in(store, rebuilt, at)
            words = "台账的索引有损坏，已在副本上重建并核对后换上，记录没有缺失"
        elif alone is not None:
            damaged = swap_in(store, alone, at)
            words = "台账旁的日志文件（-wal）与台账对不上，已移开，用没有日志的台账打开。请核对最近的改动是否都在"
        else:
            return None
    log.info("store %s was mended; what was damaged lies at %s", store, damaged)
    return f"{words}。原来的文件保留为“{damaged.name}”。"


def _without_log(store: Path, work: Path, key: DataKey | None) -> Path | None:
    """A copy of the store without its log, where that is sound and the log is what spoils it."""
    if not beside(store, "-wal").exists():
        return None
    alone = work / "alone.jdt"
    shutil.copyfile(store, alone)
    try:
        with closing(connect(alone, key)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            (told,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            (mark,) = connection.execute("PRAGMA application_id").fetchone()
    except sqlite_errors() as error:
        if is_damage(error):
            return None
        raise
    return alone if told == "ok" and mark == APPLICATION_ID else None


def _has_whole_trail(store: Path, key: DataKey | None, alone: Path) -> bool:
    """Whether it holds together, and holds what is known without the log."""
    if not (is_ours(store, key, "ro") and has_entry(store, key, last_entry(alone, key, "ro"))):
        return False
    from app.models.database import Database
    from app.services.store.audit_chain import verify_chain

    database = Database(store, key)
    try:
        with database.read() as session:
            return verify_chain(session).first_broken is None
    finally:
        database.close()


def behind(store: Path, key: DataKey | None = None) -> tuple[str, ...]:
    """A sentence where a backup knows of later acts than the store: its log was lost, or an older file lies here."""
    with closing(connect(store, key, "ro")) as connection:
        if not connection.execute("select 1 from sqlite_schema where name = 'audit_entry'").fetchone():
            return ()
        held = connection.execute("select max(seq) from audit_entry").fetchone()[0] or 0
    for path in automatic_backups(backups_of(store), store):
        try:
            manifest = manifest_in(path, key)
        except (NoBackup, PasswordWanted):
            continue
        if manifest.audit_entries > held:
            return (
                f"台账里的审计记录到第 {held} 条为止，备份“{path.name}”里有 {manifest.audit_entries} 条："
                "最近的改动可能不在了（例如日志文件 -wal 丢失）。请在“恢复数据”里比对后再录入。",
            )
    return ()


def kept_damaged(store: Path) -> tuple[Path, ...]:
    """What was laid aside as damaged, the newest first."""
    return tuple(sorted(store.parent.glob(f"{store.stem}-*{DAMAGED}"), reverse=True))
