"""Removes records, fetches them back, and deletes them for good."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.attachment import Attachment
from app.models.audit import AuditEntry
from app.models.base import Base, Record
from app.models.database import Database, Unit
from app.models.terms import RecordType
from app.models.trash import RemovedRecord
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Intention, performs
from app.services.office.attachments import Attachments
from app.services.secrecy.masking import Masking, without_names
from app.services.trail.family import OWN, children_of, hangs_on
from app.services.trail.history import FollowTakenBack
from app.services.trail.undoing import restore
from app.services.trash.barring import Bars, refuse_pointed_at
from app.services.trash.intentions import DELETE_FOR_GOOD, FETCH_BACK, REMOVE
from app.services.trash.rows import RemovedRow

REMOVABLE = (RecordType.MATTER, RecordType.SUGGESTION, RecordType.CLUE, RecordType.REVERSE_REVIEW)
_TITLED = ("subject", "title", "unit", "addressee", "kind")

# Uses a second person's agreement to an act on a row of a table, and gives who agreed; None where nobody is asked for.
Agree = Callable[[Unit, Actor, Intention, str, int], str | None]


@dataclass(frozen=True)
class Parts:
    """What the trash is made of, handed in by bootstrap."""

    database: Database
    clock: Clock
    changes: Changes
    attachments: Attachments
    bars: Bars
    follow: FollowTakenBack
    admit: Callable[[], object]  # raises NotAllowed for who may not see the trash
    agree: Agree


class Trash:
    """The trash of one store. What lies in it is in no list, search, figure or numbering: its rows are gone.

    What they were stands in the audit trail, from which they come back with everything that hung on them.
    """

    def __init__(self, parts: Parts) -> None:
        """Nothing is read yet."""
        self._parts = parts

    @performs(REMOVE)
    def remove(self, actor: Actor, record_type: RecordType, record_id: int, reason: str) -> Written:
        """Take a record with all that hangs on it out of the registers; raises FieldProblem, DomainError."""
        if record_type not in REMOVABLE:
            raise DomainError(f"{record_type.label}不能移入回收站。")
        if not reason.strip():
            raise FieldProblem("reason", "请写明移入回收站的理由。")
        parts, now = self._parts, self._parts.clock.now()
        with parts.database.write(actor, REMOVE, now, reason.strip()) as unit:
            record = _record(unit.session, record_type, record_id)
            rows = _family(unit.session, record_type, record)
            parts.bars.refuse(record_type, record, rows)
            refuse_pointed_at(unit.session, _number(record), rows)
            masks = Masking.shipped().of(unit.session, record_type, [record_id]).get(record_id, ())
            until = parts.clock.today() + timedelta(days=parts.bars.retention_days)
            unit.session.add(
                RemovedRecord(
                    record_type=record_type,
                    record_id=record_id,
                    number=_number(record),
                    title=without_names(_title(record), masks),
                    reason=without_names(reason.strip(), masks),
                    removed_by=actor.name,
                    removed_at=now.isoformat(timespec="seconds"),
                    removing_act=unit.act,
                    kept_until=until.isoformat(),
                )
            )
            _delete(unit.session, rows)
            act = unit.act
        parts.changes.publish(record_type, (record_id,))
        return Written(record_id, act)

    @performs(FETCH_BACK)
    def fetch_back(self, actor: Actor, removed_id: int) -> Written:
        """Put a record and all that hung on it back as they were; raises DomainError."""
        parts = self._parts
        with parts.database.write(actor, FETCH_BACK, parts.clock.now()) as unit:
            row = _removed(unit.session, removed_id)
            kind, key = row.record_type, row.record_id
            parts.follow(unit, restore(unit, row.removing_act))
            act = unit.act
        parts.changes.publish(kind, (key,))
        return Written(key, act)

    @performs(DELETE_FOR_GOOD)
    def delete_for_good(self, actor: Actor, removed_id: int, reason: str) -> Written:
        """Give up a record whose time is over, and the bytes of its files that nothing else refers to.

        What the audit trail tells of it stays: the trail only grows. Raises FieldProblem, DomainError.
        """
        if not reason.strip():
            raise FieldProblem("reason", "请写明彻底删除的理由。")
        parts, now = self._parts, self._parts.clock.now()
        with parts.database.write(actor, DELETE_FOR_GOOD, now, reason.strip()) as unit:
            row = _removed(unit.session, removed_id)
            if parts.clock.today() <= date.fromisoformat(row.kept_until):
                raise DomainError(f"{row.number} 要保留到 {row.kept_until}，此前不能彻底删除，需要时可以取回。")
            row.agreed_by = parts.agree(unit, actor, DELETE_FOR_GOOD, RemovedRecord.__tablename__, row.id)
            row.gone_at, row.gone_by = now.isoformat(timespec="seconds"), actor.name
            unit.session.flush()
            unwanted = set(_files_of(unit.session, row.removing_act)) - _files_needed(unit.session)
            act = unit.act
        for sha256 in sorted(unwanted):  # after the commit: bytes too many do no harm, missing ones would
            parts.attachments.files.vault.forget(sha256)
        parts.changes.publish(None)
        return Written(removed_id, act)

    def lines(self, *, with_gone: bool = False) -> tuple[RemovedRow, ...]:
        """What lies in the trash, the newest first; ``with_gone`` also what was deleted for good. Raises NotAllowed."""
        self._parts.admit()
        wanted = select(RemovedRecord).order_by(RemovedRecord.removed_at.desc(), RemovedRecord.id.desc())
        if not with_gone:
            wanted = wanted.where(RemovedRecord.gone_at.is_(None))
        with self._parts.database.read() as session:
            return tuple(_row(each) for each in session.scalars(wanted))


def _record(session: Session, record_type: RecordType, record_id: int) -> Record:
    record = session.get(OWN[record_type], record_id)
    if record is None:
        raise DomainError("这条记录已经不在了，可能已被移入回收站。请刷新后再看。")
    return record


def _family(session: Session, record_type: RecordType, record: Record) -> dict[str, list[Record]]:
    rows: dict[str, list[Record]] = {record.__tablename__: [record]}
    for table in children_of(record_type):
        found = list(session.scalars(select(table).where(hangs_on(table, (record_type, record.id)))))
        if found:
            rows[table.__tablename__] = found
    return rows


def _delete(session: Session, rows: dict[str, list[Record]]) -> None:
    """Children before what they point at."""
    for table in reversed(Base.metadata.sorted_tables):
        for row in rows.get(table.name, ()):
            session.delete(row)
        session.flush()


def _removed(session: Session, removed_id: int) -> RemovedRecord:
    row = session.get(RemovedRecord, removed_id)
    if row is None:
        raise DomainError("回收站里已经没有这条记录，可能已被取回。请刷新后再看。")
    if row.gone_at is not None:
        raise DomainError(f"{row.number} 已在 {row.gone_at[:10]} 彻底删除，不能取回。")
    return row


def _number(record: Record) -> str:
    return str(getattr(record, "entry_number", ""))


def _title(record: Record) -> str:
    found = (getattr(record, name, None) for name in _TITLED)
    return " ".join([str(getattr(each, "label", each)) for each in found if each][:2])


def _files_of(session: Session, act: int) -> Iterator[str]:
    """Hashes of the files that an act removed."""
    sha256 = func.json_extract(AuditEntry.before, "$.sha256")
    its = select(sha256).where(AuditEntry.act == act, AuditEntry.table_name == Attachment.__tablename__)
    yield from (found for found in session.scalars(its) if found)


def _files_needed(session: Session) -> set[str]:
    """Hashes of all files that a record, a frozen paper or another form in the store or the trash refers to."""
    needed = set(_hashes_standing(session))
    waiting = select(RemovedRecord.removing_act).where(RemovedRecord.gone_at.is_(None))
    for act in session.scalars(waiting):
        needed.update(_files_of(session, act))
    return needed


def _hashes_standing(session: Session) -> Iterable[str]:
    """Whatever a column of any table calls a SHA-256: attachments, papers, fonts, forms, closed months."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if column.name.endswith("sha256") and table.name != AuditEntry.__tablename__:
                yield from (found for found in session.execute(select(column)).scalars() if found)


def _row(row: RemovedRecord) -> RemovedRow:
    return RemovedRow(
        id=row.id,
        version=row.version,
        record_type=row.record_type,
        record_id=row.record_id,
        number=row.number,
        title=row.title,
        reason=row.reason,
        removed_by=row.removed_by,
        removed_at=row.removed_at,
        kept_until=date.fromisoformat(row.kept_until),
        gone_at=row.gone_at or "",
        gone_by=row.gone_by or "",
        agreed_by=row.agreed_by or "",
    )
