"""The three charts of an analysis: dimension × stage, causes, and the months."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.services.review_analysis.rows import Analysis
from app.views.charts.heat_map import HeatMap
from app.views.charts.line_chart import LineChart
from app.views.charts.row_bars import RowBars
from app.views.review_analysis.series import LINES, cause_rows, heat_cells, trend_lines
from app.views.shared.workplace import Workplace


class ChartsView(QWidget):
    """``asked`` tells which findings are wanted; ``month_asked`` the line and month (2026-11) of the trend."""

    asked = Signal(object)
    month_asked = Signal(int, str)

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_analysis``."""
        super().__init__()
        self.heat = HeatMap(workplace, "chart_heat", "方面与环节")
        self.causes = RowBars(workplace, "chart_causes", "原因")
        self.trend = LineChart(workplace, "chart_trend", "逐月趋势")
        self.heat.chosen.connect(self.asked)
        self.causes.chosen.connect(self.asked)
        self.trend.chosen.connect(lambda key: self.month_asked.emit(*key))
        below = QSplitter(Qt.Orientation.Horizontal)
        below.addWidget(self.causes)
        below.addWidget(self.trend)
        below.setSizes([400, 460])
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.addWidget(self.heat)
        whole.addWidget(below)
        whole.setSizes([226, 226])
        for each in (below, whole):
            each.setHandleWidth(8)
            each.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(whole)

    def show_analysis(self, found: Analysis) -> None:
        """Draw another analysis."""
        totals, months = found.totals, found.months
        rows, columns = [each.label for each in found.dimensions], [each.label for each in found.stages]
        told = f"问题 {totals.problems} 个，分母 {totals.d} 件"
        self.heat.show_cells(rows, columns, heat_cells(found), f"审视方面 × 办案环节 · {told}", "个")
        self.causes.show_rows(
            cause_rows(found), "原因", parts=(f"错误 {totals.errors}", f"瑕疵 {totals.flaws}"), unit="个"
        )
        lines = trend_lines(found) if months else []
        self.trend.show_lines([each.month for each in months], lines, "逐月")


def line_name(place: int) -> str:
    """错误, 瑕疵 or 审视."""
    return LINES[place][0]
