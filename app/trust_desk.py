"""Makes the services of trust: who may do what, what is kept of unsaved work, marks, the trash."""

from functools import cached_property, partial
from typing import TYPE_CHECKING

from typing_extensions import override

from app.figure_desk import FigureDesk

if TYPE_CHECKING:
    from app.models.database import Database
    from app.services.access.accounts import Accounts
    from app.services.access.countersigns import Countersigns
    from app.services.access.passwords import Hashing
    from app.services.access.service import Access, Parts
    from app.services.drafts.service import Drafts
    from app.services.foundation.clock import Clock
    from app.services.foundation.resources import Resources
    from app.services.keys.service import Keys
    from app.services.secrecy.service import Secrecy
    from app.services.store.automatic import Backups
    from app.services.store.second_places import SecondPlaces
    from app.services.store.service import Store
    from app.services.store.trials import TrialRestores
    from app.services.trail.log import AuditLog
    from app.services.trash.service import Trash


class TrustDesk(FigureDesk):
    """What one open store can do about accounts, drafts not saved yet, secrecy and removal."""

    def __init__(self, database: "Database", clock: "Clock", resources: "Resources") -> None:
        """The store gets its gate at once: where accounts are on, nobody reads or writes before signing in."""
        super().__init__(database, clock, resources)
        from app.services.access.gate import AccessGate

        self._gate: AccessGate = AccessGate(database, resources.access)
        database.gate = self._gate

    @cached_property
    def access(self) -> "Access":
        """Who has signed in, and what they may."""
        from app.services.access.service import Access

        return Access(self._access_parts)

    @cached_property
    @override
    def audit_log(self) -> "AuditLog":
        """审计记录, for whoever may read it."""
        from app.services.trail.log import AuditLog

        return AuditLog(self._database, lambda: self.access.require("audit:read", "查看审计记录"))

    @cached_property
    @override
    def store(self) -> "Store":
        """Backup, check, audit verification, for whoever may; what changed is kept first."""
        return super().store.with_gate(self.access.require).backed_up_by(self.backups.automatic)

    @cached_property
    def accounts(self) -> "Accounts":
        """账户."""
        from app.services.access.accounts import Accounts

        return Accounts(self._access_parts, self.access)

    @cached_property
    def countersigns(self) -> "Countersigns":
        """第二人同意."""
        from app.services.access.countersigns import Countersigns

        return Countersigns(self._access_parts, self.access)

    @cached_property
    def _access_parts(self) -> "Parts":
        from app.services.access.service import Parts
        from app.services.access.slots import StoreSlots

        slots = StoreSlots(self._database, self.clock, lambda: self.keys.rules.hardness)
        return Parts(self._database, self.clock, self._gate, lambda: self._hashing, slots)

    @cached_property
    def _hashing(self) -> "Hashing":
        from app.services.access.passwords import Hashing, PasswordRules

        return Hashing(PasswordRules.read(self.resources.access))

    @cached_property
    def keys(self) -> "Keys":
        """Passwords and the recovery key of an encrypted store."""
        from app.services.keys.service import Keys

        return Keys(self._database, self.clock, self.resources.keys)

    @cached_property
    def backups(self) -> "Backups":
        """Backups made by themselves."""
        from app.services.store.automatic import Backups, Parts

        return Backups(Parts(self._database, self.clock, self.resources.backups, self.room))

    @cached_property
    def second_places(self) -> "SecondPlaces":
        """Where backups go besides."""
        from app.services.store.second_places import SecondPlaces

        return SecondPlaces(self._database, self.clock, self.resources.backups)

    @cached_property
    def trial_restores(self) -> "TrialRestores":
        """Restores made to see whether a backup comes back."""
        from app.services.store.trials import TrialRestores

        return TrialRestores(self._database, self.clock, self.resources.backups, self.changes)

    @cached_property
    def secrecy(self) -> "Secrecy":
        """标记、知悉范围 and masked names."""
        from app.services.secrecy.masking import Masking
        from app.services.secrecy.service import Secrecy

        return Secrecy(self._database, self.clock, self.changes, Masking(self.resources.secrecy), self.state_secrets)

    @cached_property
    def drafts(self) -> "Drafts":
        """What was typed and not saved yet."""
        from app.services.drafts.service import Drafts

        return Drafts(self._database, self.clock)

    @cached_property
    def trash(self) -> "Trash":
        """回收站."""
        from app.services.trash.barring import Bars
        from app.services.trash.service import Parts, Trash

        means = self._database, self.clock, self.changes, self.attachments
        bars, follow = Bars(self.resources.trash), self.follow_taken_back
        admit = partial(self.access.require, "trash:remove", "查看回收站")
        return Trash(Parts(*means, bars, follow, admit, self.countersigns.use))
