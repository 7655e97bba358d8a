"""Makes accounts: names that are not taken, passwords that meet the rules, officers kept apart."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.account import Account, AccountDepartment, AccountRole
from app.models.office import Person
from app.models.trust_terms import Role
from app.services.access.passwords import Hashing
from app.services.access.permissions import Permissions
from app.services.access.rows import NewAccount, SwitchOn
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import needed


@dataclass(frozen=True)
class Maker:
    """Writes accounts inside an open transaction; ``now`` is the moment, ISO."""

    hashing: Hashing
    permissions: Permissions
    now: str

    def make_all(self, session: Session, draft: SwitchOn) -> None:
        """The officers and the others of a store that gets accounts; raises FieldProblem, DomainError."""
        officers = (
            ("system_administrator", draft.system_administrator, Role.SYSTEM_ADMINISTRATOR),
            ("security_administrator", draft.security_administrator, Role.SECURITY_ADMINISTRATOR),
            ("auditor", draft.auditor, Role.AUDITOR),
        )
        for part, new, role in officers:
            try:
                self.entitle(session, self.make(session, new), (role,))
            except FieldProblem as problem:
                raise FieldProblem(f"{part}.{problem.field}", f"{role.label}：{problem}") from problem
        for new in draft.others:
            account = self.make(session, new)
            self.entitle(session, account, new.roles)
            self.show(session, account, new.department_ids)

    def make(self, session: Session, new: NewAccount) -> Account:
        """An account without any role; raises FieldProblem."""
        name = needed("name", "姓名", new.name)
        if session.scalars(select(Account.id).where(Account.name == name)).one_or_none() is not None:
            raise FieldProblem("name", f"已经有“{name}”的账户。同名的人请在姓名后加部门以示区别。")
        if new.person_id is not None and session.get(Person, new.person_id) is None:
            raise FieldProblem("person_id", "人员登记里没有这个人。请重新选择。")
        self.hashing.rules.check(new.password, name)
        account = Account(
            name=name,
            person_id=new.person_id if new.person_id is not None else _person_called(session, name),
            password_hash=self.hashing.hashed(new.password),
            password_since=self.now,
            must_change=new.must_change,
        )
        session.add(account)
        session.flush()
        return account

    def entitle(self, session: Session, account: Account, roles: tuple[Role, ...]) -> None:
        """Give an account these roles and no others; raises DomainError where officers would not be apart."""
        self.permissions.refuse_mixed(roles)
        self._refuse_same_person(session, account, roles)
        standing = {
            row.role: row for row in session.scalars(select(AccountRole).where(AccountRole.account_id == account.id))
        }
        for role in Role:
            if role in standing and role not in roles:
                session.delete(standing[role])
            elif role in roles and role not in standing:
                session.add(AccountRole(account_id=account.id, role=role))
        session.flush()

    def show(self, session: Session, account: Account, department_ids: tuple[int, ...]) -> None:
        """Let an account read these departments and no others."""
        rows = session.scalars(select(AccountDepartment).where(AccountDepartment.account_id == account.id))
        standing = {row.department_id: row for row in rows}
        for key, row in standing.items():
            if key not in department_ids:
                session.delete(row)
        for key in sorted(set(department_ids) - set(standing)):
            session.add(AccountDepartment(account_id=account.id, department_id=key))
        session.flush()

    def replace_password(self, account: Account, password: str, must_change: bool) -> None:
        """Another password, remembering the one before; raises FieldProblem."""
        rules = self.hashing.rules
        rules.check(password, account.name)
        before = [account.password_hash, *account.past_hashes.split()][: rules.not_recent]
        if self.hashing.is_among(before, password):
            raise FieldProblem("password", f"这个口令最近用过，不能与最近 {rules.not_recent} 个口令相同。请换一个。")
        account.past_hashes = "\n".join(before)
        account.password_hash = self.hashing.hashed(password)
        account.password_since, account.must_change = self.now, must_change
        account.failures, account.locked_until = 0, None

    def refuse_last_officer(self, session: Session, account: Account) -> None:
        """Refuse to leave the office without one of its officers; raises DomainError."""
        held = set(session.scalars(select(AccountRole.role).where(AccountRole.account_id == account.id)))
        for role in sorted(held & self.permissions.officers, key=list(Role).index):
            others = (
                select(func.count())
                .select_from(Account)
                .join(AccountRole, AccountRole.account_id == Account.id)
                .where(AccountRole.role == role, Account.is_active, Account.id != account.id)
            )
            if not session.scalar(others):
                raise DomainError(
                    f"{account.name}是唯一的{role.label}，停用以后没有人能办这一员的事。请先另设一名{role.label}。"
                )

    def _refuse_same_person(self, session: Session, account: Account, roles: tuple[Role, ...]) -> None:
        """One person holds the part of one officer only, and case roles beside it only where the data allows."""
        if account.person_id is None:
            return
        others = (
            select(AccountRole.role)
            .join(Account, Account.id == AccountRole.account_id)
            .where(Account.person_id == account.person_id, Account.id != account.id, Account.is_active)
        )
        elsewhere, officers = set(session.scalars(others)), self.permissions.officers
        if set(roles) & officers and elsewhere & officers:
            raise DomainError(f"{account.name}的另一个账户已经担任三员之一，三员要由不同的人担任。请另选一人。")
        is_mixed = bool(set(roles) & officers and elsewhere - officers) or bool(
            set(roles) - officers and elsewhere & officers
        )
        if is_mixed and not self.permissions.is_person_shared:
            raise DomainError(f"{account.name}已有办案或三员的另一个账户，本院规定两者不能由同一个人担任。请另选一人。")


def _person_called(session: Session, name: str) -> int | None:
    """The one person of that name in the office's register."""
    found = session.scalars(select(Person.id).where(Person.name == name, Person.left_on.is_(None))).all()
    return found[0] if len(found) == 1 else None
