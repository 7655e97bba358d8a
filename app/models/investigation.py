"""Acts of investigation (调查核实) on a record, with their files."""

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.case_terms import InvestigationKind
from app.models.dates import PartialDate
from app.models.terms import RecordType


class InvestigationAct(Record):
    """One act: hearing, inquiry, inspection, appraisal … ``stops_clock`` where the law does not count its time."""

    __tablename__ = "investigation_act"
    __table_args__ = (Index("ix_investigation_act_record", "record_type", "record_id"),)

    record_type: Mapped[RecordType]
    record_id: Mapped[int]
    kind: Mapped[InvestigationKind]
    title: Mapped[str] = mapped_column(String(120))
    began_on: Mapped[PartialDate]
    ended_on: Mapped[PartialDate | None]
    place: Mapped[str | None] = mapped_column(String(120))
    people: Mapped[str | None] = mapped_column(Text)  # who acted
    others: Mapped[str | None] = mapped_column(Text)  # who was asked, took part, or appraised
    result: Mapped[str | None] = mapped_column(Text)
    stops_clock: Mapped[bool] = mapped_column(default=False)
    clock_basis: Mapped[str | None] = mapped_column(Text)


class InvestigationFile(Record):
    """An attachment that belongs to an act."""

    __tablename__ = "investigation_file"
    __table_args__ = (Index("ix_investigation_file_record", "record_type", "record_id"),)

    record_type: Mapped[RecordType]
    record_id: Mapped[int]
    act_id: Mapped[int] = mapped_column(
        ForeignKey("investigation_act.id", deferrable=True, initially="DEFERRED"), index=True
    )
    attachment_id: Mapped[int] = mapped_column(
        ForeignKey("attachment.id", deferrable=True, initially="DEFERRED"), index=True
    )
