"""Deadlines on records, each with the rule it was computed by and its derivation."""

from datetime import date

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.dates import PartialDate
from app.models.terms import DeadlineState, PeriodUnit, RecordType


class Deadline(Record):
    """One period running on one record. ``derivation`` is the JSON of its steps, as computed then."""

    __tablename__ = "deadline"
    __table_args__ = (Index("ix_deadline_record", "record_type", "record_id"),)

    record_type: Mapped[RecordType]
    record_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))  # e.g. 书面回复
    rule_code: Mapped[str | None] = mapped_column(String(20))
    basis: Mapped[str | None] = mapped_column(Text)
    started_on: Mapped[PartialDate | None]
    length: Mapped[int | None]
    unit: Mapped[PeriodUnit]
    nominal_on: Mapped[date | None]
    due_on: Mapped[date | None] = mapped_column(index=True)
    overdue_after: Mapped[date | None]  # later than due_on where the sources differ about the end of a month
    is_provisional: Mapped[bool] = mapped_column(default=False)
    state: Mapped[DeadlineState]
    derivation: Mapped[str] = mapped_column(Text)
