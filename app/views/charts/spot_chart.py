"""A chart whose places hand over a key when they are chosen."""

from PySide6.QtCore import Signal
from typing_extensions import override

from app.views.charts.chart import Chart
from app.views.charts.spots import Spot

__all__ = ["Spot", "SpotChart"]


class SpotChart(Chart):
    """``chosen`` hands over the key of a place that counts something."""

    chosen = Signal(object)

    @override
    def hand_over(self, spot: Spot) -> None:
        self.chosen.emit(spot.key)
