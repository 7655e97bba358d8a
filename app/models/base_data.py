"""Base data (基础数据): counts by unit, department, item and period, typed or brought along by a table."""

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.indicator_terms import FigureSource


class BaseFigure(Record):
    """One count. Its period is a range of months, of one month for what is kept by the month.

    ``department`` is empty for the whole unit.
    """

    __tablename__ = "base_figure"
    __table_args__ = (
        Index("uq_base_figure", "unit", "department", "item", "first", "last", unique=True),
        Index("ix_base_figure_item_first", "item", "first"),
    )

    unit: Mapped[str] = mapped_column(String(120))  # 填报单位
    department: Mapped[str] = mapped_column(String(80), default="")
    item: Mapped[str] = mapped_column(String(60))  # code of resources/indicators/items.toml, or the item's own words
    first: Mapped[str] = mapped_column(String(7))  # 2021-01
    last: Mapped[str] = mapped_column(String(7))
    count: Mapped[int]
    source: Mapped[FigureSource]
    origin: Mapped[str | None] = mapped_column(Text)  # where it was published or taken from
    note: Mapped[str | None] = mapped_column(Text)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"), index=True)
