"""The mark of a record as a column of its list."""

from typing import Any

from sqlalchemy import select

from app.models.secrecy import RecordMark
from app.models.terms import RecordType


def marking_of(record_type: RecordType, record_id: Any) -> Any:
    """SQL: the stored marking of a record, NULL where it is not marked."""
    wanted = select(RecordMark.marking).where(RecordMark.record_type == record_type, RecordMark.record_id == record_id)
    return wanted.scalar_subquery()
