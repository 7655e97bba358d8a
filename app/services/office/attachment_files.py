"""The attachment folder: bytes under their hash, each content once, copied in and out with their hash checked."""

import hashlib
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from app.models.data_key import DataKey
from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import KnownError
from app.services.foundation.files import flush_folder, replacing
from app.services.guarding.room import Room
from app.services.keys.sealing import SealBroken
from app.services.office.attachment_kinds import LARGEST, RefusedKinds, too_large
from app.services.office.attachment_names import safe_name, shown_name
from app.services.office.attachment_rows import Condition
from app.services.office.vault import INCOMING, Readable, Vault, length_at, place_of

__all__ = ["AttachmentFiles", "AttachmentLost", "Condition", "Staged", "Stored", "digest_of", "place_of"]

_BLOCK = 1024 * 1024
_SETTLED = 2_000_000_000  # nanoseconds; clocks of file systems are as coarse as two seconds (FAT)

Tick = Callable[[int], object]  # told the bytes done of one file; may raise Cancelled


class AttachmentLost(KnownError):
    """The bytes of an attachment are not where they were put, or are not what was put there."""


@dataclass(frozen=True)
class Stored:
    """Bytes that lie in the attachment folder; ``name`` is what the file was called outside, ``size`` in bytes."""

    sha256: str
    size: int
    name: str


@dataclass(frozen=True)
class Staged(Stored):
    """Bytes copied into the folder under a temporary name, not yet in their place."""

    at: Path
    vault: Vault


def _silent(_done: int) -> None:
    """Nobody watches."""


