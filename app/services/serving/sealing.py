"""用印登记: each use of the seal on a paper of a record, with a number that is never given again."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from app.models.actor import Actor
from app.models.database import Database
from app.models.serving import SealUse
from app.models.suggestion import Suggestion as Letter
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.numbering import numbers_of_series
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.papers.rows import RecordKey
from app.services.serving import intentions as wish
from app.services.serving.rows import LETTER_PAPER, SealDraft, SealRow
from app.services.suggestions.refusals import must_be_issued, name_of
from app.services.trail.family import OWN
from app.services.trail.since import refuse_changed

SERIES = "YY"
_NAMES = (("applicant", "申请人"), ("approved_by", "批准人"), ("sealed_by", "监印人"))


class Sealing:
    """The seal register of one store."""

    def __init__(self, database: Database, clock: Clock, changes: Changes) -> None:
        """Nothing is read yet."""
        self._database, self._clock, self._changes = database, clock, changes

    def of(self, key: RecordKey) -> Sequence[SealRow]:
        """The uses on papers of a record, in order."""
        wanted = select(SealUse).where(SealUse.record_type == key.record_type, SealUse.record_id == key.record_id)
        with self._database.read() as session:
            return tuple(row_of(found) for found in session.scalars(wanted.order_by(SealUse.id)))

    @performs(wish.SEAL)
    def seal(self, actor: Actor, key: RecordKey, draft: SealDraft) -> Written:
        """Register a use; of the letter itself it is the day it was sealed. Raises FieldProblem, ChangedMeanwhile."""
        paper = needed("paper", "用印的文书", draft.paper)
        names = {name: needed(name, title, getattr(draft, name)) for name, title in _NAMES}
        if draft.copies < 1:
            raise FieldProblem("copies", "份数至少是 1。")
        day_that_can_be("sealed_on", "用印日期", draft.sealed_on, self._clock.today(), None)
        with self._database.write(actor, wish.SEAL, self._clock.now()) as unit:
            record: Any = unit.session.get(OWN[key.record_type], key.record_id) if key.record_type in OWN else None
            if record is None:
                raise DomainError(f"没有找到第 {key.record_id} 号{key.record_type.label}，不能登记用印。请刷新后再看。")
            is_letter = isinstance(record, Letter) and paper.startswith(LETTER_PAPER)
            name = name_of(record) if isinstance(record, Letter) else record.entry_number
            refuse_changed(unit.session, record, draft.version, name)
            if is_letter:
                must_be_issued(record, "登记用印")
                record.sealed_on = draft.sealed_on
            number = numbers_of_series(unit, SERIES, self._clock.today().year)[0]
            use = SealUse(
                entry_number=number,
                record_type=key.record_type,
                record_id=key.record_id,
                paper=paper,
                number=draft.number.strip() or (record.number if is_letter else None),
                copies=draft.copies,
                sealed_on=draft.sealed_on,
                note=draft.note.strip() or None,
                **names,
            )
            unit.session.add(use)
            unit.session.flush()
            written = Written(use.id, unit.act)
        self._changes.publish(key.record_type, (key.record_id,))
        return written


def row_of(found: SealUse) -> SealRow:
    """One use as services hand it out."""
    return SealRow(
        id=found.id,
        entry_number=found.entry_number,
        paper=found.paper,
        number=found.number or "",
        copies=found.copies,
        sealed_on=found.sealed_on,
        applicant=found.applicant,
        approved_by=found.approved_by,
        sealed_by=found.sealed_by,
        note=found.note or "",
    )
