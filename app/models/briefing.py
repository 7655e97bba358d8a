"""What is written about the figures of a period: bulletin, analysis, yearly report; each sentence with its figures."""

from datetime import date

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.dates import PartialDate
from app.models.indicator_terms import BriefingKind


class Briefing(Record):
    """A report over a range of months; its figures are kept as they were, its sentences as they were edited."""

    __tablename__ = "briefing"
    __table_args__ = (Index("ix_briefing_period", "kind", "first", "last"),)

    kind: Mapped[BriefingKind]
    title: Mapped[str] = mapped_column(String(200))
    first: Mapped[str] = mapped_column(String(7))
    last: Mapped[str] = mapped_column(String(7))
    as_of: Mapped[date]
    sentences: Mapped[str] = mapped_column(Text)  # JSON: section, key, text as made, text as edited, figure codes
    figures: Mapped[str] = mapped_column(Text)  # JSON: code, name, n, d, shown, where it came from
    made_by: Mapped[str] = mapped_column(String(80))
    finished_on: Mapped[date | None]  # from then on it is not edited any more
    presented_to: Mapped[str | None] = mapped_column(String(120))  # 检委会, 党组
    presented_on: Mapped[PartialDate | None]
