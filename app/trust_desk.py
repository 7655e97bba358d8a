"""Makes the services of trust: who may do what, what is kept of unsaved work, marks, the trash."""

from functools import cached_property
from typing import TYPE_CHECKING

from app.figure_desk import FigureDesk

if TYPE_CHECKING:
    from app.services.keys.service import Keys
    from app.services.secrecy.service import Secrecy
    from app.services.store.automatic import Backups
    from app.services.store.second_places import SecondPlaces
    from app.services.store.trials import TrialRestores


class TrustDesk(FigureDesk):
    """What one open store can do about accounts, drafts not saved yet, secrecy and removal."""

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

        return Secrecy(self._database, self.clock, self.changes, Masking(self.resources.secrecy))
