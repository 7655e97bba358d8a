"""Batches of imported rows and the column mappings remembered for them."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class ImportBatch(Record):
    """One import: which file, what came in, and whether it was taken back."""

    __tablename__ = "import_batch"

    kind: Mapped[str] = mapped_column(String(32))  # suggestions, matters …
    file_name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64))
    imported_at: Mapped[str] = mapped_column(String(32))
    rows_read: Mapped[int]
    rows_added: Mapped[int]
    undone_at: Mapped[str | None] = mapped_column(String(32))


class ImportMapping(Record):
    """Which column of an office's ledger means which field; found again by name or by the look of its header."""

    __tablename__ = "import_mapping"

    name: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[str] = mapped_column(String(32))
    header: Mapped[str] = mapped_column(String(64), index=True)  # fingerprint of the header row
    columns: Mapped[str] = mapped_column(Text)  # JSON: header cell -> field
