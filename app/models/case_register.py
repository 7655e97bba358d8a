"""Registers beside the records: 请示报告报备与备案审查, and meetings with hearings and 人民监督员."""

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.case_terms import Direction, MeetingKind, ReportKind
from app.models.dates import PartialDate
from app.models.terms import RecordType


class ReportEntry(Record):
    """One 请示, 报告, 报备 or 备案审查: where it went or came from, its answer, and what was done with that."""

    __tablename__ = "report_entry"
    __table_args__ = (Index("ix_report_entry_record", "record_type", "record_id"),)

    entry_number: Mapped[str] = mapped_column(String(20), unique=True)  # never given again
    record_type: Mapped[RecordType | None]
    record_id: Mapped[int | None]
    kind: Mapped[ReportKind] = mapped_column(index=True)
    direction: Mapped[Direction]
    number: Mapped[str | None] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(200))
    counterpart: Mapped[str] = mapped_column(String(120))  # the office it goes to or comes from
    sent_on: Mapped[PartialDate] = mapped_column(index=True)
    handler: Mapped[str | None] = mapped_column(String(80))
    content: Mapped[str | None] = mapped_column(Text)
    answered_on: Mapped[PartialDate | None]
    answer_number: Mapped[str | None] = mapped_column(String(60))
    answer: Mapped[str | None] = mapped_column(Text)
    implementation: Mapped[str | None] = mapped_column(Text)
    implemented_on: Mapped[PartialDate | None]


class Meeting(Record):
    """One meeting, hearing or supervision by 人民监督员: topic, people, opinions, decision and what came of it."""

    __tablename__ = "meeting"
    __table_args__ = (Index("ix_meeting_record", "record_type", "record_id"),)

    entry_number: Mapped[str] = mapped_column(String(20), unique=True)  # never given again
    record_type: Mapped[RecordType | None]
    record_id: Mapped[int | None]
    kind: Mapped[MeetingKind] = mapped_column(index=True)
    topic: Mapped[str] = mapped_column(String(200))
    held_on: Mapped[PartialDate] = mapped_column(index=True)
    place: Mapped[str | None] = mapped_column(String(120))
    chair: Mapped[str | None] = mapped_column(String(80))
    people: Mapped[str | None] = mapped_column(Text)
    papers: Mapped[str | None] = mapped_column(Text)
    opinions: Mapped[str | None] = mapped_column(Text)
    decision_number: Mapped[str | None] = mapped_column(String(60))
    decision: Mapped[str | None] = mapped_column(Text)
    feedback: Mapped[str | None] = mapped_column(Text)  # what 人民监督员 or the hearing were told afterwards
    feedback_on: Mapped[PartialDate | None]
    implementation: Mapped[str | None] = mapped_column(Text)
