"""Reads hits: cards, counts, and how complete the list is."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from app.models.database import Database
from app.models.original_case import OriginalCase, TriggerHit
from app.models.reverse_review import ReverseReview
from app.models.review_terms import TriggerList
from app.models.terms import Lamp, RecordType
from app.services.foundation.clock import Clock
from app.services.foundation.progress import Progress, Unwatched
from app.services.review_triggers.evaluating import Met, count_cases, missing
from app.services.review_triggers.library import TriggerLibrary
from app.services.review_triggers.refusals import HitNotFound
from app.services.review_triggers.rows import Completeness, HitCounts, HitRow, HitStanding, MissingHit
from app.services.review_triggers.standing import lamp, of_review, standing
from app.services.review_triggers.standing_words import words_of
from app.services.secrecy.marked import Belonging
from app.services.secrecy.masking import Masking


@dataclass(frozen=True)
class Hits:
    """The hits of one store."""

    database: Database
    clock: Clock
    library: TriggerLibrary

    def hit(self, hit_id: int) -> HitRow:
        """One hit; raises HitNotFound."""
        with self.database.read() as session:
            found = _read(session, self.clock.today(), TriggerHit.id == hit_id)
        if not found:
            raise HitNotFound(hit_id)
        return found[0]

    def of_case(self, case_id: int) -> tuple[HitRow, ...]:
        """Everything one case met, list by list."""
        with self.database.read() as session:
            return _read(session, self.clock.today(), TriggerHit.case_id == case_id)

    def of_review(self, review_id: int) -> tuple[HitRow, ...]:
        """What one review was begun for."""
        with self.database.read() as session:
            return _read(session, self.clock.today(), TriggerHit.review_id == review_id)

    def counts(self, trigger_list: TriggerList) -> HitCounts:
        """How many hits of a list stand where today."""
        where = standing(self.clock.today())
        wanted = select(where, func.count()).where(TriggerHit.trigger_list == trigger_list).group_by(where)
        with self.database.read() as session:
            return HitCounts(**{str(name): int(count) for name, count in session.execute(wanted)})

    def names(self, trigger_list: TriggerList) -> tuple[str, ...]:
        """The triggers that have hits on a list, for choosing."""
        wanted = select(TriggerHit.name).where(TriggerHit.trigger_list == trigger_list).distinct()
        with self.database.read() as session:
            return tuple(session.scalars(wanted.order_by(TriggerHit.name)))

    def departments(self) -> tuple[str, ...]:
        """The departments whose cases have hits, for choosing."""
        met = select(TriggerHit.case_id)
        wanted = select(OriginalCase.department).where(OriginalCase.id.in_(met), OriginalCase.department.is_not(None))
        with self.database.read() as session:
            found = session.scalars(wanted.distinct().order_by(OriginalCase.department))
            return tuple(name for name in found if name)

    def completeness(self, progress: Progress | None = None) -> Completeness:
        """Hold every case against every trigger in force; reads only. May raise Cancelled."""
        triggers = self.library.in_force(self.clock.today())
        with self.database.read() as session:
            found = tuple(missing_hit(each) for each in missing(session, triggers, progress or Unwatched()))
            return Completeness(count_cases(session), found)


def missing_hit(met: Met) -> MissingHit:
    """What is told of a case without a hit."""
    values = met.values
    return MissingHit(met.case_id, str(values["entry_number"]), str(values["name"]), met.trigger.name, met.because)


def _read(session: Session, as_of: date, condition: Any) -> tuple[HitRow, ...]:
    wanted = select(
        TriggerHit,
        OriginalCase.entry_number,
        OriginalCase.name,
        of_review(ReverseReview.entry_number),
        standing(as_of),
        lamp(as_of),
    ).join(OriginalCase, OriginalCase.id == TriggerHit.case_id)
    ordered = wanted.where(condition).order_by(TriggerHit.trigger_list.desc(), TriggerHit.met_on, TriggerHit.id)
    rows = [_row(each, as_of) for each in session.execute(ordered)]
    return Masking.shipped().hidden(session, rows, _case_of, "case_name", "because", "reason")


def _case_of(hit: HitRow) -> Belonging:
    return RecordType.ORIGINAL_CASE, hit.case_id


def _row(found: Row[Any], as_of: date) -> HitRow:
    hit, number, name, review, where, light = tuple(found)
    stands = HitStanding(where)
    return HitRow(
        id=hit.id,
        version=hit.version,
        case_id=hit.case_id,
        entry_number=number,
        case_name=name,
        code=hit.code,
        name=hit.name,
        trigger_list=hit.trigger_list,
        form=hit.form,
        because=hit.because or "",
        met_on=hit.met_on,
        remind_on=hit.remind_on,
        standing=stands,
        lamp=Lamp(light),
        words=words_of(stands, hit.remind_on, as_of),
        review_id=hit.review_id,
        review_number=review or "",
        excused_on=hit.excused_on,
        excused_by=hit.excused_by or "",
        reason=hit.reason or "",
    )
