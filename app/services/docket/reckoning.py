"""The columns of a deadline from its rule, its start and what was decided about it; one place for every feature."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from app.models.dates import PartialDate
from app.models.deadline import Deadline, DeadlineEvent
from app.models.terms import DeadlineAct, DeadlineState, RecordType, StartEvent
from app.services.deadlines.arithmetic import Pause
from app.services.deadlines.calendar import WorkCalendar
from app.services.deadlines.circumstances import Circumstances, Extended, Restart
from app.services.deadlines.computation import compute
from app.services.deadlines.derivation import Derivation
from app.services.deadlines.lamps import remind_on, serious_on
from app.services.deadlines.periods import Period
from app.services.deadlines.rule import Rule
from app.services.deadlines.rule_tables import digest_of

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Running:
    """What a deadline is computed from; ``period`` is a length the document itself names."""

    rule: Rule
    start: date | datetime
    event: StartEvent
    proof: str = ""
    is_custody: bool = False
    period: Period | None = None


def begun(running: Running, calendar: WorkCalendar, record_type: RecordType, name: str = "") -> dict[str, Any]:
    """The row of a new deadline but for its record; raises DomainError where the start cannot be computed from."""
    what = Circumstances(is_custody=running.is_custody, period=running.period, proof=running.proof)
    return row_of(running, compute(running.rule, running.start, calendar, what), record_type, name)


def row_of(running: Running, derivation: Derivation, record_type: RecordType, name: str = "") -> dict[str, Any]:
    """The row of a new deadline whose derivation is known, but for its record."""
    rule, start = running.rule, running.start
    length = running.period or rule.period
    return {
        "record_type": record_type,
        "name": name or rule.name,
        "rule_code": rule.code,
        "rule_digest": digest_of(rule),
        "side": rule.side,
        "certainty": rule.certainty,
        "started_by": running.event,
        "started_on": PartialDate.of(start.date() if isinstance(start, datetime) else start),
        "started_at": f"{start:%H:%M}" if isinstance(start, datetime) else None,
        "start_proof": running.proof or rule.trigger,
        "is_custody": running.is_custody,
        "is_own_period": running.period is not None,
        "length": length.length,
        "unit": length.unit,
        "extra_days": length.extra_days,
        "state": DeadlineState.OPEN,
        "paused_on": None,
        "ended_on": None,
        **computed(rule, derivation, length),
    }


def computed(rule: Rule, derivation: Derivation, length: Period) -> dict[str, Any]:
    """The columns that follow from a derivation."""
    due_on = derivation.due_on
    late = derivation.overdue_after or due_on
    return {
        "basis": derivation.basis,
        "nominal_on": derivation.nominal_on,
        "due_on": due_on,
        "due_at": f"{derivation.due_at:%H:%M}" if derivation.due_at else None,
        "overdue_after": late,
        "remind_on": remind_on(due_on, length, rule.remind_before) if due_on else None,
        "serious_on": serious_on(late, rule.serious_after) if late else None,
        "is_provisional": derivation.provisional,
        "derivation": json.dumps(list(derivation.steps), ensure_ascii=False),
    }


def recomputed(
    deadline: Deadline, events: Iterable[DeadlineEvent], rule: Rule, calendar: WorkCalendar
) -> dict[str, Any]:
    """The columns of a deadline that stands, from its start and the decisions about it, under a rule and calendar."""
    period = Period(deadline.length or 0, deadline.unit, extra_days=deadline.extra_days)
    own = period if deadline.is_own_period else None
    what = replace(happened(events), is_custody=deadline.is_custody, period=own, proof=deadline.start_proof or "")
    derivation = compute(rule, start_of(deadline), calendar, what)
    length = own or rule.period
    return {
        "length": length.length,
        "unit": length.unit,
        "certainty": rule.certainty,
        **computed(rule, derivation, length),
    }


def start_of(deadline: Deadline) -> date | datetime | PartialDate:
    """The day the deadline runs from, or the moment where it runs in hours."""
    start = deadline.started_on or PartialDate(f"{deadline.due_on}")
    exact = start.exact
    if exact is None or deadline.started_at is None:
        return exact or start
    return datetime.combine(exact, time.fromisoformat(deadline.started_at))


def happened(events: Iterable[DeadlineEvent]) -> Circumstances:
    """What was decided, as the computation takes it; a restart leaves earlier pauses and extensions behind.

    The day of resuming counts again, so a pause ends on the day before.
    """
    what, paused = Circumstances(), None
    for event in events:
        on = event.happened_on.first
        if event.kind is DeadlineAct.RESTARTED:
            what, paused = Circumstances(restarts=(Restart(on, event.reason or ""),)), None
        elif event.kind is DeadlineAct.EXTENDED and event.unit is not None:
            period = Period(event.length or 0, event.unit, extra_days=event.extra_days)
            extended = Extended(period, event.decided_by or "", event.is_total, event.reason or "")
            what = replace(what, extensions=(*what.extensions, extended))
        elif event.kind is DeadlineAct.PAUSED:
            paused = event
        elif event.kind is DeadlineAct.RESUMED and paused is not None:
            first, last = paused.happened_on.first, on - ONE_DAY
            if first <= last:
                what = replace(what, pauses=(*what.pauses, Pause(first, last, paused.reason or "")))
            paused = None
    return what
