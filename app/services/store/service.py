"""Care of one store: backups by hand, checks, and the proof of the audit trail."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from app.models.database import Database
from app.services.foundation.clock import Clock
from app.services.foundation.errors import KnownError
from app.services.foundation.files import made_folder
from app.services.foundation.progress import Progress, Unwatched
from app.services.guarding.room import Room, size_of
from app.services.office.vault import Vault
from app.services.review_triggers.model import Trigger
from app.services.search.service import Search
from app.services.store import checks
from app.services.store.anchors import anchors_of, astray, unguarded
from app.services.store.audit_chain import verify_chain
from app.services.store.backups import Occasion, sweep_shared, write_backup
from app.services.store.places import BACKUP_SUFFIX, attachments_of, unused
from app.services.store.rows import AuditVerdict, BackupRow, CheckReport, Finding, Restored

log = logging.getLogger(__name__)

Sentences = Callable[[], Sequence[str]]
BackUp = Callable[[str, Progress | None], object]  # the occasion it is made on
Triggers = Callable[[], Sequence[Trigger]]
Require = Callable[[str, str], object]  # a permission, and what it is wanted for


def _nobody_is_asked(_permission: str, _doing: str) -> None:
    """For a store without accounts around it."""


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
        self._require: Require = _nobody_is_asked
        self._back_up: BackUp | None = None
        self._damaged_wording, self._triggers = damaged_wording, triggers

    def with_room(self, room: Room) -> "Store":
        """Ask whether the disk has room before a backup is made."""
        self._room = room
        return self

    def with_gate(self, require: Require) -> "Store":
        """Ask whoever works here for the permission of each of these works; ``require`` raises NotAllowed."""
        self._require = require
        return self

    def backed_up_by(self, back_up: BackUp) -> "Store":
        """Keep what changed before the store is looked over and before a restore."""
        self._back_up = back_up
        return self

    @property
    def path(self) -> Path:
        """The store file."""
        return self._database.path

    def backup(self, folder: Path, progress: Progress | None = None) -> BackupRow:
        """One complete backup file in ``folder``, which is made where it is missing.

        Raises NotAllowed, KnownError, Cancelled.
        """
        self._require("store:backup", "备份台账")
        now = self._clock.now()
        made_folder(folder)
        sweep_shared(folder, self.path, now)
        self._ask_room(folder, size_of(attachments_of(self.path)))
        target = unused(folder / f"{self.path.stem}-{now:%Y%m%d-%H%M%S}{BACKUP_SUFFIX}")
        return write_backup(self.path, target, Occasion("手工", now, True), progress or Unwatched(), self._database.key)

    def restore_beside(self, backup: Path, target: Path, progress: Progress | None = None) -> Restored:
        """A backup as a new store; the open one stays as it is, and its key opens what is sealed by it.

        Raises DomainError, PasswordWanted for a sealed backup of another store, NoBackup, KnownError, Cancelled.
        """
        from app.services.store.backup_keys import key_known
        from app.services.store.restoring import restore

        self._require("store:backup", "恢复台账")
        if (problem := self._kept("恢复前", progress)) is not None:
            log.info("no backup before a restore, which leaves the open store as it is: %s", problem)
        key = key_known(backup, self.path, self._database.key) if backup.is_file() else None
        return restore(backup, target, progress, key)

    def check(self, progress: Progress | None = None) -> CheckReport:
        """Back up what changed, then look everything over; what is wrong is told, not raised.

        May raise NotAllowed, Cancelled.
        """
        self._require("store:check", "检查台账")
        watcher = progress or Unwatched()
        problem = self._kept("检查前", progress)
        vault = Vault(attachments_of(self.path), self._database.key)
        with self._database.read_behind() as session:
            made: dict[str, Callable[[], checks.Found]] = {
                checks.FILE: lambda: checks.check_file(session),
                checks.REFERENCES: lambda: checks.check_references(session),
                checks.ATTACHMENTS: lambda: checks.check_attachments(session, vault, watcher),
                checks.PAPERS: lambda: checks.check_papers(session),
                checks.WORDING: lambda: checks.check_wording(session, self._damaged_wording()),
                checks.INDEX: lambda: checks.check_index(self._search.freshness()),
                checks.AUDIT: lambda: checks.check_audit(self._proved(session, watcher)),
                checks.RECORDS: lambda: checks.check_records(session, watcher),
                checks.LETTERS: lambda: checks.check_letters(session),
                checks.TRIGGERS: lambda: checks.check_triggers(session, self._triggers, watcher),
            }
            results = {area: _result(area, check) for area, check in made.items()}
        unkept = [Finding("备份", "提示", f"检查前没有做成备份：{problem}")] if problem else []
        findings = (*unkept, *(finding for _looked_at, found in results.values() for finding in found))
        return CheckReport({area: looked_at for area, (looked_at, _found) in results.items()}, findings)

    def verify_audit(self, progress: Progress | None = None) -> AuditVerdict:
        """Prove the audit trail from its first entry to its head; may raise NotAllowed, Cancelled."""
        self._require("store:verify", "核验审计链")
        with self._database.read_behind() as session:
            return self._proved(session, progress)

    def _kept(self, occasion: str, progress: Progress | None) -> KnownError | None:
        """Why there is no backup: what is damaged cannot be backed up, and is to be looked over all the more."""
        try:
            if self._back_up is not None:
                self._back_up(occasion, progress)
        except KnownError as problem:
            return problem
        return None

    def _ask_room(self, folder: Path, files: int) -> None:
        """A backup grows as a copy of the store and as the packed file at once."""
        if self._room is not None:
            self._room.ask("备份", folder, 2 * size_of(self.path) + files)

    def _proved(self, session: Session, progress: Progress | None) -> AuditVerdict:
        known = anchors_of(session, self.path, self._database.key)
        verdict = verify_chain(session, progress)
        return replace(verdict, anchors=len(known), astray=(*astray(session, known), *unguarded(session)))


def _result(area: str, check: Callable[[], checks.Found]) -> checks.Found:
    try:
        return check()
    except KnownError as error:
        return checks.told_of(error, area)
