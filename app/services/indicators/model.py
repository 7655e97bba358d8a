"""Items and indicators as they are defined, and what an indicator comes to. Imports nothing heavy."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from app.models.indicator_terms import Basis, Direction
from app.models.terms import Certainty
from app.services.base_data.rows import FigureRow
from app.services.foundation.shares import FEWEST_FOR_PERCENT, NOTHING, percent, quotient
from app.services.indicators.expressions import Expression


@dataclass(frozen=True)
class Item:
    """Something that is counted; its name is what expressions call it. ``total`` adds up other items."""

    name: str
    area: str
    unit: str  # 件, 人 …
    synonyms: tuple[str, ...] = ()
    total: Expression | None = None
    measure: str = ""  # where the store can count it itself: issued, replied, matter:…, source:…, letter:…
    stock: str = ""  # 期初, 期末: how much there is at the beginning or end of a period; months do not add up
    is_own: bool = False  # the office's own


_NAMED = 3  # items that are missing, before the rest is only counted
STOCKS = ("", "期初", "期末")


@dataclass(frozen=True)
class Indicator:
    """One indicator: observed, never ranked or scored. ``is_rate`` False is a plain quotient (案-件比)."""

    code: str
    area: str
    name: str
    also: tuple[str, ...]
    numerator: Expression
    denominator: Expression
    unit: str
    is_rate: bool
    basis: Basis
    direction: Direction
    certainty: Certainty
    valid_to: date | None
    note: str
    source: str = ""  # 依据, of the office's own
    edition: int = 0  # of the office's own; standard ones have none
    first_month: str = ""  # 2026-01: periods that begin earlier are not computed
    last_month: str = ""  # periods that end later are not computed

    @property
    def is_own(self) -> bool:
        """Of the office's own library."""
        return self.edition > 0

    @property
    def is_historical(self) -> bool:
        """观测·历史口径: of the sets that ended in October 2024."""
        return self.valid_to is not None

    def why_not_valid(self, first: str, last: str) -> str:
        """Why it is not computed for a period of months; empty where it is."""
        if self.first_month and first < self.first_month:
            return f"本指标自{_month(self.first_month)}起用，统计期间有更早的月份，不计算"
        if self.last_month and last > self.last_month:
            return f"本指标用到{_month(self.last_month)}为止，统计期间有更晚的月份，不计算"
        return ""

    def value(self, first: str, last: str, n: int | None, d: int | None) -> Decimal | None:
        """What n and d of a period come to; None where one is missing, d is 0, or the period is not computed."""
        if n is None or not d or self.why_not_valid(first, last):
            return None
        return percent(n, d) if self.is_rate else quotient(n, d)


@dataclass(frozen=True)
class BehindFigure:
    """A base figure of one of an indicator's items; ``why_not`` says why it does not count, empty where it does."""

    figure: FigureRow
    period: str
    why_not: str


@dataclass(frozen=True)
class Part:
    """Numerator or denominator: its expression, what it comes to, and the counts it was made of by item.

    ``value`` is None where a count is missing; ``missing`` names the items, of a total the parts that are missing.
    """

    text: str
    value: int | None
    counts: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class IndicatorFigure:
    """What an indicator comes to for a unit in a period of months, with n and d."""

    indicator: Indicator
    unit: str
    first: str
    last: str
    numerator: Part
    denominator: Part

    @cached_property
    def value(self) -> Decimal | None:
        """Percent to two decimals, half up, or the quotient; None where a count is missing or the denominator is 0."""
        return self.indicator.value(self.first, self.last, self.numerator.value, self.denominator.value)

    @property
    def is_few(self) -> bool:
        """A rate of so few that the counts say more than a percentage would."""
        d = self.denominator.value
        return self.indicator.is_rate and self.value is not None and d is not None and d < FEWEST_FOR_PERCENT

    @property
    def lacks_counts(self) -> bool:
        """A count it needs is not known."""
        return bool(self.numerator.missing or self.denominator.missing)

    @property
    def reason(self) -> str:
        """Why there is no value; empty where there is one."""
        invalid = self.indicator.why_not_valid(self.first, self.last)
        if invalid:
            return invalid
        if self.lacks_counts:
            missing = (*self.numerator.missing, *self.denominator.missing)
            return f"缺少{few_of(missing)}"
        return "分母为0，不计算" if not self.denominator.value else ""

    @property
    def shown(self) -> str:
        """16.95%（40/236）, 1/2 where there are few, — where there is none."""
        n, d = self.numerator.value, self.denominator.value
        if self.value is None:
            return NOTHING
        if self.is_few:
            return f"{n}/{d}"
        return f"{self.value}{'%' if self.indicator.is_rate else ''}（{n}/{d}）"

    def as_json(self) -> dict[str, Any]:
        """The JSON of ``indicators``; ``value`` is null where there is none, and ``reason`` says why."""
        value = self.value
        return {
            "code": self.indicator.code,
            "name": self.indicator.name,
            "numerator": self.numerator.value,
            "denominator": self.denominator.value,
            "value": None if value is None else float(value),
            "unit": "%" if self.indicator.is_rate else None,
            "basis": self.indicator.basis.label,
            "certainty": self.indicator.certainty.label,
            "office": self.unit,
            "period": f"{self.first}..{self.last}",
            "counts": dict((*self.numerator.counts, *self.denominator.counts)),
            "reason": self.reason or None,
            "is_historical": self.indicator.is_historical,
            "is_own": self.indicator.is_own,
        }


def few_of(names: Iterable[str]) -> str:
    """甲、乙 of few, 甲、乙、丙等 9 项 of many; each once."""
    every = tuple(dict.fromkeys(names))
    return "、".join(every) if len(every) <= _NAMED + 1 else f"{'、'.join(every[:_NAMED])}等 {len(every)} 项"


def _month(month: str) -> str:
    """2026年3月 of 2026-03."""
    return f"{month[:4]}年{int(month[5:])}月"
