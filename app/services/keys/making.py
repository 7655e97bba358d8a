"""Makes encrypted stores: new ones, and plain ones turned into encrypted ones, each with its first password.

Light until it is asked for something: the first page of the window holds one.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.models.data_key import encryption_is_possible
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.progress import Progress
from app.services.foundation.resources import Resources
from app.services.keys.rows import Encrypted, SealedExport, Unsealed
from app.services.keys.rules import KeyRules

if TYPE_CHECKING:
    from app.models.actor import Actor
    from app.services.keys.keyring import Keyring


@dataclass(frozen=True)
class NewKeys:
    """Keys that nothing is locked with yet; ``recovery`` is to be shown, printed, and then forgotten."""

    ring: "Keyring"
    recovery: str


class KeyMaker:
    """For the first page of the window and the command line, which have no open store."""

    def __init__(self, resources: Resources, clock: Clock) -> None:
        """The rules are read when first asked for."""
        self._resources, self._clock = resources, clock

    @property
    def is_possible(self) -> bool:
        """Whether this machine has what encryption needs."""
        return encryption_is_possible()

    @property
    def rules(self) -> KeyRules:
        """What a password must be."""
        return KeyRules.read(self._resources.keys)

    def keys_for(self, store: Path, password: str, again: str) -> NewKeys:
        """New keys; nothing is written. Raises FieldProblem, NoEncryption."""
        from app.services.keys.keyring import Keyring
        from app.services.keys.wrapping import refuse_without_libraries
        from app.services.store.places import keys_of

        refuse_without_libraries()
        rules = self.rules
        rules.check(password, again)
        return NewKeys(*Keyring.make(keys_of(store), password, self._now, rules.hardness))

    def paper(self, store: Path, office: str, recovery: str) -> bytes:
        """The recovery key as PDF."""
        from app.services.keys.paper import recovery_paper

        return recovery_paper(self._resources, office, store.name, recovery, self._clock.today().isoformat())

    def seal(self, folder: Path, target: Path, password: str, progress: Progress) -> SealedExport:
        """A folder for another office in one sealed file; raises FieldProblem, DomainError, KnownError, Cancelled."""
        from app.services.keys.sealed_export import seal_folder

        rules = self.rules
        rules.check(password)
        if not folder.is_dir():
            raise DomainError(f"找不到文件夹 {folder}，没有加密。请检查路径。")
        if target.exists():
            raise DomainError(f"{target} 已经存在，不会覆盖。请换一个文件名。")
        return seal_folder(folder, target, password, self._now, rules.hardness, progress)

    def unseal(self, sealed: Path, folder: Path, password: str, progress: Progress) -> Unsealed:
        """The files of a sealed one in a new folder; raises DomainError, WrongPassword, KnownError, Cancelled."""
        from app.services.keys.sealed_export import open_sealed

        return open_sealed(sealed, folder, password, progress)

    def encrypt(self, store: Path, actor: "Actor", keys: NewKeys, progress: Progress) -> Encrypted:
        """Encrypt a plain store that nobody has open; raises as ``encrypt_store``."""
        from app.services.keys.encrypting import encrypt_store

        return encrypt_store(store, keys.ring, actor, self._clock, progress)

    @property
    def _now(self) -> str:
        return self._clock.now().isoformat(timespec="seconds")
