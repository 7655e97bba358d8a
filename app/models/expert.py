"""Experts and talents (专家库, 人才库), and the opinions they gave."""

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.dates import PartialDate
from app.models.letter_terms import ExpertKind
from app.models.terms import RecordType


class Expert(Record):
    """Somebody who may be asked; ``left_on`` where no more."""

    __tablename__ = "expert"

    kind: Mapped[ExpertKind] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(80), index=True)
    field: Mapped[str] = mapped_column(String(120), index=True)
    unit: Mapped[str | None] = mapped_column(String(120))
    post: Mapped[str | None] = mapped_column(String(80))
    telephone: Mapped[str | None] = mapped_column(String(60))
    remarks: Mapped[str | None] = mapped_column(Text)
    left_on: Mapped[PartialDate | None]


class ExpertOpinion(Record):
    """One opinion on one record; ``meeting`` is the entry number of the meeting it was given at."""

    __tablename__ = "expert_opinion"
    __table_args__ = (Index("ix_expert_opinion_record", "record_type", "record_id"),)

    record_type: Mapped[RecordType]
    record_id: Mapped[int]
    expert_id: Mapped[int] = mapped_column(ForeignKey("expert.id", deferrable=True, initially="DEFERRED"), index=True)
    given_on: Mapped[PartialDate]
    opinion: Mapped[str] = mapped_column(Text)
    meeting: Mapped[str | None] = mapped_column(String(20))
    attachment_id: Mapped[int | None] = mapped_column(
        ForeignKey("attachment.id", deferrable=True, initially="DEFERRED"), index=True
    )
