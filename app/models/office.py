"""The office itself, its departments and people, and the organisations outside it."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.dates import PartialDate


class Office(Record):
    """The procuratorate this store belongs to; one row. ``short`` is its 代字 in document numbers."""

    __tablename__ = "office"

    name: Mapped[str] = mapped_column(String(120), unique=True)
    short: Mapped[str] = mapped_column(String(20))
    is_demonstration: Mapped[bool] = mapped_column(default=False)


class Department(Record):
    """A department (部门) of the office."""

    __tablename__ = "department"

    name: Mapped[str] = mapped_column(String(80), unique=True)


class Person(Record):
    """Somebody of the office; ``post`` as the office calls it (检察官, 检察官助理, 书记员, 内勤 …)."""

    __tablename__ = "person"

    name: Mapped[str] = mapped_column(String(40))
    post: Mapped[str | None] = mapped_column(String(40))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"), index=True)
    left_on: Mapped[PartialDate | None]  # no longer offered for new work; old records keep the name


class Organisation(Record):
    """An organisation outside the office: addressee, supervised unit, superior office."""

    __tablename__ = "organisation"

    name: Mapped[str] = mapped_column(String(120), unique=True)
    level: Mapped[str | None] = mapped_column(String(40))
    initials: Mapped[str] = mapped_column(String(120), default="", index=True)  # pinyin initials, rmfy for 人民法院


class UnitChange(Record):
    """An organisation that goes on under another name (更名, 合并): both are one unit from then on."""

    __tablename__ = "unit_change"

    earlier_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    later_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    changed_on: Mapped[PartialDate | None]
    note: Mapped[str | None] = mapped_column(Text)