class AttachmentFiles:
    """What lies in ``X.files``. Nothing here knows of records."""

    def __init__(self, folder: Path, refused: RefusedKinds, key: DataKey | None = None) -> None:
        """``folder`` is made when the first file comes; with a ``key`` what comes is sealed."""
        self.folder, self.vault = folder, Vault(folder, key)
        self.refused = refused
        self.room: Room | None = None  # asked before a file is copied
        self._seen_sound: dict[str, tuple[int, int, int]] = {}

    def stage(self, path: Path, tick: Tick = _silent, *, is_open: bool = False) -> Staged:
        """Copy a file in under a temporary name; raises DomainError, KnownError, and what ``tick`` raises.

        What ``is_open`` (fonts, which say nothing of a case and are read by name) is never sealed.
        """
        vault = Vault(self.folder) if is_open else self.vault
        coming, name = self.refused.look_at(path), shown_name(path)
        if self.room is not None:
            self.room.ask(f"添加“{name}”", self.folder, coming)
        growing: Path | None = None
        try:
            self.folder.mkdir(exist_ok=True)
            handle, made = tempfile.mkstemp(prefix=INCOMING, dir=self.folder)
            growing = Path(made)
            with os.fdopen(handle, "wb") as copy, path.open("rb") as original:
                with vault.writing(copy) as written:
                    sha256, size = _copy(original, written, tick, lambda size: _refuse_growth(name, size))
                copy.flush()
                os.fsync(copy.fileno())
            staged, growing = Staged(sha256, size, name, growing, vault), None
        except OSError as error:
            raise _not_stored(name, error) from error
        finally:
            if growing is not None:
                growing.unlink(missing_ok=True)
        return staged

    def settle(self, staged: Staged) -> Stored:
        """Put staged bytes in their place, unless the very same lie there already; raises KnownError."""
        place = staged.vault.place(staged.sha256)
        try:
            if not place.is_file() or self.condition(staged.sha256, staged.size) is not Condition.SOUND:
                place.parent.mkdir(exist_ok=True)
                staged.at.replace(place)
                flush_folder(place.parent)
        except OSError as error:
            raise _not_stored(staged.name, error) from error
        finally:
            staged.at.unlink(missing_ok=True)
        return Stored(staged.sha256, staged.size, staged.name)

    def condition(self, sha256: str, size: int | None = None) -> Condition:
        """Whether the bytes are what was put there; hashed again only when the file is not as it was last seen."""
        place = self.vault.found(sha256)
        try:
            found = place.stat()
            if size is not None and found.st_size != length_at(place, size):
                return Condition.CHANGED
            seen = (found.st_size, found.st_mtime_ns, found.st_ino)
            if self._seen_sound.get(sha256) == seen:
                return Condition.SOUND
            if self.vault.digest(sha256) != sha256:
                return Condition.CHANGED
        except (FileNotFoundError, NotADirectoryError):
            return Condition.LOST
        except OSError as error:
            return Condition.CHANGED if isinstance(error, SealBroken) else Condition.UNREADABLE
        # Not the office's clock: this is compared with the file system's. A file written just now could change
        # once more within the same tick and look unchanged, so only one that has been at rest is remembered.
        if time.time_ns() - found.st_mtime_ns > _SETTLED:
            self._seen_sound[sha256] = seen
        return Condition.SOUND

    def checked(self, sha256: str) -> Path:
        """Where the bytes lie, once they have been found sound; raises AttachmentLost."""
        refuse_unsound(self.condition(sha256), place_of(self.folder, sha256))
        return self.vault.found(sha256)

    def readable(self, sha256: str) -> Readable:
        """The bytes to be read, once they have been found sound; raises AttachmentLost."""
        self.checked(sha256)
        return self.vault.readable(sha256)

    def copy_to(self, stored: Stored, target: Path, tick: Tick = _silent) -> None:
        """Write a copy to ``target``, replacing what is there, hashed on the way.

        Raises AttachmentLost and KnownError; then nothing has been written.
        """
        place = self.vault.found(stored.sha256)
        refuse_unsound(Condition.SOUND if place.is_file() else Condition.LOST, place)
        with replacing(target) as temporary:
            try:
                with self.vault.readable(stored.sha256).open("rb") as original, temporary.open("wb") as copy:
                    sha256, _size = _copy(original, copy, tick, lambda _size: None)
            except SealBroken as error:
                raise lost(Condition.CHANGED, place) from error
            refuse_unsound(Condition.SOUND if sha256 == stored.sha256 else Condition.CHANGED, place)

    def copy_into(self, stored: Stored, folder: Path, tick: Tick = _silent) -> Path:
        """Write a copy into ``folder`` under its own name, numbered where that is taken; raises as ``copy_to``."""
        target, is_whole = _reserved(folder, stored.name), False
        try:
            self.copy_to(stored, target, tick)
            is_whole = True
        finally:
            if not is_whole:  # the empty file that kept the name free goes
                target.unlink(missing_ok=True)
        return target


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def lost(condition: Condition, place: Path) -> AttachmentLost:
    """What to raise for bytes that are not sound."""
    words = {
        Condition.LOST: "附件文件不见了",
        Condition.CHANGED: "附件文件的内容与登记时不同",
        Condition.UNREADABLE: "附件文件读不出来",
    }
    return AttachmentLost(f"{words[condition]}（{place.name[:12]}…）。请从备份恢复，或重新添加同一个文件。")


def refuse_unsound(condition: Condition, place: Path) -> None:
    """Raise AttachmentLost for bytes that are not sound."""
    if condition is not Condition.SOUND:
        raise lost(condition, place)


def _reserved(folder: Path, name: str) -> Path:
    number = 1
    while True:
        target = folder / safe_name(name, number)
        number += 1
        if target.is_dir():  # Windows would call this "no permission"
            continue
        try:
            target.open("xb").close()
        except FileExistsError:
            continue
        except OSError as error:
            raise KnownError(f"没有写出“{name}”：{reason_of(error)}。请另选文件夹。") from error
        return target


def _copy(source: IO[bytes], copy: IO[bytes], tick: Tick, weigh: Tick) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for block in iter(lambda: source.read(_BLOCK), b""):
        digest.update(block)
        size += copy.write(block)
        weigh(size)
        tick(size)
    return digest.hexdigest(), size


def _refuse_growth(name: str, size: int) -> None:
    if size > LARGEST:  # it was smaller when it was looked at
        raise too_large(name, size)


def _not_stored(name: str, error: OSError) -> KnownError:
    return KnownError(f"没有存入附件“{name}”：{reason_of(error)}。请检查文件是否打得开、磁盘空间是否足够。")
