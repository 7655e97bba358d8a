"""The office's own Excel forms: the workbook as it came, and which cell shows which figure."""

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.indicator_terms import FormPart, FormReach, FormSource


class OwnForm(Record):
    """One edition of a form; the newest one counts. The workbook lies beside the attachments under its hash."""

    __tablename__ = "own_form"
    __table_args__ = (Index("uq_own_form", "name", "edition", unique=True),)

    name: Mapped[str] = mapped_column(String(120))
    edition: Mapped[int]  # 1 as first taken in
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
    source: Mapped[FormSource]
    code: Mapped[str] = mapped_column(String(120))
    reach: Mapped[FormReach]
    part: Mapped[FormPart]
    label: Mapped[str] = mapped_column(String(200))  # what stands beside it; a new edition is matched by it
