"""A million due dates against plain date + timedelta with a weekday test, and the lamps of 100,000 open deadlines.

The bare side of the dates knows no holidays, no months and no working days made up for: it adds sixty days and goes on
to Monday. The bare side of the lamps is one hand-written statement that counts the same lamps on an open connection.
"""

import sqlite3
from datetime import date, timedelta
from pathlib import Path

from app.models.actor import Actor
from app.models.database import Database
from app.models.deadline import Deadline
from app.models.terms import Lamp, PeriodUnit, RecordType, StartEvent
from app.services.deadlines.arithmetic import due_date
from app.services.deadlines.periods import Period
from app.services.deadlines.service import Deadlines
from app.services.docket.intentions import START_BY_RULE
from app.services.docket.kept_rules import keep
from app.services.docket.listing import DocketListing
from app.services.docket.reckoning import Running, begun
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.services.store.opening import NewStore, create_store
from tests.tools.benchmark_stores import DAY, FOLDER, MOMENT
from tests.tools.measuring import in_turn, report

DATES = 1_000_000
OPEN = 100_000
_CODES = ("F03", "F02", "H13", "H05", "E04")
_BARE = """
select case
    when not (state = 'open' or ended_on > :day) then 'done'
    when paused_on <= :day then 'paused'
    when due_on is null then 'unknown'
    when remind_on > :day then 'normal'
    when certainty <> 'verified' then 'unknown'
    when due_on > :day then 'near'
    when overdue_after >= :day then 'due'
    when serious_on >= :day then 'overdue'
    else 'seriously_overdue' end as lamp, count(*)
from deadline where state = 'open' or ended_on > :day group by lamp
"""


def main() -> None:
    """Both."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    _dates()
    _lamps()


def _dates() -> None:
    calendar = Deadlines(Resources.shipped()).calendar
    first, two_months = date(2015, 1, 1), Period(2, PeriodUnit.MONTH)
    starts = [first + timedelta(days=number % 4_000) for number in range(DATES)]
    taken = in_turn(
        lambda: [due_date(start, two_months, calendar) for start in starts],
        lambda: [_next_weekday(start + timedelta(days=60)) for start in starts],
        rounds=3,
    )
    report(f"due dates: {DATES:,} of two months", *taken, aim=None)


def _next_weekday(day: date) -> date:
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= 5 else day


def _lamps() -> None:
    path = _store()
    database = Database(path)
    listing, query = DocketListing.over(database), ListQuery(DAY)
    bare = sqlite3.connect(path)

    def counted() -> dict[Lamp, int]:
        return {Lamp(lamp): count for lamp, count in bare.execute(_BARE, {"day": DAY.isoformat()})}

    assert listing.counts(query) == counted()
    report(f"lamps: {OPEN:,} open deadlines counted", *in_turn(lambda: listing.counts(query), counted), aim=1.5)
    bare.close()
    database.close()
    path.unlink()


def _store() -> Path:
    """A new store with nothing but open deadlines, spread over two years around the day."""
    path = FOLDER / "deadlines.jdt"
    for old in FOLDER.glob("deadlines.jdt*"):
        old.unlink()
    database = create_store(path, NewStore("青山县人民检察院", "青检"), Actor("张某"), FixedClock(MOMENT))
    deadlines = Deadlines(Resources.shipped())
    rules = [deadlines.library.rule(code) for code in _CODES]
    known: dict[tuple[str, date], dict[str, object]] = {}
    rows = []
    for number in range(OPEN):
        rule, start = rules[number % len(rules)], DAY + timedelta(days=number // len(rules) % 730 - 500)
        if (rule.code, start) not in known:
            running = Running(rule, start, StartEvent.BY_HAND, "起算日")
            known[rule.code, start] = begun(running, deadlines.calendar, RecordType.SUGGESTION)
        rows.append({**known[rule.code, start], "id": number + 1, "record_id": number + 1})
    with database.write(Actor("张某"), START_BY_RULE, MOMENT) as unit:
        keep(unit, rules)
        unit.insert_many(Deadline, rows)
    database.close()
    return path
