"""Counts and records of one unit, as SQL over its organisations."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Integer, case, func, select
from sqlalchemy.orm import Session

from app.models.case_terms import Triage
from app.models.clue import Clue
from app.models.matter import Matter
from app.models.office import Organisation, UnitChange
from app.models.suggestion import Suggestion as Letter
from app.models.terms import Lamp, RecordType, SuggestionKind, SuggestionState, Timeliness
from app.services.clues.standing import lamp as clue_lamp
from app.services.matters.standing import lamp as matter_lamp
from app.services.matters.standing import progress
from app.services.secrecy.marked import work_secrets
from app.services.secrecy.masking import Masking
from app.services.secrecy.rows import UNOPENED
from app.services.suggestions.standing import Standing
from app.services.unit_history.rows import ChangeRow, NameUse, UnitCounts, UnitRecord

SHOWN = 300
_ABOUT, _READ = 120, 200  # characters; more are read, so that no name is cut before it is masked
Group = Iterable[int]


def counts_of(session: Session, group: Group, as_of: date) -> UnitCounts:
    """All counts of a unit as a day knew them."""
    standing = Standing(as_of)
    told_of_each = select(
        standing.timeliness.label("timeliness"),
        standing.is_issued.label("issued"),
        standing.is_replied.label("replied"),
        (Letter.closed_on <= as_of.isoformat()).label("closed"),
    ).where(Letter.organisation_id.in_(group))
    each = told_of_each.subquery()
    late = each.c.timeliness == Timeliness.LATE.value
    on_time = each.c.timeliness == Timeliness.ON_TIME.value
    sums = (each.c.issued, each.c.replied, late | on_time, late, late & ~each.c.replied, each.c.closed)
    letters, *told = session.execute(select(func.count(), *(_sum(flag) for flag in sums)).select_from(each)).one()
    matters = session.scalar(select(func.count()).where(Matter.organisation_id.in_(group)))
    clues = session.scalar(select(func.count()).where(Clue.organisation_id.in_(group)))
    issued, replied, judged, late_ones, unanswered, closed = (int(count or 0) for count in told)
    return UnitCounts(letters, issued, replied, judged, late_ones, unanswered, closed, matters or 0, clues or 0)


def names_of(session: Session, group: Group) -> tuple[NameUse, ...]:
    """The names on letters, in the order in which they came up."""
    wanted = (
        select(Letter.addressee, func.min(Letter.issued_on), func.max(Letter.issued_on), func.count())
        .where(Letter.organisation_id.in_(group))
        .group_by(Letter.addressee)
        .order_by(func.coalesce(func.min(Letter.issued_on), "9999"), Letter.addressee)
    )
    return tuple(
        NameUse(name, str(first or ""), str(last or ""), n) for name, first, last, n in session.execute(wanted)
    )


def changes_of(session: Session, group: Group) -> tuple[ChangeRow, ...]:
    """The changes of name, oldest first."""
    earlier, later = (select(Organisation.id, Organisation.name).subquery() for _ in range(2))
    wanted = (
        select(UnitChange, earlier.c.name, later.c.name)
        .join(earlier, earlier.c.id == UnitChange.earlier_id)
        .join(later, later.c.id == UnitChange.later_id)
        .where(UnitChange.earlier_id.in_(group))
        .order_by(UnitChange.changed_on, UnitChange.id)
    )
    return tuple(
        ChangeRow(change.id, before, after, change.changed_on, change.note or "")
        for change, before, after in session.execute(wanted)
    )


def records_of(session: Session, group: Group, as_of: date) -> tuple[UnitRecord, ...]:
    """The newest letters, matters and clues, newest first; one more than SHOWN where there are more.

    What a work secret is about stands on its own page only.
    """
    found = [*_letters(session, group, as_of), *_matters(session, group, as_of), *_clues(session, group, as_of)]
    found.sort(key=lambda each: (each.day or "0", each.record_type.value, each.id), reverse=True)
    told = Masking.shipped().hidden(session, found[: SHOWN + 1], lambda each: (each.record_type, each.id), "about")
    secret = work_secrets(session)
    return tuple(
        replace(each, about=UNOPENED if (each.record_type, each.id) in secret else each.about[:_ABOUT]) for each in told
    )


def _letters(session: Session, group: Group, as_of: date) -> Iterable[UnitRecord]:
    standing = Standing(as_of)
    wanted = select(
        Letter.id,
        func.coalesce(Letter.number, Letter.entry_number),
        Letter.issued_on,
        Letter.kind,
        func.substr(func.coalesce(Letter.problem, Letter.facts, Letter.case_name, ""), 1, _READ),
        standing.state,
        standing.lamp,
        standing.days_late,
    ).where(Letter.organisation_id.in_(group))
    for key, name, day, kind, about, state, lamp, late in _newest(session, wanted, Letter.issued_on, Letter.id):
        shown = kind.label if isinstance(kind, SuggestionKind) else str(kind)
        told = SuggestionState(state).label
        yield UnitRecord(
            RecordType.SUGGESTION, key, name, str(day or ""), f"{shown}检察建议", about, told, Lamp(lamp), late
        )


def _matters(session: Session, group: Group, as_of: date) -> Iterable[UnitRecord]:
    wanted = select(
        Matter.id,
        func.coalesce(Matter.number, Matter.entry_number),
        Matter.accepted_on,
        Matter.kind,
        func.substr(func.coalesce(Matter.subject, Matter.found, ""), 1, _READ),
        progress(as_of),
        matter_lamp(as_of),
    ).where(Matter.organisation_id.in_(group))
    for key, name, day, kind, about, state, lamp in _newest(session, wanted, Matter.accepted_on, Matter.id):
        yield UnitRecord(RecordType.MATTER, key, name, str(day or ""), kind, about, state, Lamp(lamp), None)


def _clues(session: Session, group: Group, as_of: date) -> Iterable[UnitRecord]:
    wanted = select(
        Clue.id,
        Clue.entry_number,
        Clue.found_on,
        func.substr(func.coalesce(Clue.subject, Clue.found, ""), 1, _READ),
        Clue.triage,
        clue_lamp(as_of),
    ).where(Clue.organisation_id.in_(group), Clue.triage != Triage.FORWARDED)
    for key, name, day, about, triage, lamp in _newest(session, wanted, Clue.found_on, Clue.id):
        yield UnitRecord(RecordType.CLUE, key, name, str(day or ""), "线索", about, triage.label, Lamp(lamp), None)


def _newest(session: Session, wanted: Any, day: Any, key: Any) -> Any:
    return session.execute(wanted.order_by(day.desc(), key.desc()).limit(SHOWN + 1))


def _sum(flag: Any) -> Any:
    return func.sum(case((flag, 1), else_=0), type_=Integer())
