"""Periods of reports (a year, a half-year), and partial dates within a period as SQL."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, and_, func, or_, true, type_coerce

from app.services.foundation.errors import FieldProblem

MOST_MONTHS = 36
_FIRST_YEAR = 1979  # the offices were founded anew


@dataclass(frozen=True)
class ReportPeriod:
    """A year, or its first (1) or second (2) half; ``until`` is the last day counted where it is not over yet."""

    year: int
    half: int | None = None
    until: date | None = None

    @classmethod
    def of(cls, year: int, half: int | None, today: date) -> "ReportPeriod":
        """Raises FieldProblem for a period that is no period or has not begun."""
        if not _FIRST_YEAR <= year <= today.year:
            raise FieldProblem("year", f"{year}年不能统计。请填写{_FIRST_YEAR}到{today.year}之间的年份。")
        found = cls(year, half)
        if found.first > today:
            raise FieldProblem("half", f"{found.words}还没有开始，不能统计。请改选时期。")
        return replace(found, until=today) if found.last > today else found

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 7 if self.half == 2 else 1, 1)

    @property
    def last(self) -> date:
        """Its last day, or the last one counted."""
        return self.until or (date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31))

    @property
    def earlier(self) -> "ReportPeriod":
        """The same period of the year before (同期), as far as this one has come."""
        until = self.until
        if until is not None:
            until = date(self.year - 1, until.month, min(until.day, monthrange(self.year - 1, until.month)[1]))
        return ReportPeriod(self.year - 1, self.half, until)

    @property
    def words(self) -> str:
        """2026年上半年; 2026年度（截至11月22日）."""
        half = {1: "上半年", 2: "下半年"}.get(self.half or 0, "度")
        cut = f"（截至{self.until.month}月{self.until.day}日）" if self.until else ""
        return f"{self.year}年{half}{cut}"


def falls_between(column: Any, first: date | None, last: date | None) -> ColumnElement[bool]:
    """A partial date lies wholly within a period (both days included): 2026 in a year, not in its first half."""
    if first is None and last is None:
        return true()
    text = type_coerce(column, String())
    first, last = first or date(1, 1, 1), last or date(9999, 12, 31)
    ends_month = last.day == monthrange(last.year, last.month)[1]
    months = (_month(first, 0 if first.day == 1 else 1), _month(last, 0 if ends_month else -1))
    years = (
        first.year if (first.month, first.day) == (1, 1) else first.year + 1,
        last.year if (last.month, last.day) == (12, 31) else last.year - 1,
    )
    return and_(
        text.is_not(None),
        or_(
            and_(func.length(text) == 10, text >= first.isoformat(), text <= last.isoformat()),
            and_(func.length(text) == 7, text >= months[0], text <= months[1]),
            and_(func.length(text) == 4, text >= f"{years[0]:04d}", text <= f"{years[1]:04d}"),
        ),
    )


def months_up_to(last: date, count: int) -> tuple[str, ...]:
    """The names (2026-11) of the last ``count`` months, 36 at most, the oldest first."""
    shown = max(1, min(count, MOST_MONTHS))
    return tuple(_month(last, -behind) for behind in reversed(range(shown)))


def _month(day: date, on: int) -> str:
    place = day.year * 12 + day.month - 1 + on
    return f"{place // 12:04d}-{place % 12 + 1:02d}"
