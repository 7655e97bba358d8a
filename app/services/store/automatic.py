"""Backs the open store up by itself: beside the store, thinned out, and to the second places that were named."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from sqlalchemy import select

from app.models.audit import GENESIS, AuditEntry
from app.models.database import Database
from app.services.access.intentions import SIGN_IN, SIGN_OUT
from app.services.foundation.clock import Clock
from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.files import made_folder
from app.services.foundation.progress import Progress, Unwatched
from app.services.guarding.room import Room, size_of
from app.services.keys.problems import PasswordWanted
from app.services.store.backups import (
    BackupFailed,
    Occasion,
    automatic_backups,
    automatic_name,
    manifest_in,
    sweep,
    write_backup,
)
from app.services.store.manifest import NoBackup
from app.services.store.places import backups_of, unused
from app.services.store.rows import BackupRow
from app.services.store.thinning import Schedule, superfluous

PERIODIC, CLOSING, OPENED = "定时", "关闭时", "打开时"
_COMING_AND_GOING = frozenset({SIGN_IN.name, SIGN_OUT.name})
_FEW = 20  # entries read at a time: mostly the first settles it
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Parts:
    """What automatic backups stand on: ``rules`` is the folder of the schedule, ``room`` is asked before each."""

    database: Database
    clock: Clock
    rules: Path
    room: Room | None = None


class Backups:
    """The automatic backups of one open store. Attachments stay in ``X.files`` beside it, which loses nothing."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is read before it is asked for."""
        self._parts = parts
        self._heads: dict[Path, str] = {}  # of backups that were read; one that is written never changes

    @cached_property
    def schedule(self) -> Schedule:
        """How often, and how long they stay."""
        return Schedule.read(self._parts.rules)

    @property
    def folder(self) -> Path:
        """``X.backups``."""
        return backups_of(self._parts.database.path)

    @property
    def told(self) -> tuple[str, ...]:
        """What was mended when the store was opened, in sentences."""
        return self._parts.database.told

    @property
    def is_due(self) -> bool:
        """Whether anything was written that no automatic backup holds; that somebody came and went is not enough."""
        heads = self._sufficient_heads()
        return all(self._head_in(path) not in heads for path in self._kept())

    def automatic(self, occasion: str = PERIODIC, progress: Progress | None = None) -> BackupRow | None:
        """Back up beside the store and thin out the older ones; None where there is nothing new to keep.

        By the clock: half an hour after the last one. Other occasions (导入前 …): whenever something changed since.
        Raises KnownError, Cancelled; then no backup was made and the store is as it was.
        """
        now = self._parts.clock.now()
        if (occasion == PERIODIC and self._is_recent(now)) or not self.is_due:
            return None
        made_folder(self.folder)
        sweep(self.folder, self._parts.database.path)
        store, key = self._parts.database.path, self._parts.database.key
        if self._parts.room is not None:  # it grows as a copy of the store and as the packed file at once
            self._parts.room.ask("备份", self.folder, 2 * size_of(store))
        target = unused(self.folder / automatic_name(store, now))
        made = write_backup(store, target, Occasion(occasion, now, False), progress or Unwatched(), key)
        self._thin_out(now, target)
        return made

    def _is_recent(self, now: datetime) -> bool:
        wait = timedelta(minutes=self.schedule.every_minutes)
        plain = now.replace(tzinfo=None)
        return any(timedelta(0) <= plain - at < wait for at in self._kept().values())

    def _kept(self) -> Mapping[Path, datetime]:
        return automatic_backups(self.folder, self._parts.database.path)

    def _head_in(self, backup: Path) -> str:
        """The trail's head that a backup holds; one that cannot be read keeps nothing."""
        if backup not in self._heads:
            try:
                self._heads[backup] = manifest_in(backup, self._parts.database.key).audit_head
            except (NoBackup, PasswordWanted) as error:
                log.info("automatic backup %s cannot be read: %s", backup, error)
                return ""
        return self._heads[backup]

    def _sufficient_heads(self) -> frozenset[str]:
        """The trail's head, and those before it after which nobody did more than sign in or out."""
        newest = select(AuditEntry.hash, AuditEntry.intention).order_by(AuditEntry.seq.desc())
        heads: set[str] = set()
        with self._parts.database.read_behind() as session:
            for head, intention in session.execute(newest).yield_per(_FEW):
                heads.add(head)
                if intention not in _COMING_AND_GOING:
                    return frozenset(heads)
        return frozenset({*heads, GENESIS})

    def _thin_out(self, now: datetime, made: Path) -> None:
        dated = self._kept()
        gone = superfluous(dated.values(), now.replace(tzinfo=None), self.schedule)
        for path in (path for path, at in dated.items() if at in gone and path != made):
            try:
                path.unlink()
            except OSError as error:
                raise BackupFailed(
                    f"备份已做好，但删不掉过期的“{path.name}”（{reason_of(error)}）。请手工删除。"
                ) from error
