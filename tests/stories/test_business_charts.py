"""图表 of 业务指标: departments, months, stages; from each to its records and back."""

import pytest
from pyqtgraph import TextItem
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.views.business_charts.view import BusinessChartsView
from app.views.indicators.page import IndicatorsPage
from app.views.monthly_statistics.records_dialog import RecordsDialog
from tests.stories.conftest import ClerksDesk


@pytest.fixture
def view(desk: ClerksDesk) -> BusinessChartsView:
    """The tab, over two letters."""
    desk.has_letter("青山县水利局", "青检建〔2026〕1号", issued="2026-10-12")
    desk.has_letter("青山县教育局", "青检建〔2026〕2号", issued="2026-11-03")
    desk.go_to("业务指标")
    page = desk.window.page
    assert isinstance(page, IndicatorsPage)
    page.turn_to("charts")
    desk.settle()
    found = page.charts
    found.subject.setCurrentText("检察建议")
    desk.settle()
    return found


def test_a_bar_leads_to_its_records_and_escape_leads_back(
    desk: ClerksDesk, view: BusinessChartsView, qtbot: QtBot
) -> None:
    assert view.charts is not None
    chart = view.charts.departments
    assert "未填部门 · 制发 2 份：已办结或撤回 0/2，未办结 2/2" in chart.accessibleDescription()
    chart.chosen.emit(chart.spots[0].key)
    dialog = view.findChild(RecordsDialog)
    assert dialog is not None
    assert [dialog.tabs.tabText(place) for place in range(2)] == ["已办结或撤回(0)", "未办结(2)"]
    assert dialog.tabs.currentIndex() == 1
    table = dialog.tabs.currentWidget()
    qtbot.waitUntil(lambda: table.model().rowCount() == 2)  # type: ignore[attr-defined]  # a RecordTable
    assert dialog.focusWidget() is table
    table.selectRow(0)  # type: ignore[attr-defined]  # as above
    QTest.keyClick(table, Qt.Key.Key_Return)
    desk.settle()
    assert not isinstance(desk.window.page, IndicatorsPage)
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    desk.press(Qt.Key.Key_Escape)
    assert isinstance(desk.window.page, IndicatorsPage)
    assert dialog.isVisible()


def test_months_carry_their_counts_and_what_is_chosen_stays(desk: ClerksDesk, view: BusinessChartsView) -> None:
    assert view.charts is not None
    counted = [spot.words for spot in view.charts.heat.spots if spot.count]
    assert counted == ["未填部门 · 2026年10月制发 1 份", "未填部门 · 2026年11月制发 1 份"]
    view.kind.setCurrentText("社会治理")
    view.month.show_month("2026-10")
    desk.settle()
    assert view.kind.currentText() == "社会治理"
    assert [spot.words for spot in view.charts.heat.spots if spot.count] == ["未填部门 · 2026年10月制发 1 份"]


def test_a_funnel_of_no_clues_says_so_without_a_rate(view: BusinessChartsView) -> None:
    assert view.charts is not None
    assert "线索 0 件" in view.charts.funnel.spots[0].words
    assert "占线索 —" in view.charts.funnel.spots[1].words


def test_the_words_where_nothing_is_drawn_stand_in_the_middle(desk: ClerksDesk, view: BusinessChartsView) -> None:
    view.subject.setCurrentText("监督事项")
    desk.settle()
    assert view.charts is not None
    words = next(item for item in view.charts.heat.getPlotItem().items if isinstance(item, TextItem))
    assert words.pos().x() == pytest.approx((len(view.charts.heat.spec().categories) - 1) / 2)
