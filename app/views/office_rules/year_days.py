"""The days of a year that are not as the weekday says, in words, as the office's calendar has them."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from app.services.deadlines.calendar import WEEKDAYS, WorkCalendar
from app.views.shared.plain_table import Head

DAY_HEADS = (Head("日期", 92), Head("星期", 56), Head("名称", 76), Head("安排", 76), Head("来源"))
_DAY = timedelta(days=1)


class Mark(Enum):
    """What a day is, as the year sheet draws it; the text is what the list says."""

    WORKING = "上班"
    WEEKEND = "周末"
    HOLIDAY = "放假"
    SWAPPED = "调休上班"


@dataclass(frozen=True)
class DayFacts:
    """One day of the sheet."""

    on: date
    mark: Mark
    name: str
    is_own: bool
    is_provisional: bool

    @property
    def arrangement(self) -> str:
        """放假, 调休上班, or 上班 where the office itself lays it down."""
        return Mark.WORKING.value if self.is_own and self.mark is Mark.SWAPPED else self.mark.value

    @property
    def words(self) -> str:
        """All of the day in one sentence, for the tooltip and the line below the sheet."""
        told = f"{self.on} {WEEKDAYS[self.on.weekday()]}"
        if self.mark in {Mark.HOLIDAY, Mark.SWAPPED}:
            told += f" {self.name}（{self.arrangement}）" if self.name != self.arrangement else f" {self.arrangement}"
        else:
            told += f" {self.mark.value}"
        return told + "，本院日历" * self.is_own + "，暂定" * self.is_provisional


def facts_of(day: date, calendar: WorkCalendar) -> DayFacts:
    """What the calendar says of a day."""
    name, is_weekend = calendar.reason(day), day.weekday() >= 5
    if calendar.is_working_day(day):
        mark = Mark.SWAPPED if name != "工作日" else Mark.WORKING
    else:
        mark = Mark.WEEKEND if is_weekend and name in WEEKDAYS else Mark.HOLIDAY
    is_own = any(own.on == day for own in calendar.own)
    return DayFacts(day, mark, name, is_own, calendar.is_provisional(day))


def year_of(year: int, calendar: WorkCalendar) -> dict[date, DayFacts]:
    """Every day of a year, in order."""
    first = date(year, 1, 1)
    days = (first + _DAY * place for place in range((date(year, 12, 31) - first).days + 1))
    return {day: facts_of(day, calendar) for day in days}


def listed(days: dict[date, DayFacts]) -> list[tuple[str, ...]]:
    """The days that are not as the weekday says, under DAY_HEADS."""
    return [
        (
            each.on.isoformat(),
            WEEKDAYS[each.on.weekday()],
            each.name,
            each.arrangement,
            "本院日历" if each.is_own else ("暂定" if each.is_provisional else "放假通知"),
        )
        for each in days.values()
        if each.mark in {Mark.HOLIDAY, Mark.SWAPPED} or each.is_own
    ]
