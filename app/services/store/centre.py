"""What can be restored: the copies of a store wherever they lie, and what each would bring or lack."""

import logging
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from app.models.cipher import connect, sqlite_errors
from app.models.data_key import DataKey
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.progress import Progress, Unwatched
from app.services.guarding.owner import Owner, hold
from app.services.keys.keyring import opened_by_password, opened_by_recovery
from app.services.keys.locks import Opener, Unlocked
from app.services.keys.problems import PasswordWanted, WrongPassword
from app.services.keys.recovery import MistypedKey
from app.services.keys.slots import KeyFile
from app.services.store.backup_keys import sealed_by, slots_of
from app.services.store.backups import TRYING, automatic_backups, manifest_in
from app.services.store.care_rows import (
    AUTOMATIC,
    BROKEN,
    CHOSEN,
    READABLE,
    SEALED,
    SECOND,
    UPGRADE,
    ActLine,
    Condition,
    CopyRow,
    Preview,
)
from app.services.store.manifest import Manifest, NoBackup
from app.services.store.media import plugged_in
from app.services.store.places import backups_of, keys_of
from app.services.store.restoring import put_back, restore, unpacked
from app.services.store.rows import Restored
from app.services.store.second_places import Plugged, places_beside
from app.services.store.soundness import is_sound
from app.services.store.upgrade_copies import is_locked_copy, is_upgrade_copy, made_at, manifest_of, upgrade_copies
from app.services.trail.intention_index import title_of

_SHOWN = 30  # acts told one by one
log = logging.getLogger(__name__)


class RestoreCentre:
    """The copies of one store, which need not open; the store itself is only ever read, but by ``put_back``."""

    def __init__(self, store: Path, clock: Clock, plugged: Plugged = plugged_in) -> None:
        """``plugged`` tells the media that are there."""
        self.store, self._clock, self._plugged = store, clock, plugged
        self._keys: dict[str, DataKey] = {}  # by the store they are of: copies of several may be in one list
        self._by_paper: set[str] = set()

    def condition(self) -> Condition:
        """Whether the store needs a copy in its place at all; reads all of it, and writes nothing."""
        key = self._key_of(self.store)
        if not self.store.is_file():
            return Condition.MISSING
        if key is None and keys_of(self.store).exists():
            return Condition.UNREAD
        try:
            return Condition.SOUND if is_sound(self.store, key) else Condition.DAMAGED
        except sqlite_errors(OSError) as problem:
            log.info("%s cannot be read just now: %s", self.store, problem)
            return Condition.UNREAD

    def copies(self, chosen: Sequence[Path] = ()) -> tuple[CopyRow, ...]:
        """Every copy within reach, the newest first; one that cannot be read is in the list and says so."""
        found: dict[Path, str] = dict.fromkeys(chosen, CHOSEN)
        places = [(place, SECOND) for place in places_beside(self.store, self._plugged)]
        for folder, source in ((self.store.parent, AUTOMATIC), *places):
            for path in automatic_backups(folder / backups_of(self.store).name, self.store):
                found.setdefault(path, source)
        for path in upgrade_copies(self.store):
            found.setdefault(path, UPGRADE)
        rows = [_row(path, source, self._key_of(path)) for path, source in found.items()]
        return tuple(sorted(rows, key=lambda row: (row.made_at, row.entries), reverse=True))

    def unlock(self, backup: Path, typed: str) -> None:
        """Open sealed copies by a password or the recovery key on paper; raises WrongPassword, KnownError."""
        try:
            slots = slots_of(backup)
        except OSError as error:
            raise NoBackup(f"“{backup.name}”没有加密，或者已经损坏。请换一个备份文件。") from error
        try:
            self._keys[slots.store] = opened_by_password(slots, typed)
        except WrongPassword as wrong:
            try:
                self._keys[slots.store] = opened_by_recovery(slots, typed)
                self._by_paper.add(slots.store)
            except MistypedKey:
                raise wrong from None  # what was typed was meant as a password

    def open_by(self, given: Opener) -> None:
        """Open sealed copies by what already fits the store; where it does not, they stay sealed."""
        try:
            slots = KeyFile.read(keys_of(self.store))
            self._keys[slots.store] = given.opens(slots)
        except (DomainError, KnownError) as problem:
            log.info("copies of %s stay sealed: %s", self.store, problem)

    def opener_of(self, backup: Path) -> Opener | None:
        """What opens a store that was restored from a copy without asking again.

        None where nothing is known, or the paper alone: opening by it has a new password set.
        """
        slots, key = self._slots(backup), self._key_of(backup)
        return None if key is None or slots is None or slots.store in self._by_paper else Unlocked(key)

    def preview(self, backup: Path, progress: Progress | None = None) -> Preview:
        """Open a copy for proof and compare it with the store; raises NoBackup, PasswordWanted, KnownError."""
        watcher = progress or Unwatched()
        watcher.report(0, 3)
        with TemporaryDirectory(prefix=TRYING) as work:
            key = self._key_of(backup)
            copy, manifest = unpacked(backup, Path(work), key)
            watcher.report(1, 3)
            newest, _count = _acts(copy, key, -1)
        watcher.report(2, 3)
        lacking, count = _beyond(self.store, self._key_of(self.store), manifest)
        watcher.report(3, 3)
        return Preview(backup, _sentence(manifest, count), newest[:5], lacking, count)

    def restore_beside(self, backup: Path, target: Path, progress: Progress | None = None) -> Restored:
        """As a new store; raises DomainError, KnownError, Cancelled."""
        return restore(backup, target, progress, self._key_of(backup))

    def put_back(self, backup: Path, progress: Progress | None = None) -> Path:
        """In the place of the damaged store, which is kept; where that lies now.

        Raises StoreInUse while a window is open on it, KnownError, Cancelled.
        """
        now = self._clock.now()
        with hold(self.store, Owner.here("", now)):
            return put_back(backup, self.store, now, progress, self._key_of(backup))

    def _key_of(self, path: Path) -> DataKey | None:
        """What is known of a sealed copy, or of the store itself."""
        slots = self._slots(path)
        return None if slots is None else self._keys.get(slots.store)

    def _slots(self, path: Path) -> KeyFile | None:
        """None of what is plain or cannot be read: reading it says why."""
        try:
            return KeyFile.read(keys_of(path)) if path == self.store else sealed_by(path)
        except (OSError, KnownError):
            return None


