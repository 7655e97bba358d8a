"""Hovering over a chart of 30 lines of 120 months against drawing it anew: only what lies over the plot is painted.

Ours is one move of the mouse onto another mark with the painting it causes; the limit is the same chart drawn in full.
Both paint off screen at 1366 pixels across.
"""

import math
import tempfile
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.services.foundation.resources import Resources
from app.views.charts.chart_parts import Line
from app.views.charts.line_chart import LineChart
from app.views.shared.preferences import Preferences
from app.views.shared.theme import Theme
from app.views.shared.workplace import Workplace
from tests.tools.measuring import in_turn, report

LINES, MONTHS = 30, 120
AIM = 0.2
ROUNDS = 31


def main() -> None:
    """One move of the mouse against one full drawing."""
    application = QApplication.instance() or QApplication([])
    theme = Theme(Resources.shipped(), is_dark=False)
    theme.apply(application)  # type: ignore[arg-type]  # an application with windows
    with tempfile.TemporaryDirectory() as home:
        chart = crowded(Workplace(theme, Preferences(Path(home) / "window.ini")))
        application.processEvents()
        box = chart.getPlotItem().vb
        marks = cycle([spot for spot in chart.spots if spot.row == spot.column % LINES])

        def move() -> None:
            spot = next(marks)
            hover(chart, box.mapViewToScene(QPointF(spot.x, spot.y)))
            application.processEvents()

        def redraw() -> None:
            chart.draw_anew()

        report(f"hover: a mark of {LINES} lines × {MONTHS} months", *in_turn(move, redraw, ROUNDS), aim=AIM)
        chart.close()


def crowded(workplace: Workplace) -> LineChart:
    """The chart, shown."""
    chart = LineChart(workplace, "hover", "三十条线")
    chart.resize(1366, 600)
    months = [f"{2016 + place // 12}-{place % 12 + 1:02}" for place in range(MONTHS)]
    lines = [
        Line(
            f"第{row + 1}项",
            "件",
            tuple(round(40 + row * 3 + 20 * math.sin(place / 9 + row)) for place in range(MONTHS)),
        )
        for row in range(LINES)
    ]
    chart.explain("件数；同期", "演示数据")
    chart.show_lines(months, lines, "三十条线 · 一百二十个月")
    chart.show()
    return chart


def hover(chart: LineChart, place: QPointF) -> None:
    """The mouse comes to a place of the scene, as the window system tells it."""
    at = QPointF(chart.mapFromScene(place))
    there = QPointF(chart.viewport().mapToGlobal(at))
    nothing = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, there, nothing, nothing, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(chart.viewport(), event)


if __name__ == "__main__":
    main()
