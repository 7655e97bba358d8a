"""Follows the dates of a record: starts the deadlines an event brings, meets those it fulfils, ends the rest."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.clue import Clue
from app.models.database import Unit
from app.models.dates import PartialDate
from app.models.deadline import Deadline
from app.models.matter import Matter
from app.models.reverse_review import ReverseReview
from app.models.suggestion import Suggestion
from app.models.terms import DeadlineState, RecordType, Stage, StartEvent, SuggestionStep, Term
from app.services.deadlines.rule import Rule
from app.services.deadlines.rule_tables import digest_of
from app.services.deadlines.service import Deadlines
from app.services.docket.kept_rules import keep, keep_named
from app.services.docket.objection_periods import Followed, follow_objection_period
from app.services.docket.projecting import project
from app.services.docket.reckoning import Running, begun
from app.services.docket.results import take_up_again
from app.services.docket.revisits import begins_anew, is_void
from app.services.docket.starts import DATES, Start, lines_of, read_starts
from app.services.docket.tasks import outlives_its_record, task_of, task_row
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.matter_types.keeping import digest_of as type_digest_of
from app.services.matter_types.keeping import kept_type
from app.services.matter_types.library import TypeDamaged, TypeLibrary
from app.services.matter_types.model import MatterType

_LONGEST_HOLIDAY = 31  # days, generously
_BEFORE_ISSUE = frozenset(
    {StartEvent.CASE_OPENED, StartEvent.INVESTIGATION, StartEvent.DECIDED}
)  # what starts deadlines of a letter that has not been issued
_SAME = ("rule_code", "started_on", "length", "unit", "extra_days", "is_own_period")
Values = Mapping[str, Any]


class Starter:
    """What events bring, by the table of starts; other services call it inside their own transactions."""

    def __init__(
        self, deadlines: Deadlines, resources: Resources, clock: Clock, types: TypeLibrary | None = None
    ) -> None:
        """``clock`` dates the end of what is replaced; without ``types`` the standard set counts."""
        self._deadlines, self._resources, self._clock = deadlines, resources, clock
        self._types = types or TypeLibrary(resources.matter_types)
        self._begun_with: dict[str, MatterType] = {}
        self._lines: dict[str, tuple[Start, ...]] = {}
        self._known: dict[tuple[StartEvent, Rule, date], dict[str, Any]] = {}
        self._edition = deadlines.edition
        self.own_rules: dict[str, Rule] = {}  # of ``running_rows``: by digest, rules no library has

    @cached_property
    def starts(self) -> tuple[Start, ...]:
        """The table; raises DomainError where the file is wrong."""
        return read_starts(self._resources.rules, self._deadlines.library)

    @cached_property
    def _of_all_types(self) -> tuple[Start, ...]:
        """A deadline outlives the kind it came with: after the kind was corrected it is still met as before."""
        return tuple(line for each in self._types.standard for line in lines_of(each))

    def follow(self, unit: Unit, record_type: RecordType, record: Suggestion | Matter | Clue | ReverseReview) -> None:
        """Bring the record's deadlines into step with its dates. What stands is met or ended, never recomputed.

        A deadline that has ended by today is started only by the act that registers its event, or as met by the act
        that meets it: touching an old record for another reason does not turn its lamp red.
        """
        registered = unit.touched(record)
        values = {column.key: getattr(record, column.key) for column in record.__table__.columns}
        standing = _deadlines_of(unit.session, record_type, record.id)
        ended, ended_on = _end_of(record_type, values)
        if not ended:
            known = {(each.rule_code, each.started_by) for each in standing if not begins_anew(each, values)}
            for line, rule, start in self._called_for(record_type, values, unit.session):
                row = self._row(line, rule, start, values)
                is_its_act = _is_act_of(line, registered)
                if (rule.code, line.event) not in known and (is_its_act or self._runs(row)):
                    keep(unit, [rule])
                    standing.append(Deadline(**row, record_id=record.id))
                    unit.session.add(standing[-1])
        if record_type is RecordType.SUGGESTION and values["step"] is SuggestionStep.ISSUED:
            followed = Followed(values, registered, standing, self._clock.today())
            follow_objection_period(unit, followed, self._deadlines)
        take_up_again(unit.session, values, registered, standing)
        if "wanted_by" in registered:
            self._follow_task(unit, record_type, values, standing)
        for deadline in (each for each in standing if each.state is DeadlineState.OPEN):
            is_met, met_on = self._met(deadline, values, unit.session)
            if is_met:
                deadline.state, deadline.ended_on, deadline.paused_on = DeadlineState.MET, met_on, None
            elif is_void(deadline, values):
                today = PartialDate.of(self._clock.today())
                deadline.state, deadline.ended_on, deadline.paused_on = DeadlineState.MOOT, today, None
            elif ended and not outlives_its_record(deadline):
                deadline.state, deadline.ended_on, deadline.paused_on = DeadlineState.MOOT, ended_on, None
        project(record, standing)

    def _follow_task(self, unit: Unit, record_type: RecordType, values: Values, standing: list[Deadline]) -> None:
        """Put the deadline of 要求办结日, as it was set just now, in place of the one that runs."""
        today = self._clock.today()
        for deadline in standing:
            if deadline.started_by is StartEvent.TASKED and deadline.state is DeadlineState.OPEN:
                deadline.state, deadline.ended_on = DeadlineState.MOOT, PartialDate.of(today)
                deadline.paused_on = None
        task = task_of(values, today)
        if task is None:
            return
        rule, running = task
        keep(unit, [rule])
        row = task_row(running, self._deadlines.calendar, record_type, values["reported_on"])
        standing.append(Deadline(**row, record_id=values["id"]))
        unit.session.add(standing[-1])

    def _runs(self, row: Values) -> bool:
        return row["due_on"] is not None and row["due_on"] >= self._clock.today()

    def begin_reply(self, unit: Unit, letter: Suggestion, row: Values | None) -> bool:
        """Put the reply period of a letter in place of the one that stands; False where it is the same already."""
        standing = [
            each
            for each in _deadlines_of(unit.session, RecordType.SUGGESTION, letter.id)
            if each.started_by is StartEvent.REPLY_PERIOD and each.state is not DeadlineState.MOOT
        ]
        if row and any(all(getattr(each, name) == row[name] for name in _SAME) for each in standing):
            return False
        for deadline in standing:
            deadline.state, deadline.ended_on = DeadlineState.MOOT, PartialDate.of(self._clock.today())
        if row is not None:
            keep_named(unit, {row["rule_digest"]}, self._deadlines.library)
            unit.session.add(Deadline(**{**row, "record_id": letter.id, "state": DeadlineState.OPEN}))
            unit.session.flush()
        return True

    def running_rows(self, record_type: RecordType, values: Values) -> list[dict[str, Any]]:
        """The deadlines of a ledger's row that still run today.

        A ledger does not say whether older duties were done, so what has ended by today is not started.
        """
        today = self._clock.today()
        if record_type is RecordType.CLUE:
            return self._running_task(values, today)
        if _end_of(record_type, values)[0]:
            return []
        rows = (
            self._row(line, rule, start, values)
            for line, rule, start in self._called_for(record_type, values)
            if start + timedelta(days=2 * rule.period.days + _LONGEST_HOLIDAY) >= today  # else it ended for certain
        )
        return [row for row in rows if self._runs(row)]

    def _running_task(self, values: Values, today: date) -> list[dict[str, Any]]:
        task = task_of(values, today) if values["reported_on"] is None else None
        if task is None or values["wanted_by"] < today:
            return []
        self.own_rules[digest_of(task[0])] = task[0]
        return [task_row(task[1], self._deadlines.calendar, RecordType.CLUE, None)]

    def type_of(self, kind: str, accepted_on: PartialDate | None) -> MatterType | None:
        """The type a matter begins with; None where its kind fits none. Raises TypeDamaged."""
        day = (accepted_on.exact if accepted_on else None) or self._clock.today()
        found = self._types.called(kind, day)
        if found is not None:
            self._begun_with.setdefault(type_digest_of(found), found)
        return found

    def met_by(self, deadline: Deadline) -> str | None:
        """The column of a letter whose date meets the deadline; None where somebody says so."""
        if deadline.started_by is StartEvent.REPLY_PERIOD:
            return "replied_on"
        if deadline.started_by is StartEvent.TASKED:
            return "reported_on"
        return next(iter(_columns_meeting(deadline, self.starts)), None)

    def start_column(self, deadline: Deadline) -> str | None:
        """The column of the record whose date started the deadline; None where it was set by hand."""
        return DATES[deadline.record_type].get(deadline.started_by)

    def _called_for(
        self, record_type: RecordType, values: Values, session: Session | None = None
    ) -> Iterator[tuple[Start, Rule, date]]:
        is_draft = record_type is RecordType.SUGGESTION and values["step"] is not SuggestionStep.ISSUED
        if record_type in {RecordType.CLUE, RecordType.REVERSE_REVIEW}:
            return
        kind = values["kind"].label if isinstance(values["kind"], Term) else values["kind"]
        called: set[tuple[StartEvent, str]] = set()
        for line in self._lines_of(record_type, values, session):
            if is_draft and line.event not in _BEFORE_ISSUE:
                continue
            start = _exact(values.get(DATES[record_type][line.event])) if line.fits(kind, values) else None
            if start is not None:
                for code in line.codes:
                    if (line.event, code) not in called:
                        called.add((line.event, code))
                        yield line, self._rule(code, start), start

    def _lines_of(self, record_type: RecordType, values: Values, session: Session | None) -> tuple[Start, ...]:
        """The table's lines for the record's kind of record; those of a matter's own type go before them."""
        general = tuple(line for line in self.starts if line.record_type is record_type)
        begun_with = self._type(values, session) if record_type is RecordType.MATTER else None
        if begun_with is None:
            return general
        if begun_with.text not in self._lines:
            self._lines[begun_with.text] = lines_of(begun_with)
        return (*self._lines[begun_with.text], *general)

    def _type(self, values: Values, session: Session | None) -> MatterType | None:
        """The version the matter keeps; for a matter without one, the type its kind is called."""
        digest = values.get("type_digest")
        if digest and digest not in self._begun_with and session is not None:
            self._begun_with[digest] = kept_type(session, digest)
        if digest in self._begun_with:
            return self._begun_with[digest]
        try:
            return self.type_of(values["kind"], values.get("accepted_on"))
        except TypeDamaged:  # nothing begins by a spoilt type; whoever registers a matter is told
            return None

    def _rule(self, code: str, start: date) -> Rule:
        try:
            return self._deadlines.library.rule(code, start)
        except DomainError:
            return self._deadlines.library.rule(code)  # of another time; the derivation says so

    def _row(self, line: Start, rule: Rule, start: date, values: Values) -> dict[str, Any]:
        row = dict(self._begun(line, rule, start))
        met_on = _first_known(values, tuple(DATES[line.record_type][each] for each in line.met_by))
        if met_on is not None:
            row |= {"state": DeadlineState.MET, "ended_on": met_on}
        return row

    def _begun(self, line: Start, rule: Rule, start: date) -> dict[str, Any]:
        """Ledgers repeat their dates, so equal facts are computed once."""
        if self._edition != self._deadlines.edition:
            self._known, self._edition = {}, self._deadlines.edition
        key = line.event, rule, start
        if key not in self._known:
            running = Running(rule, start, line.event, line.proof)
            self._known[key] = begun(running, self._deadlines.calendar, line.record_type)
        return self._known[key]

    def _met(self, deadline: Deadline, values: Values, session: Session) -> tuple[bool, PartialDate | None]:
        columns = self._meeting(deadline, values, session)
        met_on = _first_known(values, columns)
        is_undated = deadline.started_by is StartEvent.REPLY_PERIOD and bool(values.get("is_reply_undated"))
        return met_on is not None or is_undated, met_on

    def _meeting(self, deadline: Deadline, values: Values, session: Session) -> tuple[str, ...]:
        if deadline.started_by in {StartEvent.REPLY_PERIOD, StartEvent.TASKED}:
            column = self.met_by(deadline)
            return (column,) if column else ()
        if deadline.record_type is RecordType.MATTER:
            its = self._lines_of(deadline.record_type, values, session)
            return _columns_meeting(deadline, (*its, *self._of_all_types))
        return _columns_meeting(deadline, self.starts)


