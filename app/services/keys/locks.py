"""Whether a store is locked, and what opens it; nothing here writes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.models.cipher import is_plain
from app.models.data_key import DataKey
from app.services.keys.keyring import Keyring, opened_by_password, opened_by_recovery
from app.services.keys.problems import KeysMissing, PasswordWanted
from app.services.keys.slots import OWNER, KeyFile
from app.services.store.places import keys_of


class Opener(Protocol):
    """What opens the keys of a store or of a backup."""

    def opens(self, file: KeyFile) -> DataKey:
        """The data key; raises WrongPassword, MistypedKey, NoEncryption."""


_PAGE = 512  # bytes; the size of every SQLite file is a multiple of it


@dataclass(frozen=True)
class Pass:
    """What somebody gave to open with: a password (whose, where that is known) or the recovery key."""

    text: str
    name: str | None = None
    is_recovery: bool = False

    def __repr__(self) -> str:
        """Says nothing of the text."""
        return f"Pass(…, name={self.name!r}, is_recovery={self.is_recovery})"

    def opens(self, file: KeyFile) -> DataKey:
        """The data key; raises WrongPassword, MistypedKey, NoEncryption."""
        if self.is_recovery:
            return opened_by_recovery(file, self.text)
        if self.name is not None and file.named(self.name) is None and file.named(OWNER) is not None:
            return opened_by_password(file, self.text, OWNER)  # who has not signed in since the store was encrypted
        return opened_by_password(file, self.text, self.name)


@dataclass(frozen=True)
class Unlocked:
    """Keys that were made or opened just now: nobody is asked again."""

    key: DataKey

    def opens(self, _file: KeyFile) -> DataKey:
        """The key itself."""
        return self.key


def is_locked(store: Path) -> bool:
    """Whether a store is there and is encrypted; raises OSError."""
    return store.is_file() and not is_plain(store) and keys_of(store).is_file()


def names_that_open(store: Path) -> tuple[str, ...]:
    """Whose passwords open an encrypted store, ``OWNER`` for that of the store itself; raises KeysDamaged."""
    return tuple(dict.fromkeys(slot.name for slot in KeyFile.read(keys_of(store)).of("password")))


def key_for(store: Path, given: Opener | None) -> DataKey | None:
    """The key of an encrypted store, None for a plain one; raises PasswordWanted, WrongPassword, KeysMissing …"""
    ring = ring_for(store, given)
    return ring.key if ring else None


def ring_for(store: Path, given: Opener | None) -> Keyring | None:
    """The opened keys of an encrypted store, None for a plain one or where nothing is there."""
    if not is_locked(store):
        if looks_encrypted(store):
            raise KeysMissing(store, keys_of(store))
        return None
    if given is None:
        raise PasswordWanted(store)
    file = KeyFile.read(keys_of(store))
    return Keyring(keys_of(store), file, given.opens(file))


def looks_encrypted(store: Path) -> bool:
    """Whether a file without keys may be an encrypted store: whole pages of noise. Raises OSError."""
    if not store.is_file() or is_plain(store):
        return False
    size = store.stat().st_size
    with store.open("rb") as file:
        head = file.read(_PAGE)
    return size >= 8 * _PAGE and size % _PAGE == 0 and len(set(head)) > _PAGE // 3
