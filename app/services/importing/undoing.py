"""Taking a batch back whole, or refusing with the list of records that were worked on since."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models.audit import AuditEntry
from app.models.base import Record
from app.models.clue import Clue
from app.models.database import Unit
from app.models.import_batch import ImportBatch
from app.models.matter import Matter
from app.models.office import Organisation
from app.models.original_case import OriginalCase, TriggerHit
from app.models.record_link import RecordLink
from app.models.reverse_review import ReverseReview, ReviewedCase
from app.models.suggestion import Suggestion
from app.models.terms import RecordType
from app.services.foundation.errors import DomainError
from app.services.foundation.progress import Progress
from app.services.importing.stored import RECORDS, TABLES
from app.services.trail.family import OF_ANY, OF_SUGGESTIONS
from app.services.trail.net import RowKey, entries_about, nets
from app.services.trail.standing_rows import portions

_AT_ONCE = 500
_LISTED = 20
_CHILDREN: tuple[Any, ...] = OF_SUGGESTIONS
_LINKED: tuple[Any, ...] = OF_ANY  # by record type and id
_OF_CASES: tuple[Any, ...] = (TriggerHit, ReviewedCase, ReverseReview)  # a review was begun since, and refuses


def take_back(unit: Unit, batch: ImportBatch, progress: Progress) -> list[int]:
    """Remove every record of the batch and the organisations only it brought; gives the removed records' ids."""
    session, record_type = unit.session, RECORDS[batch.kind]
    table = TABLES[batch.kind]
    records: Sequence[Any] = session.scalars(select(table).where(table.batch_id == batch.id).order_by(table.id)).all()
    ids = [record.id for record in records]
    act = _act_of(session, batch)
    hanging = list(_hanging(session, record_type, ids))
    touched = _worked_on(session, records, hanging, act)
    if touched:
        named = "、".join(sorted(touched)[:_LISTED])
        more = f"等 {len(touched)} 件" if len(touched) > _LISTED else ""
        raise DomainError(
            f"第 {batch.id} 批不能撤销：导入之后已有人办理过 {named}{more}。请先逐件撤销这些办理，再撤销整批。"
        )
    for place, row in enumerate((*hanging, *records)):
        if place % _AT_ONCE == 0:
            progress.report(place, len(hanging) + len(records))
        session.delete(row)
    session.flush()
    _remove_organisations(session, act)
    return ids


def _act_of(session: Session, batch: ImportBatch) -> int:
    """The act in the audit trail by which the batch came in."""
    made = select(AuditEntry.act).where(
        AuditEntry.table_name == ImportBatch.__tablename__, AuditEntry.row_id == batch.id, AuditEntry.before.is_(None)
    )
    return int(session.scalars(made).first() or 0)


def _hanging(session: Session, record_type: RecordType, ids: Sequence[int]) -> Iterable[Record]:
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        if record_type is RecordType.SUGGESTION:
            for child in _CHILDREN:
                yield from session.scalars(select(child).where(child.suggestion_id.in_(some)))
        elif record_type is RecordType.MATTER:
            yield from session.scalars(select(Suggestion).where(Suggestion.matter_id.in_(some)))
        elif record_type is RecordType.ORIGINAL_CASE:
            for child in _OF_CASES:
                yield from session.scalars(select(child).where(child.case_id.in_(some)))
        for linked in _LINKED:
            wanted = select(linked).where(linked.record_type == record_type, linked.record_id.in_(some))
            yield from session.scalars(wanted)
        theirs = select(RecordLink).where(RecordLink.other_type == record_type, RecordLink.other_id.in_(some))
        yield from session.scalars(theirs)


def _worked_on(session: Session, records: Sequence[Any], hanging: Sequence[Any], act: int) -> set[str]:
    """Entry numbers of records that were changed, or got or changed something hanging on them, after the import.

    What was changed and taken back since stands as the import left it.
    """
    numbers = {record.id: record.entry_number for record in records}
    made = select(AuditEntry.table_name, AuditEntry.row_id).where(AuditEntry.act == act, AuditEntry.before.is_(None))
    own = {(table, key) for table, key in session.execute(made)}
    changed = _changed(session, [row for row in (*records, *hanging) if row.version > 1], act)
    touched = {record.entry_number for record in records if (record.__tablename__, record.id) in changed}
    for row in hanging:
        key = row.__tablename__, row.id
        if key in changed or key not in own:
            touched.update(numbers[key] for key in _owners(row) if key in numbers)
    return touched


def _changed(session: Session, rows: Sequence[Record], act: int) -> set[RowKey]:
    """Which of the rows do not stand as the act left them."""
    by_table: dict[str, list[int]] = {}
    for row in rows:
        by_table.setdefault(row.__tablename__, []).append(row.id)
    changed: set[RowKey] = set()
    for table, ids in by_table.items():
        for some in portions(ids):
            later = nets(entries_about(session, table, some, act))
            changed.update(key for key, net in later.items() if not net.is_nothing)
    return changed


def _owners(row: Any) -> tuple[int, ...]:
    """The records of the batch's table that a row may hang on; a link is seen from both ends."""
    if isinstance(row, RecordLink):
        return row.record_id, row.other_id
    if isinstance(row, _OF_CASES):
        return (row.case_id,)
    return (getattr(row, "suggestion_id", None) or getattr(row, "record_id", None) or row.matter_id,)


def _remove_organisations(session: Session, act: int) -> None:
    """Organisations the batch brought, as far as nothing else names them by now."""
    made = select(AuditEntry.row_id).where(
        AuditEntry.act == act, AuditEntry.table_name == Organisation.__tablename__, AuditEntry.before.is_(None)
    )
    keys = [key for key in session.scalars(made) if key is not None]
    for start in range(0, len(keys), _AT_ONCE):
        used = or_(
            select(Suggestion.id).where(Suggestion.organisation_id == Organisation.id).exists(),
            select(Matter.id).where(Matter.organisation_id == Organisation.id).exists(),
            select(Clue.id).where(Clue.organisation_id == Organisation.id).exists(),
            select(OriginalCase.id).where(OriginalCase.organisation_id == Organisation.id).exists(),
        )
        some = Organisation.id.in_(keys[start : start + _AT_ONCE])
        for organisation in session.scalars(select(Organisation).where(some, ~used, Organisation.version == 1)):
            session.delete(organisation)
