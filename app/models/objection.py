"""Objections of addressees, and their reconsideration."""

from sqlalchemy import ForeignKey, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.dates import PartialDate
from app.models.letter_terms import ObjectionOrigin, ObjectionOutcome


class Objection(Record):
    """One objection (异议) and what its reconsideration (复核) came to (检察建议工作规定, 2019, art. 22, 23).

    An order of the superior office to change or withdraw the letter is kept in the same way; nobody reconsiders it.
    """

    __tablename__ = "objection"

    suggestion_id: Mapped[int] = mapped_column(
        ForeignKey("suggestion.id", deferrable=True, initially="DEFERRED"), index=True
    )
    origin: Mapped[ObjectionOrigin] = mapped_column(
        default=ObjectionOrigin.ADDRESSEE, server_default=ObjectionOrigin.ADDRESSEE.value
    )
    order_number: Mapped[str | None] = mapped_column(String(60))  # of the superior office's order
    raised_on: Mapped[PartialDate]  # 收文登记 date
    entry_number: Mapped[str | None] = mapped_column(String(60))  # 收文登记号
    content: Mapped[str] = mapped_column(Text)
    is_late: Mapped[bool | None]  # after the period the letter sets; None where that cannot be said
    attachment_id: Mapped[int | None] = mapped_column(
        ForeignKey("attachment.id", deferrable=True, initially="DEFERRED"), index=True
    )
    outcome: Mapped[ObjectionOutcome]
    finding: Mapped[str | None] = mapped_column(Text)  # what the reconsideration found
    opinion: Mapped[str | None] = mapped_column(Text)  # the reasons the addressee is told
    changes: Mapped[str | None] = mapped_column(Text)  # what is changed, one a line
    restarts_period: Mapped[bool] = mapped_column(default=False, server_default=false())
    letter_edition: Mapped[int | None]  # of the letter's frozen copy that is to be changed
    reconsidered_on: Mapped[PartialDate | None]
    decided_by: Mapped[str | None] = mapped_column(String(80))
    decided_as: Mapped[str | None] = mapped_column(String(60))
    approval_id: Mapped[int | None] = mapped_column(
        ForeignKey("approval.id", deferrable=True, initially="DEFERRED"), index=True
    )
    decision_scan_id: Mapped[int | None] = mapped_column(
        ForeignKey("attachment.id", deferrable=True, initially="DEFERRED"), index=True
    )
    notified_on: Mapped[PartialDate | None]
    notice_number: Mapped[str | None] = mapped_column(String(60))
