"""Attachments of records; the bytes lie by content hash beside the store."""

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.terms import RecordType


class Attachment(Record):
    """A file copied in; ``sha256`` names it in the attachment folder."""

    __tablename__ = "attachment"
    __table_args__ = (Index("ix_attachment_record", "record_type", "record_id"),)

    record_type: Mapped[RecordType]
    record_id: Mapped[int]
    purpose: Mapped[str] = mapped_column(String(40))  # e.g. 回复函, 送达回证
    file_name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]  # bytes
    added_at: Mapped[str] = mapped_column(String(32))  # ISO moment with offset
