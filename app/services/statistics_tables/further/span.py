"""The times a table speaks of: its months, the same months a year before, the year up to its end."""

import calendar
from dataclasses import dataclass
from datetime import date

from app.services.base_data.periods import Months, month_before
from app.services.statistics_tables.rows import Reach

_YEAR = 12


@dataclass(frozen=True)
class Span:
    """A range of months as it is known on ``as_of``."""

    months: Months
    as_of: date

    def of(self, reach: Reach) -> Months:
        """The months one line counts."""
        first, last = self.months
        if reach is Reach.BEFORE:
            return Months(month_before(first, _YEAR), month_before(last, _YEAR))
        return Months(f"{last[:4]}-01", last) if reach is Reach.CUMULATIVE else self.months

    @property
    def last_day(self) -> date:
        """The cut-off: the last day of the months, or the day it is known on where that comes before."""
        return min(last_day_of(self.months.last), self.as_of)


def last_day_of(month: str) -> date:
    """2026-02-28 of 2026-02."""
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, calendar.monthrange(year, number)[1])


def first_day_of(month: str) -> date:
    """2026-02-01 of 2026-02."""
    return date(int(month[:4]), int(month[5:]), 1)
