"""Lines over months, each with its own dashes and marks so that grey tells them apart; the office's own range."""

from collections.abc import Sequence
from math import ceil, nan

import pyqtgraph
from PySide6.QtCore import QPointF, Qt
from typing_extensions import override

from app.services.documents.charts import Band, LineSpec, Series
from app.views.charts.bar_items import month_label, month_words, steps_of
from app.views.charts.chart import plain
from app.views.charts.chart_parts import Line
from app.views.charts.looks import LineLook, line_looks, mixed
from app.views.charts.spot_chart import Spot, SpotChart
from app.views.shared.workplace import Workplace

_COLOURS = ("accent", "lamp_due", "lamp_normal")
_MOST_LABELS = 12
_MOST_TOLD = 6  # lines; of more only the nearest is told
_ROOM = 1.1
_MARGIN = 0.07  # of the height: the lowest and the highest label are left out where they would be cut
_SHADE = 0.16  # of the colour of the band
_BEHIND = -10


class LineChart(SpotChart):
    """``chosen`` hands over the place of the line and the month (2026-11)."""

    def __init__(self, workplace: Workplace, key: str, title: str, colours: Sequence[str] = _COLOURS) -> None:
        """No lines yet; ``colours`` are names of the palette, for the first lines."""
        super().__init__(workplace, key, title)
        self._colours = colours
        self._months: tuple[str, ...] = ()
        self._lines: tuple[Line, ...] = ()
        self.looks: list[LineLook] = []
        self.getPlotItem().getAxis("bottom").setHeight(36)
        self.getPlotItem().showGrid(y=True, alpha=0.15)

    def show_lines(
        self,
        months: Sequence[str],
        lines: Sequence[Line],
        heading: str,
        *,
        band: Band | None = None,
        unit: str = "",
    ) -> None:
        """Each line has a count for every month, or None where there is a gap; ``band`` is shaded behind them."""
        self._months, self._lines = tuple(months), tuple(lines)
        self.looks = line_looks(self._theme, self._colours, len(lines))
        top = max((count for line in lines for count in line.counts if count is not None), default=0)
        top = max(top, (band.high or band.low or 0) if band else 0)
        steps = steps_of(ceil(top))
        high = max(steps[-1], top * _ROOM)
        spots = [
            self._spot(row, column, month, max(top, 1) * 0.04)
            for row in range(len(lines))
            for column, month in enumerate(months)
        ]
        plot = self.getPlotItem()
        plot.setXRange(-0.5, max(len(months), 1) - 0.5, padding=0)
        plot.setYRange(-_MARGIN * high, high * (1 + _MARGIN), padding=0)
        plot.getAxis("left").setTicks([[(step, f"{step:,}") for step in steps]])
        plot.getAxis("bottom").setTicks([self._labels()])
        items = self._shaded(band, high) if band else []
        items += [self._drawn(line, look) for line, look in zip(lines, self.looks, strict=True)]
        if not any(self._is_known(spot) for spot in spots):
            items.append(self.nothing((len(months) - 1) / 2, steps[-1] / 2))
        said = f"{heading}&nbsp; {self._legend()}" + (f"&nbsp; ░ {band.words}" if band else "")
        self.lay(spots, said, items, self._as_spec(plain(heading), band, unit))

    @override
    def spot_at(self, point: QPointF) -> Spot | None:
        """The mark nearest to a point in its month: marks lie too close to be hit exactly."""
        column = self._walk.column(round(point.x()))
        known = [spot for spot in column if self._is_known(spot)] or column
        return min(known, key=lambda spot: abs(spot.y - point.y()), default=None)

    @override
    def words_at(self, point: QPointF) -> str:
        """Everything of the month at once: marks may lie on each other."""
        return self.words_of(spot) if (spot := self.spot_at(point)) else ""

    @override
    def words_of(self, spot: Spot) -> str:
        month = month_words(self._months[spot.column])
        if len(self._lines) > _MOST_TOLD:
            return f"{month}：{self._lines[spot.row].told(spot.column)}"
        return f"{month}：{'、'.join(line.told(spot.column) for line in self._lines)}"

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

    def _drawn(self, line: Line, look: LineLook) -> object:
        empty = self._theme.colour("base")
        known = [place for place, count in enumerate(line.counts) if count is not None]
        drawn = pyqtgraph.PlotDataItem(
            x=list(range(len(line.counts))),
            y=[nan if count is None else count for count in line.counts],
            pen=look.pen,
            connect="finite",
            antialias=True,
        )
        marks = pyqtgraph.ScatterPlotItem(
            x=known,
            y=[line.counts[each] for each in known],
            symbol=look.mark,
            size=7,
            brush=[empty if each in line.hollow else look.colour for each in known],
            pen=pyqtgraph.mkPen(look.colour),
        )
        marks.setParentItem(drawn)
        return drawn

    def _shaded(self, band: Band, high: float) -> list[object]:
        """The range behind everything, dashed where it ends; open to the side that has no limit."""
        low, top = band.low or 0, high * (1 + _MARGIN) if band.high is None else band.high
        middle, wide = (len(self._months) - 1) / 2, max(len(self._months), 1)
        ground = mixed(self._theme.colour("muted"), self._theme.colour("base"), _SHADE)
        items = [pyqtgraph.BarGraphItem(x=[middle], width=wide, y0=low, height=top - low, brush=ground, pen=None)]
        edge = pyqtgraph.mkPen(self._theme.colour("muted"), style=Qt.PenStyle.DashLine)
        limits = [each for each in (band.low, band.high) if each is not None]
        items += [pyqtgraph.InfiniteLine(pos=limit, angle=0, pen=edge) for limit in limits]
        for item in items:
            item.setZValue(_BEHIND)
        return items

    def _as_spec(self, title: str, band: Band | None, unit: str) -> LineSpec:
        series = tuple(
            Series(line.name, line.counts, tuple(line.said(place) for place in range(len(line.counts))), line.hollow)
            for line in self._lines
        )
        unit = unit or next((line.unit for line in self._lines if line.unit), "")
        return LineSpec(title, tuple(map(month_words, self._months)), series, unit, band=band)

    def _legend(self) -> str:
        return "&nbsp; ".join(
            f'<span style="color:{look.colour.name()}">{look.sign} {line.name}</span>'
            for line, look in zip(self._lines, self.looks, strict=True)
        )

    def _labels(self) -> list[tuple[int, str]]:
        """The year stands below the first month shown of it, unless the next one's would stand too near."""
        step = max(-(-len(self._months) // _MOST_LABELS), 1)
        shown = [(place, self._months[place]) for place in range(0, len(self._months), step)]
        turns = step == 1 and any(month.endswith("-01") for _place, month in shown[1:3])
        years = ["", *(month[:4] for _place, month in shown)]
        return [
            (place, month_label(month, is_first=month[:4] != years[number] and not (number == 0 and turns)))
            for number, (place, month) in enumerate(shown)
        ]
