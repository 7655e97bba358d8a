"""Local accounts, their roles, and what two people must agree on."""

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.trust_terms import Role


class Account(Record):
    """Somebody who may sign in. Never removed: what was written under a name keeps it."""

    __tablename__ = "account"

    name: Mapped[str] = mapped_column(String(80), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    password_hash: Mapped[str] = mapped_column(String(200), info={"is_secret": True})  # argon2id, with its parameters
    past_hashes: Mapped[str] = mapped_column(Text, default="", info={"is_secret": True})  # newest first, one a line
    password_since: Mapped[str] = mapped_column(String(32))
    must_change: Mapped[bool] = mapped_column(default=True)  # given by an administrator, to be replaced at sign-in
    is_active: Mapped[bool] = mapped_column(default=True)
    failures: Mapped[int] = mapped_column(default=0)  # since the last sign-in
    locked_until: Mapped[str | None] = mapped_column(String(32))
    last_in_at: Mapped[str | None] = mapped_column(String(32))


class AccountRole(Record):
    """One role of an account."""

    __tablename__ = "account_role"
    __table_args__ = (Index("uq_account_role", "account_id", "role", unique=True),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[Role]


class AccountDepartment(Record):
    """A department whose records an account may read."""

    __tablename__ = "account_department"
    __table_args__ = (Index("uq_account_department", "account_id", "department_id", unique=True),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"), index=True)


class Countersign(Record):
    """One act that a second person has to agree to before it is done (四眼): asked for, answered, used once."""

    __tablename__ = "countersign"
    __table_args__ = (Index("ix_countersign_open", "used_at", "intention"),)

    intention: Mapped[str] = mapped_column(String(60))
    table_name: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int]
    title: Mapped[str] = mapped_column(Text)  # what is to be done to what, as it was asked
    row_version: Mapped[int | None]  # of the row when it was asked for: what was agreed to is what is done
    reason: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[str] = mapped_column(String(80))
    asked_at: Mapped[str] = mapped_column(String(32))
    agreed: Mapped[bool | None]
    answered_by: Mapped[str | None] = mapped_column(String(80))
    answered_at: Mapped[str | None] = mapped_column(String(32))
    opinion: Mapped[str | None] = mapped_column(Text)
    used_at: Mapped[str | None] = mapped_column(String(32))
