"""What mapped cells come to for a period: figures with n and d, or why there is none."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from app.models.dates import PartialDate
from app.models.indicator_terms import FormPart, FormReach, FormSource
from app.services.base_data.periods import Months
from app.services.foundation.shares import FEWEST_FOR_PERCENT, percent, quotient
from app.services.indicators.model import IndicatorFigure
from app.services.indicators.service import Indicators
from app.services.monthly_statistics.service import MonthlyStatistics
from app.services.own_forms.catalogue import BETWEEN
from app.services.own_forms.periods import months_of
from app.services.own_forms.rows import CellMapping, Filling, Found
from app.services.statistics_tables.period import TablePeriod
from app.services.statistics_tables.rows import Reach, StatisticsTable
from app.services.statistics_tables.service import StatisticsTables

_QUOTED = re.compile(r'"[^"]*"|\\.')  # what a number format only writes
_NOT_COUNTED = "这一期间没有填报过，也不能由本台账算出"


@dataclass(frozen=True)
class _Pair:
    """n and d of a figure; ``d`` None for a count, ``n`` None where unknown."""

    n: int | None
    d: int | None = None
    is_rate: bool = True
    why_not: str = ""
    said: str = ""


@dataclass
class Figures:
    """Reads each period once. ``locked`` gives the figures of a locked month, which stay as they were."""

    filling: Filling
    office: str
    today: date
    indicators: Indicators
    statistics: MonthlyStatistics
    tables: StatisticsTables
    locked: Callable[[str], dict[str, Any] | None]
    _read: dict[tuple[str, Months], Any] = field(default_factory=dict)

    @property
    def as_of(self) -> date:
        """The cut-off of the period."""
        return TablePeriod.of(self.filling.months, self.today).as_of

    def found(self, mapping: CellMapping) -> Found:
        """What one cell comes to."""
        if not mapping.is_known:
            return Found(None, "", "程序里已没有这个项目，请重新设定这个单元格")
        if mapping.source is FormSource.HEAD:
            return self._head(mapping.code)
        months = months_of(mapping.reach, self.filling.months)
        if mapping.source is FormSource.ITEM:
            pair = self._item(mapping.code, months)
        elif mapping.source is FormSource.INDICATOR:
            pair = self._indicator(mapping.code, months)
        elif mapping.source is FormSource.TABLE:
            pair = self._of_table(mapping.code, mapping.reach)
        else:
            pair = self._statistic(mapping.code, mapping.reach)
        return _part(pair, mapping.part)

    def _head(self, code: str) -> Found:
        known: dict[str, str | date] = {
            "unit": self.office,
            "period": self.filling.months.shown,
            "cut_off": self.as_of,
            "date": self.today,
        }
        value = known.get(code) or self.filling.heads.get(code, "").strip()
        if not value:
            return Found(None, "", "填写时没有写")
        return Found(value, PartialDate.of(value).chinese() if isinstance(value, date) else value)

    def _item(self, code: str, months: Months) -> _Pair:
        counts = self._once("item", months, lambda: self.indicators.counts(months))
        return _Pair(counts.get(code), why_not=_NOT_COUNTED)

    def _indicator(self, code: str, months: Months) -> _Pair:
        def read() -> dict[str, IndicatorFigure]:
            return {each.indicator.code: each for each in self.indicators.figures(months) if each.unit == self.office}

        figure = self._once("indicator", months, read).get(code)
        if figure is None:
            return _Pair(None, 0, why_not=_NOT_COUNTED)
        n, d = figure.numerator.value, figure.denominator.value
        return _Pair(n, d, figure.indicator.is_rate, figure.reason if d != 0 or figure.lacks_counts else "")

    def _statistic(self, code: str, reach: FormReach) -> _Pair:
        """A count of the records; a period that still runs is compared with the same days of the year before."""
        period = self._period(reach)
        found: dict[str, _Pair] = self._once("statistic", period.months, lambda: self._statistics(period))
        return found.get(code, _Pair(None))

    def _statistics(self, period: TablePeriod) -> dict[str, _Pair]:
        months = period.months
        kept = self.locked(months.first) if months.first == months.last else None
        if kept is not None:
            return {each["code"]: _Pair(each["n"], each["d"], said="已锁定的数") for each in kept["figures"]}
        return {each.code: _Pair(each.n, each.d) for each in self.statistics.over(period.counted())}

    def _period(self, reach: FormReach) -> TablePeriod:
        whole = TablePeriod.of(self.filling.months, self.today)
        if reach is FormReach.PREVIOUS:
            return TablePeriod.of(months_of(reach, self.filling.months), self.today)
        return whole.reached(Reach(reach.value))

    def _of_table(self, code: str, reach: FormReach) -> _Pair:
        name, row, column = code.split(BETWEEN)
        is_previous = reach is FormReach.PREVIOUS
        months = months_of(reach, self.filling.months) if is_previous else self.filling.months
        table: StatisticsTable = self._once(f"table {name}", months, lambda: self.tables.settled(name, months))
        try:
            cell = table.cell(row, column, Reach.NOW if is_previous else Reach(reach.value))
        except (KeyError, ValueError):
            return _Pair(None, why_not="统计表里没有这一行、这一列或这一期间")
        return _Pair(cell.n, cell.d if cell.is_rate else None, not cell.is_mean, why_not=cell.note)

    def _once(self, kind: str, months: Months, read: Callable[[], Any]) -> Any:
        if (kind, months) not in self._read:
            self._read[kind, months] = read()
        return self._read[kind, months]


def _part(pair: _Pair, part: FormPart) -> Found:
    if part is FormPart.DENOMINATOR:
        return _count(pair.d, pair)
    if part is FormPart.NUMERATOR or (part is FormPart.VALUE and pair.d is None):
        return _count(pair.n, pair)
    if pair.n is None or pair.d is None:
        return Found(None, "", pair.why_not or _NOT_COUNTED)
    if pair.d == 0:
        return Found(None, f"{pair.n}/0", "分母为0，不计算")
    value = percent(pair.n, pair.d) if pair.is_rate else quotient(pair.n, pair.d)
    few = f"分母不足{FEWEST_FOR_PERCENT}，请看分子分母" if pair.is_rate and pair.d < FEWEST_FOR_PERCENT else ""
    shown = f"{value}{'%' if pair.is_rate else ''}（{pair.n}/{pair.d}）"
    return Found(value, shown, "；".join(each for each in (few, pair.said) if each))


def _count(count: int | None, pair: _Pair) -> Found:
    if count is None:
        return Found(None, "", pair.why_not or _NOT_COUNTED)
    return Found(count, str(count), pair.said)


def as_written(found: Found, number_format: str, prefix: str) -> Decimal | int | date | str | None:
    """The value as the cell takes it: a percentage as a fraction where it shows per cent, a day where it shows days.

    ``prefix`` is a heading in the same cell (填报单位：), which stays before the value.
    """
    value = found.value
    if value is None:
        return prefix or None
    if prefix:
        return f"{prefix}{found.shown}"
    if isinstance(value, date):
        return value if _shows_days(number_format) else found.shown
    if isinstance(value, Decimal) and _multiplies(number_format) and found.shown.split("（")[0].endswith("%"):
        return value / 100
    return value


def _multiplies(number_format: str) -> bool:
    """0.00% shows a hundred times the number; 0.00"%" only writes the sign behind it."""
    return "%" in _QUOTED.sub("", number_format)


def _shows_days(number_format: str) -> bool:
    return "y" in number_format.lower()
