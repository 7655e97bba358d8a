"""The end of a letter: its checklist before closing, taking up again, archive number. ``Suggestions`` closes it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.case_terms import Retention
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.deadline import Deadline
from app.models.suggestion import Suggestion as Letter
from app.models.terms import DeadlineState, RecordType, StartEvent
from app.services.closing.archiving import checked_number, proposed_number
from app.services.docket.revisits import is_planned
from app.services.docket.starting import Starter
from app.services.follow_ups import intentions as wish
from app.services.follow_ups import refusals
from app.services.follow_ups.checklist import checklist
from app.services.follow_ups.demands import Demands
from app.services.follow_ups.rows import ClosingLetter, LetterArchiveDraft
from app.services.foundation.changes import Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import performs
from app.services.foundation.pen import Pen
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.office.offices import Offices
from app.services.suggestions.refusals import name_of
from app.services.trail.since import refuse_changed


@dataclass(frozen=True)
class Parts:
    """What the end of letters needs, handed in by bootstrap."""

    database: Database
    pen: Pen[Letter]
    starter: Starter
    offices: Offices
    demands: Demands
    clock: Clock


class LetterClosing:
    """The checklist, 重新办理 and 归档 of letters."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is read yet."""
        self._parts = parts

    def card(self, letter_id: int) -> ClosingLetter:
        """A letter before or after its closing; raises LetterNotFound."""
        parts = self._parts
        with parts.database.read() as session:
            letter = session.get(Letter, letter_id)
            if letter is None:
                raise parts.pen.missing(letter_id)
            return ClosingLetter(
                id=letter.id,
                version=letter.version,
                name=name_of(letter),
                is_closed=letter.closed_on is not None,
                archive_number=letter.archive_number,
                proposed_number=self._proposed(session, letter, Retention.THIRTY_YEARS),
                lines=tuple(checklist(session, letter, parts.demands)),
            )

    def next_number(self, letter_id: int, retention: Retention) -> str:
        """The archive number a letter would get by its retention; raises LetterNotFound."""
        with self._parts.database.read() as session:
            letter = session.get(Letter, letter_id)
            if letter is None:
                raise self._parts.pen.missing(letter_id)
            return self._proposed(session, letter, retention)

    @performs(wish.REOPEN)
    def reopen(self, actor: Actor, letter_id: int, on: PartialDate, reason: str, version: int | None = None) -> Written:
        """Take a closed letter up again; what its closing had ended runs on. Raises FieldProblem, DomainError."""
        told = needed("reason", "重新办理的理由", reason)
        with self._parts.pen.on(actor, wish.REOPEN, letter_id, told) as opened:
            session, letter = opened.unit.session, opened.record
            refuse_changed(session, letter, version, name_of(letter))
            refusals.must_be_closed(letter, "重新办理")
            day_that_can_be("on", "重新办理日期", on, self._parts.clock.today(), letter.closed_on)
            for deadline in _ended_by_closing(session, letter):
                deadline.state, deadline.ended_on = DeadlineState.OPEN, None
            before = letter.closing_note or "没有写"
            letter.closing_note = f"{on} 重新办理：{told}（原办结 {letter.closed_on}：{before}）"
            letter.closed_on = letter.archive_number = None
            session.flush()
            self._parts.starter.follow(opened.unit, RecordType.SUGGESTION, letter)
            return opened.written

    @performs(wish.ARCHIVE)
    def archive(self, actor: Actor, letter_id: int, draft: LetterArchiveDraft) -> Written:
        """Give a closed letter its archive number, of one series with those of matters.

        Raises FieldProblem, DomainError, ChangedMeanwhile.
        """
        with self._parts.pen.on(actor, wish.ARCHIVE, letter_id) as opened:
            session, letter = opened.unit.session, opened.record
            refuse_changed(session, letter, draft.version, name_of(letter))
            refusals.must_be_closed(letter, "归档")
            if letter.archive_number:
                raise DomainError(f"{name_of(letter)} 已经归档（{letter.archive_number}）。")
            letter.archive_number = checked_number(session, draft.number, letter, draft.retention)
            return opened.written

    def _proposed(self, session: Session, letter: Letter, retention: Retention) -> str:
        year = int(letter.closed_on.text[:4]) if letter.closed_on else self._parts.clock.today().year
        return proposed_number(session, self._parts.offices.office().short, year, retention)


def _ended_by_closing(session: Session, letter: Letter) -> list[Deadline]:
    """Revisits do not end with their letter, and of the reply periods only the last is the letter's own."""
    wanted = select(Deadline).where(Deadline.record_type == RecordType.SUGGESTION, Deadline.record_id == letter.id)
    known = session.scalars(wanted.order_by(Deadline.id)).all()
    replies = [each.id for each in known if each.started_by is StartEvent.REPLY_PERIOD]
    return [
        each
        for each in known
        if each.state is DeadlineState.MOOT
        and each.ended_on == letter.closed_on
        and not is_planned(each)
        and each.id not in replies[:-1]
    ]
