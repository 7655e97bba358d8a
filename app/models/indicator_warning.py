"""Warnings about figures: the bands the office set, what stood out, who looked at it, what it came to."""

from datetime import date

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.indicator_terms import WarningConclusion, WarningKind


class IndicatorBand(Record):
    """Between which values an indicator of a unit is left alone. No target: outside it somebody looks."""

    __tablename__ = "indicator_band"
    __table_args__ = (Index("uq_indicator_band", "code", "unit", unique=True),)

    code: Mapped[str] = mapped_column(String(20))
    unit: Mapped[str] = mapped_column(String(120))
    low: Mapped[int | None]  # hundredths of a percent point or of the quotient
    high: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text)


class FigureWarning(Record):
    """Something about a month's figures that asks to be looked at, followed until somebody writes the conclusion."""

    __tablename__ = "figure_warning"
    __table_args__ = (
        Index("uq_figure_warning", "kind", "code", "unit", "department", "month", unique=True),
        Index("ix_figure_warning_open", "concluded_at", "month"),
    )

    kind: Mapped[WarningKind]
    code: Mapped[str] = mapped_column(String(120))  # indicator, item, or rule and item
    unit: Mapped[str] = mapped_column(String(120))
    department: Mapped[str] = mapped_column(String(80), default="")
    month: Mapped[str] = mapped_column(String(7))
    sentence: Mapped[str] = mapped_column(Text)  # as it stood when it was last raised
    figures: Mapped[str] = mapped_column(Text)  # JSON: n, d, bounds, the twelve months before
    raised_at: Mapped[str] = mapped_column(String(32))
    is_standing: Mapped[bool] = mapped_column(default=True)  # False: the figures have changed, it holds no more
    verified_by: Mapped[str | None] = mapped_column(String(80))
    verified_on: Mapped[date | None]
    verification: Mapped[str | None] = mapped_column(Text)  # what was looked at and found
    outcome: Mapped[WarningConclusion | None]
    conclusion: Mapped[str | None] = mapped_column(Text)
    concluded_by: Mapped[str | None] = mapped_column(String(80))
    concluded_at: Mapped[str | None] = mapped_column(String(32))
