"""Hand-over (移交转办) inside the office, and referral (移送) to another department or body with its answer."""

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.case_terms import HandOverState
from app.models.dates import PartialDate
from app.models.terms import RecordType


class HandOver(Record):
    """One record handed to a department or person, accepted or returned with a reason."""

    __tablename__ = "hand_over"
    __table_args__ = (Index("ix_hand_over_record", "record_type", "record_id"),)

    record_type: Mapped[RecordType]
    record_id: Mapped[int]
    from_department: Mapped[str | None] = mapped_column(String(80))
    from_handler: Mapped[str | None] = mapped_column(String(80))
    to_department: Mapped[str | None] = mapped_column(String(80), index=True)
    to_handler: Mapped[str | None] = mapped_column(String(80), index=True)
    handed_on: Mapped[PartialDate]
    handed_by: Mapped[str] = mapped_column(String(80))
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[HandOverState] = mapped_column(index=True)
    answered_on: Mapped[PartialDate | None]
    answered_by: Mapped[str | None] = mapped_column(String(80))
    answer: Mapped[str | None] = mapped_column(Text)  # why it was returned


class Referral(Record):
    """A clue referred to a department of the office or another body, with the letter and what came of it."""

    __tablename__ = "referral"
    __table_args__ = (Index("ix_referral_record", "record_type", "record_id"),)

    record_type: Mapped[RecordType]
    record_id: Mapped[int]
    recipient: Mapped[str] = mapped_column(String(120), index=True)
    is_inside: Mapped[bool]
    letter_number: Mapped[str | None] = mapped_column(String(60))
    referred_on: Mapped[PartialDate]
    content: Mapped[str] = mapped_column(Text)
    answered_on: Mapped[PartialDate | None]
    answer: Mapped[str | None] = mapped_column(Text)
    attachment_id: Mapped[int | None] = mapped_column(
        ForeignKey("attachment.id", deferrable=True, initially="DEFERRED"), index=True
    )
