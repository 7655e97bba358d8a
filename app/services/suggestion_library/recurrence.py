"""同类问题再次发生: a clue or letter like the problem of a letter that was closed before, at the same unit.

Every closed letter of the unit is compared exactly (character pairs, Dice); the threshold is data.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.audit import AuditEntry
from app.models.case_terms import Triage
from app.models.clue import Clue
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.office import Organisation
from app.models.suggestion import Suggestion as Letter
from app.models.terms import RecordType
from app.services.foundation.clock import Clock
from app.services.foundation.resources import Resources
from app.services.search.likeness import likeness, shared_words
from app.services.search.words import pairs_of
from app.services.secrecy.marked import work_secrets
from app.services.secrecy.rows import UNOPENED
from app.services.suggestion_library.rows import Recurrence
from app.services.suggestion_library.standards import Standards, read_standards
from app.services.unit_history.grouping import group_of

_MOST = 500  # records of one unit that are compared, the newest first
_LETTER = (
    Letter.id,
    Letter.number,
    Letter.entry_number,
    Letter.addressee,
    Letter.closed_on,
    Letter.issued_on,
    Letter.problem,
    Letter.facts,
    Letter.case_name,
)
_CLUE = (Clue.id, Clue.entry_number, Clue.unit, Clue.found_on, Clue.subject, Clue.found)


@dataclass(frozen=True)
class _New:
    """What may be a recurrence: where, what it says, since when."""

    unit: str
    text: str
    day: date


class Recurrences:
    """Compares what is new with what was closed, within one unit."""

    def __init__(self, database: Database, clock: Clock, resources: Resources) -> None:
        """Nothing is read yet."""
        self._database, self._clock, self._resources = database, clock, resources

    @cached_property
    def standards(self) -> Standards:
        """The threshold; raises DomainError where the file is wrong."""
        return read_standards(self._resources.suggestion_library)

    def of_wording(self, unit: str, text: str, leave_out: Iterable[int] = ()) -> tuple[Recurrence, ...]:
        """Closed letters of a unit with such a problem, the likeliest first; for what is only being typed."""
        with self._database.read() as session:
            return self._before(session, _New(unit.strip(), text, self._clock.today()), frozenset(leave_out))

    def before_clue(self, clue_id: int) -> tuple[Recurrence, ...]:
        """Closed letters whose problem a clue brings again; none where its content is withheld."""
        with self._database.read() as session:
            clue = session.execute(select(Clue).where(Clue.id == clue_id)).scalar_one_or_none()
            if clue is None or clue.triage is Triage.FORWARDED or not clue.unit:
                return ()
            new = _New(clue.unit, _clue_text(clue), _clue_day(session, clue))
            return self._before(session, new, frozenset({clue.suggestion_id or 0}))

    def before_letter(self, letter_id: int) -> tuple[Recurrence, ...]:
        """Closed letters whose problem a letter brings again."""
        with self._database.read() as session:
            letter = session.execute(select(*_LETTER).where(Letter.id == letter_id)).one_or_none()
            if letter is None:
                return ()
            new = _New(letter.addressee, letter_text(letter), _letter_day(session, letter))
            return self._before(session, new, frozenset({letter_id}))

    def after_letter(self, letter_id: int) -> tuple[Recurrence, ...]:
        """Clues and letters that came after a letter was closed and bring its problem again, the newest first."""
        with self._database.read() as session:
            letter = session.execute(select(*_LETTER, Letter.organisation_id).where(Letter.id == letter_id)).first()
            if letter is None or letter.closed_on is None:
                return ()
            group = group_of(session, letter.organisation_id)
            found = [*self._later_letters(session, letter, group), *self._later_clues(session, letter, group)]
            return _unopened(session, sorted(found, key=lambda each: (str(each.on), each.id), reverse=True))

    def compare(self, one: str, other: str) -> int:
        """Percent of likeness where it reaches the threshold, else 0."""
        ours, theirs = pairs_of(one), pairs_of(other)
        alike = likeness(ours, theirs)
        return alike if alike >= self.standards.likeness and len(ours & theirs) >= self.standards.pairs else 0

    def _before(self, session: Session, new: _New, leave_out: frozenset[int]) -> tuple[Recurrence, ...]:
        unit = session.scalars(select(Organisation.id).where(Organisation.name == new.unit)).one_or_none()
        if unit is None or not new.text.strip():
            return ()
        closed = select(*_LETTER).where(
            Letter.organisation_id.in_(group_of(session, unit)),
            Letter.closed_on <= new.day.isoformat(),
            Letter.withdrawn_on.is_(None),
            Letter.id.not_in(leave_out),
        )
        rows = session.execute(closed.order_by(Letter.closed_on.desc(), Letter.id.desc()).limit(_MOST))
        found = [
            _recurrence(row, alike, new.text) for row in rows if (alike := self.compare(new.text, letter_text(row)))
        ]
        return _unopened(session, sorted(found, key=lambda each: (-each.likeness, -each.id)))

    def _later_letters(self, session: Session, letter: Any, group: frozenset[int]) -> Iterator[Recurrence]:
        text = letter_text(letter)
        others = select(*_LETTER).where(Letter.organisation_id.in_(group), Letter.id != letter.id)
        for row in session.execute(others.order_by(Letter.id.desc()).limit(_MOST)):
            alike = self.compare(text, letter_text(row))
            if alike and (day := _letter_day(session, row)) >= letter.closed_on.first:
                shared = shared_words(letter_text(row), text)
                name = row.number or row.entry_number
                on = row.issued_on or PartialDate.of(day)
                yield Recurrence(
                    RecordType.SUGGESTION, row.id, name, row.addressee, on, alike, shared, letter_text(row)
                )

    def _later_clues(self, session: Session, letter: Any, group: frozenset[int]) -> Iterator[Recurrence]:
        text = letter_text(letter)
        clues = select(*_CLUE).where(
            Clue.organisation_id.in_(group),
            Clue.triage != Triage.FORWARDED,
            (Clue.suggestion_id.is_(None)) | (Clue.suggestion_id != letter.id),
        )
        for row in session.execute(clues.order_by(Clue.id.desc()).limit(_MOST)):
            said = _clue_text(row)
            alike = self.compare(text, said)
            if alike and (day := _clue_day(session, row)) >= letter.closed_on.first:
                shared = shared_words(said, text)
                on = row.found_on or PartialDate.of(day)
                yield Recurrence(RecordType.CLUE, row.id, row.entry_number, row.unit or "", on, alike, shared, said)


def _unopened(session: Session, found: Sequence[Recurrence]) -> tuple[Recurrence, ...]:
    """Of a work secret nothing is told but how alike it is."""
    secret = work_secrets(session) if found else frozenset()
    return tuple(
        replace(each, words=(), problem=UNOPENED) if (each.record_type, each.id) in secret else each for each in found
    )


def letter_text(letter: Any) -> str:
    """What the problem of a letter is, in the words it has: a ledger may know only the facts or the name."""
    return str(letter.problem or letter.facts or letter.case_name or "")


def _clue_text(clue: Any) -> str:
    return "\n".join(part for part in (clue.subject, clue.found) if part)


def _recurrence(row: Any, alike: int, text: str) -> Recurrence:
    problem = letter_text(row)
    name = row.number or row.entry_number
    shared = shared_words(text, problem)
    return Recurrence(RecordType.SUGGESTION, row.id, name, row.addressee, row.closed_on, alike, shared, problem)


def _letter_day(session: Session, letter: Any) -> date:
    return letter.issued_on.first if letter.issued_on else _entered(session, "suggestion", letter.id)


def _clue_day(session: Session, clue: Any) -> date:
    return clue.found_on.first if clue.found_on else _entered(session, "clue", clue.id)


def _entered(session: Session, table: str, row_id: int) -> date:
    """The day a record was entered, by the trail."""
    wanted = select(AuditEntry.at).where(AuditEntry.table_name == table, AuditEntry.row_id == row_id)
    at = session.scalars(wanted.order_by(AuditEntry.seq).limit(1)).first()
    return date.fromisoformat(at[:10]) if at else date.min
