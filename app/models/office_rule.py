"""What the office adds to the shipped calendar and rules: its own days, holiday notices that came in, local rules."""

from datetime import date

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class OwnDay(Record):
    """A day the office itself keeps free, or works."""

    __tablename__ = "own_day"

    day: Mapped[date] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(String(60))
    is_working: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(Text)


class HolidayNotice(Record):
    """A year's holiday notice that came in after the program; it goes before the shipped one. ``body`` is JSON."""

    __tablename__ = "holiday_notice"

    year: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)


class LocalRule(Record):
    """A deadline rule of the office itself; ``body`` is the JSON of the same fields as in the rule files."""

    __tablename__ = "local_rule"

    code: Mapped[str] = mapped_column(String(20), index=True)
    body: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
