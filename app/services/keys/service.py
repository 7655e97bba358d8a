"""The keys of one open store: changing the password, the recovery key, and what was left readable."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from sqlalchemy import select

from app.models.data_key import encryption_is_possible
from app.models.database import Database
from app.models.setting import Setting
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import Actor, Intention, performs
from app.services.foundation.progress import Progress, Unwatched
from app.services.keys.intentions import (
    CHANGE_PASSWORD,
    DESTROY_PLAIN,
    ENCRYPT_STORE,
    KEEP_OUT,
    LET_IN,
    RENEW_RECOVERY,
    RESET_PASSWORD,
)
from app.services.keys.keyring import Keyring, opened_by_password, opened_by_recovery
from app.services.keys.plain_remains import destroy, remains_of
from app.services.keys.rows import Destroyed, Encrypted
from app.services.keys.rules import KeyRules
from app.services.keys.slots import OWNER, KeyFile
from app.services.store.places import keys_of

NOTED = "keys.changed"  # the setting whose changes are the trail of what was done about keys


class Keys:
    """The keys of one store. Every change is written to ``X.keys`` inside the transaction that leaves its trace."""

    def __init__(self, database: Database, clock: Clock, folder: Path) -> None:
        """``folder`` holds the rules of passwords."""
        self._database, self._clock, self._folder = database, clock, folder

    @cached_property
    def rules(self) -> KeyRules:
        """What a password must be."""
        return KeyRules.read(self._folder)

    @property
    def is_encrypted(self) -> bool:
        """Whether this store is."""
        return self._database.key is not None

    @property
    def can_encrypt(self) -> bool:
        """Whether this machine has what encryption needs."""
        return encryption_is_possible()

    @property
    def names(self) -> tuple[str, ...]:
        """Whose passwords open the store; empty for a plain one."""
        return self._ring().names if self.is_encrypted else ()

    @performs(CHANGE_PASSWORD)
    def change_password(self, actor: Actor, old: str, new: str, again: str, name: str = OWNER) -> None:
        """Wrap the data key anew; nothing else is written. Raises WrongPassword, FieldProblem, DomainError."""
        ring = self._ring()
        opened_by_password(ring.file, old, name)
        self.rules.check(new, again)
        if new == old:
            raise DomainError("新口令与旧口令相同，没有更换。请换一个。")
        with self._noted(actor, CHANGE_PASSWORD, name):
            ring.add_slot(name, new, self._now, self.rules.hardness)

    @performs(RESET_PASSWORD)
    def reset_password(self, actor: Actor, recovery: str, new: str, again: str, name: str = OWNER) -> None:
        """Another password by the paper key; raises MistypedKey, WrongPassword, FieldProblem."""
        ring = self._ring()
        opened_by_recovery(ring.file, recovery)
        self.rules.check(new, again)
        with self._noted(actor, RESET_PASSWORD, name):
            ring.add_slot(name, new, self._now, self.rules.hardness)

    @performs(RENEW_RECOVERY)
    def renew_recovery(self, actor: Actor, password: str, recovery: str) -> None:
        """Let another recovery key open the store, the old paper no longer; raises WrongPassword, MistypedKey.

        ``recovery`` is a new one, kept on paper already: so no moment is without a paper that opens.
        """
        ring = self._ring()
        opened_by_password(ring.file, password)
        with self._noted(actor, RENEW_RECOVERY, ""):
            ring.renew_recovery(recovery, self._now)

    def check_password(self, password: str) -> None:
        """Raises WrongPassword; writes nothing."""
        opened_by_password(self._ring().file, password)

    @performs(LET_IN)
    def let_in(self, actor: Actor, name: str, password: str) -> None:
        """Let an account's password open the store; raises FieldProblem."""
        self.rules.check(password)
        with self._noted(actor, LET_IN, name):
            self._ring().add_slot(name, password, self._now, self.rules.hardness)

    @performs(KEEP_OUT)
    def keep_out(self, actor: Actor, name: str) -> None:
        """Let an account's password open the store no longer; raises DomainError for the last one."""
        with self._noted(actor, KEEP_OUT, name):
            self._ring().remove_slot(name)

    @performs(ENCRYPT_STORE)
    def encrypt(self, actor: Actor, ring: Keyring, progress: Progress | None = None) -> Encrypted:
        """Encrypt this plain store by new keys that are not saved yet; raises DomainError, KnownError, Cancelled.

        Nobody may have it open, so it is let go of here. Once encrypted, it is to be opened anew with its key.
        """
        from app.services.keys.encrypting import encrypt_store

        self._database.close()
        return encrypt_store(self._database.path, ring, actor, self._clock, progress or Unwatched())

    def plain_remains(self) -> tuple[Path, ...]:
        """Readable files left from before the store was encrypted."""
        return remains_of(self._database.path, self._database.key)

    @performs(DESTROY_PLAIN)
    def destroy_plain(self, actor: Actor, progress: Progress | None = None) -> Destroyed:
        """Overwrite and remove them, once everything sealed has been found whole; raises KnownError, Cancelled."""
        if self._database.key is None:
            raise DomainError("台账没有加密，没有可以销毁的明文副本。")
        with self._noted(actor, DESTROY_PLAIN, ""):
            return destroy(self._database, progress or Unwatched())

    @property
    def _now(self) -> str:
        return self._clock.now().isoformat(timespec="seconds")

    def _ring(self) -> Keyring:
        if self._database.key is None:
            raise DomainError("这个台账没有加密，没有口令。要加密，请在“口令与加密”里选“加密台账”。")
        path = keys_of(self._database.path)
        return Keyring(path, KeyFile.read(path), self._database.key)

    @contextmanager
    def _noted(self, actor: Actor, intention: Intention, name: str) -> Iterator[None]:
        value = json.dumps({"what": intention.title, "name": name, "at": self._now}, ensure_ascii=False)
        with self._database.write(actor, intention, self._clock.now()) as unit:
            setting = unit.session.scalars(select(Setting).where(Setting.key == NOTED)).one_or_none()
            if setting is None:
                unit.session.add(Setting(key=NOTED, value=value))
            else:
                setting.value = value
            unit.session.flush()
            yield
