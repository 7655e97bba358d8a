"""Lines over months, each with its own dashes and marks, so that they are told apart in grey."""

from collections.abc import Sequence

import pyqtgraph
from PySide6.QtCore import QPointF, Qt
from typing_extensions import override

from app.views.charts.bar_items import month_label, month_words, steps_of
from app.views.charts.chart_parts import Line
from app.views.charts.spot_chart import Spot, SpotChart
from app.views.shared.workplace import Workplace

_DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)
_MARKS = (("o", "●"), ("s", "■"), ("t1", "▲"))  # as pyqtgraph calls it, as it is written in the heading
_COLOURS = ("accent", "lamp_due", "lamp_normal")
_MOST_LABELS = 12
_ROOM = 1.1


class LineChart(SpotChart):
    """Three lines at most. ``chosen`` hands over the place of the line and the month (2026-11)."""

    def __init__(self, workplace: Workplace, key: str, title: str) -> None:
        """No lines yet."""
        super().__init__(workplace, key, title)
        self._months: tuple[str, ...] = ()
        self._lines: tuple[Line, ...] = ()
        self.getPlotItem().getAxis("bottom").setHeight(36)
        self.getPlotItem().showGrid(y=True, alpha=0.15)

    def show_lines(self, months: Sequence[str], lines: Sequence[Line], heading: str) -> None:
        """Each line has a count for every month."""
        self._months, self._lines = tuple(months), tuple(lines)
        top = max((count for line in lines for count in line.counts), default=0)
        steps = steps_of(top)
        spots = [
            Spot(row, column, column, count, 0.5, max(top, 1) * 0.04, count, self._told(line, column), (row, month))
            for row, line in enumerate(lines)
            for column, (month, count) in enumerate(zip(months, line.counts, strict=True))
        ]
        plot = self.getPlotItem()
        plot.setXRange(-0.5, max(len(months), 1) - 0.5, padding=0)
        plot.setYRange(-0.03 * max(top, 1), max(steps[-1], top * _ROOM), padding=0)
        plot.getAxis("left").setTicks([[(step, f"{step:,}") for step in steps]])
        plot.getAxis("bottom").setTicks([self._labels()])
        items = [self._drawn(place, line) for place, line in enumerate(lines)]
        if not top:
            items.append(self.nothing((len(months) - 1) / 2, steps[-1] / 2))
        self.lay(spots, f"{heading}&nbsp; {self._legend()}", items)

    @override
    def spot_at(self, point: QPointF) -> Spot | None:
        """The mark nearest to a point in its month: marks lie too close to be hit exactly."""
        column = [spot for spot in self.spots if abs(spot.x - point.x()) <= spot.half_width]
        counting = [spot for spot in column if spot.count] or column
        return min(counting, key=lambda spot: abs(spot.y - point.y()), default=None)

    @override
    def words_at(self, point: QPointF) -> str:
        """Everything of the month at once: marks may lie on each other."""
        spot = self.spot_at(point)
        if spot is None:
            return ""
        told = "、".join(f"{line.name} {line.counts[spot.column]} {line.unit}" for line in self._lines)
        return f"{month_words(self._months[spot.column])}：{told}"

    def _told(self, line: Line, column: int) -> str:
        return f"{month_words(self._months[column])} {line.name} {line.counts[column]} {line.unit}"

    def _drawn(self, place: int, line: Line) -> object:
        colour = self._theme.colour(_COLOURS[place])
        return pyqtgraph.PlotDataItem(
            x=list(range(len(line.counts))),
            y=list(line.counts),
            pen=pyqtgraph.mkPen(colour, width=2, style=_DASHES[place]),
            symbol=_MARKS[place][0],
            symbolSize=7,
            symbolBrush=colour,
            symbolPen=colour,
        )

    def _legend(self) -> str:
        return "&nbsp; ".join(
            f'<span style="color:{self._theme.colour(_COLOURS[place]).name()}">{_MARKS[place][1]} {line.name}</span>'
            for place, line in enumerate(self._lines)
        )

    def _labels(self) -> list[tuple[int, str]]:
        step = -(-len(self._months) // _MOST_LABELS)
        shown = range(0, len(self._months), max(step, 1))
        turns = any(self._months[place].endswith("-01") for place in range(1, min(3, len(self._months))))
        return [(place, month_label(self._months[place], is_first=place == 0 and not turns)) for place in shown]
