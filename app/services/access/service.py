"""Signing in and out, and switching accounts on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.models.account import Account
from app.models.actor import Actor
from app.models.office import Department, Person
from app.models.trust_terms import Role
from app.services.access import intentions as wish
from app.services.access.gate import AccessGate, standing_of
from app.services.access.making import Maker
from app.services.access.passwords import Hashing, PasswordRules
from app.services.access.permissions import NOTHING
from app.services.access.rows import Session, Standing, SwitchOn, whole_minute
from app.services.access.slots import StoreSlots
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, NotAllowed
from app.services.foundation.intentions import performs
from app.services.keys.slots import OWNER
from app.services.trail.undoing import moment

if TYPE_CHECKING:
    from app.models.database import Database


class WrongPassword(DomainError):
    """The name or the password is not right; never confused with a damaged store."""


class LockedOut(DomainError):
    """Too many wrong passwords: one has to wait."""


@dataclass(frozen=True)
class Parts:
    """What accounts stand on."""

    database: "Database"
    clock: Clock
    gate: AccessGate
    hashing: Callable[[], Hashing]  # read when first needed
    slots: StoreSlots  # by which passwords open an encrypted store


class Access:
    """Who has signed in here, and what they may."""

    def __init__(self, parts: Parts) -> None:
        """Nobody has signed in yet."""
        self._parts = parts

    @property
    def is_on(self) -> bool:
        """Whether this store has accounts; without, everything is open to whoever opens it."""
        return self._parts.gate.is_on

    @property
    def session(self) -> Session | None:
        """Who has signed in."""
        return self._parts.gate.session

    def actor(self, otherwise: str = "") -> Actor:
        """Who writes: whoever has signed in, else the name given."""
        session = self.session
        return Actor(otherwise) if session is None else Actor(session.name, session)

    def may(self, permission: str) -> bool:
        """Whether ``object:action`` is open to whoever works here now; everything is where there are no accounts."""
        if not self.is_on:
            return True
        return self.session is not None and self.session.may(permission)

    def may_read(self, thing: str) -> bool:
        """Whether anything of an object is shown: some by permission, like ``audit``, the rest to who reads cases."""
        permission = f"{thing}:read"
        if not self.is_on:
            return True
        if self.session is None:
            return False
        if permission in self._parts.gate.permissions.known:
            return self.session.may(permission)
        return self.session.reads_cases

    def whose(self, permission: str) -> str:
        """The roles that hold ``object:action``, as they are read."""
        by_role = self._parts.gate.permissions.by_role
        return "、".join(role.label for role in Role if permission in by_role[role])

    def require(self, permission: str, doing: str) -> None:
        """Refuse whoever may not; raises NotAllowed. ``doing`` is the act in Chinese."""
        if not self.may(permission):
            who = self.session.name if self.session else "没有登录的人"
            raise NotAllowed(f"{who}没有“{doing}”的权限。请由有权限的人员办理。")

    @performs(wish.SWITCH_ON)
    def switch_on(self, actor: Actor, draft: SwitchOn) -> None:
        """Make the three officers' accounts and those of others in one step; from then on one has to sign in.

        Raises FieldProblem naming the account and field, DomainError where accounts are on already.
        """
        if self.is_on:
            raise DomainError("本台账已经启用账户。要增加人员，请系统管理员新建账户。")
        maker = Maker(self._parts.hashing(), self._parts.gate.permissions, self._now())
        write = self._parts.database.write
        with self._parts.slots.step() as slots, write(actor, wish.SWITCH_ON, self._parts.clock.now()) as unit:
            maker.make_all(unit.session, draft)
            for new in (draft.system_administrator, draft.security_administrator, draft.auditor, *draft.others):
                slots.let_in(new.name.strip(), new.password)
            slots.keep_out(OWNER)

    def sign_in(self, name: str, password: str, *, has_opened: bool = False) -> Session:
        """Let somebody in; raises WrongPassword, LockedOut, DomainError. Failures are kept in the trail.

        ``has_opened``: this name and password have just opened the encrypted store, and need not be tried on it again.
        """
        if not self.is_on:
            raise DomainError("本台账没有启用账户，不用登录。")
        account = self._known(name.strip(), password)
        session = self._let_in(account, password)
        with self._parts.database.read_behind() as reading:
            active = frozenset(reading.scalars(select(Account.name).where(Account.is_active)))
        self._parts.slots.mend(account.name, password, active, is_known=has_opened)
        self._parts.gate.session = session
        return session

    def unlock(self, password: str) -> Session:
        """Whoever has signed in is back; counts wrong passwords as signing in does, and raises the same.

        What runs beside the window goes on under the session it began with, unless the account was changed meanwhile.
        """
        before = self.session
        if before is None:
            raise NotAllowed("没有人登录，不用解锁。请先登录。")
        renewed = self._let_in(self._known(before.name, password, "口令不对"), password)
        if (renewed.standing, renewed.must_change) != (before.standing, before.must_change):
            self._parts.gate.session = renewed
            return renewed
        return before

    @property
    def password_rules(self) -> PasswordRules:
        """What passwords must be like, and how long a window stays open untouched."""
        return self._parts.hashing().rules

    def _known(self, name: str, password: str, wrong: str = "姓名或口令不对") -> Account:
        """The account whose password this is; raises as ``sign_in``. ``wrong`` says what was typed."""
        with self._parts.database.read_behind() as reading:
            account = reading.scalars(select(Account).where(Account.name == name)).one_or_none()
        if account is None:
            self._parts.hashing().waste(password)
            self._tell_failure(name, 0)
            raise WrongPassword("姓名或口令不对。请核对后再试；忘记口令的，请系统管理员重设。")
        self._refuse_locked(account)
        if not self._parts.hashing().fits(account.password_hash, password):
            raise self._failed(account, wrong)
        if not account.is_active:
            self._tell_failure(name, account.id)
            raise DomainError(f"{name}的账户已经停用。需要使用的，请系统管理员重新启用。")
        return account

    def sign_out(self) -> None:
        """Nobody works here until the next sign-in."""
        session = self.session
        if session is None:
            return
        with self._parts.database.write(Actor(session.name), wish.SIGN_OUT, self._parts.clock.now()) as unit:
            unit.tell(Account, session.account_id, {"name": session.name})
        self._parts.gate.session = None

    def changed(self, session: Session) -> None:
        """Go on as this session, after its owner changed something about the account."""
        self._parts.gate.session = session

    def session_of(self, account: Account, standing: Standing, last_in_at: str | None, failures: int) -> Session:
        """What somebody who signs in now may and sees."""
        with self._parts.database.read_behind() as reading:
            person = reading.get(Person, account.person_id) if account.person_id else None
            ids = standing.department_ids or ((person.department_id,) if person and person.department_id else ())
            names = tuple(
                reading.scalars(select(Department.name).where(Department.id.in_(ids)).order_by(Department.id))
            )
        table, must_change = self._parts.gate.permissions, account.must_change or self._is_expired(account)
        return Session(
            account_id=account.id,
            name=account.name,
            person=person.name if person else account.name,
            standing=standing,
            departments=names,
            permissions=table.open_to_all if must_change else table.of(standing.roles),
            reach=NOTHING if must_change else table.reach_of(standing.roles),
            signed_in_at=self._now(),
            last_in_at=last_in_at,
            failures=failures,
            must_change=must_change,
            is_expired=must_change and not account.must_change,
        )

    def _is_expired(self, account: Account) -> bool:
        days = self._parts.hashing().rules.max_age_days
        age = self._parts.clock.now() - datetime.fromisoformat(account.password_since)
        return bool(days and age > timedelta(days=days))

    def _let_in(self, account: Account, password: str) -> Session:
        hashing, parts = self._parts.hashing(), self._parts
        with parts.database.write(Actor(account.name), wish.SIGN_IN, parts.clock.now()) as unit:
            kept = unit.session.get_one(Account, account.id)
            last, failures = kept.last_in_at, kept.failures
            kept.last_in_at, kept.failures, kept.locked_until = self._now(), 0, None
            if hashing.is_outdated(kept.password_hash):
                kept.password_hash = hashing.hashed(password)
            standing = standing_of(unit.session.connection(), account.id)
        return self.session_of(account, standing, last, failures)

    def _refuse_locked(self, account: Account) -> None:
        if account.locked_until and datetime.fromisoformat(account.locked_until) > self._parts.clock.now():
            until = moment(whole_minute(account.locked_until))
            raise LockedOut(
                f"{account.name}连续输错口令 {account.failures} 次，{until}以前不能登录。"
                "请到时再试；忘记口令的，请系统管理员重设。"
            )

    def _failed(self, account: Account, wrong: str) -> DomainError:
        """Count one more wrong password, and say what follows."""
        rules, now = self._parts.hashing().rules, self._parts.clock.now()
        with self._parts.database.write(Actor(account.name), wish.SIGN_IN_FAILED, now) as unit:
            kept = unit.session.get_one(Account, account.id)
            kept.failures += 1
            wait = rules.wait_after(kept.failures)
            kept.locked_until = (now + timedelta(seconds=wait)).isoformat(timespec="seconds") if wait else None
            failures, until = kept.failures, kept.locked_until
        if until is None:
            left = rules.free_failures - failures
            return WrongPassword(f"{wrong}。请核对后再试；再输错 {left} 次，要等待一段时间才能登录。")
        return LockedOut(
            f"{wrong}，已连续输错 {failures} 次，{moment(whole_minute(until))}以前不能登录。"
            "请到时再试，或请系统管理员重设口令。"
        )

    def _tell_failure(self, name: str, account_id: int) -> None:
        with self._parts.database.write(Actor(name[:80]), wish.SIGN_IN_FAILED, self._parts.clock.now()) as unit:
            unit.tell(Account, account_id, {"name": name[:80]})

    def _now(self) -> str:
        return self._parts.clock.now().isoformat(timespec="seconds")
