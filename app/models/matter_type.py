"""Matter types: the versions running matters keep, the office's own versions, and its list of powers (职权清单)."""

from datetime import date

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.terms import Certainty


class KeptMatterType(Record):
    """A matter type as it read when a matter began; ``digest`` is a short SHA-256 of ``body`` (TOML)."""

    __tablename__ = "kept_matter_type"

    digest: Mapped[str] = mapped_column(String(16), unique=True)
    code: Mapped[str] = mapped_column(String(40), index=True)
    name: Mapped[str] = mapped_column(String(60))
    source: Mapped[str] = mapped_column(String(80))  # 标准, or 本院 and its day
    body: Mapped[str] = mapped_column(Text)


class OwnMatterType(Record):
    """A version of a matter type the office wrote; ``text`` is the whole type as TOML."""

    __tablename__ = "own_matter_type"

    code: Mapped[str] = mapped_column(String(40), index=True)
    name: Mapped[str] = mapped_column(String(60))
    valid_from: Mapped[date]
    text: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    is_withdrawn: Mapped[bool] = mapped_column(default=False)


class OwnPower(Record):
    """One line of the office's 职权清单: who proposes, reviews and decides an act, on what basis, from when to when."""

    __tablename__ = "own_power"

    act: Mapped[str] = mapped_column(String(40), index=True)  # code of the act
    name: Mapped[str] = mapped_column(String(60))
    proposes: Mapped[str] = mapped_column(String(80))  # posts, parted by 、
    reviews: Mapped[str | None] = mapped_column(String(80))
    decides: Mapped[str] = mapped_column(String(120))
    basis: Mapped[str] = mapped_column(Text)
    certainty: Mapped[Certainty]
    note: Mapped[str | None] = mapped_column(Text)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text)
    is_withdrawn: Mapped[bool] = mapped_column(default=False)
