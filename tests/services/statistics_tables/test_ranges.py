"""Ranges of months, the same of the year before, the year so far, and what is refused in words."""

from datetime import date

import pytest

from app.services.base_data.periods import Months
from app.services.statistics_tables.period import AheadOfToday, NoRange, RangeNotBegun, TablePeriod
from app.services.statistics_tables.service import StatisticsTables, UnknownTable

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("months", "title"),
    [
        (("2026-04", "2026-04"), "2026年4月"),
        (("2026-04", "2026-06"), "2026年第二季度"),
        (("2026-01", "2026-06"), "2026年上半年"),
        (("2025-01", "2025-12"), "2025年"),
        (("2026-02", "2026-05"), "2026年2月至5月"),
        (("2025-11", "2026-02"), "2025年11月至2026年2月"),
    ],
)
def test_a_range_is_called_as_on_paper(months: tuple[str, str], title: str) -> None:
    assert TablePeriod.of(Months(*months), TODAY).title == title


def test_a_past_range_stands_beside_the_same_of_the_year_before_and_the_year_so_far() -> None:
    quarter = TablePeriod.of(Months("2026-04", "2026-06"), TODAY)
    assert (quarter.as_of, quarter.is_running) == (date(2026, 6, 30), False)
    assert quarter.before() == TablePeriod(Months("2025-04", "2025-06"), date(2025, 6, 30))
    assert quarter.cumulative() == TablePeriod(Months("2026-01", "2026-06"), date(2026, 6, 30))


def test_a_running_range_is_compared_with_as_many_days_of_the_year_before() -> None:
    year = TablePeriod.of(Months("2026-01", "2026-12"), TODAY)
    assert (year.as_of, year.is_running) == (TODAY, True)
    assert year.before() == TablePeriod(Months("2025-01", "2025-12"), date(2025, 11, 22))
    assert year.cumulative().months == Months("2026-01", "2026-12")


def test_the_end_of_february_stays_the_end_of_february() -> None:
    leap = TablePeriod.of(Months("2028-02", "2028-02"), date(2028, 5, 1))
    assert (leap.as_of, leap.before().as_of) == (date(2028, 2, 29), date(2027, 2, 28))
    after = TablePeriod.of(Months("2029-02", "2029-02"), date(2029, 5, 1))
    assert (after.as_of, after.before().as_of) == (date(2029, 2, 28), date(2028, 2, 29))
    running = TablePeriod.of(Months("2028-01", "2028-03"), date(2028, 5, 1), as_of=date(2028, 2, 29))
    assert (running.is_running, running.before().as_of) == (True, date(2027, 2, 28))


def test_a_day_after_the_range_counts_as_its_last() -> None:
    assert TablePeriod.of(Months("2026-03", "2026-03"), TODAY, as_of=date(2026, 8, 1)).as_of == date(2026, 3, 31)


def test_what_lies_ahead_or_is_no_range_is_refused_in_words(tables: StatisticsTables) -> None:
    with pytest.raises(RangeNotBegun, match="2026年12月还没有开始"):
        tables.table("matters", Months("2026-12", "2026-12"))
    with pytest.raises(RangeNotBegun, match="到2026年3月1日，2026年第二季度还没有开始"):
        tables.table("matters", Months("2026-04", "2026-06"), date(2026, 3, 1))
    with pytest.raises(AheadOfToday, match="晚于今天"):
        tables.table("matters", Months("2026-04", "2026-06"), date(2026, 12, 1))
    for first, last in (("2026-06", "2026-04"), ("2026-13", "2026-13"), ("2026", "2026"), ("0001-01", "0001-02")):
        with pytest.raises(NoRange, match="不是统计期间"):
            tables.table("matters", Months(first, last))
    with pytest.raises(UnknownTable, match="检察建议统计表、监督事项统计表"):
        tables.table("x", Months("2026-04", "2026-06"))
