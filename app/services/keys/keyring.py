"""The opened keys of one store: its data key, and the slots that lead to it."""

import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.models.data_key import KEY_LENGTH, DataKey
from app.services.foundation.errors import DomainError
from app.services.foundation.files import write_file
from app.services.keys.problems import WrongPassword
from app.services.keys.recovery import new_recovery_key, secret_of
from app.services.keys.rules import Hardness
from app.services.keys.slots import OWNER, RECOVERY, KeyFile, Slot
from app.services.keys.wrapping import unwrap, wrap


def opened_by_password(file: KeyFile, password: str, name: str | None = None) -> DataKey:
    """The data key; ``name`` tells whose password it is, without it every slot is tried. Raises WrongPassword."""
    for slot in file.of("password"):
        if name in (None, slot.name) and (key := unwrap(slot, file.store, _bytes(password))):
            return key
    raise WrongPassword("姓名或口令", "忘记口令的，请系统管理员重设") if name else WrongPassword


def opened_by_recovery(file: KeyFile, typed: str) -> DataKey:
    """The data key by the paper; raises MistypedKey, and WrongPassword where it is the paper of another store."""
    secret = secret_of(typed)
    for slot in file.of("recovery"):
        if key := unwrap(slot, file.store, secret):
            return key
    raise WrongPassword("恢复密钥不是这个台账的，或者已经换过。恢复密钥")


class Keyring:
    """The keys of one store, opened. What changes is written to ``X.keys`` whole or not at all."""

    def __init__(self, path: Path, file: KeyFile, key: DataKey) -> None:
        """Use ``make``, ``unlock`` or ``unlock_by_recovery``."""
        self.path, self.file, self.key = path, file, key

    @classmethod
    def make(cls, path: Path, password: str, at: str, hardness: Hardness, name: str = OWNER) -> tuple["Keyring", str]:
        """A new data key with its first password, and the recovery key, which is told here once and kept nowhere.

        ``at`` is an ISO moment. Nothing is written before ``save``. Raises NoEncryption.
        """
        key = DataKey(secrets.token_bytes(KEY_LENGTH))
        ring = cls(path, KeyFile(secrets.token_hex(16), ()), key)
        ring._put(name, password, at, hardness)
        recovery = new_recovery_key()
        ring._put_recovery(recovery, at)
        return ring, recovery

    @classmethod
    def of_file(cls, key: DataKey, password: str, at: str, hardness: Hardness) -> "Keyring":
        """Keys of one file that goes elsewhere: a password alone opens it; there is nothing to save."""
        ring = cls(Path(), KeyFile(secrets.token_hex(16), ()), key)
        ring._put(OWNER, password, at, hardness)
        return ring

    @classmethod
    def unlock(cls, path: Path, password: str, name: str | None = None) -> "Keyring":
        """Open ``X.keys``; writes nothing. Raises WrongPassword, KeysDamaged, NoEncryption."""
        file = KeyFile.read(path)
        return cls(path, file, opened_by_password(file, password, name))

    @classmethod
    def unlock_by_recovery(cls, path: Path, typed: str) -> "Keyring":
        """Open ``X.keys`` by the paper; writes nothing. Raises MistypedKey, WrongPassword, KeysDamaged."""
        file = KeyFile.read(path)
        return cls(path, file, opened_by_recovery(file, typed))

    @property
    def names(self) -> tuple[str, ...]:
        """Whose passwords open the store."""
        return tuple(dict.fromkeys(slot.name for slot in self.file.of("password")))

    def save(self) -> None:
        """Write ``X.keys``; raises FileNotWritten, and then the old one stands."""
        write_file(self.path, self.file.text().encode())

    def change_password(self, old: str, new: str, at: str, hardness: Hardness, name: str = OWNER) -> None:
        """Wrap the same data key anew; no page of the store is written. Raises WrongPassword."""
        opened_by_password(self.file, old, name)
        self.add_slot(name, new, at, hardness)

    def add_slot(self, name: str, password: str, at: str, hardness: Hardness) -> None:
        """Let a password open the store, in the place of the one of that name."""
        self._put(name, password, at, hardness)
        self.save()

    def add_beside(self, name: str, password: str, at: str, hardness: Hardness) -> Slot:
        """Let another password of a name open the store, besides the one it has until ``keep_only``."""
        slot = wrap(self.key, self.file.store, (name, "password"), _bytes(password), at, hardness)
        self.file = replace(self.file, slots=(*self.file.slots, slot))
        self.save()
        return slot

    def keep_only(self, wanted: Callable[[Slot], bool]) -> None:
        """Take out the passwords that are not wanted; where none would be left, all stay."""
        kept = tuple(slot for slot in self.file.slots if slot.kind != "password" or wanted(slot))
        if kept != self.file.slots and any(slot.kind == "password" for slot in kept):
            self.file = replace(self.file, slots=kept)
            self.save()

    def is_opened_by(self, slot: Slot, password: str) -> bool:
        """Whether a password opens this slot."""
        return unwrap(slot, self.file.store, _bytes(password)) is not None

    def remove_slot(self, name: str) -> None:
        """Let a password open the store no longer; raises DomainError for the last one."""
        if self.names == (name,):
            raise DomainError("这是打开台账的最后一个口令，不能移除。请先为别人设置口令。")
        self.file = self.file.without(name)
        self.save()

    def renew_recovery(self, recovery: str, at: str) -> None:
        """Another recovery key (of ``new_recovery_key``) in the place of the old one; raises MistypedKey."""
        self._put_recovery(recovery, at)
        self.save()

    def _put(self, name: str, password: str, at: str, hardness: Hardness) -> None:
        slot = wrap(self.key, self.file.store, (name, "password"), _bytes(password), at, hardness)
        self.file = self.file.with_slot(slot)

    def _put_recovery(self, recovery: str, at: str) -> None:
        slot = wrap(self.key, self.file.store, (RECOVERY, "recovery"), secret_of(recovery), at, None)
        self.file = self.file.with_slot(slot)


def _bytes(password: str) -> bytes:
    """The same password is the same bytes, however the keyboard composed its signs."""
    return unicodedata.normalize("NFC", password).encode()
