"""Months as reverse review speaks of them, and as conditions on dated columns, exact to the day while they run."""

from datetime import date

from app.services.base_data.periods import Months
from app.services.review_statistics.period import ReviewPeriod
from app.services.review_statistics.reach import Reach
from app.services.statistics_tables.period import TablePeriod, last_day


def period_of(months: Months) -> ReviewPeriod:
    """The same months as a period of reverse review."""
    first, last = months
    if first == last:
        return ReviewPeriod.month(first)
    if (first[5:], last[5:]) == ("01", "12") and first[:4] == last[:4]:
        return ReviewPeriod.year(int(first[:4]))
    return ReviewPeriod.between(date(int(first[:4]), int(first[5:]), 1), last_day(last))


def within(period: TablePeriod, today: date) -> Reach:
    """As the cut-off knew it."""
    return Reach.of(period_of(period.months), period.as_of, today)
