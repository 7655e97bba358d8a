"""A heat map whose cells carry their numbers: the darker the more, so that it reads in grey too."""

from collections.abc import Mapping, Sequence

import pyqtgraph
from PySide6.QtGui import QColor

from app.services.documents.charts import HeatSpec, Series
from app.services.foundation.shares import NOTHING
from app.views.charts.chart import plain
from app.views.charts.chart_parts import HeatCell
from app.views.charts.looks import mixed
from app.views.charts.spot_chart import Spot, SpotChart
from app.views.shared.workplace import Workplace

_GAP = 0.03  # of a cell, left free at each side
_PALEST, _DARKEST = 0.12, 0.92  # how much of the accent a cell takes on
_LINE = 5  # characters of a column's name on one line
_DARK = 0.55  # lightness below which a number is written in white
_CHARACTER, _ROOM = 13, 16  # pixels


class HeatMap(SpotChart):
    """Rows from the top, columns from the left, in the order given."""

    def __init__(self, workplace: Workplace, key: str, title: str) -> None:
        """Names of columns stand above the cells."""
        super().__init__(workplace, key, title)
        plot = self.getPlotItem()
        plot.invertY(True)
        plot.showAxis("top")
        plot.getAxis("bottom").setHeight(4)
        plot.getAxis("bottom").setTicks([[]])
        top = plot.getAxis("top")
        top.setHeight(36)
        for side in ("left", "top"):
            axis = plot.getAxis(side)
            axis.setPen(None)
            axis.setTickPen(self._theme.colour("base"))
            axis.setTextPen(self._theme.colour("text"))
            axis.setStyle(tickFont=self.tick_font(), tickLength=0, hideOverlappingLabels=False)
        plot.getAxis("bottom").setPen(None)

    def show_cells(
        self,
        rows: Sequence[str],
        columns: Sequence[str],
        cells: Mapping[tuple[int, int], HeatCell],
        heading: str,
        unit: str = "",
    ) -> None:
        """``cells`` has every pair of row and column."""
        top = max((cell.count for cell in cells.values()), default=0)
        spots = [
            Spot(row, column, column, row, 0.5 - _GAP, 0.5 - _GAP, cell.count, cell.words, cell.key)
            for (row, column), cell in sorted(cells.items())
        ]
        fills = [self._fill(spot.count, top) for spot in spots]
        plot = self.getPlotItem()
        plot.setXRange(-0.5, max(len(columns), 1) - 0.5, padding=0)
        plot.setYRange(-0.5, max(len(rows), 1) - 0.5, padding=0)
        plot.getAxis("left").setTicks([list(enumerate(rows))])
        plot.getAxis("left").setWidth(max((len(row) for row in rows), default=0) * _CHARACTER + _ROOM)
        plot.getAxis("top").setTicks([[(place, _folded(name)) for place, name in enumerate(columns)]])
        items = (
            [self._squares(spots, fills), *self._numbers(spots, fills)]
            if spots
            else [self._nothing_here(rows, columns)]
        )
        self.lay(spots, heading, items, _spec(rows, columns, cells, plain(heading), unit))

    def _nothing_here(self, rows: Sequence[str], columns: Sequence[str]) -> object:
        return self.nothing((max(len(columns), 1) - 1) / 2, (max(len(rows), 1) - 1) / 2)

    def _squares(self, spots: Sequence[Spot], fills: Sequence[QColor]) -> object:
        return pyqtgraph.BarGraphItem(
            x=[spot.x for spot in spots],
            width=[2 * spot.half_width for spot in spots],
            y0=[spot.y - spot.half_height for spot in spots],
            height=[2 * spot.half_height for spot in spots],
            brushes=list(fills),
            pen=pyqtgraph.mkPen(self._theme.colour("line")),
        )

    def _numbers(self, spots: Sequence[Spot], fills: Sequence[QColor]) -> list[object]:
        made: list[object] = []
        for spot, fill in zip(spots, fills, strict=True):
            if spot.count:
                is_dark = fill.lightnessF() < _DARK
                colour = QColor("white") if is_dark else self._theme.colour("text")
                number = pyqtgraph.TextItem(str(spot.count), color=colour, anchor=(0.5, 0.5))
                number.setPos(spot.x, spot.y)
                made.append(number)
        return made

    def _fill(self, count: int, top: int) -> QColor:
        base, accent = self._theme.colour("base"), self._theme.colour("accent")
        if not count:
            return base
        return mixed(accent, base, _PALEST + (_DARKEST - _PALEST) * count / top)


def _spec(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Mapping[tuple[int, int], HeatCell],
    title: str,
    unit: str,
) -> HeatSpec:
    def series(row: int, name: str) -> Series:
        own = [cells.get((row, column)) for column in range(len(columns))]
        return Series(
            name,
            tuple(cell.count if cell else None for cell in own),
            tuple(cell.words if cell else NOTHING for cell in own),
        )

    return HeatSpec(title, tuple(columns), tuple(series(row, name) for row, name in enumerate(rows)), unit)


def _folded(name: str) -> str:
    """On two lines; a name that brings its own lines keeps them."""
    return (
        name
        if len(name) <= _LINE or "\n" in name
        else f"{name[: (len(name) + 1) // 2]}\n{name[(len(name) + 1) // 2 :]}"
    )
