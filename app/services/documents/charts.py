"""Charts as data, for the window and for papers alike: categories, series with their n/d, source; nothing heavy.

A widget of the window hands out its ``spec()``; a paper draws it with ``documents.charting``; ``numbers`` are the same
figures as a table, for what cannot hold a picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.services.foundation.shares import FEWEST_FOR_PERCENT, NOTHING, percent


class Band(NamedTuple):
    """The office's own range of an indicator, in the unit of the chart; None is open. ``words`` stand beside it."""

    low: float | None
    high: float | None
    words: str


@dataclass(frozen=True)
class Series:
    """One line, one set of bars, or one row of a heat map: a value for each category, None where there is a gap.

    ``labels`` say what stands behind each value: 16.95%（40/236）, or — with the reason; without them the value does.
    What is ``hollow`` rests on few cases and gets an empty mark.
    """

    name: str
    values: tuple[float | None, ...]
    labels: tuple[str, ...] = ()
    hollow: frozenset[int] = frozenset()

    def label(self, place: int) -> str:
        """What is said of a value."""
        return self.labels[place] if self.labels else shown(self.values[place])


@dataclass(frozen=True)
class ChartSpec:
    """What all charts have. ``title`` says what of which period; raises ValueError where values and places differ.

    ``source`` says where the figures come from and as of when, ``definition`` how they are counted.
    """

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    source: str = ""
    definition: str = ""

    def __post_init__(self) -> None:
        """A value and, where there are any, a label for each category."""
        for each in self.series:
            if len(each.values) != len(self.categories) or len(each.labels) not in {0, len(self.categories)}:
                raise ValueError(f"{each.name}: {len(each.values)} values for {len(self.categories)} categories")

    @property
    def numbers(self) -> tuple[tuple[str, ...], ...]:
        """Head and rows of the figures as a table: a row for each category, a column for each series."""
        head = ("", *(each.name for each in self.series))
        rows = enumerate(self.categories)
        body = ((" ".join(name.split()), *(each.label(place) for each in self.series)) for place, name in rows)
        return (head, *body)

    @property
    def has_values(self) -> bool:
        """There is something to draw."""
        return any(value is not None for each in self.series for value in each.values)

    @property
    def top(self) -> float:
        """The highest value, 0 where there is none."""
        return max((value for each in self.series for value in each.values if value is not None), default=0)


@dataclass(frozen=True)
class LineSpec(ChartSpec):
    """Lines over months or other periods, and the office's own range behind them."""

    band: Band | None = None


@dataclass(frozen=True)
class BarSpec(ChartSpec):
    """Upright bars from zero, those of one category side by side."""


@dataclass(frozen=True)
class RowBarSpec(ChartSpec):
    """Lying bars from zero, one a category, the series one behind another.

    ``ends`` stand at the end of each bar in place of its sum; ``whole`` is what all bars are parts of, 0 for none.
    """

    ends: tuple[str, ...] = ()
    whole: float = 0

    @property
    def sums(self) -> tuple[float, ...]:
        """How long each bar is."""
        return tuple(
            sum(each.values[place] or 0 for each in self.series) for place, _name in enumerate(self.categories)
        )


@dataclass(frozen=True)
class HeatSpec(ChartSpec):
    """Cells that are the darker the more they count: categories are the columns, series the rows."""

    @property
    def numbers(self) -> tuple[tuple[str, ...], ...]:
        """Rows and columns as the cells stand."""
        places = range(len(self.categories))
        head = ("", *(" ".join(name.split()) for name in self.categories))
        return (head, *((each.name, *(shown(each.values[place]) for place in places)) for each in self.series))


@dataclass(frozen=True)
class FunnelSpec(ChartSpec):
    """Stages one under another, each as wide as it counts; one series, whose labels are ``stage_words``."""

    @property
    def counts(self) -> tuple[int, ...]:
        """How many reached each stage."""
        return tuple(int(value or 0) for value in self.series[0].values) if self.series else ()


def funnel(
    title: str, stages: Sequence[tuple[str, int]], unit: str, source: str = "", definition: str = ""
) -> FunnelSpec:
    """The funnel of stages with their counts, in their order."""
    counts = [count for _name, count in stages]
    words = tuple(stage_words(counts, place, unit) for place in range(len(counts)))
    names = tuple(name for name, _count in stages)
    return FunnelSpec(title, names, (Series("", tuple(counts), words),), unit, source, definition)


def stage_words(counts: Sequence[int], place: int, unit: str) -> str:
    """40 件，占首环节 80.00%（40/50），占上一环节 88.89%（40/45）; of fewer than ten as counts."""
    said = [f"{counts[place]} {unit}".rstrip()]
    if place:
        said.append(f"占首环节 {share(counts[place], counts[0])}")
    if place > 1:
        said.append(f"占上一环节 {share(counts[place], counts[place - 1])}")
    return "，".join(said)


def share(n: int, d: int) -> str:
    """80.00%（40/50）; 4/5 where few; — with the reason where the denominator is 0."""
    if not d:
        return f"{NOTHING}（分母为 0）"
    return f"{n}/{d}" if d < FEWEST_FOR_PERCENT else f"{percent(n, d)}%（{n}/{d}）"


def shown(value: float | None) -> str:
    """A value without needless digits; — for a gap."""
    if value is None:
        return NOTHING
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
