"""Computes one due date with its derivation: start, rule, restarts, extensions, pauses, month ends, holidays.

Pure: no clock, no files. 刑事诉讼法 2018 art. 105; 民事诉讼法 2023 art. 85; 民法典 2020 art. 200-204;
最高人民法院关于适用刑事诉讼法的解释 2021 art. 202.
"""

from datetime import date, datetime, timedelta

from app.models.dates import PartialDate
from app.models.terms import PeriodUnit
from app.services.deadlines import sentences
from app.services.deadlines.arithmetic import (
    ONE_DAY,
    Pause,
    add_plain,
    add_working_days,
    free_days,
    merged,
    push_out,
    roll,
)
from app.services.deadlines.calendar import WorkCalendar
from app.services.deadlines.circumstances import NOTHING_HAPPENED, Circumstances, refuse_contradictions
from app.services.deadlines.derivation import Derivation
from app.services.deadlines.periods import Period
from app.services.deadlines.rule import Rule
from app.services.deadlines.terms import Direction, Rolling, Side
from app.services.foundation.errors import DomainError

FIRST_YEAR, LAST_YEAR = 1980, 2090  # what the calendar lays out, less the longest period

Start = date | datetime | PartialDate
Skipped = tuple[tuple[date, str], ...]


def compute(rule: Rule, start: Start, calendar: WorkCalendar, what: Circumstances = NOTHING_HAPPENED) -> Derivation:
    """The due date of a period under a rule; raises DomainError where the input gives none.

    ``start`` is the day (for hours: the moment) of the event itself, which is not counted.
    """
    known = _known(start)
    for pause in what.pauses:
        _refuse_far(pause)
    refuse_contradictions(rule, known.date() if isinstance(known, datetime) else known, what)
    return _Reckoning(rule, known, calendar, what).result()


def _known(start: Start) -> date:
    if isinstance(start, PartialDate):
        exact = start.exact
        if exact is None:
            raise DomainError(f"起算日只知道是{start.chinese()}，算不出到期日。请补录到日。")
        start = exact
    if not FIRST_YEAR <= start.year <= LAST_YEAR:
        raise DomainError(f"起算日 {start:%Y-%m-%d} 超出可以计算的年份（{FIRST_YEAR}—{LAST_YEAR}）。请核对年份。")
    return start


def _refuse_far(pause: Pause) -> None:
    if pause.first.year < FIRST_YEAR or pause.last.year > LAST_YEAR:
        raise DomainError(
            f"中止期间 {pause.first} 至 {pause.last} 超出可以计算的年份（{FIRST_YEAR}—{LAST_YEAR}）。请核对年份。"
        )


