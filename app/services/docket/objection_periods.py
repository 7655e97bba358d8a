"""The period in which an addressee may object (异议期限): the letter itself sets it, and passing it makes nothing late.

It is a right, no duty (检察建议工作规定, 2019, art. 16): from the day after its last day it does not apply any more,
which is written down when it begins, so that it never turns red and nobody has to end it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.models.database import Unit
from app.models.dates import PartialDate
from app.models.deadline import Deadline
from app.models.terms import DeadlineState, PeriodUnit, RecordType, StartEvent
from app.services.deadlines.periods import Period, parse_period
from app.services.deadlines.service import Deadlines
from app.services.docket.kept_rules import keep
from app.services.docket.reckoning import ONE_DAY, Running, begun
from app.services.foundation.errors import DomainError

RULE = "G01"
_PROOF = "收到日（送达回证）"
_NAMED = re.compile(r"[0-9零〇一二三四五六七八九十两百半]+个?(?:工作日|自然日|星期|周|月|日|天)")
_SAME = ("started_on", "length", "unit", "extra_days")
_BY = frozenset({"received_on", "objection_period"})


def objection_period(text: str | None) -> Period | None:
    """The length a letter names; None where it names none, several, or one that cannot be read."""
    written = (text or "").strip()
    named = set(_NAMED.findall(written))
    for each in (written, *named) if len(named) <= 1 else ():
        try:
            found = parse_period(each)
        except DomainError:
            continue
        if found is not None and found.unit not in {PeriodUnit.NONE, PeriodUnit.HOUR}:
            return found
    return None


def objection_row(values: Mapping[str, Any], deadlines: Deadlines) -> dict[str, Any] | None:
    """The period of a letter as a row but for its record; None without a day of receipt or a length."""
    received: PartialDate | None = values["received_on"]
    start, period = received.exact if received else None, objection_period(values["objection_period"])
    if start is None or period is None:
        return None
    running = Running(deadlines.library.rule(RULE), start, StartEvent.OBJECTION_PERIOD, proof=_PROOF, period=period)
    row = begun(running, deadlines.calendar, RecordType.SUGGESTION)
    over = row["overdue_after"] + ONE_DAY
    return row | {"state": DeadlineState.MOOT, "ended_on": PartialDate.of(over)}


@dataclass(frozen=True)
class Followed:
    """A letter whose dates an act has touched: its columns, which of them, its deadlines, and the day."""

    values: Mapping[str, Any]
    touched: frozenset[str]
    standing: list[Deadline]
    today: date


def follow_objection_period(unit: Unit, letter: Followed, deadlines: Deadlines) -> None:
    """Begin the period with the letter's receipt, put it right with it, and cut it short where the letter ends."""
    values, standing, today = letter.values, letter.standing, letter.today
    its = [each for each in standing if each.started_by is StartEvent.OBJECTION_PERIOD]
    ended = values["withdrawn_on"] or values["closed_on"] or values["declined_on"]
    if ended is not None:
        for each in its:
            each.ended_on = min(each.ended_on or ended, ended, key=lambda day: day.first)
        return
    row = objection_row(values, deadlines)
    is_same = bool(its) and row is not None and all(getattr(its[-1], name) == row[name] for name in _SAME)
    is_used = any(each.state is DeadlineState.MET for each in its)
    if row is None or is_same or is_used:
        return
    if not _BY & letter.touched and row["overdue_after"] < today:
        return
    for each in its:
        if each.ended_on is None or each.ended_on.first > today:
            each.ended_on = PartialDate.of(today)
    keep(unit, [deadlines.library.rule(RULE)])
    standing.append(Deadline(**row, record_id=values["id"]))
    unit.session.add(standing[-1])
