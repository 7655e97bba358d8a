"""A million matters over twelve years: the month, an indicator's 120 months, a drill-down, the charts, against raw SQL.

The hand-written statements use the same indexes and give the bare counts or ids; ours also names them, adds the year
before and twelve months up, finds what is missing and says why. The year's tables are measured by ``tables``. Never
in CI: the store is large.
"""

import sqlite3
from functools import partial
from typing import Any

from app.models.database import Database
from app.services.base_data.periods import Months
from app.services.business_charts.rows import ChartSubject, Selection
from app.services.business_charts.service import BusinessCharts
from app.services.documents.service import Documents
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.indicators.library import IndicatorLibrary
from app.services.indicators.model import IndicatorFigure
from app.services.indicators.service import Indicators
from app.services.monthly_statistics.rows import Group
from app.services.monthly_statistics.service import MonthlyStatistics
from tests.benchmarks.month import FIRST, LAST, MONTH, STATEMENT
from tests.tools.benchmark_millions import MONTHS, OFFICE, store_of_a_million
from tests.tools.benchmark_stores import MOMENT
from tests.tools.measuring import in_turn, report

AIM = 1.5
_TREND = """
with months as (
  select first as month, sum(case item when '不捕人数' then count else 0 end) as n, sum(count) as d, count(*) as known
  from base_figure
  where item in ('不捕人数', '批捕人数') and first between ? and ? and unit = ? and department = '' and first = last
  group by first
)
select month, n, d, lag(n, 12) over earlier, lag(d, 12) over earlier,
  case sum(known) over year when 24 then sum(n) over year end,
  case sum(known) over year when 24 then sum(d) over year end
from months
window earlier as (order by month), year as (order by month rows between 11 preceding and current row)
"""  # with the same month of the year before, and twelve months added up, as a trend gives them
_RECEIVED = "select id, entry_number from matter where accepted_on between '2026-10' and '2026-10-31' order by id"
_BY_MONTH = (
    "select ifnull(nullif(department, ''), '未填部门'), substr(accepted_on, 1, 7), count(*) from matter"
    " where accepted_on between '2025-11' and '2026-10-31' and length(accepted_on) >= 7 group by 1, 2"
)


def main() -> None:
    """Each in turn with its limit; both must count the same."""
    store, resources, clock = store_of_a_million(), Resources.shipped(), FixedClock(MOMENT)
    database, raw = Database(store), sqlite3.connect(store)
    statistics = MonthlyStatistics(database, clock, resources, Documents(resources))
    by_hand = partial(_fetch, raw, STATEMENT, {"first": FIRST, "last": LAST})
    report("figures: month", *in_turn(lambda: statistics.month(MONTH), by_hand, 3), AIM)
    _trend(Indicators(database, IndicatorLibrary(resources.indicators), clock), raw)
    _drill_down(statistics, raw)
    _charts(BusinessCharts(database, clock), raw)


def _trend(indicators: Indicators, raw: sqlite3.Connection) -> None:
    indicator, months = indicators.library.indicators["XS02"], Months(MONTHS[0], MONTHS[-1])
    by_hand = partial(_fetch, raw, _TREND, (*months, OFFICE))
    points = indicators.trend(indicator, OFFICE, months).points
    shown = [(each.month, *_counts(each.figure), *_counts(each.year_before), *_counts(each.rolling)) for each in points]
    assert shown == by_hand()
    report("figures: trend of 120 months", *in_turn(lambda: indicators.trend(indicator, OFFICE, months), by_hand), AIM)


def _counts(figure: IndicatorFigure) -> tuple[int | None, int | None]:
    return figure.numerator.value, figure.denominator.value


def _drill_down(statistics: MonthlyStatistics, raw: sqlite3.Connection) -> None:
    by_hand = partial(_fetch, raw, _RECEIVED, ())
    assert [tuple(each) for each in statistics.records(MONTH, "matters.received")] == by_hand()
    ours = partial(statistics.records, MONTH, "matters.received")
    report("figures: records behind a figure", *in_turn(ours, by_hand), AIM)
    kind = raw.execute("select kind from matter group by kind order by count(*) desc limit 1").fetchone()[0]
    group = Group("kind", kind, kind)
    narrowed = partial(_fetch, raw, _RECEIVED.replace(" order", " and kind = ? order"), (kind,))
    of_group = partial(statistics.records, MONTH, "matters.received", "n", group)
    report("figures: records behind one kind", *in_turn(of_group, narrowed), AIM)


def _charts(charts: BusinessCharts, raw: sqlite3.Connection) -> None:
    year, by_hand = charts.months(MONTH, 12), partial(_fetch, raw, _BY_MONTH, ())
    assert charts.heat(ChartSubject.MATTER, year).counts == {(row[0], row[1]): row[2] for row in by_hand()}
    report("figures: heat map", *in_turn(lambda: charts.heat(ChartSubject.MATTER, year), by_hand), AIM)
    department = next(iter(charts.heat(ChartSubject.MATTER, year).departments))
    here = Selection(ChartSubject.MATTER, Months(MONTH, MONTH), department)
    narrowed = partial(_fetch, raw, _RECEIVED.replace(" order", " and department = ? order"), (department,))
    report("figures: records behind a cell", *in_turn(lambda: charts.records(here), narrowed), AIM)


def _fetch(raw: sqlite3.Connection, statement: str, values: Any) -> list[Any]:
    return raw.execute(statement, values).fetchall()