class _Reckoning:
    """One computation under way; collects its sentences and the days it asked the calendar about."""

    def __init__(self, rule: Rule, start: date, calendar: WorkCalendar, what: Circumstances) -> None:
        self.rule, self.calendar, self.what = rule, calendar, what
        self.period = what.period or rule.period
        self.fixed_end = None if what.period else rule.fixed_end
        self.moment = start if isinstance(start, datetime) else None
        self.start = start.date() if isinstance(start, datetime) else start
        self.pauses = merged(what.pauses)
        self.told: list[str] = []
        self.asked: set[date] = set()

    def result(self) -> Derivation:
        self._tell_start_and_rule()
        if self.rule.direction is Direction.BACKWARD:
            return self._backward()
        if self.period.unit is PeriodUnit.HOUR:
            return self._hours()
        if self.period.unit is PeriodUnit.NONE and self.fixed_end is None:
            return self._without_length()
        return self._forward()

    def _tell_start_and_rule(self) -> None:
        proof = self.what.proof or self.rule.trigger
        if self.rule.direction is Direction.BACKWARD:
            self.told.append(f"起点：{proof}，{sentences.with_weekday(self.start)}，从这一天往前算，当日不计。")
        elif self.period.unit is PeriodUnit.HOUR and self.moment:
            self.told.append(f"起算：{proof}，{self.moment:%Y-%m-%d %H:%M}。")
        else:
            self.told.append(f"起算：{proof}，{sentences.with_weekday(self.start)}。开始的当日不计，从次日起计。")
        self.told += sentences.rule_applied(self.rule, self.what.period)
        for restart in sorted(self.what.restarts, key=lambda each: each.on):
            self.start, self.moment = restart.on, None
            self.told.append(sentences.restarted(restart))
        self.told += sentences.not_in_force(self.rule, self.start)

    def _without_length(self) -> Derivation:
        said = self.rule.note or "规定没有写天数"
        self.told.append(f"结果：{said}。没有到期日，应当及时办理，随办随记。")
        return self._derivation(None, None, None)

    def _hours(self) -> Derivation:
        if self.moment is None:
            raise DomainError(f"规则 {self.rule.code} 按小时计算，起算要写到时分，如 2026-03-02 10:30。")
        due_at = self.moment + timedelta(hours=self.period.length)
        self.told.append(f"期间：{self.period}，从起算时刻足时计算，不因节假日顺延；开始的时不计，但零头不作为宽限。")
        for each in self.what.extensions:
            added = timedelta(hours=each.period.length)
            due_at = max(due_at, self.moment + added) if each.is_total else due_at + added
            self.told.append(sentences.extended(each, f"{due_at:%Y-%m-%d %H:%M}"))
        self.told.append(f"结果：{due_at:%Y-%m-%d %H:%M}到期。")
        day = due_at.date()
        return self._derivation(day, day, day, due_at=due_at)

    def _backward(self) -> Derivation:
        is_counted = self.period.unit is PeriodUnit.WORKING_DAY
        if is_counted:
            nominal = add_working_days(self.start, self.period.length, self.calendar, -1)
            self.asked |= {self.start - ONE_DAY, nominal}
        else:
            nominal = add_plain(self.start, self.period, -1)
        self.told.append(f"期间：往前{self.period}，至{sentences.with_weekday(nominal)}。")
        due_on = nominal
        if self.rule.rolling is not Rolling.NO:  # going earlier helps nobody stay in custody longer
            due_on = roll(nominal, self.calendar, -1)
            self.asked |= {nominal, due_on}
        rolled = free_days(due_on, nominal, self.calendar)
        if due_on != nominal:
            self.told.append(sentences.moved_off_holidays(nominal, due_on, rolled, self.calendar, "提前"))
        skipped = free_days(due_on, self.start - ONE_DAY, self.calendar) if is_counted else rolled
        return self._finished(due_on, nominal, due_on, skipped if due_on != nominal or is_counted else ())

    def _forward(self) -> Derivation:
        nominal, later = self._last_day(tell=True), self._last_day(to_month_end=True)
        due_on, overdue_after = self._rolled(nominal), self._rolled(later)
        skipped = free_days(nominal, due_on, self.calendar) if due_on != nominal else ()
        if due_on != nominal:
            self.told.append(sentences.moved_off_holidays(nominal, due_on, skipped, self.calendar))
        else:
            self.told += sentences.stayed(self.rule, nominal, self.calendar)
        if later != nominal:
            self.told.append(sentences.month_ends_differ(self.rule.side, nominal, later, overdue_after))
        if self.period.unit is PeriodUnit.WORKING_DAY:
            skipped = free_days(self.start + ONE_DAY, due_on, self.calendar)
        return self._finished(due_on, nominal, overdue_after, skipped)

    def _last_day(self, to_month_end: bool = False, tell: bool = False) -> date:
        """The last day before rolling, by the corresponding day or from month end to month end."""
        if self.fixed_end is None:
            end = self._leg(self.start, self.period, to_month_end, tell)
        else:
            end = self.fixed_end.after(self.start)
            if tell:
                self.told.append(f"期间：到期日固定在{self.fixed_end}，即{sentences.with_weekday(end)}。")
        for each in self.what.extensions:
            if each.is_total:
                end = max(end, self._leg(self.start, each.period, to_month_end))
            else:
                end = self._leg(end, each.period, to_month_end)
            if tell:
                self.told.append(sentences.extended(each, sentences.with_weekday(end)))
        return end

    def _leg(self, start: date, period: Period, to_month_end: bool, tell: bool = False) -> date:
        if period.unit is PeriodUnit.WORKING_DAY:
            plain = add_working_days(start, period.length, self.calendar)
            end = add_working_days(start, period.length, self.calendar, 1, self.pauses)
            self.asked |= {start + ONE_DAY, end}
        else:
            plain = add_plain(start, period, 1, to_month_end)
            end = push_out(start, plain, self.pauses)
        if tell:
            self.told.append(sentences.ran(start, period, plain))
            self.told += sentences.paused(self.pauses, start, plain, end)
        return end

    def _rolled(self, nominal: date) -> date:
        is_custody = self.rule.rolling is Rolling.UNLESS_CUSTODY and self.what.is_custody
        if self.rule.rolling is Rolling.NO or is_custody:
            return nominal
        landed = roll(nominal, self.calendar)
        self.asked |= {nominal, landed}
        return landed

    def _finished(self, due_on: date, nominal: date, overdue_after: date, skipped: Skipped) -> Derivation:
        if self.rule.side is Side.OWN:
            overdue_after = due_on
        self.told += sentences.provisional(self.asked, self.calendar)
        self.told.append(f"结果：{sentences.with_weekday(due_on)}到期。")
        return self._derivation(due_on, nominal, overdue_after, skipped)

    def _derivation(
        self,
        due_on: date | None,
        nominal: date | None,
        overdue_after: date | None,
        skipped: Skipped = (),
        due_at: datetime | None = None,
    ) -> Derivation:
        return Derivation(
            rule=self.rule.code,
            basis=self.rule.basis_text,
            due_on=due_on,
            due_at=due_at,
            nominal_on=nominal,
            overdue_after=overdue_after,
            skipped=skipped,
            steps=sentences.numbered(self.told),
            provisional=any(map(self.calendar.is_provisional, self.asked)),
        )
