"""What a bar chart draws: bars with their places and words, labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtGui import QColor

from app.services.documents.charting.scale import month_label, month_words, steps_of
from app.services.documents.charts import BarSpec, Series
from app.views.charts.looks import BarLook

__all__ = ["Bar", "BarSet", "month_label", "month_words", "plot_items", "steps_of"]  # the axis is that of the papers


@dataclass(frozen=True)
class Bar:
    """One bar: where it stands, how high, what it is called, and the group and place it came from."""

    x: float
    height: int
    width: float
    words: str  # 2022年4月 回复 3 份
    group: int
    place: int


@dataclass(frozen=True)
class BarSet:
    """All bars of a chart, group after group, the labels below them, and what the groups are called."""

    bars: tuple[Bar, ...]
    labels: tuple[str, ...]
    names: tuple[str, ...] = ()

    @property
    def top(self) -> int:
        """The height of the highest bar."""
        return max((bar.height for bar in self.bars), default=0)


class CountAbove(NamedTuple):
    """The count above a bar, as an item of pyqtgraph."""

    item: Any
    bar: Bar


def plot_items(bars: BarSet, looks: Sequence[BarLook], text: QColor) -> list[Any]:
    """The items of pyqtgraph: one set of bars for each group, and the count above every bar that has one."""
    from pyqtgraph import BarGraphItem, TextItem

    items: list[Any] = []
    for group, look in enumerate(looks):
        own = [bar for bar in bars.bars if bar.group == group]
        heights = [bar.height for bar in own]
        places, widths = [bar.x for bar in own], [bar.width for bar in own]
        items.append(BarGraphItem(x=places, height=heights, width=widths, y0=0, brush=look.brush, pen=look.pen))
    for bar in bars.bars:
        if bar.height:
            count = TextItem(str(bar.height), color=text, anchor=(0.5, 1.0))
            count.setPos(bar.x, bar.height)
            items.append(count)
    return items


def counts_above(bars: BarSet, items: Sequence[Any]) -> list[CountAbove]:
    """The counts among the items of bars, the one of the highest bar first."""
    counted = [bar for bar in bars.bars if bar.height]
    shown = zip(counted, items[len(items) - len(counted) :], strict=True)
    return sorted((CountAbove(item, bar) for bar, item in shown), key=lambda count: -count.bar.height)


def spec_of(bars: BarSet, title: str, unit: str) -> BarSpec:
    """The bars as data: a series for each group, a gap where a group has no bar."""
    groups = range(max((bar.group for bar in bars.bars), default=-1) + 1)
    by_place = {(bar.group, bar.place): bar for bar in bars.bars}
    series = []
    for group in groups:
        own = [by_place.get((group, place)) for place in range(len(bars.labels))]
        name = bars.names[group] if group < len(bars.names) else ""
        series.append(Series(name, tuple(bar.height if bar else None for bar in own)))
    return BarSpec(title, tuple(month_names(bars.labels)), tuple(series), unit)


def month_names(labels: Sequence[str]) -> list[str]:
    """Labels of months in a row with their years: 11月, 2025年 below it, becomes 2025年11月; others stay."""
    year, names = "", []
    for label in labels:
        month, _, below = label.partition("\n")
        year = below if below.endswith("年") else year
        names.append(f"{year}{month}" if year and month.endswith("月") else "".join(label.split("\n")))
    return names
