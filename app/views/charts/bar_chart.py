"""A bar chart in the program's theme: hover and arrow keys tell a bar, click and Enter lead to records."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QPointF, Signal
from typing_extensions import override

from app.views.charts.bar_items import Bar, BarSet, plot_items, spec_of, steps_of
from app.views.charts.chart import Chart, plain
from app.views.charts.looks import bar_looks
from app.views.charts.spots import Spot
from app.views.shared.workplace import Workplace

_ROOM_FOR_COUNT = 1.18  # of the highest bar, so that the count above it is not cut off in a low chart
_COUNT_GAP = 8  # pixels
_NOTHING = "这段时间没有可以画的记录"


class BarChart(Chart):
    """``chosen`` tells group and place of the bar whose records are wanted. Bars stand on zero."""

    chosen = Signal(int, int)

    def __init__(self, workplace: Workplace, key: str, title: str, colours: Sequence[str]) -> None:
        """``colours`` are names of the palette, one for each group of bars; each has a hatching besides."""
        super().__init__(workplace, key, title)
        self.looks = bar_looks(self._theme, colours)
        self.getPlotItem().getAxis("bottom").setHeight(40)
        self.getPlotItem().showGrid(y=True, alpha=0.15)
        self.getPlotItem().getAxis("left").setZValue(-1)  # its lines go behind the bars
        self._top, self._highest = 1.0, 0.0  # of the axis and of the bars
        self.getPlotItem().getViewBox().sigResized.connect(lambda _: self._leave_room())

    def show_bars(self, bars: BarSet, heading: str, unit: str = "") -> None:
        """Draw bars; ``heading`` says period and unit."""
        steps = steps_of(bars.top)
        plot = self.getPlotItem()
        plot.setXRange(-0.6, max(len(bars.labels), 1) - 0.4, padding=0)
        self._top, self._highest = steps[-1], bars.top
        plot.getAxis("left").setTicks([[(step, f"{step:,}") for step in steps]])
        plot.getAxis("bottom").setTicks([list(enumerate(bars.labels))])
        items = plot_items(bars, self.looks, self._theme.colour("text"))
        if not bars.top:
            items.append(self.nothing((len(bars.labels) - 1) / 2, 1, _NOTHING))
        self.lay(_spots(bars), heading, items, spec_of(bars, plain(heading), unit))
        self._leave_room()

    def _leave_room(self) -> None:
        """The count above the highest bar needs as many pixels in a low chart as in a high one."""
        height, count = self.getPlotItem().vb.height(), self.fontMetrics().height() + _COUNT_GAP
        share = height / (height - count) if height > 2 * count else 2
        self.getPlotItem().setYRange(0, max(self._top, self._highest * max(share, _ROOM_FOR_COUNT)), padding=0)

    def legend(self, names: Sequence[str]) -> str:
        """The groups' names behind their signs, in HTML for a heading."""
        said = zip(names, self.looks, strict=False)
        return "&nbsp; ".join(
            f'<span style="color:{look.pen.color().name()}">{look.sign}</span>&nbsp;{name}' for name, look in said
        )

    @override
    def spot_at(self, point: QPointF) -> Spot | None:
        """The bar in whose column a point of the chart lies; low bars are as easy to hit as high ones."""
        if point.y() < 0:
            return None
        return next((spot for spot in self.spots if abs(spot.x - point.x()) <= spot.half_width), None)

    @override
    def hand_over(self, spot: Spot) -> None:
        group, place = cast("tuple[int, int]", spot.key)  # as _spots made it
        self.chosen.emit(group, place)


def _spots(bars: BarSet) -> list[Spot]:
    """The bars from the left to the right in one row for the keyboard."""
    ordered: list[Bar] = sorted(bars.bars, key=lambda bar: bar.x)
    return [
        Spot(
            0,
            column,
            bar.x,
            bar.height / 2,
            bar.width / 2,
            bar.height / 2,
            bar.height,
            bar.words,
            (bar.group, bar.place),
        )
        for column, bar in enumerate(ordered)
    ]
