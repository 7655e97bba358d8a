"""Holds cases against the triggers: new hits are added, none is ever deleted, an excused one never opened again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import func, select, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from app.models.database import Unit
from app.models.original_case import OriginalCase, TriggerHit
from app.models.review_terms import HitState
from app.services.foundation.clock import Clock
from app.services.foundation.progress import Progress
from app.services.review_triggers.library import TriggerLibrary
from app.services.review_triggers.matching import TriggerSet, because_of, hit_of, hits_of
from app.services.review_triggers.model import COLUMNS, Trigger, Values

_AT_ONCE = 1000  # cases between two reports
_NAMES = tuple(COLUMNS)
_SHOWN = ("entry_number", "name")


class Met(NamedTuple):
    """A case that meets a trigger but has no hit that says so."""

    case_id: int
    values: Values  # with 登记号 and name
    trigger: Trigger
    because: str
    void_id: int | None  # of the hit that was said not to hold any more


@dataclass(frozen=True)
class Evaluation:
    """Evaluates inside somebody's open transaction."""

    library: TriggerLibrary
    clock: Clock

    def evaluate(self, unit: Unit, case: OriginalCase) -> None:
        """Bring the hits of one case up to its facts, as they stand in the transaction."""
        unit.session.flush()  # a new case gets its id
        today, values = self.clock.today(), values_of(case)
        wanted = select(TriggerHit).where(TriggerHit.case_id == case.id)
        existing = {hit.code: hit for hit in unit.session.scalars(wanted)}
        for row in hits_of(values, self.library.in_force(today), today):
            if row["code"] not in existing:
                unit.session.add(TriggerHit(case_id=case.id, **row))
        for hit in existing.values():
            if hit.state is HitState.OPEN:
                self._follow(hit, values)

    def add_missing(self, unit: Unit, triggers: Sequence[Trigger], progress: Progress) -> int:
        """Give every case that meets one of the triggers its hit, in one pass; returns how many were missing."""
        today, first = self.clock.today(), unit.last_id(TriggerHit) + 1
        found = list(missing(unit.session, triggers, progress))
        fresh = [each for each in found if each.void_id is None]
        rows = (
            {"id": first + place, "case_id": each.case_id, **hit_of(each.trigger, each.because, today)}
            for place, each in enumerate(fresh)
        )
        unit.insert_many(TriggerHit, rows)
        for each in found:
            if each.void_id is not None:
                unit.session.get_one(TriggerHit, each.void_id).is_void = False
        return len(found)

    def _follow(self, hit: TriggerHit, values: Values) -> None:
        """An open hit whose facts were corrected does not hold any more; corrected back, it holds again."""
        found = [self.library.versions(on).get(hit.code) for on in (self.clock.today(), hit.met_on)]
        versions = [each for each in found if isinstance(each, Trigger)]
        if not versions or any(each.by_hand for each in versions):
            return  # nothing says that it does not hold
        met = next((each for each in versions if each.is_met(values)), None)
        hit.is_void = met is None
        if met is not None:
            hit.because = because_of(values, met)


_NONE = 0  # no hit at all; ids begin at 1


def missing(session: Session, triggers: Sequence[Trigger], progress: Progress) -> Iterator[Met]:
    """Every case and trigger it meets for which no hit stands. May raise Cancelled."""
    codes = [each.code for each in triggers]
    wanted = select(TriggerHit.case_id, TriggerHit.code, TriggerHit.id, TriggerHit.is_void)
    standing: dict[tuple[int, str], int | None] = {
        (case_id, code): key if is_void else None
        for case_id, code, key, is_void in session.execute(wanted.where(TriggerHit.code.in_(codes)))
    }
    names = tuple(dict.fromkeys((*_SHOWN, *(name for each in triggers for name in each.looked_at))))
    held = TriggerSet(triggers)
    for case_id, values in _cases(session, names, progress):
        for trigger, because in held.met_by(values):
            void_id = standing.get((case_id, trigger.code), _NONE)
            if void_id is not None:
                yield Met(case_id, values, trigger, because, None if void_id == _NONE else void_id)


def cases_that_meet(session: Session, trigger: Trigger, progress: Progress) -> Iterator[int]:
    """Every case that meets a trigger, listed already or not. May raise Cancelled."""
    names = tuple(dict.fromkeys(trigger.looked_at))
    return (case_id for case_id, values in _cases(session, names, progress) if trigger.is_met(values))


def count_cases(session: Session) -> int:
    """How many original cases are registered."""
    return session.scalar(select(func.count()).select_from(OriginalCase)) or 0


def values_of(case: OriginalCase) -> Values:
    """The columns of a case that triggers look at."""
    return {name: getattr(case, name) for name in _NAMES}


def _cases(session: Session, names: Sequence[str], progress: Progress) -> Iterator[tuple[int, dict[str, Any]]]:
    total, done = count_cases(session), 0
    # As stored: a date is only asked whether it is there.
    columns = [type_coerce(getattr(OriginalCase, name), NullType()) for name in names]
    for some in session.connection().execute(select(OriginalCase.id, *columns)).partitions(_AT_ONCE):
        progress.report(done, total)
        for row in some:
            yield row[0], dict(zip(names, row[1:], strict=True))
        done += len(some)
