"""The period a review statistic is about: a month, half-year, year or any days, and the same of the year before."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from app.models.dates import PartialDate
from app.services.foundation.errors import DomainError

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_EARLIEST, _LATEST = 1990, 2100
_HALVES = {1: "上半年", 2: "下半年"}


class NoPeriod(DomainError):
    """What was typed is no period."""

    def __init__(self, text: str) -> None:
        """``text`` as typed."""
        super().__init__(f"“{text}”不是统计期间。请写成“2026-03”这样的年月、四位数的年，或者起止两个日期。")


class PeriodTurned(DomainError):
    """It ends before it begins."""

    def __init__(self, first: date, last: date) -> None:
        """Both ends as typed."""
        super().__init__(f"统计期间从{_chinese(first)}到{_chinese(last)}，前后颠倒。请把较早的日期写在前面。")


class PeriodNotBegun(DomainError):
    """A period that lies ahead has nothing to count."""

    def __init__(self, title: str, as_of: date) -> None:
        """The period asked for and the day it was to be known on."""
        super().__init__(f"到{_chinese(as_of)}，{title}还没有开始，不能统计。请选择较早的期间，或推后截止时点。")


@dataclass(frozen=True)
class ReviewPeriod:
    """A month, half-year, year or any days; ``title`` as written on paper."""

    first: date
    last: date
    title: str

    @classmethod
    def month(cls, text: str) -> "ReviewPeriod":
        """``2026-03``; raises NoPeriod."""
        match = _MONTH.fullmatch(text.strip())
        if match is None or not _EARLIEST <= int(match[1]) <= _LATEST:
            raise NoPeriod(text)
        return cls._months(int(match[1]), int(match[2]), int(match[2]), f"{int(match[1])}年{int(match[2])}月")

    @classmethod
    def half_year(cls, year: int, half: int) -> "ReviewPeriod":
        """``half`` is 1 or 2; raises NoPeriod."""
        if half not in _HALVES or not _EARLIEST <= year <= _LATEST:
            raise NoPeriod(f"{year}年第{half}个半年")
        return cls._months(year, 6 * half - 5, 6 * half, f"{year}年{_HALVES[half]}")

    @classmethod
    def year(cls, year: int) -> "ReviewPeriod":
        """A calendar year; raises NoPeriod."""
        if not _EARLIEST <= year <= _LATEST:
            raise NoPeriod(str(year))
        return cls._months(year, 1, 12, f"{year}年")

    @classmethod
    def between(cls, first: date, last: date) -> "ReviewPeriod":
        """Any days, both counted; raises PeriodTurned, NoPeriod."""
        if last < first:
            raise PeriodTurned(first, last)
        if not (first.year >= _EARLIEST and last.year <= _LATEST):
            raise NoPeriod(f"{first} 至 {last}")
        return cls(first, last, _chinese(first) if first == last else f"{_chinese(first)}至{_chinese(last)}")

    @classmethod
    def _months(cls, year: int, first: int, last: int, title: str) -> "ReviewPeriod":
        return cls(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), title)

    @property
    def is_month(self) -> bool:
        """One whole month."""
        return self == ReviewPeriod._months(self.first.year, self.first.month, self.first.month, self.title)

    def before(self) -> "ReviewPeriod":
        """The same period of the year before; a month's end stays a month's end, 29 February becomes the 28th."""
        first, last = year_earlier(self.first), year_earlier(self.last)
        if self.last.day == calendar.monthrange(self.last.year, self.last.month)[1]:
            last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
        if self.title.endswith("日"):
            return ReviewPeriod.between(first, last)
        return ReviewPeriod(first, last, self.title.replace(f"{self.first.year}年", f"{first.year}年", 1))


def year_earlier(day: date) -> date:
    """The same day of the year before; 29 February becomes the 28th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _chinese(day: date) -> str:
    return PartialDate.of(day).chinese()
