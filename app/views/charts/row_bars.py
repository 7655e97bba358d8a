"""Horizontal bars in two parts, one row a name: for names too long to stand below a column."""

from collections.abc import Sequence

import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush

from app.views.charts.bar_items import steps_of
from app.views.charts.chart_parts import RowBar
from app.views.charts.spot_chart import Spot, SpotChart
from app.views.shared.workplace import Workplace

_HALF = 0.34  # of the room one row has
_ROOM_FOR_COUNT = 1.15  # of the longest bar
_ROOM_FOR_WORDS = 1.45  # of the whole: 100.00%（1234/1234） stands at the end of a full bar
_CHARACTER, _ROOM, _WIDEST = 13, 12, 172  # pixels


class RowBars(SpotChart):
    """Rows from the top in the order given; the second part is hatched, so that it is told apart in grey."""

    def __init__(self, workplace: Workplace, key: str, title: str) -> None:
        """Names stand at the left."""
        super().__init__(workplace, key, title)
        plot = self.getPlotItem()
        plot.invertY(True)
        plot.showGrid(x=True, alpha=0.15)
        plot.getAxis("bottom").setHeight(4)
        plot.getAxis("left").setTextPen(self._theme.colour("text"))

    def show_rows(self, rows: Sequence[RowBar], heading: str, *, whole: int = 0) -> None:
        """Draw rows from the top; ``whole`` is what all rows are parts of, where the bars show shares of it."""
        top = max((row.first + row.second for row in rows), default=0)
        right = whole * _ROOM_FOR_WORDS if whole else max(steps_of(top)[-1], top * _ROOM_FOR_COUNT)
        spots = [
            Spot(place, 0, right / 2, place, right / 2, 0.48, _weight(row), row.words, row.key)
            for place, row in enumerate(rows)
        ]
        plot = self.getPlotItem()
        plot.setXRange(0, right, padding=0)
        plot.setYRange(-0.5, max(len(rows), 1) - 0.5, padding=0)
        plot.getAxis("bottom").setTicks([[(step, "") for step in steps_of(whole or top)]])  # each bar carries its count
        widest = max((len(row.name) for row in rows), default=0) * _CHARACTER + _ROOM
        plot.getAxis("left").setWidth(min(widest, _WIDEST))
        plot.getAxis("left").setTicks([[(place, _short(row.name)) for place, row in enumerate(rows)]])
        items = [*self._bars(rows), *self._counts(rows)] if rows else [self.nothing(right / 2, 0)]
        self.lay(spots, heading, items)

    def _bars(self, rows: Sequence[RowBar]) -> list[object]:
        places = list(range(len(rows)))
        firsts, seconds = [row.first for row in rows], [row.second for row in rows]
        accent, line = self._theme.colour("accent"), pyqtgraph.mkPen(self._theme.colour("accent"))
        hatched = QBrush(accent, Qt.BrushStyle.BDiagPattern)
        thick = {"y": places, "height": 2 * _HALF, "pen": line}
        return [
            pyqtgraph.BarGraphItem(x0=0, width=firsts, brush=accent, **thick),
            pyqtgraph.BarGraphItem(x0=firsts, width=seconds, brush=hatched, **thick),
        ]

    def _counts(self, rows: Sequence[RowBar]) -> list[object]:
        made: list[object] = []
        for place, row in enumerate(rows):
            words = row.shown or str(row.first + row.second)
            count = pyqtgraph.TextItem(words, color=self._theme.colour("text"), anchor=(0, 0.5))
            count.setPos(row.first + row.second, place)
            made.append(count)
        return made


def _weight(row: RowBar) -> int:
    """What has words of its own may be chosen even where it counts nothing: they say why."""
    return 1 if row.shown else row.first + row.second


def _short(name: str) -> str:
    most = (_WIDEST - _ROOM) // _CHARACTER
    return name if len(name) <= most else f"{name[: most - 1]}…"
