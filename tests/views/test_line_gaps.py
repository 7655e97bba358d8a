"""Lines of quotients: a gap is no nought, few are drawn as an empty mark, and words tell n and d."""

import math

import pyqtgraph
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.services.foundation.resources import Resources
from app.views.charts.chart_parts import Line, RowBar
from app.views.charts.line_chart import LineChart
from app.views.charts.row_bars import RowBars
from app.views.shared.theme import Theme
from app.views.shared.workplace import Workplace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)  # offscreen, for tool tips
MONTHS = ("2026-08", "2026-09", "2026-10")
NOW = Line("当月", "", (0.0, None, 25.0), ("0.00%（0/12）", "—（缺少甲）", "1/4"), frozenset({2}))
BEFORE = Line("上年同月", "", (None, None, None), ("—（缺少甲）",) * 3)


@pytest.fixture
def chart(workplace: Workplace, qtbot: QtBot) -> LineChart:
    """Three months: nought, a gap, few."""
    made = LineChart(workplace, "trend", "逐月趋势", ("accent", "muted"))
    qtbot.addWidget(made)
    made.show_lines(MONTHS, (NOW, BEFORE), "甲率")
    return made


def test_a_gap_breaks_the_line_and_has_no_mark(chart: LineChart) -> None:
    line = chart.getPlotItem().items[0]
    assert [math.isnan(each) for each in line.yData] == [False, True, False]
    assert line.opts["connect"] == "finite"
    (marks,) = [each for each in line.childItems() if isinstance(each, pyqtgraph.ScatterPlotItem) and len(each.data)]
    assert list(marks.data["x"]) == [0, 2]
    fills = [spot.brush().color() for spot in marks.points()]
    assert fills[0] != fills[1], "few are an empty mark"


def test_nought_may_be_chosen_and_a_gap_says_what_is_missing(chart: LineChart, qtbot: QtBot) -> None:
    chosen: list[object] = []
    chart.chosen.connect(chosen.append)
    chart.choose_at(QPointF(0, 20))
    chart.choose_at(QPointF(2, 0))
    assert chosen == [(0, "2026-08"), (0, "2026-10")], "the year before has no mark there"
    assert chart.words_at(QPointF(1, 5)) == "2026年9月：当月 —（缺少甲）、上年同月 —（缺少甲）"
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription() == "2026年9月 当月 —（缺少甲）"


def test_only_gaps_say_that_there_is_nothing(chart: LineChart) -> None:
    chart.show_lines(MONTHS, (BEFORE, BEFORE), "甲率")
    words = [item.toPlainText() for item in chart.getPlotItem().items if hasattr(item, "toPlainText")]
    assert words == ["没有可以画的记录"]


def test_the_two_lines_are_told_apart_in_grey_and_neither_is_a_lamp(resources: Resources) -> None:
    for is_dark in (False, True):
        theme = Theme(resources, is_dark=is_dark)
        paper = theme.colour("base").lightnessF()
        assert all(abs(QColor(theme.colour(name)).lightnessF() - paper) > 0.3 for name in ("accent", "muted"))


def test_bars_of_a_whole_carry_their_words_and_an_unknown_one_may_be_asked(workplace: Workplace, qtbot: QtBot) -> None:
    bars = RowBars(workplace, "bars", "结构比")
    qtbot.addWidget(bars)
    bars.show_rows(
        [RowBar("甲", 3, 0, "甲：3/4", "甲", "3/4"), RowBar("乙", 0, 0, "乙：—", "乙", "—")], "结构比", whole=4
    )
    words = [item.toPlainText() for item in bars.getPlotItem().items if hasattr(item, "toPlainText")]
    assert words == ["3/4", "—"]
    chosen: list[object] = []
    bars.chosen.connect(chosen.append)
    bars.choose_at(QPointF(1, 1))
    assert chosen == ["乙"]
