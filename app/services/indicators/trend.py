"""Indicators month by month: a gap where a count is missing, the year before beside it, twelve months added up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import starmap

from app.services.base_data.periods import Months
from app.services.indicators.columns import MonthCounts
from app.services.indicators.combining import names_within
from app.services.indicators.computing import figure_of, months_between
from app.services.indicators.expressions import Column
from app.services.indicators.library import IndicatorLibrary
from app.services.indicators.model import Indicator, IndicatorFigure, Item, Part

YEAR = 12
SPAN = 24  # months of a trend, where nobody asks for others
_STRUCTURE = "结构"  # the area of the indicators that are parts of one whole


@dataclass(frozen=True)
class Trend:
    """An indicator of one unit over consecutive months, the oldest first; every month has a point.

    The columns begin a year before the first month shown; what stands behind a month is gathered where somebody looks.
    """

    indicator: Indicator
    unit: str
    counts: MonthCounts
    numerators: Column
    denominators: Column
    values: tuple[Decimal | None, ...]
    _figures: dict[int, IndicatorFigure] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def points(self) -> tuple["TrendPoint", ...]:
        """One for each month shown."""
        return tuple(TrendPoint(self, place) for place in range(YEAR, len(self.counts.months)))

    @property
    def is_empty(self) -> bool:
        """No month has a value, nor had it the year before."""
        return all(each is None for each in (*self.values[YEAR:], *self.values[:-YEAR]))

    def figure(self, place: int) -> IndicatorFigure:
        """The figure of a place of the columns."""
        if place not in self._figures:
            period = (self.counts.months[place],) * 2
            self._figures[place] = figure_of(self.indicator, self.unit, period, self.counts.at(place))
        return self._figures[place]


@dataclass(frozen=True)
class TrendPoint:
    """One month of a trend, the same month of the year before, and the twelve months that end with it, added up."""

    trend: Trend = field(repr=False)
    place: int

    @property
    def month(self) -> str:
        """2026-10."""
        return self.trend.counts.months[self.place]

    @property
    def figure(self) -> IndicatorFigure:
        """Of the month itself."""
        return self.trend.figure(self.place)

    @property
    def year_before(self) -> IndicatorFigure:
        """Of the same month of the year before."""
        return self.trend.figure(self.place - YEAR)

    @cached_property
    def rolling(self) -> IndicatorFigure:
        """The twelve months added up."""
        return _rolling([self.trend.figure(place) for place in range(self.place + 1 - YEAR, self.place + 1)])


@dataclass(frozen=True)
class Structure:
    """One of the 结构比: its parts share the denominator, and their numerators add up to it."""

    code: str  # JG01
    name: str
    parts: tuple[Trend, ...]


def shifted(month: str, by: int) -> str:
    """The month so many months later; earlier where ``by`` is negative."""
    year, place = divmod(int(month[:4]) * YEAR + int(month[5:]) - 1 + by, YEAR)
    return f"{year}-{place + 1:02}"


def up_to(last: str, count: int = SPAN) -> Months:
    """So many months, the given one the last."""
    return Months(shifted(last, 1 - count), last)


@lru_cache(maxsize=64)
def each_of(months: Months) -> tuple[str, ...]:
    """The months of a range one by one."""
    return tuple(shifted(months.first, by) for by in range(months_between(*months)))


def needed_for(months: Months) -> Months:
    """The months whose figures a trend is made of: the year before the first one too."""
    return Months(shifted(months.first, -YEAR), months.last)


def names_of(library: IndicatorLibrary, indicators: Iterable[Indicator]) -> tuple[str, ...]:
    """The items indicators count, and those that totals nobody typed are added up from."""
    return _names(library.items, indicators)


def items_of(library: IndicatorLibrary, indicators: Iterable[Indicator]) -> dict[str, Item]:
    """The same, with what is known of them."""
    known = library.items
    return {name: known[name] for name in _names(known, indicators)}


def trends_of(
    items: Mapping[str, Item], indicators: Sequence[Indicator], unit: str, months: Months, given: Mapping[str, Column]
) -> tuple[Trend, ...]:
    """Trends of one unit; ``items`` are ``items_of`` them, ``given`` its counts of each of ``needed_for(months)``."""
    counts = MonthCounts(each_of(needed_for(months)), given, items)
    return tuple(_trend(indicator, unit, counts) for indicator in indicators)


def structure_parts(library: IndicatorLibrary) -> dict[str, tuple[Indicator, ...]]:
    """The parts of each 结构比 by its code: JG01-1, JG01-2 … belong to JG01."""
    found: dict[str, list[Indicator]] = defaultdict(list)
    for each in library.indicators.values():
        code, dash, _part = each.code.rpartition("-")
        if each.area == _STRUCTURE and dash:
            found[code].append(each)
    return {code: tuple(parts) for code, parts in found.items()}


def part_name(indicator: Indicator) -> str:
    """刑事检察 of 四大检察履职结构比：刑事检察."""
    return indicator.name.rpartition("：")[2]


def structure_name(indicator: Indicator) -> str:
    """四大检察履职结构比 of 四大检察履职结构比：刑事检察."""
    return indicator.name.partition("：")[0]


def _names(items: Mapping[str, Item], indicators: Iterable[Indicator]) -> tuple[str, ...]:
    return names_within(items, [part for each in indicators for part in (each.numerator, each.denominator)])


def no_trend(indicator: Indicator, unit: str) -> Trend:
    """Of what nobody ever counted by the month."""
    return _trend(indicator, unit, MonthCounts((), {}, {}))


def _trend(indicator: Indicator, unit: str, counts: MonthCounts) -> Trend:
    numerators, denominators = counts.values(indicator.numerator), counts.values(indicator.denominator)
    every = zip(counts.months, counts.months, numerators, denominators, strict=True)
    return Trend(indicator, unit, counts, numerators, denominators, tuple(starmap(indicator.value, every)))


def _rolling(months: Sequence[IndicatorFigure]) -> IndicatorFigure:
    """The sum of twelve months; unknown as soon as one of them lacks a count."""
    first, last = months[0], months[-1]
    numerator, denominator = _sum([each.numerator for each in months]), _sum([each.denominator for each in months])
    return IndicatorFigure(first.indicator, first.unit, first.first, last.last, numerator, denominator)


def _sum(parts: Sequence[Part]) -> Part:
    """``missing`` says in how many of the months an item is missing."""
    lacking: dict[str, int] = defaultdict(int)
    totals: dict[str, int] = defaultdict(int)
    for part in parts:
        for name in part.missing:
            lacking[name] += 1
        for name, count in part.counts:
            totals[name] += count
    known = [part.value for part in parts if part.value is not None]
    return Part(
        parts[0].text,
        sum(known) if len(known) == len(parts) else None,
        tuple((name, count) for name, count in totals.items() if name not in lacking),
        tuple(f"{name}（{count}个月）" for name, count in lacking.items()),
    )
