"""What was done at the end of a year."""

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class YearEndStep(Record):
    """One step of a year's end, as it was done."""

    __tablename__ = "year_end_step"
    __table_args__ = (Index("uq_year_end_step", "year", "code", unique=True),)

    year: Mapped[int]
    code: Mapped[str] = mapped_column(String(40))
    done_by: Mapped[str] = mapped_column(String(80))
    done_at: Mapped[str] = mapped_column(String(32))
    note: Mapped[str | None] = mapped_column(Text)
