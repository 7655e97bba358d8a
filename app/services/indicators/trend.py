"""Indicators month by month: a gap where a count is missing, the year before beside it, twelve months added up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.services.base_data.periods import Months
from app.services.indicators.combining import names_within
from app.services.indicators.computing import Count, Counts, counted, figure_of, months_between
from app.services.indicators.library import IndicatorLibrary
from app.services.indicators.model import Indicator, IndicatorFigure, Part

YEAR = 12
SPAN = 24  # months of a trend, where nobody asks for others
_STRUCTURE = "结构"  # the area of the indicators that are parts of one whole
_NOTHING = Counts()


@dataclass(frozen=True)
class TrendPoint:
    """One month (2026-10), the same month of the year before, and the twelve months that end with it, added up."""

    month: str
    figure: IndicatorFigure
    year_before: IndicatorFigure
    twelve: tuple[IndicatorFigure, ...]  # the months that end with it

    @cached_property
    def rolling(self) -> IndicatorFigure:
        """The twelve months added up; only where somebody looks, a long trend has many points."""
        return _rolling(self.twelve)


@dataclass(frozen=True)
class Trend:
    """An indicator of one unit over consecutive months, the oldest first; every month has a point."""

    indicator: Indicator
    unit: str
    points: tuple[TrendPoint, ...]

    @property
    def is_empty(self) -> bool:
        """No month has a value, nor had it the year before."""
        return all(each.figure.value is None and each.year_before.value is None for each in self.points)


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


def each_of(months: Months) -> tuple[str, ...]:
    """The months of a range one by one."""
    return tuple(shifted(months.first, by) for by in range(months_between(*months)))


def needed_for(months: Months) -> Months:
    """The months whose figures a trend is made of: the year before the first one too."""
    return Months(shifted(months.first, -YEAR), months.last)


def names_of(library: IndicatorLibrary, indicators: Iterable[Indicator]) -> tuple[str, ...]:
    """The items indicators count, and those that totals nobody typed are added up from."""
    return names_within(library.items, [part for each in indicators for part in (each.numerator, each.denominator)])


def trends_of(
    library: IndicatorLibrary, indicators: Sequence[Indicator], unit: str, months: Months, figures: Iterable[Count]
) -> tuple[Trend, ...]:
    """Trends of one unit; ``figures`` are its counts of ``needed_for(months)``. Ranges of months fill no month."""
    by_month: dict[str, list[Count]] = defaultdict(list)
    for figure in figures:
        if figure.first == figure.last:
            by_month[figure.first].append(figure)
    known = library.items
    items = {name: known[name] for name in names_of(library, indicators)}
    counts = {month: counted(found, month, month, items) for month, found in by_month.items()}
    return tuple(_trend(indicator, unit, months, counts) for indicator in indicators)


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


def _trend(indicator: Indicator, unit: str, months: Months, counts: Mapping[str, Counts]) -> Trend:
    wanted = each_of(needed_for(months))
    figures = [figure_of(indicator, unit, (month, month), counts.get(month, _NOTHING)) for month in wanted]
    points = (
        TrendPoint(wanted[at], figures[at], figures[at - YEAR], tuple(figures[at + 1 - YEAR : at + 1]))
        for at in range(YEAR, len(wanted))
    )
    return Trend(indicator, unit, tuple(points))


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
