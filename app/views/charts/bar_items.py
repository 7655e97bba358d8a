"""What a bar chart draws: bars with their places and words, labels, steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QColor

_MOST_STEPS = 5


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
    """All bars of a chart, group after group, and the labels below them."""

    bars: tuple[Bar, ...]
    labels: tuple[str, ...]

    @property
    def top(self) -> int:
        """The height of the highest bar."""
        return max((bar.height for bar in self.bars), default=0)


def plot_items(bars: BarSet, colours: Sequence[QColor], text: QColor) -> list[Any]:
    """The items of pyqtgraph: one set of bars for each group, and the count above every bar that has one."""
    from pyqtgraph import BarGraphItem, TextItem

    items: list[Any] = []
    for group, colour in enumerate(colours):
        own = [bar for bar in bars.bars if bar.group == group]
        heights = [bar.height for bar in own]
        places, widths = [bar.x for bar in own], [bar.width for bar in own]
        items.append(BarGraphItem(x=places, height=heights, width=widths, y0=0, brush=colour, pen=None))
    for bar in bars.bars:
        if bar.height:
            count = TextItem(str(bar.height), color=text, anchor=(0.5, 1.0))
            count.setPos(bar.x, bar.height)
            items.append(count)
    return items


def steps_of(top: int) -> list[int]:
    """Whole numbers for the axis from 0 to above ``top``, at most six of them."""
    step = next(step for step in _round_numbers() if step * _MOST_STEPS >= max(top, 1))
    return [step * number for number in range(max(top, 1) // step + 2)]


def _round_numbers() -> Any:
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10


def month_label(month: str, *, is_first: bool) -> str:
    """The label of a month (2026-11): its number, and the year below the first one and below January."""
    number = int(month[5:])
    return f"{number}月\n{month[:4]}年" if is_first or number == 1 else f"{number}月"


def month_words(month: str) -> str:
    """2026年11月."""
    return f"{month[:4]}年{int(month[5:])}月"
