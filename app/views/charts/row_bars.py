"""Horizontal bars in two parts, one row a name: for names too long to stand below a column."""

from collections.abc import Sequence

import pyqtgraph
from PySide6.QtWidgets import QGraphicsObject

from app.services.documents.charts import RowBarSpec, Series
from app.views.charts.bar_items import steps_of
from app.views.charts.chart import plain
from app.views.charts.chart_parts import RowBar
from app.views.charts.looks import bar_looks
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
        plot.getAxis("bottom").setZValue(-1)  # its lines go behind the bars
        plot.getAxis("left").setTextPen(self._theme.colour("text"))
        self._right = 1.0
        self.counts: list[QGraphicsObject] = []
        plot.getViewBox().sigResized.connect(lambda _: self._leave_room())

    def show_rows(
        self,
        rows: Sequence[RowBar],
        heading: str,
        *,
        whole: int = 0,
        parts: tuple[str, str] = ("", ""),
        unit: str = "",
    ) -> None:
        """Draw rows from the top; ``whole`` is what all rows are parts of, where the bars show shares of it.

        ``parts`` name the full and the hatched part of each bar; where they do, the heading says so.
        """
        heading = f"{heading} · ■ {parts[0]}&nbsp; ▨ {parts[1]}" if all(parts) else heading
        top = max((row.first + row.second for row in rows), default=0)
        right = whole * _ROOM_FOR_WORDS if whole else max(steps_of(top)[-1], top * _ROOM_FOR_COUNT)
        spots = [
            Spot(
                place, 0, 2 * right, place, 2 * right, 0.48, _weight(row), row.words, row.key
            )  # as far as there ever is room
            for place, row in enumerate(rows)
        ]
        plot = self.getPlotItem()
        plot.setYRange(-0.5, max(len(rows), 1) - 0.5, padding=0)
        plot.getAxis("bottom").setTicks([[(step, "") for step in steps_of(whole or top)]])  # each bar carries its count
        widest = max((len(row.name) for row in rows), default=0) * _CHARACTER + _ROOM
        plot.getAxis("left").setWidth(min(widest, _WIDEST))
        plot.getAxis("left").setTicks([[(place, _short(row.name)) for place, row in enumerate(rows)]])
        self._right, self.counts = right, self._made_counts(rows)
        items = [*self._bars(rows), *self.counts] if rows else [self.nothing(right / 2, 0)]
        self.lay(spots, heading, items, _spec(rows, plain(heading), parts, unit, whole))
        self._leave_room()

    def _leave_room(self) -> None:
        """Long words at the end of a bar need as many pixels in a narrow chart as in a wide one."""
        width, right = self.getPlotItem().vb.width(), self._right
        for count in self.counts:
            left = max(width - count.boundingRect().width(), width / 4)
            right = max(right, count.pos().x() * width / max(left, 1))
        self.getPlotItem().setXRange(0, right, padding=0)

    def _bars(self, rows: Sequence[RowBar]) -> list[object]:
        places = list(range(len(rows)))
        firsts, seconds = [row.first for row in rows], [row.second for row in rows]
        full, hatched = bar_looks(self._theme, ("accent", "accent"))
        thick = {"y": places, "height": 2 * _HALF, "pen": full.pen}
        return [
            pyqtgraph.BarGraphItem(x0=0, width=firsts, brush=full.brush, **thick),
            pyqtgraph.BarGraphItem(x0=firsts, width=seconds, brush=hatched.brush, **thick),
        ]

    def _made_counts(self, rows: Sequence[RowBar]) -> list[QGraphicsObject]:
        made: list[QGraphicsObject] = []
        for place, row in enumerate(rows):
            words = row.shown or str(row.first + row.second)
            count = pyqtgraph.TextItem(words, color=self._theme.colour("text"), anchor=(0, 0.5))
            count.setPos(row.first + row.second, place)
            made.append(count)
        return made


def _spec(rows: Sequence[RowBar], title: str, parts: tuple[str, str], unit: str, whole: int) -> RowBarSpec:
    """The second part is left out where no row has one."""
    first = Series(parts[0], tuple(row.first for row in rows), tuple(row.shown or str(row.first) for row in rows))
    second = Series(parts[1], tuple(row.second for row in rows))
    series = (first, second) if any(row.second for row in rows) else (first,)
    ends = tuple(row.shown or str(row.first + row.second) for row in rows)
    return RowBarSpec(title, tuple(row.name for row in rows), series, unit, ends=ends, whole=whole)


def _weight(row: RowBar) -> int:
    """What has words of its own may be chosen even where it counts nothing: they say why."""
    return 1 if row.shown else row.first + row.second


def _short(name: str) -> str:
    most = (_WIDEST - _ROOM) // _CHARACTER
    return name if len(name) <= most else f"{name[: most - 1]}…"
