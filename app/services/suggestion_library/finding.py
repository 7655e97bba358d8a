"""Finds past letters by likeness: candidates from the full text and the unit's index, each then compared exactly.

A few words are looked for: letters that hold more of them come first. A whole problem is compared: the likeliest first.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models.database import Database
from app.models.office import Organisation
from app.models.suggestion import Suggestion as Letter
from app.models.suggestion_library import Paragraph
from app.models.terms import RecordType
from app.services.search.likeness import likeness, shared_words
from app.services.search.service import Search
from app.services.search.words import pairs_of
from app.services.secrecy.marked import work_secrets
from app.services.suggestion_library.recurrence import letter_text
from app.services.suggestion_library.rows import LibraryAnswer, LibraryQuery, LikeLetter
from app.services.suggestion_library.standards import Standards
from app.services.unit_history.grouping import group_of

FEW = 12  # pairs up to which what was typed are words to be found, not a problem to be compared
_WORDS_SHOWN = 8
_COLUMNS = (
    Letter.id,
    Letter.entry_number,
    Letter.number,
    Letter.addressee,
    Letter.kind,
    Letter.field,
    Letter.issued_on,
    Letter.problem,
    Letter.facts,
    Letter.case_name,
)


class LetterFinder:
    """Reads letters of one store; the search index brings the candidates."""

    def __init__(self, database: Database, search: Search) -> None:
        """Nothing is read yet."""
        self._database, self._search = database, search

    def find(self, query: LibraryQuery, standards: Standards) -> LibraryAnswer:
        """The likest letters, or the newest where nothing is asked for; raises KnownError."""
        asked = pairs_of(query.words)
        ids = self._search.alike(query.words, standards.candidates, RecordType.SUGGESTION) if asked else None
        with self._database.read() as session:
            rows = list(self._candidates(session, query, standards, None if ids is None else [key for _, key in ids]))
        found = [_compared(row, query.words, asked) for row in rows]
        if asked:
            found = sorted((each for each in found if each.held), key=_order(len(asked)))
        return LibraryAnswer(tuple(found[: standards.shown]), len(asked), len(rows))

    def fields(self) -> tuple[str, ...]:
        """The fields letters and paragraphs were given so far."""
        with self._database.read() as session:
            known = {
                found
                for column in (Letter.field, Paragraph.field)
                for found in session.scalars(select(column).distinct())
                if found
            }
        return tuple(sorted(known))

    @staticmethod
    def _candidates(
        session: Session, query: LibraryQuery, standards: Standards, ids: list[int] | None
    ) -> Iterable[Any]:
        # What a work secret says is read on its own page, and is not for taking over.
        secret = [key for kind, key in work_secrets(session) if kind is RecordType.SUGGESTION]
        narrowed = select(*_COLUMNS).where(Letter.id.not_in([query.leave_out or 0, *secret]))
        if query.field.strip():
            narrowed = narrowed.where(Letter.field == query.field.strip())
        if query.kind is not None:
            narrowed = narrowed.where(Letter.kind == query.kind)
        if query.unit.strip():
            narrowed = narrowed.where(_of_unit(session, query.unit.strip()))
        newest = narrowed.order_by(Letter.id.desc()).limit(standards.candidates)
        if ids is None:
            return session.execute(newest).all()
        rows = {row.id: row for row in session.execute(narrowed.where(Letter.id.in_(ids)))}
        if query.unit.strip() or query.field.strip():  # so few that their likest are not missed among a whole store's
            rows |= {row.id: row for row in session.execute(newest)}
        return rows.values()


def _of_unit(session: Session, typed: str) -> Any:
    """The unit of that name under all its names; else every addressee whose name holds what was typed."""
    unit = session.scalars(select(Organisation.id).where(Organisation.name == typed)).one_or_none()
    if unit is not None:
        return Letter.organisation_id.in_(group_of(session, unit))
    named = select(Organisation.id).where(
        or_(Organisation.name.contains(typed, autoescape=True), Organisation.initials.contains(typed.lower()))
    )
    return Letter.organisation_id.in_(named)


def _compared(row: Any, words: str, asked: frozenset[str]) -> LikeLetter:
    said = letter_text(row)
    whole = "\n".join(part for part in (row.problem, row.facts, row.case_name) if part)
    is_few = len(asked) <= FEW
    theirs = pairs_of(whole if is_few else said)
    return LikeLetter(
        id=row.id,
        entry_number=row.entry_number,
        number=row.number or "",
        addressee=row.addressee,
        kind=row.kind,
        field=row.field or "",
        issued_on=row.issued_on,
        problem=said,
        likeness=likeness(asked, pairs_of(said)),
        held=len(asked & theirs),
        words=shared_words(words, whole, _WORDS_SHOWN) if asked else (),
    )


def _order(asked: int) -> Any:
    if asked <= FEW:
        return lambda each: (-each.held, -each.likeness, -each.id)
    return lambda each: (-each.likeness, -each.held, -each.id)
