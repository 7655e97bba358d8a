"""Records that were removed and can be fetched back until their time is over."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.terms import RecordType


class RemovedRecord(Record):
    """One record in the trash; its rows are what the audit trail kept of the act that removed it."""

    __tablename__ = "removed_record"

    record_type: Mapped[RecordType]
    record_id: Mapped[int]
    number: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    removed_by: Mapped[str] = mapped_column(String(80))
    removed_at: Mapped[str] = mapped_column(String(32))
    removing_act: Mapped[int]
    kept_until: Mapped[str] = mapped_column(String(10))
    gone_at: Mapped[str | None] = mapped_column(String(32))  # deleted for good, by two people
    gone_by: Mapped[str | None] = mapped_column(String(80))
    agreed_by: Mapped[str | None] = mapped_column(String(80))
