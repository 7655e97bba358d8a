"""A bar chart in the program's theme: hover and arrow keys tell a bar, click and Enter lead to records."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Signal
from typing_extensions import override

from app.views.charts.bar_items import Bar, BarSet, CountAbove, counts_above, plot_items, spec_of, steps_of
from app.views.charts.chart import Chart, plain
from app.views.charts.looks import bar_looks
from app.views.charts.spots import Spot
from app.views.shared.workplace import Workplace

_ROOM_FOR_COUNT = 1.18  # of the highest bar, so that the count above it is not cut off in a low chart
_COUNT_GAP = 8  # pixels
_TOUCHED = 2  # pixels of a higher bar beside it
_BESIDE = 4  # pixels without ink at either side of the words in an item of text
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
        self._bars: tuple[Bar, ...] = ()
        self.counts: list[CountAbove] = []
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
        self._bars, self.counts = bars.bars, counts_above(bars, items)
        if not bars.top:
            items.append(self.nothing((len(bars.labels) - 1) / 2, 1, _NOTHING))
        self.lay(_spots(bars), heading, items, spec_of(bars, plain(heading), unit))
        self._leave_room()

    def _leave_room(self) -> None:
        """The count above the highest bar needs as many pixels in a low chart as in a high one."""
        height, count = self.getPlotItem().vb.height(), self.fontMetrics().height() + _COUNT_GAP
        share = height / (height - count) if height > 2 * count else 2
        self.getPlotItem().setYRange(0, max(self._top, self._highest * max(share, _ROOM_FOR_COUNT)), padding=0)
        self._thin_counts()

    def _thin_counts(self) -> None:
        """Counts of narrow bars that would run into each other or another bar are left to hover, the lowest first."""
        shown: list[QRectF] = []
        for count in self.counts:
            place, own = self._place_of(count), count.bar
            taken = shown + [self._ground_of(bar) for bar in self._bars if bar is not own and bar.height > own.height]
            count.item.setVisible(not any(place.intersects(other) for other in taken))
            if count.item.isVisible():
                shown.append(place)

    def _place_of(self, count: CountAbove) -> QRectF:
        """The ink of a count, in pixels."""
        foot = self.getPlotItem().vb.mapViewToScene(QPointF(count.bar.x, count.bar.height))
        size = count.item.boundingRect()
        width = size.width() - 2 * _BESIDE
        return QRectF(foot.x() - width / 2, foot.y() - size.height(), width, size.height())

    def _ground_of(self, bar: Bar) -> QRectF:
        """What a bar covers, in pixels, less what a count may touch of it."""
        left, right = bar.x - bar.width / 2, bar.x + bar.width / 2
        covered = self.getPlotItem().vb.mapViewToScene(QRectF(left, 0, right - left, bar.height)).boundingRect()
        return QRectF(covered).adjusted(_TOUCHED, 0, -_TOUCHED, 0)

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
