"""The time a briefing is about: its months, the day up to which they are known, and the same of the year before."""

import calendar
from dataclasses import dataclass
from datetime import date

from app.services.base_data.periods import Months, month_before
from app.services.foundation.errors import FieldProblem
from app.services.monthly_statistics.period import Period
from app.services.review_statistics.period import year_earlier

_QUARTERS = {("01", "03"): "第一季度", ("04", "06"): "第二季度", ("07", "09"): "第三季度", ("10", "12"): "第四季度"}
_HALVES = {("01", "06"): "上半年", ("07", "12"): "下半年"}
_YEAR = 12


@dataclass(frozen=True)
class Reach:
    """``as_of`` is the cut-off: the last day of the months, or today while they run."""

    months: Months
    as_of: date
    is_running: bool

    @classmethod
    def of(cls, months: Months, today: date) -> "Reach":
        """The months as known today; raises FieldProblem where they are turned round or have not begun."""
        if months.last < months.first:
            raise FieldProblem("last", f"期间（{months.first} 至 {months.last}）起止颠倒。请核对月份。")
        if months.first > f"{today:%Y-%m}":
            raise FieldProblem("first", f"{months.shown}还没有开始，没有数据可写。请选择本月或以前的月份。")
        end = last_day(months.last)
        return cls(months, min(end, today), today < end)

    @property
    def period(self) -> Period:
        """As measures of letters and matters take it: they compare with its two ends only."""
        return Period(f"{self.as_of:%Y-%m}", self.as_of, self.is_running, self.months.first)

    @property
    def first(self) -> date:
        """The first day."""
        return date(int(self.months.first[:4]), int(self.months.first[5:]), 1)

    def before(self) -> "Reach":
        """The same months of the year before, as known by the same day of it."""
        months = Months(month_before(self.months.first, _YEAR), month_before(self.months.last, _YEAR))
        as_of = year_earlier(self.as_of) if self.is_running else last_day(months.last)
        return Reach(months, as_of, self.is_running)

    def year_so_far(self) -> "Reach":
        """From January of the cut-off's year on, as 累计 of the statistics tables."""
        return Reach(Months(f"{self.as_of:%Y}-01", self.months.last), self.as_of, self.is_running)

    @property
    def title(self) -> str:
        """2026年10月, 2026年第三季度, 2026年上半年, 2026年, 2026年2月至5月."""
        first, last = self.months
        if first[:4] == last[:4]:
            ends = (first[5:], last[5:])
            named = _QUARTERS.get(ends) or _HALVES.get(ends)
            if named:
                return f"{first[:4]}年{named}"
        return self.months.shown


def last_day(month: str) -> date:
    """The last day of 2026-10."""
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, calendar.monthrange(year, number)[1])
