"""单位履历: what the office had to do with one unit, under all its names; how often late, and what came up again."""

from collections.abc import Set
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.office import Organisation, UnitChange
from app.models.suggestion import Suggestion as Letter
from app.models.terms import RecordType
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.office.offices import Offices
from app.services.search.likeness import shared_words
from app.services.secrecy.marked import work_secrets
from app.services.suggestion_library.recurrence import Recurrences, letter_text
from app.services.unit_history import intentions as wish
from app.services.unit_history.grouping import group_of
from app.services.unit_history.reading import SHOWN, changes_of, counts_of, names_of, records_of
from app.services.unit_history.rows import Again, Recurring, UnitHistory

_COMPARED = 300  # letters of one unit, the newest


@dataclass(frozen=True)
class Parts:
    """What unit histories need, handed in by the desk."""

    database: Database
    clock: Clock
    changes: Changes
    offices: Offices
    recurrences: Recurrences


class UnitHistories:
    """Histories of the units outside."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is read yet."""
        self._parts, self._database = parts, parts.database

    def unit_id(self, name: str) -> int | None:
        """The organisation of that very name."""
        with self._database.read() as session:
            return session.scalars(select(Organisation.id).where(Organisation.name == name.strip())).one_or_none()

    def of(self, unit_id: int) -> UnitHistory:
        """Everything about one unit as today knows it; raises DomainError where it is gone."""
        today = self._parts.clock.today()
        with self._database.read() as session:
            unit, group = _unit(session, unit_id), group_of(session, unit_id)
            records = records_of(session, group, today)
            return UnitHistory(
                id=unit_id,
                name=unit.name,
                names=names_of(session, group),
                changes=changes_of(session, group),
                counts=counts_of(session, group, today),
                records=records[:SHOWN],
                is_cut=len(records) > SHOWN,
            )

    def recurring(self, unit_id: int) -> Recurring:
        """Which letters brought again what a letter closed before had been about, each compared exactly."""
        columns = (Letter.id, Letter.number, Letter.entry_number, Letter.issued_on, Letter.closed_on)
        texts = (Letter.problem, Letter.facts, Letter.case_name)
        with self._database.read() as session:
            group = group_of(session, unit_id)
            wanted = select(*columns, *texts).where(Letter.organisation_id.in_(group), Letter.withdrawn_on.is_(None))
            newest = wanted.order_by(Letter.issued_on.desc(), Letter.id.desc()).limit(_COMPARED + 1)
            letters = [each for each in session.execute(newest) if letter_text(each)]
            secret = {key for kind, key in work_secrets(session) if kind is RecordType.SUGGESTION}
        again, compared = [], 0
        for later in letters[:_COMPARED]:
            closed = [each for each in letters if _was_closed_before(each, later)]
            compared += bool(closed)
            found = self._likeliest(later, closed)
            again += [_without_words(found, secret)] if found else []
        return Recurring(tuple(again), compared, len(letters) > _COMPARED)

    @performs(wish.RECORD_CHANGE)
    def record_change(
        self, actor: Actor, unit_id: int, later: str, on: PartialDate | None = None, note: str = ""
    ) -> Written:
        """Say that a unit goes on under another name; both histories are one from then on. Raises FieldProblem."""
        name = needed("later", "现在的单位名称", later)
        if on is not None:
            day_that_can_be("changed_on", "更名日期", on, self._parts.clock.today(), None)
        with self._database.write(actor, wish.RECORD_CHANGE, self._parts.clock.now(), note.strip() or None) as unit:
            earlier = _unit(unit.session, unit_id)
            target = self._parts.offices.organisation_id(unit.session, name)
            if target in group_of(unit.session, unit_id):
                raise FieldProblem("later", f"“{name}”与“{earlier.name}”已经是同一单位，不必再登记。")
            made = UnitChange(earlier_id=unit_id, later_id=target, changed_on=on, note=note.strip() or None)
            unit.session.add(made)
            unit.session.flush()
            written = Written(made.id, unit.act)
        self._parts.changes.publish(None)
        return written

    @performs(wish.REMOVE_CHANGE)
    def remove_change(self, actor: Actor, change_id: int) -> Written:
        """Say that two units were not one; raises DomainError where it is gone."""
        with self._database.write(actor, wish.REMOVE_CHANGE, self._parts.clock.now()) as unit:
            change = unit.session.get(UnitChange, change_id)
            if change is None:
                raise DomainError("这条更名登记已经不在了，可能已被删除。请刷新后再看。")
            unit.session.delete(change)
            written = Written(change_id, unit.act)
        self._parts.changes.publish(None)
        return written

    def _likeliest(self, later: Any, closed: list[Any]) -> Again | None:
        text = letter_text(later)
        best: Any = None
        alike = 0
        for each in closed:
            found = self._parts.recurrences.compare(text, letter_text(each))
            if found > alike:
                best, alike = each, found
        if best is None:
            return None
        name = best.number or best.entry_number
        words = shared_words(text, letter_text(best))
        return Again(later.id, best.id, name, alike, words)


def _without_words(again: Again, secret: Set[int]) -> Again:
    """Of a work secret nothing is told but how alike it is."""
    return replace(again, words=()) if secret & {again.later_id, again.earlier_id} else again


def _unit(session: Session, unit_id: int) -> Organisation:
    unit = session.get(Organisation, unit_id)
    if unit is None:
        raise DomainError("没有找到这个单位。请刷新后再看。")
    return unit


def _was_closed_before(earlier: Any, later: Any) -> bool:
    closed, issued = earlier.closed_on, later.issued_on
    return closed is not None and issued is not None and closed.first <= issued.first
