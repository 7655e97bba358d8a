"""A chart of places laid out in rows and columns: arrow keys go from one to the next, Enter and a click choose."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyqtgraph
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from typing_extensions import override

from app.views.charts.chart import Chart
from app.views.shared.workplace import Workplace

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


@dataclass(frozen=True)
class Spot:
    """One place: where it is told, the rectangle around it, what it means and what choosing it hands over."""

    row: int
    column: int
    x: float
    y: float
    half_width: float
    half_height: float
    count: int
    words: str
    key: object

    def holds(self, point: QPointF) -> bool:
        """A point of the chart lies in it."""
        return abs(point.x() - self.x) <= self.half_width and abs(point.y() - self.y) <= self.half_height

    @property
    def outline(self) -> tuple[list[float], list[float]]:
        """The rectangle around it, from corner to corner."""
        left, right = self.x - self.half_width, self.x + self.half_width
        low, high = self.y - self.half_height, self.y + self.half_height
        return [left, right, right, left, left], [low, low, high, high, low]


class SpotChart(Chart):
    """``chosen`` hands over the key of a place that counts something."""

    chosen = Signal(object)

    def __init__(self, workplace: Workplace, key: str, title: str) -> None:
        """No places yet."""
        super().__init__(workplace, key, title)
        self.spots: tuple[Spot, ...] = ()
        self._current: Spot | None = None
        self._frame: Any = None  # a curve around the current place

    @property
    def current(self) -> Spot | None:
        """Where the keyboard is."""
        return self._current

    def lay(self, spots: Sequence[Spot], heading: str, items: Sequence[object]) -> None:
        """Replace everything that is drawn; ``heading`` says what of which period, in HTML."""
        plot = self.getPlotItem()
        plot.clear()
        self.spots, self._current = tuple(spots), None
        for item in items:
            plot.addItem(item)
        self._frame = pyqtgraph.PlotCurveItem(pen=pyqtgraph.mkPen(self._theme.colour("text"), width=2))
        self._frame.setZValue(10)
        plot.addItem(self._frame, ignoreBounds=True)
        plot.setTitle(heading, color=self._theme.colour("text").name(), size="10pt")
        self.setAccessibleDescription("；".join(spot.words for spot in spots if spot.count) or "没有数据")

    def spot_at(self, point: QPointF) -> Spot | None:
        """The place a point lies in."""
        return next((spot for spot in self.spots if spot.holds(point)), None)

    @override
    def words_at(self, point: QPointF) -> str:
        spot = self.spot_at(point)
        return spot.words if spot else ""

    @override
    def choose_at(self, point: QPointF) -> None:
        spot = self.spot_at(point)
        if spot is not None:
            self.go_to(spot)
            self._choose(spot)

    def go_to(self, spot: Spot) -> None:
        """Put the keyboard on a place and tell it."""
        self._current = spot
        if self._frame is not None:
            self._frame.setData(*spot.outline)
        self.tell_at(spot.x, spot.y, spot.words)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and self.spots:
            self.go_to(self._beside(*step))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._current is not None:
            self._choose(self._current)
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._frame is not None and not self.closed:  # closing takes the items away before the focus
            self._frame.setData([], [])

    def _beside(self, down: int, right: int) -> Spot:
        """The next place in that direction, going round at the edge; the first one to begin with."""
        if self._current is None:
            return min(self.spots, key=lambda spot: (spot.row, spot.column))
        here = self._current
        line = [spot for spot in self.spots if (spot.column == here.column if down else spot.row == here.row)]
        line.sort(key=lambda spot: (spot.row, spot.column))
        return line[(line.index(here) + down + right) % len(line)]

    def _choose(self, spot: Spot) -> None:
        if spot.count:
            self.chosen.emit(spot.key)

    def nothing(self, x: float, y: float) -> object:
        """The words where there is nothing to draw."""
        words = pyqtgraph.TextItem("没有可以画的记录", color=self._theme.colour("muted"), anchor=(0.5, 0.5))
        words.setPos(x, y)
        return words
