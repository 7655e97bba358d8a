"""The office's own Excel forms: the workbook as it came, and which cell shows which figure."""

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class OwnForm(Record):
    """One form. The workbook lies beside the attachments under its hash."""

    __tablename__ = "own_form"

    name: Mapped[str] = mapped_column(String(120), unique=True)
    file_name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    note: Mapped[str | None] = mapped_column(Text)
    is_withdrawn: Mapped[bool] = mapped_column(default=False)


class FormCell(Record):
    """A cell of a form and the figure it is filled with."""

    __tablename__ = "form_cell"
    __table_args__ = (Index("uq_form_cell", "form_id", "sheet", "cell", unique=True),)

    form_id: Mapped[int] = mapped_column(ForeignKey("own_form.id", deferrable=True, initially="DEFERRED"), index=True)
    sheet: Mapped[str] = mapped_column(String(40))
    cell: Mapped[str] = mapped_column(String(10))  # B7
    source: Mapped[str] = mapped_column(String(20))  # item, indicator, statistic, head
    code: Mapped[str] = mapped_column(String(80))
    reach: Mapped[str] = mapped_column(String(20))  # period, year_before, cumulative …
    part: Mapped[str] = mapped_column(String(10))  # n, d, value
