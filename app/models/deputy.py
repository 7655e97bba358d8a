"""Proposals of deputies (代表建议, 政协提案) that became clues of ours, or that letters of ours became."""

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.dates import PartialDate
from app.models.letter_terms import ProposalDirection, ProposalKind
from app.models.terms import RecordType


class DeputyProposal(Record):
    """One proposal; its record is the clue it became, or the letter it was made of."""

    __tablename__ = "deputy_proposal"
    __table_args__ = (Index("ix_deputy_proposal_record", "record_type", "record_id"),)

    entry_number: Mapped[str] = mapped_column(String(20), unique=True)  # DB2026-00001, never given again
    record_type: Mapped[RecordType | None]
    record_id: Mapped[int | None]
    direction: Mapped[ProposalDirection] = mapped_column(index=True)
    kind: Mapped[ProposalKind]
    deputy: Mapped[str] = mapped_column(String(80), index=True)
    number: Mapped[str | None] = mapped_column(String(60))  # 建议号, 提案号
    title: Mapped[str] = mapped_column(String(200))
    content: Mapped[str | None] = mapped_column(Text)
    field: Mapped[str | None] = mapped_column(String(60))  # 领域
    received_on: Mapped[PartialDate] = mapped_column(index=True)  # came in, or was handed to the deputy
    transfer_number: Mapped[str | None] = mapped_column(String(60))  # of the 线索移送函
    transferred_on: Mapped[PartialDate | None]
    fed_back_on: Mapped[PartialDate | None]
    feedback: Mapped[str | None] = mapped_column(Text)
    result: Mapped[str | None] = mapped_column(Text)  # what the proposal came to
