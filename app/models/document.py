"""Papers of records: what was typed on one, its frozen copies, the numbers they took, and what left the office.

A frozen copy is never removed and its content never changed: it is replaced by a later version, or voided. Its bytes
lie by content hash beside the store, like those of attachments.
"""

from sqlalchemy import ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.dates import PartialDate
from app.models.terms import DocumentState, NumberState, Output, RecordType
from app.models.trust_terms import Marking


class TemplateVersion(Record):
    """A template as it read when a paper was frozen by it; ``digest`` is the SHA-256 of ``body`` (TOML)."""

    __tablename__ = "template_version"

    digest: Mapped[str] = mapped_column(String(64), unique=True)
    code: Mapped[str] = mapped_column(String(60), index=True)
    source: Mapped[str] = mapped_column(String(80))  # 标准, or 本院 with its version
    body: Mapped[str] = mapped_column(Text)


class PaperDraft(Record):
    """What was typed on one paper of a record and is not frozen; ``body`` is JSON."""

    __tablename__ = "paper_draft"
    __table_args__ = (Index("uq_paper_draft_record_kind", "record_type", "record_id", "kind", unique=True),)

    record_type: Mapped[RecordType]
    record_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(60))
    body: Mapped[str] = mapped_column(Text)


class Document(Record):
    """A frozen paper. ``facts`` and ``typed`` are JSON, ``body`` what it says, ``sha256`` that of its PDF."""

    __tablename__ = "document"
    __table_args__ = (Index("ix_document_record", "record_type", "record_id"),)

    record_type: Mapped[RecordType]
    record_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(60))  # the code it is asked for by, e.g. suggestion-letter
    title: Mapped[str] = mapped_column(String(200))
    number: Mapped[str | None] = mapped_column(String(60), index=True)
    edition: Mapped[int]  # 1 as first registered
    replaces_id: Mapped[int | None] = mapped_column(
        ForeignKey("document.id", deferrable=True, initially="DEFERRED"), index=True
    )
    state: Mapped[DocumentState]
    issued_on: Mapped[PartialDate]
    made_at: Mapped[str] = mapped_column(String(32))  # ISO moment with offset
    style: Mapped[str] = mapped_column(String(20))
    template_digest: Mapped[str] = mapped_column(
        ForeignKey("template_version.digest", deferrable=True, initially="DEFERRED"), index=True
    )
    facts: Mapped[str] = mapped_column(Text)
    typed: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    page_count: Mapped[int]
    faces_used: Mapped[str] = mapped_column(Text)  # one a line
    check_code: Mapped[str] = mapped_column(String(16), index=True)
    reason: Mapped[str | None] = mapped_column(Text)  # why it was replaced, corrected or voided
    # Its letter was issued by number alone (``issued_on``), the text frozen afterwards (``made_at``).
    is_late: Mapped[bool] = mapped_column(default=False, server_default=false())

    def void(self, reason: str) -> None:
        """It counts no more, and stays."""
        self.state, self.reason = DocumentState.VOIDED, reason


class NumberSequence(Record):
    """The last number the program itself gave in a series and year."""

    __tablename__ = "number_sequence"
    __table_args__ = (Index("uq_number_sequence_series_year", "series", "year", unique=True),)

    series: Mapped[str] = mapped_column(String(60))
    year: Mapped[int]
    last: Mapped[int]


class NumberTaken(Record):
    """A number of the office that is used, void, or known to be used elsewhere."""

    __tablename__ = "number_taken"
    __table_args__ = (Index("uq_number_taken_series_year_serial", "series", "year", "serial", unique=True),)

    series: Mapped[str] = mapped_column(String(60))  # what stands before 〔
    year: Mapped[int]
    serial: Mapped[int]
    number: Mapped[str] = mapped_column(String(60))  # as a whole
    state: Mapped[NumberState]
    is_automatic: Mapped[bool] = mapped_column(default=False)
    entry_number: Mapped[str | None] = mapped_column(String(20))  # of the record that took it
    title: Mapped[str | None] = mapped_column(String(200))  # of the paper that took it
    document_id: Mapped[int | None] = mapped_column(
        ForeignKey("document.id", deferrable=True, initially="DEFERRED"), index=True
    )
    reason: Mapped[str | None] = mapped_column(Text)
    at: Mapped[str] = mapped_column(String(32))  # ISO moment with offset

    def void(self, reason: str) -> None:
        """Nobody may use it any more."""
        self.state, self.reason = NumberState.VOIDED, reason


class PaperLog(Record):
    """One print or export. The record is named by its entry number, which is never given to another."""

    __tablename__ = "paper_log"

    at: Mapped[str] = mapped_column(String(32), index=True)  # ISO moment with offset
    who: Mapped[str] = mapped_column(String(80), index=True)
    act: Mapped[Output]
    title: Mapped[str] = mapped_column(String(200))
    number: Mapped[str | None] = mapped_column(String(60))
    entry_number: Mapped[str | None] = mapped_column(String(20), index=True)
    kind: Mapped[str] = mapped_column(String(60))
    copies: Mapped[int]
    pages: Mapped[int]
    target: Mapped[str] = mapped_column(Text)  # printer, or the file's path
    sha256: Mapped[str | None] = mapped_column(String(64))
    is_frozen: Mapped[bool] = mapped_column(default=False)  # the bytes were those of a registered paper
    reason: Mapped[str | None] = mapped_column(Text)  # medium or purpose
    marking: Mapped[Marking | None]  # of what left, where it was marked
    approver: Mapped[str | None] = mapped_column(String(80))  # who agreed, where it went to a medium
    medium: Mapped[str | None] = mapped_column(String(80))  # its number in the office's register
