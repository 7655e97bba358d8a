"""标记、知悉范围 of records, and whose names are masked in them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.database import Database
from app.models.secrecy import ConfidentialReading, RecordMark, ShieldedName
from app.models.trust_terms import Marking, Shielded
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.refusals import needed
from app.services.papers.rows import RecordKey
from app.services.secrecy import intentions as wish
from app.services.secrecy.marked import marks_in, sheet_mark
from app.services.secrecy.masking import Masking, Masks, without_names
from app.services.secrecy.rows import Mark, SheetMark, ShieldRow
from app.services.secrecy.state_secrets import StateSecrets
from app.services.trail.since import refuse_changed

_SHORTEST_NAME = 2  # one character would be masked in every word it is part of


@dataclass(frozen=True)
class Secrecy:
    """The marks of one store."""

    database: Database
    clock: Clock
    changes: Changes
    masking: Masking
    state_secrets: StateSecrets

    def of(self, record: RecordKey) -> Mark:
        """How a record is marked."""
        with self.database.read() as session:
            found = _mark_of(session, record)
            return Mark(found.marking, found.audience, found.reason or "", found.version) if found else Mark()

    def mark_of(self, records: Iterable[RecordKey]) -> SheetMark:
        """What a sheet with several records says of their marks."""
        with self.database.read() as session:
            return sheet_mark(marks_in(session), records)

    def refuse_level(self, text: str) -> None:
        """What stands as 密级 on a paper is no level of state secrecy; raises BearsStateSecretMark."""
        level = self.state_secrets.level_of_field("密级", text)
        if level is not None:
            raise self.state_secrets.refusal(
                f"文书的“密级”写着{level}，不能保存或生成。这里只可以写“内部”“工作秘密”，或者空着。"
            )

    def of_store(self) -> Marking:
        """The strictest mark of any record: what a copy of the whole store bears."""
        with self.database.read() as session:
            marks = marks_in(session)
            return sheet_mark(marks, marks).marking

    @performs(wish.MARK)
    def mark(self, actor: Actor, record: RecordKey, mark: Mark, shown: int | None = None) -> Written:
        """Mark a record, or take its mark away with a reason; ``shown`` is the version that was seen.

        Raises FieldProblem, ChangedMeanwhile.
        """
        audience = mark.audience.strip()
        if mark.marking is not Marking.NONE:
            audience = needed("audience", "知悉范围", mark.audience)
        else:
            needed("reason", "取消标记的理由", mark.reason)
        with self.database.write(actor, wish.MARK, self.clock.now(), mark.reason.strip() or None) as unit:
            found = _mark_of(unit.session, record)
            if found is None:
                found = RecordMark(record_type=record.record_type, record_id=record.record_id)
                unit.session.add(found)
            else:
                refuse_changed(unit.session, found, shown, "标记")
            found.marking, found.audience = mark.marking, audience
            found.reason = mark.reason.strip() or None
            unit.session.flush()
            written = Written(record.record_id, unit.act)
        self.changes.publish(record.record_type, (record.record_id,))
        return written

    @performs(wish.READ)
    def note_reading(self, actor: Actor, record: RecordKey) -> None:
        """Keep who opened a record marked 工作秘密, once a person and day."""
        now = self.clock.now()
        its = dict(record_type=record.record_type, record_id=record.record_id, read_by=actor.name, read_on=f"{now:%F}")
        wanted = select(ConfidentialReading.id).filter_by(**its)
        with self.database.read() as session:
            mark = _mark_of(session, record)
            is_secret = mark is not None and mark.marking is Marking.WORK_SECRET
            if not is_secret or session.scalar(wanted) is not None:
                return
        with self.database.write(actor, wish.READ, now) as unit:
            if unit.session.scalar(wanted) is None:  # another window of the same person may have been quicker
                unit.session.add(ConfidentialReading(**its, read_at=now.isoformat(timespec="seconds")))

    def shields(self, record: RecordKey) -> tuple[ShieldRow, ...]:
        """The masked names of a record, in the order they were entered."""
        wanted = select(ShieldedName).where(
            ShieldedName.record_type == record.record_type, ShieldedName.record_id == record.record_id
        )
        with self.database.read() as session:
            found = session.scalars(wanted.order_by(ShieldedName.id)).all()
            return tuple(
                ShieldRow(each.id, each.name, each.kind, self.masking.masked(each.name, each.kind)) for each in found
            )

    @performs(wish.SHIELD)
    def shield(self, actor: Actor, record: RecordKey, name: str, kind: Shielded) -> Written:
        """Mask a name in lists, exports and packages from now on; raises FieldProblem."""
        tidy = needed("name", "姓名", name)
        if len(tidy) < _SHORTEST_NAME:
            raise FieldProblem("name", "姓名至少两个字：一个字会把别的词也遮住。请填全名。")
        if tidy in {each.name for each in self.shields(record)}:
            raise FieldProblem("name", f"“{tidy}”已在遮蔽之列。")
        with self.database.write(actor, wish.SHIELD, self.clock.now()) as unit:
            kept = ShieldedName(record_type=record.record_type, record_id=record.record_id, name=tidy, kind=kind)
            unit.session.add(kept)
            unit.session.flush()
            written = Written(kept.id, unit.act)
        self.changes.publish(record.record_type, (record.record_id,))
        return written

    @performs(wish.UNSHIELD)
    def unshield(self, actor: Actor, shield: int, reason: str) -> Written:
        """Show a name again; raises FieldProblem, DomainError."""
        why = needed("reason", "不再遮蔽的理由", reason)
        with self.database.write(actor, wish.UNSHIELD, self.clock.now(), why) as unit:
            kept = unit.session.get(ShieldedName, shield)
            if kept is None:
                raise DomainError("这个姓名已不在遮蔽之列，可能刚被别人取消。请刷新后再看。")
            of = RecordKey(kept.record_type, kept.record_id)
            unit.session.delete(kept)
            written = Written(of.record_id, unit.act)
        self.changes.publish(of.record_type, (of.record_id,))
        return written

    def masks(self, record: RecordKey) -> Masks:
        """What is masked in a record's exports."""
        with self.database.read() as session:
            return self.masking.of(session, record.record_type, [record.record_id]).get(record.record_id, ())

    def without_names(self, record: RecordKey, text: str) -> str:
        """A text of the record as it may leave the program."""
        return without_names(text, self.masks(record))


def _mark_of(session: Session, record: RecordKey) -> RecordMark | None:
    wanted = select(RecordMark).where(
        RecordMark.record_type == record.record_type, RecordMark.record_id == record.record_id
    )
    return session.scalars(wanted).first()
