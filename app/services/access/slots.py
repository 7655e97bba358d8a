"""One password: what an account signs in with also opens the encrypted store, by a slot of its name in ``X.keys``.

Two files never change in one moment. So the new password is let in beside the old one first, then the account's row is
committed, then the old one is taken out. Wherever that is cut short the password the account has opens the store, and
the next sign-in takes out what is left over.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.models.database import Database
from app.services.foundation.clock import Clock
from app.services.foundation.errors import KnownError
from app.services.keys.slots import OWNER
from app.services.store.places import keys_of

if TYPE_CHECKING:
    from app.services.keys.keyring import Keyring
    from app.services.keys.rules import Hardness
    from app.services.keys.slots import Slot

log = logging.getLogger(__name__)


class StoreSlots:
    """The slots of the accounts of one store; nothing happens in a plain one."""

    def __init__(self, database: Database, clock: Clock, hardness: "Callable[[], Hardness]") -> None:
        """``hardness`` is read where a password is wrapped."""
        self._database, self._clock, self._hardness = database, clock, hardness

    @contextmanager
    def step(self) -> Iterator["Step"]:
        """Around the transaction that changes accounts: what is let in within goes again where that fails."""
        if self._database.key is None:
            yield Step(None)
            return
        step = Step(self)
        try:
            yield step
        except BaseException:
            step.undo()
            raise
        step.finish()

    def put(self, name: str, password: str) -> "Slot":
        """Let a password open the store besides those its owner has; raises FileNotWritten, KeysDamaged."""
        return self.ring().add_beside(name, password, self._now, self._hardness())

    def mend(self, name: str, password: str, active: frozenset[str], *, is_known: bool = False) -> None:
        """Whoever has just signed in opens the store by that very password and no other; nobody else by one too many.

        ``active`` are the names of all accounts that may sign in; ``is_known``: the password has just opened the store
        under that name, and where there is but one for it, that is the one. The password of the store as a whole goes
        when each of them has one.
        """
        if self._database.key is None:
            return
        try:
            ring = self.ring()
            own = [slot for slot in ring.file.of("password") if slot.name == name]
            if len(own) != 1 or not (is_known or ring.is_opened_by(own[0], password)):
                ring.add_slot(name, password, self._now, self._hardness())
            ring.keep_only(lambda slot: slot.name in active or (slot.name == OWNER and not active <= set(ring.names)))
        except KnownError:
            log.exception("the keys do not follow the accounts yet")  # the store is open, and may be worked on

    def ring(self) -> "Keyring":
        """The keys as they stand in the file now."""
        from app.services.keys.keyring import Keyring
        from app.services.keys.slots import KeyFile

        assert self._database.key is not None  # noqa: S101 - asked by every caller
        path = keys_of(self._database.path)
        return Keyring(path, KeyFile.read(path), self._database.key)

    @property
    def _now(self) -> str:
        return self._clock.now().isoformat(timespec="seconds")


class Step:
    """What one act does about slots."""

    def __init__(self, slots: StoreSlots | None) -> None:
        """``slots`` is None where the store is plain."""
        self._slots = slots
        self._fresh: dict[str, Slot] = {}
        self._gone: set[str] = set()

    def let_in(self, name: str, password: str) -> None:
        """Inside the transaction: this password opens the store from now on, the one before until it is committed."""
        if self._slots is not None:
            self._fresh[name] = self._slots.put(name, password)

    def keep_out(self, name: str) -> None:
        """Once it is committed this name's password opens the store no longer, unless it is the only one."""
        self._gone.add(name)

    def finish(self) -> None:
        """Take out what no longer counts. The act stands already, so that a failure is left to the next sign-in."""
        try:
            self._keep(lambda slot: slot.name not in self._gone and self._fresh.get(slot.name, slot) == slot)
        except KnownError:
            log.exception("passwords that no longer count are still in the file of keys")

    def undo(self) -> None:
        """Take out what was let in."""
        try:
            self._keep(lambda slot: slot not in self._fresh.values())
        except KnownError:
            log.exception("passwords that were not accepted are still in the file of keys")

    def _keep(self, wanted: "Callable[[Slot], bool]") -> None:
        if self._slots is not None and (self._fresh or self._gone):
            self._slots.ring().keep_only(wanted)
