"""Lines over months, each with its own dashes and marks, so that they are told apart in grey."""

from collections.abc import Sequence
from math import ceil, nan

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
_MARGIN = 0.07  # of the height: the lowest and the highest label are left out where they would be cut


class LineChart(SpotChart):
    """Three lines at most. ``chosen`` hands over the place of the line and the month (2026-11)."""

    def __init__(self, workplace: Workplace, key: str, title: str, colours: Sequence[str] = _COLOURS) -> None:
        """No lines yet; ``colours`` are names of the palette, one for each line."""
        super().__init__(workplace, key, title)
        self._colours = [self._theme.colour(name) for name in colours]
        self._months: tuple[str, ...] = ()
        self._lines: tuple[Line, ...] = ()
        self.getPlotItem().getAxis("bottom").setHeight(36)
        self.getPlotItem().showGrid(y=True, alpha=0.15)

    def show_lines(self, months: Sequence[str], lines: Sequence[Line], heading: str) -> None:
        """Each line has a count for every month, or None where there is a gap."""
        self._months, self._lines = tuple(months), tuple(lines)
        top = max((count for line in lines for count in line.counts if count is not None), default=0)
        steps = steps_of(ceil(top))
        spots = [
            self._spot(row, column, month, max(top, 1) * 0.04)
            for row in range(len(lines))
            for column, month in enumerate(months)
        ]
        plot = self.getPlotItem()
        plot.setXRange(-0.5, max(len(months), 1) - 0.5, padding=0)
        high = max(steps[-1], top * _ROOM)
        plot.setYRange(-_MARGIN * high, high * (1 + _MARGIN), padding=0)
        plot.getAxis("left").setTicks([[(step, f"{step:,}") for step in steps]])
        plot.getAxis("bottom").setTicks([self._labels()])
        items = [self._drawn(place, line) for place, line in enumerate(lines)]
        if not any(self._is_known(spot) for spot in spots):
            items.append(self.nothing((len(months) - 1) / 2, steps[-1] / 2))
        self.lay(spots, f"{heading}&nbsp; {self._legend()}", items)

    @override
    def spot_at(self, point: QPointF) -> Spot | None:
        """The mark nearest to a point in its month: marks lie too close to be hit exactly."""
        column = [spot for spot in self.spots if abs(spot.x - point.x()) <= spot.half_width]
        known = [spot for spot in column if self._is_known(spot)] or column
        return min(known, key=lambda spot: abs(spot.y - point.y()), default=None)

    @override
    def words_at(self, point: QPointF) -> str:
        """Everything of the month at once: marks may lie on each other."""
        spot = self.spot_at(point)
        if spot is None:
            return ""
        told = "、".join(line.told(spot.column) for line in self._lines)
        return f"{month_words(self._months[spot.column])}：{told}"

    def _spot(self, row: int, column: int, month: str, half_height: float) -> Spot:
        """A gap lies at 0 for the keyboard; with words it may be chosen, because they say what is missing."""
        line = self._lines[row]
        count = line.counts[column]
        words = f"{month_words(month)} {line.told(column)}"
        return Spot(
            row, column, column, count or 0, 0.5, half_height, 1 if line.words else int(count or 0), words, (row, month)
        )

    def _is_known(self, spot: Spot) -> bool:
        return self._lines[spot.row].is_known(spot.column)

    def _drawn(self, place: int, line: Line) -> object:
        colour, empty = self._colours[place], self._theme.colour("base")
        known = [place for place, count in enumerate(line.counts) if count is not None]
        drawn = pyqtgraph.PlotDataItem(
            x=list(range(len(line.counts))),
            y=[nan if count is None else count for count in line.counts],
            pen=pyqtgraph.mkPen(colour, width=2, style=_DASHES[place]),
            connect="finite",
        )
        marks = pyqtgraph.ScatterPlotItem(
            x=known,
            y=[line.counts[each] for each in known],
            symbol=_MARKS[place][0],
            size=7,
            brush=[empty if each in line.hollow else colour for each in known],
            pen=pyqtgraph.mkPen(colour),
        )
        marks.setParentItem(drawn)
        return drawn

    def _legend(self) -> str:
        return "&nbsp; ".join(
            f'<span style="color:{self._colours[place].name()}">{_MARKS[place][1]} {line.name}</span>'
            for place, line in enumerate(self._lines)
        )

    def _labels(self) -> list[tuple[int, str]]:
        step = -(-len(self._months) // _MOST_LABELS)
        shown = range(0, len(self._months), max(step, 1))
        turns = any(self._months[place].endswith("-01") for place in range(1, min(3, len(self._months))))
        return [(place, month_label(self._months[place], is_first=place == 0 and not turns)) for place in shown]
