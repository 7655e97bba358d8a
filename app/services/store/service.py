"""Care of one store: backups by hand and by themselves, checks, and the proof of the audit trail."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.audit import GENESIS, AuditEntry
from app.models.database import Database
from app.services.foundation.clock import Clock
from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import KnownError
from app.services.foundation.files import made_folder
from app.services.foundation.progress import Progress, Unwatched
from app.services.guarding.room import Room, size_of
from app.services.review_triggers.model import Trigger
from app.services.search.service import Search
from app.services.store import checks
from app.services.store.anchors import anchors_of, astray, unguarded
from app.services.store.audit_chain import verify_chain
from app.services.store.backups import (
    BackupFailed,
    Occasion,
    automatic_backups,
    automatic_name,
    manifest_in,
    superfluous,
    write_backup,
)
from app.services.store.manifest import NoBackup
from app.services.store.places import BACKUP_SUFFIX, attachments_of, backups_of, unused
from app.services.store.rows import AuditVerdict, BackupRow, CheckReport

DAILY = "每日"
Sentences = Callable[[], Sequence[str]]
Triggers = Callable[[], Sequence[Trigger]]
log = logging.getLogger(__name__)


class Store:
    """The keeper of one open store."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        search: Search,
        damaged_wording: Sentences = tuple,
        triggers: Triggers = tuple,
    ) -> None:
        """``search`` is asked how fresh its index is, ``damaged_wording`` which templates cannot be read any more.

        ``triggers`` are those in force, against which original cases are held.
        """
        self._database = database
        self._clock = clock
        self._search = search
        self._room: Room | None = None
        self._damaged_wording, self._triggers = damaged_wording, triggers

    def with_room(self, room: Room) -> "Store":
        """Ask whether the disk has room before a backup is made."""
        self._room = room
        return self

    @property
    def path(self) -> Path:
        """The store file."""
        return self._database.path

    def backup(self, folder: Path, progress: Progress | None = None) -> BackupRow:
        """One complete backup file in ``folder``, which is made where it is missing; raises KnownError, Cancelled."""
        now = self._clock.now()
        made_folder(folder)
        self._ask_room(folder, size_of(attachments_of(self.path)))
        target = unused(folder / f"{self.path.stem}-{now:%Y%m%d-%H%M%S}{BACKUP_SUFFIX}")
        return write_backup(self.path, target, Occasion("手工", now, True), progress or Unwatched())

    def automatic(self, occasion: str = DAILY) -> BackupRow | None:
        """Back up beside the store and thin out the older ones; None where there is nothing new to keep.

        Daily: on the first call of a day after a change. Other occasions (导入前 …): whenever something changed since
        the last one. Attachments stay in ``X.files``, which loses nothing. Raises KnownError.
        """
        now = self._clock.now()
        folder = backups_of(self.path)
        newest = next(iter(automatic_backups(folder, self.path).items()), None)
        if newest and ((occasion == DAILY and newest[1].date() == now.date()) or self._is_kept_in(newest[0])):
            return None
        made_folder(folder)
        self._ask_room(folder, 0)
        target = unused(folder / automatic_name(self.path, now))
        made = write_backup(self.path, target, Occasion(occasion, now, False), Unwatched())
        self._thin_out(folder)
        return made

    def check(self, progress: Progress | None = None) -> CheckReport:
        """Look everything over; what is wrong is in the report, not raised. May raise Cancelled."""
        watcher = progress or Unwatched()
        with self._database.read() as session:
            made: dict[str, Callable[[], checks.Found]] = {
                checks.FILE: lambda: checks.check_file(session),
                checks.REFERENCES: lambda: checks.check_references(session),
                checks.ATTACHMENTS: lambda: checks.check_attachments(session, attachments_of(self.path), watcher),
                checks.PAPERS: lambda: checks.check_papers(session),
                checks.WORDING: lambda: checks.check_wording(session, self._damaged_wording()),
                checks.INDEX: lambda: checks.check_index(self._search.freshness()),
                checks.AUDIT: lambda: checks.check_audit(self._proved(session, watcher)),
                checks.LETTERS: lambda: checks.check_letters(session),
                checks.TRIGGERS: lambda: checks.check_triggers(session, self._triggers, watcher),
            }
            results = {area: _result(area, check) for area, check in made.items()}
        findings = tuple(finding for _looked_at, found in results.values() for finding in found)
        return CheckReport({area: looked_at for area, (looked_at, _found) in results.items()}, findings)

    def verify_audit(self, progress: Progress | None = None) -> AuditVerdict:
        """Prove the audit trail from its first entry to its head; may raise Cancelled."""
        with self._database.read() as session:
            return self._proved(session, progress)

    def _ask_room(self, folder: Path, files: int) -> None:
        """A backup grows as a copy of the store and as the packed file at once."""
        if self._room is not None:
            self._room.ask("备份", folder, 2 * size_of(self.path) + files)

    def _proved(self, session: Session, progress: Progress | None) -> AuditVerdict:
        known = anchors_of(session, self.path)
        verdict = verify_chain(session, progress)
        return replace(verdict, anchors=len(known), astray=(*astray(session, known), *unguarded(session)))

    def _is_kept_in(self, backup: Path) -> bool:
        """Whether the newest backup holds the trail's present head; one that cannot be read keeps nothing."""
        try:
            manifest = manifest_in(backup)
        except NoBackup as error:
            log.info("automatic backup %s cannot be read: %s", backup, error)
            return False
        return manifest.audit_head == self._head()

    def _head(self) -> str:
        wanted = select(AuditEntry.hash).order_by(AuditEntry.seq.desc()).limit(1)
        with self._database.read() as session:
            return session.scalars(wanted).first() or GENESIS

    def _thin_out(self, folder: Path) -> None:
        dated = automatic_backups(folder, self.path)
        gone = superfluous(dated.values())
        for path in (path for path, at in dated.items() if at in gone):
            try:
                path.unlink()
            except OSError as error:
                raise BackupFailed(
                    f"备份已做好，但删不掉过期的“{path.name}”（{reason_of(error)}）。请手工删除。"
                ) from error


def _result(area: str, check: Callable[[], checks.Found]) -> checks.Found:
    try:
        return check()
    except KnownError as error:
        return checks.told_of(error, area)
