"""Objections of addressees, and their reconsideration."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.dates import PartialDate
from app.models.letter_terms import ObjectionOutcome


class Objection(Record):
    """One objection (异议) and what its reconsideration (复核) came to (检察建议工作规定, 2019, art. 22, 23)."""

    __tablename__ = "objection"

    suggestion_id: Mapped[int] = mapped_column(
        ForeignKey("suggestion.id", deferrable=True, initially="DEFERRED"), index=True
    )
    raised_on: Mapped[PartialDate]  # 收文登记 date
    entry_number: Mapped[str | None] = mapped_column(String(60))  # 收文登记号
    content: Mapped[str] = mapped_column(Text)
    is_late: Mapped[bool | None]  # after the period the letter sets; None where that cannot be said
    attachment_id: Mapped[int | None] = mapped_column(
        ForeignKey("attachment.id", deferrable=True, initially="DEFERRED"), index=True
    )
    outcome: Mapped[ObjectionOutcome]
    finding: Mapped[str | None] = mapped_column(Text)  # what the reconsideration found
    reconsidered_on: Mapped[PartialDate | None]
    decided_by: Mapped[str | None] = mapped_column(String(80))
    decided_as: Mapped[str | None] = mapped_column(String(60))
    approval_id: Mapped[int | None] = mapped_column(
        ForeignKey("approval.id", deferrable=True, initially="DEFERRED"), index=True
    )
    notified_on: Mapped[PartialDate | None]
    notice_number: Mapped[str | None] = mapped_column(String(60))
