"""本院报表: the office's own Excel form is taken in, mapped by keyboard, and filled for a month."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.models.actor import Actor
from app.services.base_data.rows import FigureDraft
from app.services.own_forms.places import Place
from app.views.own_forms.page import OwnFormsPage
from app.views.own_forms.report_dialog import FillReportDialog
from tests.services.own_forms.forms import quarterly_form
from tests.stories.conftest import ClerksDesk, type_chinese

CLERK = Actor("张某")


@pytest.fixture
def page(desk: ClerksDesk) -> OwnFormsPage:
    """The page on a store with base data of October."""
    counts = {"批捕人数": 8, "不捕人数": 3, "起诉人数": 21}
    desk.services.base_data.record(
        CLERK, [FigureDraft(item, "2026-10", "2026-10", count) for item, count in counts.items()]
    )
    desk.window.go_to("own_forms")
    desk.settle()
    assert isinstance(desk.window.page, OwnFormsPage)
    return desk.window.page


def _take_in(desk: ClerksDesk, page: OwnFormsPage) -> Path:
    path = quarterly_form(desk.folder / "业务工作基本情况.xlsx")
    button = page.findChild(QToolButton, "own_form_take_in")
    assert button is not None
    button.click()
    desk.fill(path=str(path))
    desk.confirm()
    return path


def _shown(page: OwnFormsPage, cell: tuple[int, int]) -> str:
    return str(page.model.index(*cell).data())


def test_a_form_is_mapped_by_its_proposals_and_filled_by_keyboard(
    desk: ClerksDesk, page: OwnFormsPage, qtbot: QtBot
) -> None:
    _take_in(desk, page)
    assert "已收入报表“业务工作基本情况”" in desk.says()
    assert _shown(page, (4, 2)) == "？批捕人数 · 本期"
    assert _shown(page, (8, 2)).startswith("=SUM")
    page.confirming.click()
    desk.settle()
    assert _shown(page, (4, 2)) == "批捕人数 · 本期"

    page.filling.click()
    target = desk.folder / "十月.xlsx"
    desk.fill(period="2026-10", path=str(target))
    desk.confirm()
    (report,) = page.findChildren(FillReportDialog)
    assert load_workbook(target)["基本情况"]["C5"].value == 8
    assert report.table.texts()[0][0] == "留空"
    report.close()

    page.withdrawing.click()
    desk.settle()
    assert page.chooser.currentText() == "业务工作基本情况（第1版，已停用）"
    assert not page.filling.isVisible()
    page.resuming.click()
    desk.settle()
    assert page.chooser.currentText() == "业务工作基本情况（第1版）"
    assert page.filling.isVisible()
    assert page.withdrawing.isVisible()


def test_a_cell_is_chosen_by_arrows_and_filled_with_what_was_searched(
    desk: ClerksDesk, page: OwnFormsPage, qtbot: QtBot
) -> None:
    _take_in(desk, page)
    page.table.setFocus()
    page.table.go_to(Place(4, 2))
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.window().focusWidget() is page.panel.search
    type_chinese(page.panel.search, "不起诉人数")
    page.panel.source.setCurrentText("基础数据")
    page.panel.reach.setCurrentText("去年同期")
    qtbot.keyClick(page.panel.search, Qt.Key.Key_Return)
    desk.settle()
    (mapping,) = desk.services.own_forms.mappings(1)
    assert (mapping.cell, mapping.code, mapping.reach.label) == ("C6", "不起诉人数", "去年同期")
    assert page.window().focusWidget() is page.table
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    desk.settle()
    assert desk.services.own_forms.mappings(1) == ()
    desk.window.workplace.take_back(desk.services.history.last_act().act)
    desk.settle()
    assert [each.cell for each in desk.services.own_forms.mappings(1)] == ["C6"]


def test_a_column_of_items_goes_into_a_column_of_cells(desk: ClerksDesk, page: OwnFormsPage) -> None:
    _take_in(desk, page)
    page.table.clearSelection()
    for row in (4, 5):
        page.table.selectionModel().select(page.model.index(row, 2), page.table.selectionModel().SelectionFlag.Select)
    type_chinese(page.panel.search, "捕人数")
    page.panel.source.setCurrentText("基础数据")
    wanted = {"不捕人数", "批捕人数"}
    for row in range(page.panel.choices.count()):
        item = page.panel.choices.item(row)
        item.setSelected(item.data(Qt.ItemDataRole.UserRole).code in wanted)
    page.put_in()
    desk.settle()
    told = {each.cell: each.code for each in desk.services.own_forms.mappings(1)}
    assert told == {"C5": "不捕人数", "C6": "批捕人数"}


def test_a_formula_is_refused_in_the_status_line(desk: ClerksDesk, page: OwnFormsPage) -> None:
    _take_in(desk, page)
    page.table.go_to(Place(8, 2))
    page.panel.choices.setCurrentRow(0)
    page.put_in()
    assert "C9 里是公式" in desk.says()


def test_a_new_edition_tells_what_it_keeps_before_it_counts(desk: ClerksDesk, page: OwnFormsPage) -> None:
    path = _take_in(desk, page)
    page.confirming.click()
    desk.settle()
    book = load_workbook(path)
    book["基本情况"]["B6"] = "另一项"
    changed = desk.folder / "新版.xlsx"
    book.save(changed)
    page.renew_from(changed)
    desk.settle()
    assert "要重新设定" in desk.texts(desk.dialog)
    desk.confirm()
    assert page.chooser.currentText() == "业务工作基本情况（第2版）"
