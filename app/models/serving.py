"""What goes out with a letter: seal, copies and their recipients, and each attempt to deliver it."""

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.dates import PartialDate
from app.models.letter_terms import CopyUse
from app.models.terms import RecordType


class SealUse(Record):
    """One line of 用印登记: which paper of which record was sealed, how many, by whose leave."""

    __tablename__ = "seal_use"
    __table_args__ = (Index("ix_seal_use_record", "record_type", "record_id"),)

    entry_number: Mapped[str] = mapped_column(String(20), unique=True)  # never given again
    record_type: Mapped[RecordType]
    record_id: Mapped[int]
    paper: Mapped[str] = mapped_column(String(200))
    number: Mapped[str | None] = mapped_column(String(60))
    copies: Mapped[int]
    sealed_on: Mapped[PartialDate] = mapped_column(index=True)
    applicant: Mapped[str] = mapped_column(String(80))
    approved_by: Mapped[str] = mapped_column(String(80))
    sealed_by: Mapped[str] = mapped_column(String(80))
    note: Mapped[str | None] = mapped_column(Text)


class LetterCopy(Record):
    """Copies of a letter for one recipient; of 备案 each recipient is ticked off by its own ``sent_on``."""

    __tablename__ = "letter_copy"

    suggestion_id: Mapped[int] = mapped_column(
        ForeignKey("suggestion.id", deferrable=True, initially="DEFERRED"), index=True
    )
    use: Mapped[CopyUse]
    recipient: Mapped[str] = mapped_column(String(120))
    copies: Mapped[int]
    sent_on: Mapped[PartialDate | None] = mapped_column(index=True)
    sent_by: Mapped[str | None] = mapped_column(String(80))
    receiver: Mapped[str | None] = mapped_column(String(80))
    note: Mapped[str | None] = mapped_column(Text)


class DeliveryAttempt(Record):
    """One attempt to deliver a posted letter (检察专递: three within five working days, 2015)."""

    __tablename__ = "delivery_attempt"

    suggestion_id: Mapped[int] = mapped_column(
        ForeignKey("suggestion.id", deferrable=True, initially="DEFERRED"), index=True
    )
    service_id: Mapped[int] = mapped_column(
        ForeignKey("service_record.id", deferrable=True, initially="DEFERRED"), index=True
    )
    tried_on: Mapped[PartialDate]
    outcome: Mapped[str] = mapped_column(String(120))
