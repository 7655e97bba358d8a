"""The part of an open store's services that trust stands on: who may do what, and copies of everything."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.services.access.accounts import Accounts
    from app.services.access.countersigns import Countersigns
    from app.services.access.service import Access
    from app.services.secrecy.carrying import Carriers
    from app.services.secrecy.state_secrets import StateSecrets
    from app.services.store.automatic import Backups
    from app.services.store.second_places import SecondPlaces
    from app.services.store.trials import TrialRestores


class TrustServices(Protocol):
    """Accounts, and backups."""

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
    def carriers(self) -> "Carriers":
        """What is carried out on a medium."""

    @property
    def state_secrets(self) -> "StateSecrets":
        """What bears a mark of state secrecy."""

    @property
    def backups(self) -> "Backups":
        """Backups made by themselves."""

    @property
    def second_places(self) -> "SecondPlaces":
        """Where backups go besides."""

    @property
    def trial_restores(self) -> "TrialRestores":
        """Restores made to see whether a backup comes back."""
