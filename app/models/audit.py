"""The audit trail: append-only, hash-chained, written in the same transaction as what it tells of."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base

GENESIS = "0" * 64


class AuditEntry(Base):
    """Who did what to which row, with its state before and after; ``act`` joins the rows of one intention."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_row", "table_name", "row_id"),
        # Rows taken away are few among many; a record's history finds its lost children by them.
        Index("ix_audit_entry_gone", "table_name", sqlite_where=text("after is null")),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    act: Mapped[int] = mapped_column(index=True)  # seq of the first row of the same transaction
    at: Mapped[str] = mapped_column(String(32))
    actor: Mapped[str] = mapped_column(String(80))
    intention: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str | None] = mapped_column(Text)
    table_name: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int | None]
    before: Mapped[str | None] = mapped_column(Text)  # JSON, None when the row was made
    after: Mapped[str | None] = mapped_column(Text)  # JSON, None when the row was taken away
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
HASHED = ("seq", "act", "at", "actor", "intention", "reason", "table_name", "row_id", "before", "after")


def chain_hash(previous: str, values: Sequence[Any]) -> str:
    """SHA-256, in hex, over the previous hash and an entry's values in the fixed order of HASHED."""
    body = _ENCODER.encode(values)
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()
