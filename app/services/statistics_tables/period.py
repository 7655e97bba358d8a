"""The range of months a table is about, the same range of the year before, and the year so far."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from app.models.dates import PartialDate
from app.services.base_data.periods import Months, month_before
from app.services.foundation.errors import DomainError
from app.services.monthly_statistics.period import Period
from app.services.statistics_tables.rows import Reach

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_EARLIEST, _LATEST = "1990-01", "2100-12"
_NAMED = {
    ("01", "03"): "第一季度",
    ("04", "06"): "第二季度",
    ("07", "09"): "第三季度",
    ("10", "12"): "第四季度",
    ("01", "06"): "上半年",
    ("07", "12"): "下半年",
    ("01", "12"): "",
}


class NoRange(DomainError):
    """The two ends are no range of months."""

    def __init__(self, first: str, last: str) -> None:
        """Both ends as given."""
        super().__init__(f"“{first}”至“{last}”不是统计期间。请写成“2026-01”至“2026-06”这样的年月，前面的不晚于后面的。")


class RangeNotBegun(DomainError):
    """A range that lies ahead has nothing to count."""

    def __init__(self, title: str, as_of: date) -> None:
        """The range asked for and the day it was to be known on."""
        day = PartialDate.of(as_of).chinese()
        super().__init__(f"到{day}，{title}还没有开始，不能统计。请选择较早的期间，或者推后截止时点。")


class AheadOfToday(DomainError):
    """Nobody knows what a day that lies ahead will bring."""

    def __init__(self, as_of: date, today: date) -> None:
        """The day asked for, and today."""
        days = [PartialDate.of(day).chinese() for day in (as_of, today)]
        super().__init__(f"截止时点{days[0]}晚于今天（{days[1]}），不能统计。请改为今天或者以前的日期。")


@dataclass(frozen=True)
class TablePeriod:
    """A range of months as ``as_of`` knew it: the range's last day at the latest, today while it runs."""

    months: Months
    as_of: date

    @classmethod
    def of(cls, months: Months, today: date, as_of: date | None = None) -> "TablePeriod":
        """Raises NoRange, RangeNotBegun, AheadOfToday; a day after the range counts as its last."""
        first, last = months
        is_range = all(_MONTH.fullmatch(each) and _EARLIEST <= each <= _LATEST for each in months) and first <= last
        if not is_range:
            raise NoRange(first, last)
        if as_of is not None and as_of > today:
            raise AheadOfToday(as_of, today)
        day = as_of or today
        if f"{day:%Y-%m}" < first:
            raise RangeNotBegun(title_of(months), day)
        return cls(months, min(day, last_day(last)))

    @classmethod
    def example(cls) -> "TablePeriod":
        """Any period, for asking what can be counted: that is the same in all of them."""
        return cls(Months("2026-01", "2026-01"), date(2026, 1, 31))

    @property
    def title(self) -> str:
        """2026年第一季度, as on paper."""
        return title_of(self.months)

    @property
    def is_running(self) -> bool:
        """The range is not over on that day."""
        return self.as_of < last_day(self.months.last)

    def before(self) -> "TablePeriod":
        """The same of the year before, to the same day where the range still runs; 29 February becomes the 28th."""
        months = Months(*(month_before(month, 12) for month in self.months))
        if not self.is_running:
            return TablePeriod(months, last_day(months.last))
        year = self.as_of.year - 1
        return TablePeriod(
            months, self.as_of.replace(year=year, day=min(self.as_of.day, _days(year, self.as_of.month)))
        )

    def cumulative(self) -> "TablePeriod":
        """From January of the cut-off's year to the last month."""
        return TablePeriod(Months(f"{self.as_of:%Y}-01", self.months.last), self.as_of)

    def reached(self, reach: Reach) -> "TablePeriod":
        """The time of one line."""
        if reach is Reach.NOW:
            return self
        return self.before() if reach is Reach.BEFORE else self.cumulative()

    def counted(self) -> Period:
        """As the measures of the monthly statistics take it: one month, or many together."""
        return Period(f"{self.as_of:%Y-%m}", self.as_of, self.is_running, self.months.first)


def title_of(months: Months) -> str:
    """2026年4月, 2026年第二季度, 2026年上半年, 2026年, 2025年11月至2026年2月."""
    first, last = months
    name = _NAMED.get((first[5:], last[5:])) if first[:4] == last[:4] else None
    return months.shown if name is None else f"{first[:4]}年{name}"


def last_day(month: str) -> date:
    """The last day of 2026-02."""
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, _days(year, number))


def _days(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
