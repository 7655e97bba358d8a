"""Approvals (审批) of acts on a record, and the opinions they are made of."""

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.case_terms import ApprovalState, OpinionForm, Role, Verdict
from app.models.dates import PartialDate
from app.models.terms import RecordType, Stage


class Approval(Record):
    """One act put up for decision, by the line of the 职权清单 that was in force; approved only by what was signed."""

    __tablename__ = "approval"
    __table_args__ = (Index("ix_approval_record", "record_type", "record_id", "act"),)

    record_type: Mapped[RecordType]
    record_id: Mapped[int]
    act: Mapped[str] = mapped_column(String(40))  # code of the act
    name: Mapped[str] = mapped_column(String(60))
    stage: Mapped[Stage | None]
    state: Mapped[ApprovalState] = mapped_column(index=True)
    content: Mapped[str | None] = mapped_column(Text)  # what is asked for
    proposed_on: Mapped[PartialDate]
    proposed_by: Mapped[str] = mapped_column(String(80), index=True)
    reviewer: Mapped[str | None] = mapped_column(String(80), index=True)  # whose review is awaited or was given
    proposes: Mapped[str] = mapped_column(String(80))
    reviews: Mapped[str | None] = mapped_column(String(80))
    decides: Mapped[str] = mapped_column(String(120))
    basis: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[str | None] = mapped_column(String(80))
    decided_as: Mapped[str | None] = mapped_column(String(60))  # 检察长, 副检察长, 检察委员会
    authority: Mapped[str | None] = mapped_column(String(120))  # written authority, or the meeting's number
    decided_on: Mapped[PartialDate | None]


class ApprovalOpinion(Record):
    """One opinion: who, as what, when, which; with the scan of the signed sheet."""

    __tablename__ = "approval_opinion"
    __table_args__ = (Index("ix_approval_opinion_record", "record_type", "record_id"),)

    approval_id: Mapped[int] = mapped_column(
        ForeignKey("approval.id", deferrable=True, initially="DEFERRED"), index=True
    )
    record_type: Mapped[RecordType]
    record_id: Mapped[int]
    role: Mapped[Role]
    person: Mapped[str] = mapped_column(String(80))
    post: Mapped[str | None] = mapped_column(String(60))
    given_on: Mapped[PartialDate]
    verdict: Mapped[Verdict]
    opinion: Mapped[str | None] = mapped_column(Text)
    form: Mapped[OpinionForm]
    attachment_id: Mapped[int | None] = mapped_column(
        ForeignKey("attachment.id", deferrable=True, initially="DEFERRED"), index=True
    )
