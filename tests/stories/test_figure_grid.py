"""The grid of base data by the keyboard: quarters, rules that do not hold, what departments have given, own rules."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.services.base_data.rows import DepartmentMonth, FigureDraft
from app.views.base_data.choices import BY_QUARTER
from app.views.base_data.grid_model import FIRST_MONTH
from app.views.base_data.marking import Marks
from app.views.base_data.view import BaseDataView
from app.views.figure_rules.dialog import RulesDialog
from app.views.figure_rules.rule_dialog import RuleDialog
from app.views.indicators.page import IndicatorsPage
from app.views.manual.window import ManualWindow
from tests.stories.conftest import CLERK, ClerksDesk

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def view(desk: ClerksDesk) -> BaseDataView:
    """The tab 基础数据."""
    desk.go_to("业务指标")
    page = desk.window.page
    assert isinstance(page, IndicatorsPage)
    page.turn_to("base_data")
    desk.settle()
    return page.base_data


def at(view: BaseDataView, item: str, place: int) -> None:
    """Make a cell current; ``place`` counts months or quarters from 1."""
    row = view.model.row_of(item)
    assert row is not None
    view.grid.setCurrentIndex(view.model.index(row, FIRST_MONTH + place - 1))


def cell(view: BaseDataView, item: str, place: int) -> str:
    """What a cell shows."""
    row = view.model.row_of(item)
    assert row is not None
    return str(view.model.index(row, FIRST_MONTH + place - 1).data() or "")


def type_in(view: BaseDataView, digits: str, end: Qt.Key) -> None:
    """Digits into the current cell, and the key that ends them."""
    QTest.keyClicks(view.grid, digits[0])
    editor = view.grid.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, digits[1:])
    QTest.keyClick(editor, end)


def given(desk: ClerksDesk, department: str = "", month: str = "2026-10", **counts: int) -> None:
    """Counts that stand already."""
    drafts = [FigureDraft(item, month, month, count, department) for item, count in counts.items()]
    desk.services.base_data.record(CLERK, drafts)
    desk.settle()


def test_a_broken_rule_is_marked_and_said_in_words(desk: ClerksDesk, view: BaseDataView) -> None:
    given(desk, 起诉人数=4)
    at(view, "起诉时羁押人数", 10)
    type_in(view, "5", Qt.Key.Key_Return)
    desk.settle()
    assert (cell(view, "起诉时羁押人数", 10), cell(view, "起诉人数", 10)) == ("▲5", "▲4")
    at(view, "起诉人数", 10)
    said = view.said.text()
    assert "起诉时羁押不多于起诉（高）" in said
    assert "2026年10月全院：起诉时羁押人数是 5，应当不大于起诉人数（4）" in said
    assert "请核对起诉时羁押的人数" in said
    assert view.rules.text() == "数间规则 ▲1…"
    desk.window.workplace.take_back(desk.window.workplace.last_act())
    desk.settle()
    assert cell(view, "起诉人数", 10) == "4"
    assert view.rules.text() == "数间规则…"


def test_arrows_keep_what_is_typed_and_go_on_and_esc_gives_it_up(desk: ClerksDesk, view: BaseDataView) -> None:
    at(view, "不捕人数", 9)
    row = view.grid.currentIndex().row()
    type_in(view, "12", Qt.Key.Key_Down)
    assert cell(view, "不捕人数", 9) == "12"
    assert view.grid.currentIndex().row() == row + 1
    QTest.keyClick(view.grid, Qt.Key.Key_Up)
    QTest.keyClick(view.grid, Qt.Key.Key_F2)
    editor = view.grid.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "99")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert cell(view, "不捕人数", 9) == "12"
    QTest.keyClick(view.grid, Qt.Key.Key_Tab)
    assert view.grid.currentIndex().column() == FIRST_MONTH + 9
    QTest.keyClick(view.grid, Qt.Key.Key_Left)
    QTest.keyClick(view.grid, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "12"


def test_a_quarter_is_typed_as_such_beside_what_its_months_come_to(desk: ClerksDesk, view: BaseDataView) -> None:
    for month, count in (("2026-07", 4), ("2026-08", 4), ("2026-09", 1)):
        given(desk, month=month, 起诉人数=count, 审查起诉上期未结件数=count)
    view.choices.mode.setCurrentText(BY_QUARTER)
    assert view.model.columnCount() == 7
    assert [cell(view, "起诉人数", place) for place in (2, 3, 4)] == ["", "9", ""]
    assert cell(view, "审查起诉上期未结件数", 3) == "4"  # in hand at the beginning, not added up
    at(view, "起诉人数", 3)
    type_in(view, "10", Qt.Key.Key_Return)
    desk.settle()
    assert cell(view, "起诉人数", 3) == "▲10（逐月9）"
    assert [(each.first, each.last) for each in desk.services.base_data.figures() if each.count == 10] == [
        ("2026-07", "2026-09")
    ]
    at(view, "起诉人数", 3)
    assert "季度等较长期间的数与逐月相加一致" in view.said.text()
    at(view, "起诉人数", 4)
    assert "这个季度还没有结束，不能填" in view.said.text()
    QTest.keyClicks(view.grid, "5")
    assert "2026年10月至12月还没有结束，现在不能填。" in desk.says()


def test_items_are_narrowed_by_area_and_by_words(desk: ClerksDesk, view: BaseDataView) -> None:
    QTest.keyClick(view.grid, Qt.Key.Key_F, CTRL)
    view.choices.text.setText("受理 逮捕")
    names = [view.model.line(row).item.name for row in range(view.model.rowCount())]
    assert "审查逮捕受理人数" in names
    assert all("受理" in name for name in names)
    view.choices.area.setCurrentText("民事")
    assert view.model.rowCount() == 0
    view.choices.text.clear()
    assert {view.model.line(row).item.area for row in range(view.model.rowCount())} == {"民事"}


def test_the_head_of_a_month_says_which_departments_have_not_given_it(desk: ClerksDesk, view: BaseDataView) -> None:
    given(desk, "第一检察部", "2026-09", 不捕人数=1, 批捕人数=2)
    given(desk, "第二检察部", "2026-09", 起诉人数=3)
    given(desk, "第一检察部", "2026-10", 不捕人数=1)
    heads = [str(view.model.headerData(FIRST_MONTH + place, Qt.Orientation.Horizontal)) for place in (7, 8, 9, 10)]
    assert heads == ["8月", "9月 ●", "10月 ◐", "11月 ○"]
    at(view, "不捕人数", 10)
    assert "部门填报　第一检察部 1/2 项、第二检察部 未填" in view.strip.text()


def test_a_broken_rule_on_the_list_leads_to_its_cell_and_the_list_is_written(
    desk: ClerksDesk, view: BaseDataView, tmp_path: Path, qtbot: QtBot
) -> None:
    given(desk, 起诉人数=4, 起诉时羁押人数=5)
    view.choices.text.setText("民事")
    view.show_rules()
    dialog = desk.window.findChild(RulesDialog)
    assert dialog is not None
    assert [row[:4] for row in dialog.broken.table.texts()] == [("高", "2026年10月", "全院", "起诉时羁押不多于起诉")]
    dialog.broken.sheet().write(dialog.broken.work, tmp_path / "核对表.pdf")
    desk.settle()
    assert (tmp_path / "核对表.pdf").read_bytes()[:4] == b"%PDF"
    assert dialog.focusWidget() is dialog.broken.table
    QTest.keyClick(dialog.broken.table, Qt.Key.Key_F1)
    manual = dialog.findChild(ManualWindow)  # the dialog's own: it would keep another one waiting
    assert manual is not None
    assert manual.contents.currentItem().text() == "基础数据和业务指标"
    assert manual.text.textCursor().block().text() == "数间规则"
    manual.close()
    dialog.activateWindow()
    QTest.keyClick(dialog.broken.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not isValid(dialog))
    given(desk, month="2026-09", 起诉人数=4)  # a write after the dialog is gone troubles nobody
    index = view.grid.currentIndex()
    assert view.model.line(index.row()).item.name == "起诉时羁押人数"
    assert index.column() == FIRST_MONTH + 9


def test_an_own_rule_is_tested_in_the_window_before_it_takes_effect(desk: ClerksDesk, view: BaseDataView) -> None:
    given(desk, 批捕人数=5, 审查逮捕受理人数=4)
    view.show_rules()
    dialog = desk.window.findChild(RulesDialog)
    assert dialog is not None
    dialog.tabs.setCurrentWidget(dialog.rules)
    dialog.rules.add()
    editor = dialog.findChild(RuleDialog)
    assert editor is not None
    desk.fill(name="批捕不多于受理", left="批捕人数", right="没有的项目", remedy="请核对。", reason="例会确定")
    desk.fill(priority="中")
    desk.confirm()
    assert any("不是登记过的项目" in said for said in desk.problems())
    desk.fill(right="审查逮捕受理人数")
    desk.confirm()
    assert editor.isVisible()
    assert editor.confirm.text() == "生效"
    assert [row[:2] for row in editor.found.texts()] == [("2026-10", "全院")]
    desk.fill(remedy="请与案管核对。")
    assert editor.confirm.text() == "试算"
    desk.confirm()
    desk.confirm()
    assert "规则已生效" in desk.says()
    assert [row[3] for row in dialog.broken.table.texts()] == ["批捕不多于受理"]
    assert dialog.rules.table.texts()[-1][3] == "本院第1版"
    dialog.rules.table.setCurrentIndex(dialog.rules.table.rows.index(len(dialog.rules.table.texts()) - 1, 0))
    dialog.rules.withdraw()
    desk.fill(reason="不再使用")
    desk.confirm()
    assert dialog.rules.table.texts()[-1][3] == "已停用"
    assert dialog.broken.table.texts() == []
    dialog.close()


def test_a_number_being_typed_is_not_lost_when_the_year_is_read_anew(desk: ClerksDesk, view: BaseDataView) -> None:
    at(view, "不捕人数", 9)
    QTest.keyClicks(view.grid, "4")
    editor = view.grid.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "2")
    given(desk, 起诉人数=4, 起诉时羁押人数=5)  # by somebody else: everything is read anew
    assert view.rules.text() == "数间规则 ▲1…"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    desk.settle()
    assert cell(view, "不捕人数", 9) == "42"


def test_a_typed_number_is_shown_without_reading_the_year_again(desk: ClerksDesk, view: BaseDataView) -> None:
    QThreadPool.globalInstance().waitForDone()
    assert "indicator_warnings" in vars(desk.services)  # what it is held against was loaded with the tab
    given(desk, 起诉人数=4)
    row = view.model.row_of("起诉人数")
    assert row is not None
    untouched = view.model.line(row)
    at(view, "不捕人数", 9)
    type_in(view, "12", Qt.Key.Key_Return)
    desk.settle()
    assert cell(view, "不捕人数", 9) == "12"
    assert view.model.line(row) is untouched


def test_of_two_readings_of_marks_the_one_asked_last_is_shown(desk: ClerksDesk, view: BaseDataView) -> None:
    late, shown = Event(), list[Marks]()
    view.marking.read.connect(shown.append)
    first, second = Marks(given=(DepartmentMonth("甲", "2026-10", 1, 1),)), Marks()

    def slow() -> Marks:
        assert late.wait(10)
        return first

    view.marking.ask(slow)
    view.marking.ask(lambda: second)
    desk.settle()
    late.set()
    QThreadPool.globalInstance().waitForDone()
    desk.settle()
    assert shown == [second]
