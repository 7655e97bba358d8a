"""How records are marked, whose names are masked, and who read what is marked 工作秘密."""

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.terms import RecordType
from app.models.trust_terms import Marking, Shielded


class RecordMark(Record):
    """标记 and 知悉范围 of one record; a record without a row is not marked."""

    __tablename__ = "record_mark"
    __table_args__ = (Index("uq_record_mark", "record_type", "record_id", unique=True),)

    record_type: Mapped[RecordType]
    record_id: Mapped[int]
    marking: Mapped[Marking]
    audience: Mapped[str] = mapped_column(Text)  # 知悉范围
    reason: Mapped[str | None] = mapped_column(Text)


class ShieldedName(Record):
    """A name in a record that is shown masked unless one is entitled to it."""

    __tablename__ = "shielded_name"
    __table_args__ = (Index("uq_shielded_name", "record_type", "record_id", "name", unique=True),)

    record_type: Mapped[RecordType]
    record_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[Shielded]


class ConfidentialReading(Record):
    """Somebody opened a record marked 工作秘密; once a person and day, however often it is looked at."""

    __tablename__ = "confidential_reading"
    __table_args__ = (Index("uq_confidential_reading", "record_type", "record_id", "read_by", "read_on", unique=True),)

    record_type: Mapped[RecordType]
    record_id: Mapped[int]
    read_by: Mapped[str] = mapped_column(String(80))
    read_on: Mapped[str] = mapped_column(String(10))
    read_at: Mapped[str] = mapped_column(String(32))  # the first time that day
