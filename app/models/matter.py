"""Supervision matters (监督事项)."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.dates import PartialDate
from app.models.terms import Side, Stage


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
