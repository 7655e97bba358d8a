"""What somebody has typed and not saved yet."""

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class OpenDraft(Base):
    """The fields of one form as they were typed last; not audited, because nobody has said that it shall count."""

    __tablename__ = "open_draft"
    __table_args__ = (Index("uq_open_draft", "actor", "form", "record", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    actor: Mapped[str] = mapped_column(String(80))
    form: Mapped[str] = mapped_column(String(80))
    record: Mapped[str] = mapped_column(String(60))  # which record the form is about, empty for one not made yet
    title: Mapped[str] = mapped_column(String(120))  # of the form, as the window shows it
    subject: Mapped[str] = mapped_column(Text)  # number or name of the record, for the list
    page: Mapped[str] = mapped_column(String(40))  # where in the window the form is reached
    fields: Mapped[str] = mapped_column(Text)  # JSON
    based_on: Mapped[str | None] = mapped_column(String(40))  # the record's version when it was opened
    saved_at: Mapped[str] = mapped_column(String(32))
