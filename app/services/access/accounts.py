"""Accounts: made by the system administrator, entitled by the security administrator, owned by whoever signs in."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Reading

from app.models.account import Account, AccountDepartment, AccountRole
from app.models.actor import Actor
from app.models.office import Department, Person
from app.models.trust_terms import Role
from app.services.access import intentions as wish
from app.services.access.gate import standing_of
from app.services.access.making import Maker
from app.services.access.rows import AccountRow, NewAccount, Session, whole_minute
from app.services.access.service import Access, Parts
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, FieldProblem, NotAllowed
from app.services.foundation.intentions import performs
from app.services.foundation.refusals import needed

OFFICERS = "account"  # the table that agreements about accounts name


class Accounts:
    """The accounts of one store."""

    def __init__(self, parts: Parts, access: Access) -> None:
        """``access`` is told when somebody's own session changes."""
        self._parts = parts
        self._access = access

    def accounts(self) -> tuple[AccountRow, ...]:
        """All accounts by name; raises NotAllowed for whoever may not see them."""
        self._access.require("account:read", "查看账户")
        now = self._parts.clock.now()
        with self._parts.database.read_behind() as reading:
            return tuple(_row(reading, each, now) for each in reading.scalars(select(Account).order_by(Account.name)))

    def departments(self) -> tuple[tuple[int, str], ...]:
        """The departments an account may be let read, by number and name; raises NotAllowed."""
        self._access.require("account:read", "查看账户")
        with self._parts.database.read_behind() as reading:
            rows = reading.execute(select(Department.id, Department.name).order_by(Department.id))
            return tuple((key, name) for key, name in rows)

    @performs(wish.CREATE)
    def create(self, actor: Actor, new: NewAccount) -> Written:
        """An account without roles, which another officer gives; raises FieldProblem, NotAllowed."""
        if not self._access.is_on:
            raise DomainError("本台账还没有启用账户。请先启用账户，同时设定三员。")
        write = self._parts.database.write
        with self._parts.slots.step() as slots, write(actor, wish.CREATE, self._parts.clock.now()) as unit:
            account = self._maker().make(unit.session, new)
            slots.let_in(account.name, new.password)
            return Written(account.id, unit.act)

    @performs(wish.SET_ROLES)
    def set_roles(self, actor: Actor, account_id: int, roles: Iterable[Role], reason: str) -> Written:
        """Give an account these roles and no others; raises DomainError where officers would not be apart."""
        held = tuple(roles)
        with self._parts.database.write(actor, wish.SET_ROLES, self._parts.clock.now(), _reason(reason)) as unit:
            account, maker = _account(unit.session, account_id), self._maker()
            _refuse_oneself(actor, account, "角色")
            if not set(self._roles(unit.session, account)) & maker.permissions.officers <= set(held):
                maker.refuse_last_officer(unit.session, account)
            maker.entitle(unit.session, account, held)
            return Written(account.id, unit.act)

    @performs(wish.SET_DEPARTMENTS)
    def set_departments(self, actor: Actor, account_id: int, department_ids: Iterable[int], reason: str) -> Written:
        """Let an account read these departments; none means the person's own."""
        wanted = tuple(department_ids)
        with self._parts.database.write(actor, wish.SET_DEPARTMENTS, self._parts.clock.now(), _reason(reason)) as unit:
            account = _account(unit.session, account_id)
            _refuse_oneself(actor, account, "可见部门")
            unknown = [key for key in wanted if unit.session.get(Department, key) is None]
            if unknown:
                raise FieldProblem("department_ids", "有的部门已经不在登记里。请重新选择。")
            self._maker().show(unit.session, account, wanted)
            return Written(account.id, unit.act)

    @performs(wish.RESET_PASSWORD)
    def reset_password(self, actor: Actor, account_id: int, password: str, reason: str) -> Written:
        """A password its owner has to change at the next sign-in; for another officer's, a second one has to agree."""
        write, now = self._parts.database.write, self._parts.clock.now()
        with (
            self._parts.slots.step() as slots,
            write(actor, wish.RESET_PASSWORD, now, _reason(reason)) as unit,
        ):
            account, maker = _account(unit.session, account_id), self._maker()
            if account.name == actor.name:
                raise DomainError("自己的口令请用“更改口令”，要输入原来的口令。")
            if set(self._roles(unit.session, account)) & maker.permissions.officers and self._access.is_on:
                self._parts.gate.four_eyes.use(unit, actor, wish.RESET_PASSWORD, (OFFICERS, account.id))
            maker.replace_password(account, password, must_change=True)
            slots.let_in(account.name, password)
            return Written(account.id, unit.act)

    @performs(wish.DEACTIVATE)
    def deactivate(self, actor: Actor, account_id: int, reason: str) -> Written:
        """Nobody signs in with this account any more; what was written under its name keeps it."""
        write, now = self._parts.database.write, self._parts.clock.now()
        with self._parts.slots.step() as slots, write(actor, wish.DEACTIVATE, now, _reason(reason)) as unit:
            account = _account(unit.session, account_id)
            if not account.is_active:
                raise DomainError(f"{account.name}的账户已经停用。")
            self._maker().refuse_last_officer(unit.session, account)
            account.is_active = False
            slots.keep_out(account.name)
            return Written(account.id, unit.act)

    @performs(wish.REACTIVATE)
    def reactivate(self, actor: Actor, account_id: int, reason: str) -> Written:
        """An account that was stopped may sign in again, with the roles it had.

        In an encrypted store its password has to be set anew, because the one it had no longer opens the store.
        """
        with self._parts.database.write(actor, wish.REACTIVATE, self._parts.clock.now(), _reason(reason)) as unit:
            account = _account(unit.session, account_id)
            if account.is_active:
                raise DomainError(f"{account.name}的账户正在使用，不用重新启用。")
            account.is_active = True
            self._maker().entitle(unit.session, account, self._roles(unit.session, account))
            return Written(account.id, unit.act)

    @performs(wish.CHANGE_PASSWORD)
    def change_password(self, actor: Actor, old: str, new: str) -> Session:
        """One's own password; gives the session one goes on with. Raises FieldProblem, NotAllowed."""
        session = self._access.session
        if session is None or actor.session is not session:
            raise NotAllowed("请先登录，再更改自己的口令。")
        write = self._parts.database.write
        with self._parts.slots.step() as slots, write(actor, wish.CHANGE_PASSWORD, self._parts.clock.now()) as unit:
            account = _account(unit.session, session.account_id)
            if not self._parts.hashing().fits(account.password_hash, old):
                raise FieldProblem("old", "原来的口令不对。请重新输入。")
            self._maker().replace_password(account, new, must_change=False)
            slots.let_in(account.name, new)
            standing = standing_of(unit.session.connection(), account.id)
        renewed = self._access.session_of(account, standing, session.last_in_at, session.failures)
        self._access.changed(renewed)
        return renewed

    def _maker(self) -> Maker:
        now = self._parts.clock.now().isoformat(timespec="seconds")
        return Maker(self._parts.hashing(), self._parts.gate.permissions, now)

    def _roles(self, reading: Reading, account: Account) -> tuple[Role, ...]:
        return tuple(reading.scalars(select(AccountRole.role).where(AccountRole.account_id == account.id)))


