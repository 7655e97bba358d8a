"""A bar chart in the program's theme: hover and arrow keys tell a bar, click and Enter lead to records."""

from collections.abc import Sequence

import pyqtgraph
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from app.views.charts.bar_items import Bar, BarSet, plot_items, steps_of
from app.views.charts.chart import Chart
from app.views.shared.workplace import Workplace

_ROOM_FOR_COUNT = 1.18  # of the highest bar, so that the count above it is not cut off in a low chart


class BarChart(Chart):
    """``chosen`` tells group and place of the bar whose records are wanted."""

    chosen = Signal(int, int)

    def __init__(self, workplace: Workplace, key: str, title: str, colours: Sequence[str]) -> None:
        """``colours`` are names of the palette, one for each group of bars."""
        super().__init__(workplace, key, title)
        self._colours = [self._theme.colour(name) for name in colours]
        self._bars = BarSet((), ())
        self._current = -1
        self.getPlotItem().getAxis("bottom").setHeight(40)
        self.getPlotItem().showGrid(y=True, alpha=0.15)

    def show_bars(self, bars: BarSet, heading: str) -> None:
        """Draw bars; ``heading`` says period and unit."""
        self._bars, self._current = bars, -1
        plot = self.getPlotItem()
        plot.clear()
        for item in plot_items(bars, self._colours, self._theme.colour("text")):
            plot.addItem(item)
        steps = steps_of(bars.top)
        if not bars.top:
            plot.addItem(self._nothing(len(bars.labels)))
        plot.setXRange(-0.6, max(len(bars.labels), 1) - 0.4, padding=0)
        plot.setYRange(0, max(steps[-1], bars.top * _ROOM_FOR_COUNT), padding=0)
        plot.getAxis("left").setTicks([[(step, f"{step:,}") for step in steps]])
        plot.getAxis("bottom").setTicks([list(enumerate(bars.labels))])
        plot.setTitle(heading, color=self._theme.colour("text").name(), size="10pt")
        self.setAccessibleDescription("；".join(bar.words for bar in bars.bars if bar.height) or "没有数据")

    def bar_at(self, x: float, y: float) -> Bar | None:
        """The bar in whose column a point of the chart lies; low bars are as easy to hit as high ones."""
        column = (bar for bar in self._bars.bars if abs(bar.x - x) <= bar.width / 2)
        return next((bar for bar in column if y >= 0), None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right} and self._bars.bars:
            self._step(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._current >= 0:
            self._choose(self._in_order()[self._current])
        else:
            super().keyPressEvent(event)

    @override
    def words_at(self, point: QPointF) -> str:
        bar = self.bar_at(point.x(), point.y())
        return bar.words if bar else ""

    @override
    def choose_at(self, point: QPointF) -> None:
        bar = self.bar_at(point.x(), point.y())
        if bar is not None:
            self._choose(bar)

    def _nothing(self, places: int) -> pyqtgraph.TextItem:
        words = pyqtgraph.TextItem("这段时间没有可以画的记录", color=self._theme.colour("muted"), anchor=(0.5, 0.5))
        words.setPos((places - 1) / 2, 1)
        return words

    def _in_order(self) -> list[Bar]:
        return sorted(self._bars.bars, key=lambda bar: bar.x)

    def _step(self, by: int) -> None:
        bars = self._in_order()
        self._current = (self._current + by) % len(bars)
        bar = bars[self._current]
        self.tell_at(bar.x, bar.height, bar.words)

    def _choose(self, bar: Bar) -> None:
        if bar.height:
            self.chosen.emit(bar.group, bar.place)
