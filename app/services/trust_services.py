"""The services of trust that every page may ask of the open store."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.services.access.accounts import Accounts
    from app.services.access.countersigns import Countersigns
    from app.services.access.service import Access
    from app.services.drafts.service import Drafts
    from app.services.guarding.room import Room
    from app.services.keys.service import Keys
    from app.services.secrecy.service import Secrecy
    from app.services.store.automatic import Backups
    from app.services.store.second_places import SecondPlaces
    from app.services.store.trials import TrialRestores
    from app.services.trash.service import Trash


class TrustServices(Protocol):
    """Part of what an open store can do; see Desk."""

    @property
    def drafts(self) -> "Drafts":
        """What was typed and not saved yet."""

    @property
    def trash(self) -> "Trash":
        """回收站."""

    @property
    def access(self) -> "Access":
        """Who has signed in, and what they may."""

    @property
    def accounts(self) -> "Accounts":
        """账户."""

    @property
    def countersigns(self) -> "Countersigns":
        """第二人同意."""

    @property
    def room(self) -> "Room":
        """Free space on the disks that are written to."""

    @property
    def secrecy(self) -> "Secrecy":
        """标记、知悉范围 and masked names."""

    @property
    def keys(self) -> "Keys":
        """Passwords and the recovery key of an encrypted store."""

    @property
    def backups(self) -> "Backups":
        """Backups made by themselves."""

    @property
    def second_places(self) -> "SecondPlaces":
        """Where backups go besides."""

    @property
    def trial_restores(self) -> "TrialRestores":
        """Restores made to see whether a backup comes back."""