def _account(reading: Reading, account_id: int) -> Account:
    found = reading.get(Account, account_id)
    if found is None:
        raise DomainError("没有这个账户。请刷新后再看。")
    return found


def _reason(reason: str) -> str:
    return needed("reason", "理由", reason)


def _refuse_oneself(actor: Actor, account: Account, what: str) -> None:
    if account.name == actor.name:
        raise DomainError(f"不能更改自己账户的{what}。请另一名安全保密管理员办理。")


def _row(reading: Reading, account: Account, now: datetime) -> AccountRow:
    is_locked = bool(account.locked_until) and datetime.fromisoformat(account.locked_until or "") > now
    standing = standing_of(reading.connection(), account.id)
    person = reading.get(Person, account.person_id) if account.person_id else None
    shown = select(AccountDepartment.department_id, Department.name).join(
        Department, Department.id == AccountDepartment.department_id
    )
    departments = reading.execute(shown.where(AccountDepartment.account_id == account.id).order_by(Department.id)).all()
    return AccountRow(
        id=account.id,
        name=account.name,
        person_id=account.person_id,
        person=person.name if person else None,
        roles=standing.roles,
        department_ids=tuple(key for key, _name in departments),
        departments=tuple(name for _key, name in departments),
        is_active=account.is_active,
        must_change=account.must_change,
        failures=account.failures,
        locked_until=whole_minute(account.locked_until) if account.locked_until and is_locked else None,
        last_in_at=account.last_in_at,
        password_since=account.password_since,
    )
