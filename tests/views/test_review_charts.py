"""The charts of 类案分析: what is drawn is what was counted, by mouse, by key and in grey."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.foundation.resources import Resources
from app.services.review_analysis.rows import Analysis, By, Cell, CountRow, MonthPoint, Named, Scope, Selection, Totals
from app.views.charts.chart_parts import RowBar
from app.views.charts.heat_map import HeatMap
from app.views.charts.line_chart import LineChart
from app.views.charts.row_bars import RowBars
from app.views.review_analysis.series import Asked, cause_rows, heat_cells, trend_lines
from app.views.shared.preferences import Preferences
from app.views.shared.theme import Theme
from app.views.shared.workplace import Workplace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)  # offscreen, for tool tips
MONTHS = (MonthPoint("2025-12", 1, 2, 3), MonthPoint("2026-01", 0, 4, 3), MonthPoint("2026-02", 0, 0, 0))
FOUND = Analysis(
    scope=Scope(),
    totals=Totals(3, 9, 7, 1, 6, 5, 2, 4),
    tables={
        By.CAUSE: (
            CountRow(By.CAUSE, "责任心不强", "责任心不强", 2, 1, 1, 2, 0, 1, 9),
            CountRow(By.CAUSE, "", "（未填）", 5, 0, 5, 3, 2, 3, 9),
        )
    },
    dimensions=(Named("事实认定", "事实认定"), Named("证据采信", "证据采信")),
    stages=(Named("审查逮捕", "审查逮捕"), Named("审查起诉", "审查起诉")),
    cells=(Cell("事实认定", "审查逮捕", 2, 1, 1, 1, 9), Cell("证据采信", "审查起诉", 5, 0, 5, 3, 9)),
    months=MONTHS,
)


def test_every_pair_has_a_cell_that_tells_n_of_d() -> None:
    cells = heat_cells(FOUND)
    assert {place: cell.count for place, cell in cells.items()} == {(0, 0): 2, (0, 1): 0, (1, 0): 0, (1, 1): 5}
    assert cells[1, 1].words == "证据采信 · 审查起诉：问题 5 个（错误 0、瑕疵 5），涉及案件 3/9 件"
    assert cells[0, 0].key == Asked("事实认定 · 审查逮捕", Selection("事实认定", "审查逮捕"))


def test_causes_and_months_become_rows_and_lines_in_their_order() -> None:
    assert [(row.name, row.first, row.second) for row in cause_rows(FOUND)] == [
        ("责任心不强", 1, 1),
        ("（未填）", 0, 5),
    ]
    assert cause_rows(FOUND)[1].key == Asked("原因 · （未填）", Selection(cause=""))
    lines = trend_lines(FOUND)
    assert [(line.name, line.counts) for line in lines] == [
        ("错误", (1, 0, 0)),
        ("瑕疵", (2, 4, 0)),
        ("审视", (3, 3, 0)),
    ]


@pytest.fixture
def heat(workplace: Workplace, qtbot: QtBot) -> HeatMap:
    """The heat map, on screen."""
    chart = HeatMap(workplace, "chart_heat", "方面与环节")
    qtbot.addWidget(chart)
    chart.resize(600, 300)
    _show(chart)
    return chart


def _show(chart: HeatMap) -> None:
    names = [each.label for each in FOUND.dimensions], [each.label for each in FOUND.stages]
    chart.show_cells(*names, heat_cells(FOUND), "审视方面 × 办案环节")
    chart.show()


def test_arrow_keys_walk_the_cells_and_enter_leads_to_the_findings(heat: HeatMap, qtbot: QtBot) -> None:
    chosen: list[object] = []
    heat.chosen.connect(chosen.append)
    assert "证据采信 · 审查起诉：问题 5 个" in heat.accessibleDescription()
    qtbot.keyClick(heat, Qt.Key.Key_Right)
    assert heat.current is not None
    assert heat.current.words.startswith("事实认定 · 审查逮捕")
    qtbot.keyClick(heat, Qt.Key.Key_Right)
    qtbot.keyClick(heat, Qt.Key.Key_Return)
    assert chosen == [], "nothing was found there"
    qtbot.keyClick(heat, Qt.Key.Key_Down)
    assert heat.accessibleDescription().startswith("证据采信 · 审查起诉")
    qtbot.keyClick(heat, Qt.Key.Key_Return)
    assert chosen == [Asked("证据采信 · 审查起诉", Selection("证据采信", "审查起诉"))]
    qtbot.keyClick(heat, Qt.Key.Key_Down)
    assert heat.current is not None
    assert (heat.current.row, heat.current.column) == (0, 1), "it goes round"


def test_a_click_leads_to_the_cell_it_falls_in(heat: HeatMap) -> None:
    chosen: list[object] = []
    heat.chosen.connect(chosen.append)
    heat.choose_at(QPointF(1.2, 0.8))
    assert [each.title for each in chosen] == ["证据采信 · 审查起诉"]  # type: ignore[attr-defined]  # Asked
    assert heat.words_at(QPointF(0, 1)).endswith("问题 0 个（错误 0、瑕疵 0），涉及案件 0/9 件")
    assert heat.words_at(QPointF(5, 5)) == ""


def test_more_is_darker_also_in_grey_and_numbers_stand_out(
    qapp: QApplication, resources: Resources, tmp_path: Path, qtbot: QtBot
) -> None:
    for is_dark in (False, True):
        workplace = Workplace(Theme(resources, is_dark=is_dark), Preferences(tmp_path / "window.ini"))
        chart = HeatMap(workplace, "chart_heat", "方面与环节")
        qtbot.addWidget(chart)
        fills = [chart._fill(count, 5) for count in range(6)]
        greys = [QColor(fill).lightnessF() for fill in fills]
        assert greys == sorted(greys, reverse=not is_dark)
        assert abs(greys[5] - greys[0]) > 0.2


def test_the_picture_is_copied_and_saved(heat: HeatMap, tmp_path: Path) -> None:
    heat.copy_picture()
    assert not QGuiApplication.clipboard().pixmap().isNull()
    heat.save_picture(tmp_path / "图.png")
    assert QImage(str(tmp_path / "图.png")).width() == heat.width()


def test_a_row_is_as_easy_to_hit_as_it_is_wide(workplace: Workplace, qtbot: QtBot) -> None:
    chart = RowBars(workplace, "chart_causes", "原因")
    qtbot.addWidget(chart)
    chart.show_rows(cause_rows(FOUND), "原因")
    chosen: list[object] = []
    chart.chosen.connect(chosen.append)
    chart.choose_at(QPointF(4.5, 0.2))
    assert [each.title for each in chosen] == ["原因 · 责任心不强"]  # type: ignore[attr-defined]  # Asked
    chart.show_rows([], "原因")
    assert chart.accessibleDescription() == "没有数据"


def test_the_months_tell_all_lines_at_once_and_lead_to_the_nearest(workplace: Workplace, qtbot: QtBot) -> None:
    chart = LineChart(workplace, "chart_trend", "逐月趋势")
    qtbot.addWidget(chart)
    chart.show_lines([each.month for each in MONTHS], trend_lines(FOUND), "逐月")
    assert chart.words_at(QPointF(1.1, 3.6)) == "2026年1月：错误 0 个、瑕疵 4 个、审视 3 件"
    chosen: list[object] = []
    chart.chosen.connect(chosen.append)
    chart.choose_at(QPointF(1.1, 3.6))
    chart.choose_at(QPointF(0.1, 0.8))
    chart.choose_at(QPointF(2, 0.1))
    assert chosen == [(1, "2026-01"), (0, "2025-12")]
    chart.show_lines([], [], "逐月")
    assert chart.accessibleDescription() == "没有数据"


@pytest.mark.parametrize("width", [420, 700])
def test_a_long_count_at_the_end_of_a_bar_is_not_cut(workplace: Workplace, qtbot: QtBot, width: int) -> None:
    chart = RowBars(workplace, "chart", "结构比")
    qtbot.addWidget(chart)
    chart.resize(width, 160)
    chart.show()
    rows = [
        RowBar("刑事检察", 199_459, 0, "刑事检察", 1, "100.00%（199,459/199,462）"),
        RowBar("民事检察", 2, 0, "民事检察", 2, "0.00%（2/199,462）"),
    ]
    chart.show_rows(rows, "结构比", whole=199_462)
    QApplication.processEvents()
    inside = chart.getPlotItem().vb.sceneBoundingRect()
    assert all(count.sceneBoundingRect().right() <= inside.right() + 1 for count in chart.counts)
