"""Supervision matters (监督事项), what is filled in on their case cards, and how they moved from stage to stage."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.case_terms import MatterExit, Retention
from app.models.dates import PartialDate
from app.models.terms import RecordType, Side, Stage


class Matter(Record):
    """A supervision matter; ``unit`` is the supervised unit (监督对象)."""

    __tablename__ = "matter"

    entry_number: Mapped[str] = mapped_column(String(20), unique=True)  # SX2026-00001
    number: Mapped[str | None] = mapped_column(String(60), index=True)  # 统一受案号 or the ledger's own official number
    kind: Mapped[str] = mapped_column(String(60), index=True)  # 事项类型 as the office writes it
    source: Mapped[str | None] = mapped_column(String(80), index=True)
    subject: Mapped[str | None] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(String(120), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    department: Mapped[str | None] = mapped_column(String(80), index=True)
    handler: Mapped[str | None] = mapped_column(String(80), index=True)
    identity: Mapped[str] = mapped_column(String(64), index=True)  # fingerprint: kind + unit + acceptance date

    stage: Mapped[Stage] = mapped_column(index=True)
    accepted_on: Mapped[PartialDate | None] = mapped_column(index=True)
    reason_requested_on: Mapped[PartialDate | None]  # 要求说明理由日期
    instrument: Mapped[str | None] = mapped_column(String(120))  # 监督文书
    instrument_on: Mapped[PartialDate | None]
    response: Mapped[str | None] = mapped_column(String(200))  # 对方处理
    responded_on: Mapped[PartialDate | None]
    outcome: Mapped[str | None] = mapped_column(String(200))
    closed_on: Mapped[PartialDate | None] = mapped_column(index=True)
    is_closing_undated: Mapped[bool] = mapped_column(default=False)  # an outcome is written, but no day
    # Of the earliest verified deadline that runs; the lamp goes by these.
    due_on: Mapped[date | None] = mapped_column(index=True)
    overdue_after: Mapped[date | None]  # later than due_on where the sources differ about the end of a month
    due_side: Mapped[Side | None]  # whose duty it is: 超期 or 逾期
    remind_on: Mapped[date | None]
    serious_on: Mapped[date | None]
    archive_number: Mapped[str | None] = mapped_column(String(60))
    remarks: Mapped[str | None] = mapped_column(Text)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"), index=True)

    # Handled as a case: the type it follows, in the version it began with
    type_code: Mapped[str | None] = mapped_column(String(40), index=True)
    type_digest: Mapped[str | None] = mapped_column(String(16))  # of a KeptMatterType
    entered_stage: Mapped[Stage | None]  # where it came into the store; what lies before is not asked for
    stage_since: Mapped[PartialDate | None]
    found: Mapped[str | None] = mapped_column(Text)  # what was found
    parties: Mapped[str | None] = mapped_column(Text)
    source_person: Mapped[str | None] = mapped_column(String(80))
    source_on: Mapped[PartialDate | None]
    task_number: Mapped[str | None] = mapped_column(String(60))  # 转办单号 of an upper-level task
    wanted_by: Mapped[date | None] = mapped_column(index=True)  # 要求办结日
    reported_on: Mapped[PartialDate | None]  # 报结日期
    exit: Mapped[MatterExit | None] = mapped_column(index=True)
    exit_ground: Mapped[str | None] = mapped_column(String(120))  # the lawful ground of a termination
    exit_reason: Mapped[str | None] = mapped_column(Text)
    converted_number: Mapped[str | None] = mapped_column(String(60))  # 转为案件: number in the national system
    interference: Mapped[str | None] = mapped_column(String(200))  # 是否有过问干预情形, as answered at closing
    reopened_on: Mapped[PartialDate | None]
    retention: Mapped[Retention | None]
    archived_on: Mapped[PartialDate | None] = mapped_column(index=True)


class CaseEntry(Record):
    """One field of a record's case card that has no column of its own; ``field`` as its type names it."""

    __tablename__ = "case_entry"
    __table_args__ = (Index("uq_case_entry_field", "record_type", "record_id", "field", unique=True),)

    record_type: Mapped[RecordType]
    record_id: Mapped[int]
    field: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(60))
    value: Mapped[str] = mapped_column(Text)


class StageMove(Record):
    """One step from stage to stage."""

    __tablename__ = "stage_move"
    __table_args__ = (Index("ix_stage_move_record", "record_type", "record_id"),)

    record_type: Mapped[RecordType]
    record_id: Mapped[int]
    left: Mapped[Stage]
    entered: Mapped[Stage]
    moved_on: Mapped[PartialDate]
    reason: Mapped[str | None] = mapped_column(Text)
