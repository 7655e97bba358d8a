"""Adding periods to dates: corresponding days, month ends, working days, pauses, rolling; no wording, no rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.models.terms import PeriodUnit
from app.services.deadlines.calendar import WorkCalendar
from app.services.deadlines.periods import Period
from app.services.foundation.errors import DomainError

ONE_DAY = timedelta(days=1)
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, order=True)
class Pause:
    """Days that do not count, both ends included (鉴定, 调卷, 中止)."""

    first: date
    last: date
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse a pause that ends before it starts."""
        if self.last < self.first:
            raise DomainError(f"中止期间写反了：止于 {self.last}，早于起 {self.first}。请改正起止日期。")

    @property
    def days(self) -> int:
        """How many days it takes out."""
        return (self.last - self.first).days + 1


def month_length(year: int, month: int) -> int:
    """Days of a month."""
    if month == 2 and (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)):
        return 29
    return _MONTH_DAYS[month - 1]


def add_months(day: date, months: int, to_month_end: bool = False) -> date:
    """The corresponding day, or the last of the month where there is none (民法典 2020 art. 202).

    ``to_month_end`` follows 最高人民法院刑诉法解释 2021 art. 202: from a month's last day to a month's last day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = month_length(year, month + 1)
    if to_month_end and day.day == month_length(day.year, day.month):
        return date(year, month + 1, last)
    return date(year, month + 1, min(day.day, last))


def add_plain(day: date, period: Period, sign: int = 1, to_month_end: bool = False) -> date:
    """Days or months on (``sign`` 1) or back (-1), the day itself not counted; not for working days."""
    if period.unit is PeriodUnit.MONTH:
        day = add_months(day, sign * period.length, to_month_end)
        return day + sign * timedelta(days=period.extra_days) if period.extra_days else day
    return day + timedelta(days=sign * period.length)


def add_working_days(
    day: date, count: int, calendar: WorkCalendar, sign: int = 1, pauses: Sequence[Pause] = ()
) -> date:
    """The working day ``count`` working days on or back; days inside a pause do not count."""
    step = ONE_DAY * sign
    while count:
        day += step
        if calendar.is_working_day(day) and not any(pause.first <= day <= pause.last for pause in pauses):
            count -= 1
    return day


def merged(pauses: Sequence[Pause]) -> tuple[Pause, ...]:
    """Pauses in order, overlapping and touching ones made one, so that no day is taken out twice."""
    result: list[Pause] = []
    for pause in sorted(pauses):
        if not result or pause.first > result[-1].last + ONE_DAY:
            result.append(pause)
            continue
        before = result.pop()
        reasons = dict.fromkeys(reason for reason in (before.reason, pause.reason) if reason)
        result.append(Pause(before.first, max(before.last, pause.last), "、".join(reasons)))
    return tuple(result)


def push_out(start: date, end: date, pauses: Sequence[Pause]) -> date:
    """``end`` moved on by every merged pause day after ``start`` that the period meets on its way."""
    for pause in pauses:
        first = max(pause.first, start + ONE_DAY)
        if first <= min(end, pause.last):
            end += timedelta(days=(pause.last - first).days + 1)
    return end


def roll(day: date, calendar: WorkCalendar, sign: int = 1) -> date:
    """The day itself, or the next working day (``sign`` -1: the one before)."""
    step = ONE_DAY * sign
    while not calendar.is_working_day(day):
        day += step
    return day


def free_days(first: date, last: date, calendar: WorkCalendar) -> tuple[tuple[date, str], ...]:
    """The days from ``first`` to ``last``, both included, that are no working days, with their names."""
    days = (date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))
    return tuple((day, calendar.reason(day)) for day in days if not calendar.is_working_day(day))


def due_date(start: date, period: Period, calendar: WorkCalendar, rolls: bool = True) -> date:
    """The due date without its derivation, for columns of a hundred thousand: the day to remind of.

    ``start`` is not counted. No pauses, no custody; ``computation.compute`` explains the same result.
    """
    if period.unit is PeriodUnit.WORKING_DAY:
        return add_working_days(start, period.length, calendar)
    if period.unit not in (PeriodUnit.DAY, PeriodUnit.MONTH):
        raise DomainError(f"期限“{period}”算不出到期日。请填写以日、工作日或月计算的期限。")
    end = add_plain(start, period)
    return roll(end, calendar) if rolls else end


def overdue_after(start: date, period: Period, calendar: WorkCalendar, rolls: bool = True) -> date:
    """The day after which somebody outside is late: the later one where the sources differ about month ends."""
    if period.unit is not PeriodUnit.MONTH:
        return due_date(start, period, calendar, rolls)
    end = add_plain(start, period, to_month_end=True)
    return roll(end, calendar) if rolls else end