def _is_act_of(line: Start, registered: frozenset[str]) -> bool:
    """Whether the act registers the event that starts it, or one that meets it where that is enough."""
    columns = DATES[line.record_type]
    is_met = line.begins_when_met and any(columns[each] in registered for each in line.met_by)
    return is_met or columns[line.event] in registered


def _columns_meeting(deadline: Deadline, lines: Iterable[Start]) -> tuple[str, ...]:
    for line in lines:
        is_its = line.record_type is deadline.record_type and line.event is deadline.started_by
        if is_its and deadline.rule_code in line.codes:
            return tuple(DATES[line.record_type][each] for each in line.met_by)
    return ()


def _first_known(values: Values, columns: Iterable[str]) -> PartialDate | None:
    return next((values[column] for column in columns if values.get(column) is not None), None)


def has_ended(record_type: RecordType, record: Suggestion | Matter | Clue | ReverseReview) -> bool:
    """Whether a record is closed, withdrawn, declined or opened as a matter, so that nothing runs on it."""
    return _end_of(record_type, {column.key: getattr(record, column.key) for column in record.__table__.columns})[0]


def _deadlines_of(session: Session, record_type: RecordType, record_id: int) -> list[Deadline]:
    wanted = select(Deadline).where(Deadline.record_type == record_type, Deadline.record_id == record_id)
    return list(session.scalars(wanted.order_by(Deadline.id)))


def _end_of(record_type: RecordType, values: Values) -> tuple[bool, PartialDate | None]:
    """Whether the record has ended, and on which day."""
    if record_type is RecordType.MATTER:
        closed_on: PartialDate | None = values["closed_on"]
        return closed_on is not None or values["stage"] is Stage.CLOSING, closed_on
    if record_type is RecordType.CLUE:
        return values["matter_id"] is not None, values["triaged_on"]
    if record_type is RecordType.REVERSE_REVIEW:
        return values["closed_on"] is not None, values["closed_on"]
    ended_on = values.get("withdrawn_on") or values.get("closed_on") or values.get("declined_on")
    return ended_on is not None or values["step"] is SuggestionStep.DECLINED, ended_on


def _exact(value: PartialDate | date | None) -> date | None:
    return value.exact if isinstance(value, PartialDate) else value
