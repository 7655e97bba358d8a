"""The working-day calendar: statutory holidays, weekend days worked instead, and the office's own days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.services.deadlines.calendar_files import FixedHoliday, YearNotice, read_fixed, read_year
from app.services.foundation.errors import DomainError

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
FIXED_FILE = "fixed.toml"

# Years without a notice file are laid out from the fixed-date holidays so that one dictionary answers every day.
_LAID_OUT = range(1980, 2101)


@dataclass(frozen=True)
class OwnDay:
    """A day the office itself adds: a local holiday, or a weekend day it works."""

    on: date
    name: str
    is_working: bool = False


class WorkCalendar:
    """Which days count as working days, why, and how sure that is. Immutable after construction."""

    def __init__(
        self, notices: Iterable[YearNotice], fixed: Iterable[FixedHoliday], own: Iterable[OwnDay] = ()
    ) -> None:
        """Merge the notices of each year, the fixed-date holidays of all other years and the office's own days."""
        self.notices: Mapping[int, YearNotice] = {notice.year: notice for notice in notices}
        self.own = tuple(sorted(own, key=lambda day: day.on))
        self._fixed = tuple(fixed)
        self._confirmed = frozenset(year for year, notice in self.notices.items() if not notice.provisional)
        self._rest: dict[date, str] = {}
        self._worked: dict[date, str] = {}
        self._lay_out()

    @classmethod
    def load(cls, folder: Path) -> "WorkCalendar":
        """Read every ``YYYY.toml`` and ``fixed.toml``; raises DomainError naming file and key."""
        years = sorted(path for path in folder.glob("*.toml") if path.stem.isdigit())
        if not years:
            raise DomainError(f"文件夹“{folder}”里没有节假日文件（如 2026.toml），不能计算期限。请重新安装程序。")
        return cls((read_year(path) for path in years), read_fixed(folder / FIXED_FILE))

    def with_own(self, days: Iterable[OwnDay]) -> "WorkCalendar":
        """The same calendar with the office's own days, which win over the notices; a day named twice is refused."""
        own = tuple(days)
        seen: set[date] = set()
        for day in own:
            if day.on in seen:
                raise DomainError(f"本院日历里 {day.on} 写了两次。请只保留一条。")
            seen.add(day.on)
        return WorkCalendar(self.notices.values(), self._fixed, own)

    def with_notices(self, notices: Iterable[YearNotice]) -> "WorkCalendar":
        """The same calendar with notices that came in later; each goes before the one known for its year."""
        return WorkCalendar((*self.notices.values(), *notices), self._fixed, self.own)

    def is_working_day(self, day: date) -> bool:
        """True on working days, among them weekend days worked instead (调休)."""
        if day in self._worked:
            return True
        return day.weekday() < 5 and day not in self._rest

    def reason(self, day: date) -> str:
        """Why the day is free or worked: 国庆节, 星期六, 调休上班; an ordinary working day is 工作日."""
        if day in self._worked:
            return self._worked[day]
        if day in self._rest:
            return self._rest[day]
        return WEEKDAYS[day.weekday()] if day.weekday() >= 5 else "工作日"

    def is_provisional(self, day: date) -> bool:
        """True where the State Council's notice for that year is not in yet."""
        return day.year not in self._confirmed

    def source(self, year: int) -> str:
        """The notices the year comes from, as written on paper; empty where there is none."""
        notice = self.notices.get(year)
        return "；".join(str(paper) for paper in notice.papers) if notice else ""

    def _lay_out(self) -> None:
        for year in _LAID_OUT:
            if year not in self.notices:
                self._rest.update({date(year, each.month, each.day): each.name for each in self._fixed})
        for notice in self.notices.values():
            self._rest.update(notice.rest)
            self._worked.update(dict.fromkeys(notice.worked, "调休上班"))
        for own in self.own:
            (self._rest if own.is_working else self._worked).pop(own.on, None)
            (self._worked if own.is_working else self._rest)[own.on] = own.name
