"""Charts as data, for the window and for papers alike: categories, series with their n/d, source; nothing heavy.

A widget of the window hands out its ``spec()``; a paper draws it with ``documents.charting``; ``numbers`` are the same
figures as a table, for what cannot hold a picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.services.foundation.shares import NOTHING
from app.services.foundation.shares import shown as share_of


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
    """Stages one under another, each as wide as it counts; one series, whose labels are ``stage_words``.

    The last ``beside`` are no stages: what left the way before its end, drawn apart from them.
    """

    beside: int = 0

    @property
    def counts(self) -> tuple[int, ...]:
        """How many reached each stage."""
        return tuple(int(value or 0) for value in self.series[0].values) if self.series else ()

    @property
    def stages(self) -> int:
        """How many stages there are."""
        return len(self.categories) - self.beside


@dataclass(frozen=True)
class FunnelStage:
    """A stage and how many reached it; one ``is_beside`` the others left the way before its end and comes last."""

    name: str
    count: int
    is_beside: bool = False


def funnel(title: str, stages: Sequence[FunnelStage], unit: str) -> FunnelSpec:
    """The funnel of stages in their order."""
    words = tuple(stage_words(stages, place, unit) for place in range(len(stages)))
    names, counts = tuple(stage.name for stage in stages), tuple(stage.count for stage in stages)
    return FunnelSpec(title, names, (Series("", counts, words),), unit, beside=sum(stage.is_beside for stage in stages))


def stage_words(stages: Sequence[FunnelStage], place: int, unit: str) -> str:
    """40 件，占线索 80.00%（40/50），占受理 88.89%（40/45）; few as counts, — and why where nothing came in."""
    stage = stages[place]
    said = [f"{stage.count} {unit}".rstrip()]
    if place and not stage.is_beside:
        said.append(_share(stage.count, stages[0]))
        said += [_share(stage.count, stages[place - 1])] if place > 1 else []
    return "，".join(said)


def _share(n: int, of: FunnelStage) -> str:
    return f"占{of.name} {share_of(n, of.count)}" if of.count else f"占{of.name} {NOTHING}（{of.name}为 0）"


def shown(value: float | None) -> str:
    """A value without needless digits; — for a gap."""
    if value is None:
        return NOTHING
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
