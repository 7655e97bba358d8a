"""Why a figure asks to be looked at: pure comparison of counts with bounds, said in a sentence."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from app.models.indicator_terms import WarningKind
from app.services.base_data.periods import Months, month_before
from app.services.base_data.year_grid import MONTHS, Bounds
from app.services.figure_rules.rows import BrokenRule
from app.services.foundation.shares import FEWEST_FOR_PERCENT, NOTHING
from app.services.indicator_warnings.rows import Band
from app.services.indicators.computing import Count, counted, figure_of
from app.services.indicators.library import IndicatorLibrary
from app.services.indicators.model import Indicator, IndicatorFigure, Item
from app.services.indicators.trend import names_of

_TOLD = 5  # places where a rule is broken
_OF = "·"  # between a rule and the item
_SURE = 0.999  # of the bound; what comes nearer is worked out exactly


class WarningKey(NamedTuple):
    """What a warning is about; there is one warning for each."""

    kind: WarningKind
    code: str
    unit: str
    department: str
    month: str


class SeriesKey(NamedTuple):
    """Whose counts of what."""

    unit: str
    department: str
    item: str


@dataclass(frozen=True)
class Cause:
    """A warning that ought to stand. ``value`` tells one cause from another of the same key."""

    key: WarningKey
    value: str
    sentence: str
    bounds: str
    before: tuple[tuple[str, str], ...] = ()


class OutlierLook:
    """Counts by month, held against the twelve months before each."""

    def __init__(self, counts: Iterable[Count], bounds: Bounds) -> None:
        """``counts`` are of single months."""
        self._bounds = bounds
        self._series: dict[SeriesKey, dict[str, int]] = defaultdict(dict)
        for each in counts:
            self._series[SeriesKey(each.unit, each.department, each.item)][each.first] = each.count

    def value(self, key: WarningKey) -> str:
        """The count that stands there now."""
        known = self._series.get(SeriesKey(key.unit, key.department, key.code), {}).get(key.month)
        return NOTHING if known is None else str(known)

    def causes(self, series: SeriesKey, months: Iterable[str]) -> Iterator[Cause]:
        """The months of a series unlike those before them."""
        known = self._series.get(series, {})
        for month in sorted(known.keys() & set(months)):
            before = [known.get(each) for each in months_before(month)]
            if self._may_be(known[month], before) and self._bounds.is_outlier(known[month], before):
                yield _outlier(series, month, known[month], before)

    def _may_be(self, count: int, before: Sequence[int | None]) -> bool:
        """Rough and quick: thousands of figures come with one table, and exact deviations take long."""
        known = [each for each in before if each is not None]
        if len(known) < self._bounds.least_months:
            return False
        mean = sum(known) / len(known)
        away = abs(count - mean)
        if away <= self._bounds.deviations * _SURE:
            return False
        spread = math.sqrt(sum((each - mean) ** 2 for each in known) / len(known))
        return away > self._bounds.deviations * max(spread, 1.0) * _SURE


class BandLook:
    """Indicators by month, held against the office's own bands."""

    def __init__(self, counts: Iterable[Count], library: IndicatorLibrary) -> None:
        """``counts`` are of single months."""
        self._library = library
        self._needed: dict[str, dict[str, Item]] = {}  # by indicator: the items it is made of
        self._by_month: dict[tuple[str, str], list[Count]] = defaultdict(list)
        for each in counts:
            self._by_month[each.unit, each.first].append(each)

    def figure(self, indicator: Indicator, unit: str, month: str) -> IndicatorFigure:
        """The indicator of a unit and month."""
        items = self._needed.get(indicator.code)
        if items is None:
            items = {name: self._library.items[name] for name in names_of(self._library, (indicator,))}
            self._needed[indicator.code] = items
        counts = counted(self._by_month.get((unit, month), ()), month, month, items)
        return figure_of(indicator, unit, (month, month), counts)

    def value(self, key: WarningKey) -> str:
        """n/d as it stands now."""
        indicator = self._library.indicators.get(key.code)
        return NOTHING if indicator is None else fraction(self.figure(indicator, key.unit, key.month))

    def cause(self, indicator: Indicator, unit: str, month: str, band: Band) -> Cause | None:
        """What is wrong with a month; None where nothing is, or there are too few to say."""
        figure = self.figure(indicator, unit, month)
        if not is_outside(figure, band):
            return None
        before = ((each, self.figure(indicator, unit, each).shown) for each in months_before(month))
        value = figure.value or Decimal()
        side = "低于" if band.low is not None and value < band.low else "高于"
        return Cause(
            WarningKey(WarningKind.BAND, indicator.code, unit, "", month),
            fraction(figure),
            f"{indicator.name} {Months(month, month).shown}为 {figure.shown}，{side}本院警戒范围（{band.shown}）。"
            "警戒范围不是目标，请核对数据和口径。",
            band.shown,
            tuple((each, shown) for each, shown in before if shown != NOTHING),
        )


def is_outside(figure: IndicatorFigure, band: Band) -> bool:
    """Outside the band, of a denominator that is large enough to say so."""
    return figure.value is not None and not is_too_few(figure) and band.is_outside(figure.value)


def is_too_few(figure: IndicatorFigure) -> bool:
    """So few that the value says nothing; a quotient too."""
    d = figure.denominator.value
    return d is not None and d < FEWEST_FOR_PERCENT


def fraction(figure: IndicatorFigure) -> str:
    """40/236, or — where a count is missing."""
    n, d = figure.numerator.value, figure.denominator.value
    return NOTHING if n is None or d is None else f"{n}/{d}"


@cache  # arithmetic; asked for thousands of figures of the same months
def months_before(month: str) -> tuple[str, ...]:
    """The twelve months before, the oldest first."""
    return tuple(month_before(month, back) for back in range(MONTHS, 0, -1))


@cache  # likewise
def months_from(month: str) -> tuple[str, ...]:
    """A month and the twelve after it: a count is compared with itself in all of them."""
    return tuple(month_before(month, -ahead) for ahead in range(MONTHS + 1))


def rule_code(broken: BrokenRule) -> str:
    """合计与各项·批捕与不捕人数: a rule that speaks of every item is a warning for each."""
    return f"{broken.code}{_OF}{broken.items[0]}" if broken.items else broken.code


def rule_and_item(code: str) -> tuple[str, str]:
    """The rule of a warning, and the first item it speaks of."""
    rule, _, item = code.partition(_OF)
    return rule, item


def broken_rule(key: WarningKey, sentences: Sequence[str]) -> Cause:
    """A rule that does not hold, for one item or several."""
    more = f"等 {len(sentences)} 处。" if len(sentences) > _TOLD else ""
    told = "".join(sentences[:_TOLD]) + more
    return Cause(key, "".join(sentences), told, "")


def _outlier(series: SeriesKey, month: str, count: int, before: Sequence[int | None]) -> Cause:
    said = tuple(
        (each, str(known)) for each, known in zip(months_before(month), before, strict=True) if known is not None
    )
    known = [each for each in before if each is not None]
    bounds = f"平均 {sum(known) / len(known):.1f}，最少 {min(known)}，最多 {max(known)}"
    return Cause(
        WarningKey(WarningKind.OUTLIER, series.item, series.unit, series.department, month),
        str(count),
        f"{series.item} {Months(month, month).shown}为 {count}，与此前十二个月（{bounds}）相差较大，请核对。",
        bounds,
        said,
    )


Bands = Mapping[tuple[str, str], Band]  # by code and unit
