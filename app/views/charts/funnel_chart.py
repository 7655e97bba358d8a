"""A funnel: stages one under another, each as wide as it counts, with its shares of the first and the one before."""

from collections.abc import Sequence

import pyqtgraph
from PySide6.QtGui import QResizeEvent
from typing_extensions import override

from app.services.documents.charts import FunnelSpec, FunnelStage, funnel
from app.views.charts.chart import plain
from app.views.charts.chart_parts import Stage
from app.views.charts.looks import bar_looks
from app.views.charts.spot_chart import Spot, SpotChart
from app.views.shared.workplace import Workplace

_HALF = 0.34  # of the room one stage has
_FUNNEL = 0.42  # of the width
_CHARACTER, _ROOM = 13, 12  # pixels
_GAP = 6  # pixels between the two lines of one stage and those of the next


class FunnelChart(SpotChart):
    """Stages from the top in the order given. ``chosen`` hands over the key of a stage that counts something."""

    def __init__(self, workplace: Workplace, key: str, title: str) -> None:
        """Names stand at the left, counts and shares at the right."""
        super().__init__(workplace, key, title)
        self._words: list[pyqtgraph.TextItem] = []
        self._said: tuple[str, ...] = ()
        plot = self.getPlotItem()
        plot.invertY(True)
        plot.getAxis("bottom").setHeight(4)
        plot.getAxis("bottom").setTicks([[]])
        plot.getAxis("left").setTextPen(self._theme.colour("text"))
        plot.getAxis("left").setPen(None)
        plot.getAxis("left").setTickPen(self._theme.colour("base"))

    def show_stages(self, stages: Sequence[Stage], heading: str, unit: str = "件") -> None:
        """Draw stages; fewer than ten are said as counts, without percentages."""
        known = [FunnelStage(stage.name, stage.count, stage.is_beside) for stage in stages]
        spec = funnel(plain(heading), known, unit)
        top = max((stage.count for stage in stages), default=0) or 1
        right = top * (1 / _FUNNEL - 0.5)
        plot = self.getPlotItem()
        plot.setXRange(-top / 2, right, padding=0.01)
        plot.setYRange(-0.5, max(len(stages), 1) - 0.5, padding=0)
        plot.getAxis("left").setTicks([[(place, stage.name) for place, stage in enumerate(stages)]])
        plot.getAxis("left").setWidth(max((len(stage.name) for stage in stages), default=0) * _CHARACTER + _ROOM)
        self._said = spec.series[0].labels
        self._words = [self._word(place, top) for place in range(len(stages))]
        items = (
            [*self._bars(spec), *self._words]
            if any(spec.counts)
            else [self.nothing((right - top / 2) / 2, (len(stages) - 1) / 2)]
        )
        middle, half = (right - top / 2) / 2, (right + top / 2) / 2
        spots = [
            Spot(place, 0, middle, place, half, 0.48, stage.count, _words(stage, self._said[place]), stage.key)
            for place, stage in enumerate(stages)
        ]
        self.lay(spots, heading, items, spec)
        self._fold_words()

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if event is not None and not self.closed:
            self._fold_words()

    def _bars(self, spec: FunnelSpec) -> list[object]:
        """Bars around the middle, and the slanting lines that join them."""
        full, hatched = bar_looks(self._theme, ("accent", "accent"))
        line = pyqtgraph.mkPen(self._theme.colour("line"))
        counts, places = spec.counts, list(range(len(spec.counts)))
        made: list[object] = []
        for look, some in ((full, places[: spec.stages]), (hatched, places[spec.stages :])):
            wide = [counts[place] for place in some]
            starts = [-each / 2 for each in wide]
            thick = {"y": some, "height": 2 * _HALF, "brush": look.brush, "pen": look.pen}
            made.append(pyqtgraph.BarGraphItem(x0=starts, width=wide, **thick))
        for place in places[1 : spec.stages]:
            for side in (-0.5, 0.5):
                ends = [counts[place - 1] * side, counts[place] * side]
                made.append(pyqtgraph.PlotCurveItem(x=ends, y=[place - 1 + _HALF, place - _HALF], pen=line))
        return made

    def _word(self, place: int, top: float) -> pyqtgraph.TextItem:
        item = pyqtgraph.TextItem(self._said[place], color=self._theme.colour("text"), anchor=(0, 0.5))
        item.setPos(top * 0.52, place)
        return item

    def _fold_words(self) -> None:
        """Parted at the last comma where they do not fit beside the funnel; the hover tells what has no room below."""
        box, metrics = self.getPlotItem().vb, self.fontMetrics()
        room = box.width() * (1 - _FUNNEL) - _ROOM
        is_high = box.height() >= (2 * metrics.lineSpacing() + _GAP) * len(self._words)
        for item, said in zip(self._words, self._said, strict=True):
            head, comma, tail = said.rpartition("，")
            fits = metrics.horizontalAdvance(said) <= room
            folded = f"{head}{comma}\n{tail}" if is_high else head
            item.setText(said if fits or not head else folded)


def _words(stage: Stage, said: str) -> str:
    return stage.words or f"{stage.name}：{said}"
