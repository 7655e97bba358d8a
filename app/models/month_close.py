"""A month's statistics closed: computed, checked, reviewed by a second person, locked; and its reconciliation."""

from datetime import date

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class MonthClose(Record):
    """One closing of a month; unlocking keeps it, and the next one is another edition. Its state is read from it."""

    __tablename__ = "month_close"
    __table_args__ = (Index("uq_month_close", "period", "edition", unique=True),)

    period: Mapped[str] = mapped_column(String(7))
    edition: Mapped[int]
    as_of: Mapped[date]
    report: Mapped[str] = mapped_column(Text)  # JSON of all figures and breakdowns as they were computed
    digest: Mapped[str] = mapped_column(String(64))  # SHA-256 of ``report``
    findings: Mapped[str] = mapped_column(Text)  # JSON of what the checks found
    computed_by: Mapped[str] = mapped_column(String(80))
    computed_at: Mapped[str] = mapped_column(String(32))
    reviewed_by: Mapped[str | None] = mapped_column(String(80))
    reviewed_at: Mapped[str | None] = mapped_column(String(32))
    review_note: Mapped[str | None] = mapped_column(Text)
    locked_by: Mapped[str | None] = mapped_column(String(80))
    locked_at: Mapped[str | None] = mapped_column(String(32))
    figures: Mapped[str | None] = mapped_column(Text)  # JSON of ``month`` with its records, when it was locked
    workbook_sha256: Mapped[str | None] = mapped_column(String(64))  # its papers lie beside the attachments
    pdf_sha256: Mapped[str | None] = mapped_column(String(64))
    is_reconciled: Mapped[bool] = mapped_column(default=False)  # every figure agreed or explained when it was locked
    unlocked_by: Mapped[str | None] = mapped_column(String(80))
    unlocked_at: Mapped[str | None] = mapped_column(String(32))
    unlock_reason: Mapped[str | None] = mapped_column(Text)


class SystemCount(Record):
    """What the national system says of one figure of a month (对账)."""

    __tablename__ = "system_count"
    __table_args__ = (Index("uq_system_count", "period", "code", unique=True),)

    period: Mapped[str] = mapped_column(String(7))
    code: Mapped[str] = mapped_column(String(60))
    count: Mapped[int]
    reason: Mapped[str | None] = mapped_column(Text)  # why the two differ
    entered_by: Mapped[str] = mapped_column(String(80))