def _row(path: Path, source: str, key: DataKey | None) -> CopyRow:
    size = path.stat().st_size if path.is_file() else 0
    try:
        if is_locked_copy(path) and key is None:
            return CopyRow(path, source, made_at(path), size, SEALED, UPGRADE)
        manifest = manifest_of(path, key) if is_upgrade_copy(path) else manifest_in(path, key)
    except PasswordWanted:
        return CopyRow(path, source, _told_by_name(path), size, SEALED)
    except sqlite_errors(NoBackup, KnownError, OSError):
        return CopyRow(path, source, _told_by_name(path), size, BROKEN)
    return CopyRow(
        *(path, source, manifest.made_at, size, READABLE, manifest.occasion, manifest.counts, manifest.audit_entries)
    )


def _told_by_name(path: Path) -> str:
    if is_upgrade_copy(path):
        return made_at(path)
    store = path.parent.with_suffix(".jdt")
    at = automatic_backups(path.parent, store).get(path)
    return at.isoformat() if at else ""


def _beyond(store: Path, key: DataKey | None, manifest: Manifest) -> tuple[tuple[ActLine, ...], int | None]:
    """Acts after the copy's last; what a damaged page hides is not counted, and the count is then None."""
    if not store.is_file():
        return (), None
    return _acts(store, key, manifest.audit_entries)


def _acts(store: Path, key: DataKey | None, after: int) -> tuple[tuple[ActLine, ...], int | None]:
    wanted = (
        "select act, min(at), min(actor), min(intention), count(*) from audit_entry where seq > ?"
        " group by act order by act desc"
    )
    lines: list[ActLine] = []
    try:
        with closing(connect(store, key, "ro")) as connection:
            found = connection.execute(wanted, (after,)).fetchall()
            lines = [ActLine(at, actor, title_of(name), rows) for _act, at, actor, name, rows in found[:_SHOWN]]
    except sqlite_errors():
        return tuple(lines), None
    return tuple(lines), len(found)


def _sentence(manifest: Manifest, lacking: int | None) -> str:
    held = (
        f"检察建议 {manifest.counts.get('suggestion', 0)} 份、监督事项 {manifest.counts.get('matter', 0)} 件、"
        f"线索 {manifest.counts.get('clue', 0)} 件"
    )
    made = manifest.made_at[:16].replace("T", " ")
    brings = f"{manifest.office}，{made} 的备份（{manifest.occasion}），已打开核对，完好：{held}。"
    if lacking is None:
        return f"{brings}原来的台账读不出来，无法比对会缺少什么。"
    if not lacking:
        return f"{brings}与原来的台账相比，没有缺少任何操作。"
    return f"{brings}与原来的台账相比，会缺少其后的 {lacking} 次操作，列在下面。"
