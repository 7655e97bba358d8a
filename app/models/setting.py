"""Settings, saved views and running numbers, kept in the store."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class Setting(Record):
    """One setting; ``value`` is JSON."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(80), unique=True)
    value: Mapped[str] = mapped_column(Text)


class EntrySequence(Record):
    """The last entry number given for a series (JY, SX …) in a year."""

    __tablename__ = "entry_sequence"

    series: Mapped[str] = mapped_column(String(8))
    year: Mapped[int]
    last: Mapped[int]
