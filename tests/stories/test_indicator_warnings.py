"""警戒与核查: a figure unlike the others leads from the workbench to its conclusion, without the mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services.base_data.periods import month_before
from app.services.base_data.rows import FigureDraft
from app.services.indicator_warnings.rows import BandDraft
from app.views.indicator_warnings.band_dialog import BandDialog
from app.views.indicator_warnings.view import WarningsView
from app.views.indicators.behind_dialog import BehindDialog
from app.views.indicators.page import IndicatorsPage
from app.views.workbench.page import WorkbenchPage
from tests.stories.conftest import CLERK, ClerksDesk

HELD, NOT_HELD, OCTOBER = "批捕人数", "不捕人数", "2026-10"


@pytest.fixture
def filled(desk: ClerksDesk) -> ClerksDesk:
    """Twelve usual months, then an October nobody expected."""
    months = [month_before(OCTOBER, back) for back in range(12, 0, -1)]
    drafts = [FigureDraft(HELD, month, month, 40 + at % 3) for at, month in enumerate(months)]
    drafts += [FigureDraft(NOT_HELD, month, month, 10) for month in (*months, OCTOBER)]
    desk.services.base_data.record(CLERK, [*drafts, FigureDraft(HELD, OCTOBER, OCTOBER, 400)])
    desk.settle()
    return desk


def tab(desk: ClerksDesk) -> WarningsView:
    """The tab, the keyboard in its list."""
    desk.go_to("业务指标")
    page = desk.window.page
    assert isinstance(page, IndicatorsPage)
    page.turn_to("warnings")
    desk.settle()
    return page.warnings


def back_to(desk: ClerksDesk, view: WarningsView) -> None:
    """The keyboard in the list, once a dialog has closed."""
    desk.window.activateWindow()
    view.table.setFocus()
    desk.settle()


def test_from_the_workbench_to_the_conclusion_by_keyboard(filled: ClerksDesk) -> None:
    desk = filled
    desk.go_to("工作台")
    workbench = desk.window.page
    assert isinstance(workbench, WorkbenchPage)
    workbench.scope.setCurrentIndex(workbench.scope.findText("全院"))
    desk.settle()
    table = workbench.list.table
    row = next(at for at, texts in enumerate(table.texts()) if texts[1] == f"数据核查：{OCTOBER} {HELD}")
    table.setCurrentIndex(table.rows.index(row, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    desk.settle()
    page = desk.window.page
    assert isinstance(page, IndicatorsPage)
    view = page.warnings
    assert view.current is not None
    assert view.current.code == HELD
    assert "与此前十二个月（平均 41.0，最少 40，最多 42）相差较大" in view.card.sentence.text()
    desk.press(Qt.Key.Key_F3)
    desk.fill(looked_at="与案卡逐件核对，多写了一个 0")
    desk.confirm()
    assert view.table.texts()[0][6] == "已核查"
    figure = next(each for each in desk.services.base_data.figures() if (each.item, each.first) == (HELD, OCTOBER))
    desk.services.base_data.correct(CLERK, figure.id, 40, "多写了一个 0")
    desk.settle()
    assert view.table.texts()[0][4:8] == ("400", "40", "已核查（现已不成立）", "平均 41.0，最少 40，最多 42")
    back_to(desk, view)
    desk.press(Qt.Key.Key_F4)
    desk.fill(outcome="数据有误，已更正", text="已改为 40")
    desk.confirm()
    assert view.table.texts() == []
    assert "1 项已有结论" in desk.says()
    desk.window.workplace.take_back(desk.window.workplace.last_act())
    desk.settle()
    assert view.table.texts()[0][6] == "已核查（现已不成立）"


def test_enter_leads_to_the_base_cell_and_to_the_figures_of_an_indicator(filled: ClerksDesk) -> None:
    desk = filled
    desk.services.indicator_warnings.set_band(CLERK, "XS02", BandDraft("15", "60", "一成五以下的要看"))
    view = tab(desk)
    assert [texts[1] for texts in view.table.texts()] == ["超出本院警戒范围", "与此前十二个月相差较大"]
    desk.press(Qt.Key.Key_Return)
    dialog = desk.window.findChild(BehindDialog)
    assert dialog is not None
    assert "不捕率 · 2026年10月" in dialog.windowTitle()
    dialog.table.chosen.emit(0, 0)  # a typed figure leads to its cell
    desk.settle()
    page = desk.window.page
    assert isinstance(page, IndicatorsPage)
    assert page.base_data.said.text().startswith("不捕人数 2026-10")
    page.turn_to("warnings")
    back_to(desk, view)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert page.tabs.tabText(page.tabs.currentIndex()) == "基础数据"
    grid = page.base_data.grid
    cell = page.base_data.model.cell(grid.currentIndex())
    assert cell is not None
    assert (page.base_data.model.line(grid.currentIndex().row()).item.name, cell.month) == (HELD, OCTOBER)


def test_a_band_is_tried_on_the_last_twelve_months_before_it_is_set(filled: ClerksDesk) -> None:
    desk = filled
    view = tab(desk)
    view.bands()
    dialog = desk.dialog
    assert isinstance(dialog, BandDialog)
    assert (dialog.low.text(), dialog.high.text()) == ("", "")
    dialog.indicator.setCurrentIndex(dialog.indicator.findData("XS02"))
    desk.fill(low="15")
    assert [texts[2] for texts in dialog.months.texts()].count("会提示核查") == 1
    assert dialog.months.texts()[-1] == (OCTOBER, "2.44%（10/410）", "会提示核查")
    desk.fill(reason="一成五以下的要看")
    desk.confirm()
    assert view.table.texts()[0][:4] == (OCTOBER, "超出本院警戒范围", "不捕率", "全院")
    desk.window.workplace.take_back(desk.window.workplace.last_act())
    desk.settle()
    assert desk.services.indicator_warnings.bands() == {}
    assert len(view.table.texts()) == 1


def test_several_are_dealt_with_at_once_and_the_list_is_narrowed(filled: ClerksDesk) -> None:
    desk = filled
    desk.services.base_data.record(CLERK, [FigureDraft(NOT_HELD, OCTOBER, OCTOBER, 90)])
    view = tab(desk)
    assert len(view.table.texts()) == 2
    QTest.keyClick(view.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.press(Qt.Key.Key_F3)
    desk.fill(looked_at="查看案卡")
    desk.confirm()
    assert {texts[6] for texts in view.table.texts()} == {"已核查"}
    view.filters.state.setCurrentIndex(view.filters.state.findText("待核查"))
    assert view.table.texts() == []
    view.filters.state.setCurrentIndex(view.filters.state.findText("全部状态"))
    view.filters.first.setText("2026-11")
    assert view.table.texts() == []
    view.filters.first.setText("2026-1")  # half typed: narrows nothing yet
    assert len(view.table.texts()) == 2
    assert QApplication.activeModalWidget() is None
