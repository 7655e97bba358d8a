"""Who has signed in, and what is shown of accounts and of acts two people agree on."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.models.trust_terms import Role
from app.services.access.permissions import NOTHING, OFFICE

WITHDRAWN = "申请人撤回"  # the opinion on an application that its maker let go of


@dataclass(frozen=True)
class Standing:
    """What an account is at one moment; a session ends where it is not so any more."""

    is_active: bool
    roles: tuple[Role, ...]
    department_ids: tuple[int, ...]


@dataclass(frozen=True)
class Session:
    """Somebody who has signed in. ``person`` is their name in the office's register, by which they handle records."""

    account_id: int
    name: str
    person: str
    standing: Standing
    departments: tuple[str, ...]
    permissions: frozenset[str]
    reach: str  # nothing, department, office
    signed_in_at: str
    last_in_at: str | None  # the time before
    failures: int  # wrong passwords since then
    must_change: bool  # nothing else is possible before the password was changed
    is_expired: bool = False  # it has to be changed because it is too old, not because somebody else has set it

    @property
    def roles(self) -> tuple[Role, ...]:
        """What the person is here."""
        return self.standing.roles

    def may(self, permission: str) -> bool:
        """Whether ``object:action`` is held."""
        return permission in self.permissions

    @property
    def reads_cases(self) -> bool:
        """Whether anything of the content of cases is shown."""
        return self.reach != NOTHING

    @property
    def reads_all(self) -> bool:
        """Whether records of every department are shown."""
        return self.reach == OFFICE


@dataclass(frozen=True)
class NewAccount:
    """An account to be made. ``roles`` and ``departments`` only when accounts are switched on: later it takes two."""

    name: str
    password: str = field(repr=False)
    person_id: int | None = None
    roles: tuple[Role, ...] = ()
    department_ids: tuple[int, ...] = ()
    must_change: bool = True  # not where its owner has typed it


@dataclass(frozen=True)
class SwitchOn:
    """What switching accounts on takes: the three officers, and whoever else shall be able to sign in at once."""

    system_administrator: NewAccount
    security_administrator: NewAccount
    auditor: NewAccount
    others: tuple[NewAccount, ...] = ()


@dataclass(frozen=True)
class AccountRow:
    """One account as it is listed."""

    id: int
    name: str
    person_id: int | None
    person: str | None
    roles: tuple[Role, ...]
    department_ids: tuple[int, ...]
    departments: tuple[str, ...]
    is_active: bool
    must_change: bool
    failures: int
    locked_until: str | None
    last_in_at: str | None
    password_since: str


@dataclass(frozen=True)
class CountersignRow:
    """One act somebody asked another person to agree to. ``agreed`` is None until it was answered."""

    id: int
    intention: str
    act: str  # the intention's Chinese title
    table: str
    row_id: int
    title: str
    reason: str
    asked_by: str
    asked_at: str
    agreed: bool | None
    answered_by: str | None
    answered_at: str | None
    opinion: str | None
    used_at: str | None


def whole_minute(at: str) -> str:
    """A moment to the next whole minute: told to the minute, a wait must not seem over while seconds of it are left."""
    moment = datetime.fromisoformat(at)
    begun = moment.replace(second=0, microsecond=0)
    return (begun if begun == moment else begun + timedelta(minutes=1)).isoformat(timespec="seconds")
