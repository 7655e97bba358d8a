"""A million matters over twelve years: the month, an indicator's 120 months, a drill-down, the charts, against raw SQL.

The hand-written statements use the same indexes and give the bare counts, rates or ids; ours also names them and keeps
what was missing and why for whoever looks. The year's tables are measured by ``tables``. Never in CI: it is large.
"""

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

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
from app.services.indicators.trend import Trend
from app.services.monthly_statistics.rows import Group
from app.services.monthly_statistics.service import MonthlyStatistics
from tests.benchmarks.month import FIRST, LAST, MONTH, STATEMENT
from tests.tools.benchmark_millions import MONTHS, OFFICE, store_of_a_million
from tests.tools.benchmark_stores import MOMENT
from tests.tools.measuring import in_turn, report

AIM = 1.5
_MONTHS = """
select first as month, sum(case item when '不捕人数' then count else 0 end) as n, sum(count) as d,
  round(100.0 * sum(case item when '不捕人数' then count else 0 end) / sum(count), 2) as rate
from base_figure
where item in ('不捕人数', '批捕人数') and first between ? and ? and unit = ? and department = '' and first = last
group by first
"""
_TREND = f"""
with months as ({_MONTHS})
select month, n, d, rate, lag(n, 12) over earlier, lag(d, 12) over earlier, lag(rate, 12) over earlier
from months window earlier as (order by month)
"""  # noqa: S608 - our own; with the same month of the year before, as a chart draws it
_LETTERS = (
    "select substr({day}, 1, 7), count(*) from suggestion where step = 'issued' and {day} between '2015-11' and"
    " '2026-10-31' and length({day}) >= 7 group by 1"
)
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
    indicators = Indicators(database, IndicatorLibrary(resources.indicators), clock)
    _trend(indicators, raw)
    _counted_trend(indicators, raw)
    _drill_down(statistics, raw)
    _charts(BusinessCharts(database, clock), raw)


def _trend(indicators: Indicators, raw: sqlite3.Connection) -> None:
    indicator, months = indicators.library.indicators["XS02"], Months(MONTHS[0], MONTHS[-1])
    by_hand, bare = (partial(_fetch, raw, each, (*months, OFFICE)) for each in (_TREND, _MONTHS))
    ours = partial(indicators.trend, indicator, OFFICE, months)
    shown = [(each.month, *_told(each.figure), *_told(each.year_before)) for each in ours().points]
    for mine, theirs in zip(shown, by_hand(), strict=True):
        assert mine == pytest.approx(theirs, abs=0.0051)  # SQLite rounds what is a binary fraction already
    report("figures: trend of 120 months", *in_turn(ours, by_hand, 51), AIM)
    report("figures: the same (the months by hand, without the year before)", *in_turn(ours, bare, 51), None)
    looked = partial(_looked_at, ours)
    report("figures: the same, every point looked into", *in_turn(looked, by_hand, 51), None)


def _counted_trend(indicators: Indicators, raw: sqlite3.Connection) -> None:
    """Of an indicator nobody types, because the store counts it."""
    indicator, months = indicators.library.indicators["JY01"], Months(MONTHS[0], MONTHS[-1])
    replied, issued = (partial(_fetch, raw, _LETTERS.format(day=each), ()) for each in ("replied_on", "issued_on"))
    trend = indicators.trend(indicator, OFFICE, months)
    for column, by_hand in ((trend.numerators, replied), (trend.denominators, issued)):
        counted = dict(by_hand())
        assert column == [counted.get(month, 0) for month in trend.counts.months]
    ours = partial(indicators.trend, indicator, OFFICE, months)
    report("figures: trend of letters the store counts", *in_turn(ours, lambda: (replied(), issued()), 5), AIM)


def _looked_at(trend: Callable[[], Trend]) -> list[str]:
    return [each.figure.shown + each.year_before.shown for each in trend().points]


def _told(figure: IndicatorFigure) -> tuple[int | None, int | None, float | None]:
    value = figure.value
    return figure.numerator.value, figure.denominator.value, None if value is None else float(value)


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
