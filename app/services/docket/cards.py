"""Reads everything about a deadline into a card."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.clue import Clue
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.deadline import Deadline, DeadlineEvent
from app.models.matter import Matter
from app.models.reverse_review import ReverseReview
from app.models.suggestion import Suggestion
from app.models.terms import DeadlineAct, DeadlineState, Lamp, PeriodUnit, RecordType, StartEvent
from app.services.deadlines.periods import Period
from app.services.deadlines.service import Deadlines
from app.services.docket.deciding import TABLES, DeadlineNotFound, events_of, steps_of
from app.services.docket.kept_rules import kept_rule
from app.services.docket.results import is_feedback
from app.services.docket.rows import NO_DAY, DeadlineCard, EventLine, RecordName
from app.services.docket.standing import lamp
from app.services.docket.starting import Starter
from app.services.foundation.errors import DomainError
from app.services.lists.lamp_words import Watched, lamp_words
from app.services.secrecy.masking import Masking

_AS_STORED = (
    "id", "version", "name", "rule_code", "side", "certainty", "started_by", "started_on", "started_at", "is_custody",
    "nominal_on", "due_on", "due_at", "overdue_after", "is_provisional", "state", "paused_on", "ended_on",
)  # fmt: skip
_ALWAYS = frozenset({DeadlineAct.EXTENDED})
_OWN = _ALWAYS | {DeadlineAct.RESTARTED, DeadlineAct.WAIVED, DeadlineAct.MET, DeadlineAct.START_CORRECTED}


class DeadlineCards:
    """Cards of deadlines, as a given day knew them."""

    def __init__(self, database: Database, deadlines: Deadlines, starter: Starter) -> None:
        """``starter`` knows which date of the record started a deadline."""
        self._database, self._deadlines, self._starter = database, deadlines, starter

    def card(self, deadline_id: int, as_of: date) -> DeadlineCard:
        """One deadline; raises DeadlineNotFound."""
        with self._database.read() as session:
            row = session.execute(select(Deadline, lamp(as_of)).where(Deadline.id == deadline_id)).one_or_none()
            if row is None:
                raise DeadlineNotFound(deadline_id)
            return self._card(session, row[0], Lamp(row[1]), as_of)

    def of(self, record_type: RecordType, record_id: int, as_of: date) -> tuple[DeadlineCard, ...]:
        """All deadlines of a record: the open ones first, then by due date."""
        wanted = select(Deadline, lamp(as_of)).where(
            Deadline.record_type == record_type, Deadline.record_id == record_id
        )
        with self._database.read() as session:
            found = [self._card(session, row[0], Lamp(row[1]), as_of) for row in session.execute(wanted)]
        return tuple(sorted(found, key=lambda card: (card.lamp is Lamp.DONE, card.due_on or date.max, card.id)))

    def _card(self, session: Session, deadline: Deadline, shown: Lamp, as_of: date) -> DeadlineCard:
        stored: dict[str, Any] = {name: getattr(deadline, name) for name in _AS_STORED}
        record: Any = session.get(TABLES[deadline.record_type], deadline.record_id)
        watched = Watched(deadline.due_on, deadline.overdue_after, deadline.side, deadline.certainty, NO_DAY)
        if deadline.ended_on is not None and deadline.ended_on.first > as_of:  # it ends later, and still runs
            stored |= {"state": DeadlineState.OPEN, "ended_on": None}
        is_open = stored["state"] is DeadlineState.OPEN
        return DeadlineCard(
            **stored,
            record=_told(session, name_of_record(deadline.record_type, record)),
            length=_length(deadline.length, deadline.unit, deadline.extra_days),
            basis=deadline.basis or "",
            start_proof=deadline.start_proof or "",
            lamp=shown,
            lamp_words=lamp_words(shown, watched, as_of) if is_open else deadline.state.label,
            missed=self._missed(session, deadline),
            steps=steps_of(deadline.derivation),
            events=tuple(_event(each) for each in events_of(session, deadline.id)),
            acts=_acts(deadline),
            start_changed_to=self._start_changed(deadline, record),
        )

    def _missed(self, session: Session, deadline: Deadline) -> str:
        try:
            rule = kept_rule(session, deadline, self._deadlines.library)
        except DomainError:  # an old deadline of a rule that is gone; its own derivation still says everything
            return ""
        return rule.missed if rule else ""

    def _start_changed(
        self, deadline: Deadline, record: Suggestion | Matter | Clue | ReverseReview
    ) -> PartialDate | None:
        column = self._starter.start_column(deadline)
        is_over = deadline.state is not DeadlineState.OPEN or deadline.started_by is StartEvent.REPLY_PERIOD
        value = getattr(record, column) if column and not is_over else None
        now = PartialDate.of(value) if isinstance(value, date) else value
        return now if now is not None and now != deadline.started_on else None


def _told(session: Session, name: RecordName) -> RecordName:
    key = name.record_type, name.record_id
    (told,) = Masking.shipped().hidden(session, [name], lambda _: key, "subject")
    return told


def name_of_record(record_type: RecordType, record: Suggestion | Matter | Clue | ReverseReview) -> RecordName:
    """What a record is called beside its deadline."""
    if isinstance(record, ReverseReview):
        held = record.handler or "", record.department or ""
        return RecordName(record_type, record.id, record.entry_number, record.title, *held)
    number = record.number if isinstance(record, Suggestion) and record.number else record.entry_number
    subject = record.addressee if isinstance(record, Suggestion) else record.unit or ""
    return RecordName(record_type, record.id, number, subject, record.handler or "", record.department or "")


def _acts(deadline: Deadline) -> frozenset[DeadlineAct]:
    if deadline.state is not DeadlineState.OPEN:
        return frozenset()
    if deadline.started_by is StartEvent.REPLY_PERIOD:
        return _ALWAYS
    if deadline.due_on is None:
        return _OWN - _ALWAYS
    own = _OWN - {DeadlineAct.MET} if is_feedback(deadline) else _OWN
    return own | {DeadlineAct.RESUMED if deadline.paused_on else DeadlineAct.PAUSED}


def _event(event: DeadlineEvent) -> EventLine:
    return EventLine(
        kind=event.kind,
        happened_on=event.happened_on,
        length=_length(event.length, event.unit, event.extra_days),
        decided_by=event.decided_by or "",
        reason=event.reason or "",
        document=event.document or "",
        due_before=event.due_before,
        due_after=event.due_after,
        steps_before=steps_of(event.derivation_before),
        steps_after=steps_of(event.derivation_after),
    )


def _length(length: int | None, unit: PeriodUnit | None, extra_days: int) -> str:
    return "" if length is None or unit is None else str(Period(length, unit, extra_days=extra_days))
