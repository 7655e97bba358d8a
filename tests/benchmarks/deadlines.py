"""A million due dates against plain date + timedelta with a weekday test, and the lamps of 100,000 open deadlines.

The bare side of the dates knows no holidays, no months and no working days made up for: it adds sixty days and goes on
to Monday. The bare side of the lamps is one hand-written statement that counts the same lamps on an open connection.
"""

import sqlite3
from datetime import date, timedelta

from app.models.database import Database
from app.models.terms import Lamp, PeriodUnit
from app.services.deadlines.arithmetic import due_date
from app.services.deadlines.periods import Period
from app.services.deadlines.service import Deadlines
from app.services.docket.listing import DocketListing
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from tests.tools.benchmark_docket import OPEN, docket_store
from tests.tools.benchmark_stores import DAY
from tests.tools.measuring import in_turn, report

DATES = 1_000_000
_BARE = """
select case
    when not (state = 'open' or ended_on > :day) then 'done'
    when paused_on <= :day then 'paused'
    when due_on is null then 'unknown'
    when remind_on > :day then 'normal'
    when certainty = 'unverified' and side = 'own' then case when due_on > :day then 'near' else 'due' end
    when certainty <> 'verified' then 'unknown'
    when due_on > :day then 'near'
    when overdue_after >= :day then 'due'
    when serious_on >= :day then 'overdue'
    else 'seriously_overdue' end as lamp, count(*)
from deadline where state = 'open' or ended_on > :day group by lamp
"""


def main() -> None:
    """Both."""
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
    path = docket_store()
    database = Database(path)
    listing, query = DocketListing.over(database), ListQuery(DAY)
    bare = sqlite3.connect(path)

    def counted() -> dict[Lamp, int]:
        return {Lamp(lamp): count for lamp, count in bare.execute(_BARE, {"day": DAY.isoformat()})}

    assert listing.counts(query) == counted()
    report(f"lamps: {OPEN:,} open deadlines counted", *in_turn(lambda: listing.counts(query), counted), aim=1.5)
    bare.close()
    database.close()
