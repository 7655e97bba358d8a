"""The suggestion library (建议库): reusable paragraphs with their basis, and what somebody marked for himself."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.terms import SuggestionKind


class Paragraph(Record):
    """A paragraph to be used again."""

    __tablename__ = "paragraph"

    title: Mapped[str] = mapped_column(String(120))
    kind: Mapped[SuggestionKind | None] = mapped_column(index=True)  # None: for every kind
    field: Mapped[str | None] = mapped_column(String(60), index=True)  # 领域
    part: Mapped[str] = mapped_column(String(40))  # the part of the letter it is for, by its column
    text: Mapped[str] = mapped_column(Text)
    basis: Mapped[str | None] = mapped_column(Text)
    kept_by: Mapped[str] = mapped_column(String(80))


class Favourite(Record):
    """A letter or paragraph somebody marked for himself."""

    __tablename__ = "favourite"

    person: Mapped[str] = mapped_column(String(80), index=True)
    suggestion_id: Mapped[int | None] = mapped_column(
        ForeignKey("suggestion.id", deferrable=True, initially="DEFERRED"), index=True
    )
    paragraph_id: Mapped[int | None] = mapped_column(
        ForeignKey("paragraph.id", deferrable=True, initially="DEFERRED"), index=True
    )
    note: Mapped[str | None] = mapped_column(Text)
