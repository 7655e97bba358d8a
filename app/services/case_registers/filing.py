"""Files of an entry: they hang on its record, with a purpose that names the entry."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.attachment import Attachment
from app.models.case_register import Meeting, ReportEntry
from app.models.database import Unit
from app.services.case_registers.linking import record_behind, record_of
from app.services.case_registers.possible import no_files, refuse
from app.services.case_registers.refusals import FilesStayWithRecord
from app.services.office.attachment_files import Staged
from app.services.office.attachments import Attachments
from app.services.suggestions.rows import AttachmentRow

Entry = ReportEntry | Meeting


def purpose_of(entry: Entry) -> str:
    """会议材料 HY2026-00003: the number is never given to another entry, so the files stay told apart."""
    return f"{'会议材料' if isinstance(entry, Meeting) else '请示报告材料'} {entry.entry_number}"


def files_of(session: Session, entry: Entry) -> tuple[AttachmentRow, ...]:
    """The files of an entry, in the order they came."""
    if entry.record_type is None:
        return ()
    wanted = select(Attachment).where(
        Attachment.record_type == entry.record_type,
        Attachment.record_id == entry.record_id,
        Attachment.purpose == purpose_of(entry),
    )
    return tuple(
        AttachmentRow(found.id, found.purpose, found.file_name, found.sha256, found.size, found.added_at)
        for found in session.scalars(wanted.order_by(Attachment.id))
    )


def attach(unit: Unit, attachments: Attachments, entry: Entry, staged: Staged) -> None:
    """Keep an incoming file for an entry; raises DomainError, KnownError."""
    refuse(no_files(entry.entry_number, is_linked=entry.record_type is not None))
    if entry.record_type is not None and entry.record_id is not None:
        attachments.attach(unit, (entry.record_type, entry.record_id), purpose_of(entry), staged)


def link(session: Session, entry: Entry, typed: str) -> None:
    """Link an entry to the record that was typed, or to none; raises FieldProblem, FilesStayWithRecord."""
    found = record_behind(session, typed)
    before = record_of(session, entry.record_type, entry.record_id)
    is_same = found is not None and before is not None and found == before
    if before is not None and not is_same:
        files = files_of(session, entry)
        if files:
            raise FilesStayWithRecord(entry.entry_number, before.entry_number, len(files))
    entry.record_type = found.record_type if found else None
    entry.record_id = found.record_id if found else None
