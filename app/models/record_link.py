"""Records that belong together: siblings, duplicates, members of a 类案."""

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.case_terms import LinkKind
from app.models.terms import RecordType


class RecordLink(Record):
    """Two records that belong together, with the reason; kept on one and seen from both."""

    __tablename__ = "record_link"
    __table_args__ = (
        Index("uq_record_link_pair", "record_type", "record_id", "other_type", "other_id", unique=True),
        Index("ix_record_link_other", "other_type", "other_id"),
    )

    record_type: Mapped[RecordType]
    record_id: Mapped[int]
    other_type: Mapped[RecordType]
    other_id: Mapped[int]
    kind: Mapped[LinkKind]
    reason: Mapped[str] = mapped_column(Text)
