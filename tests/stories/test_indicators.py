"""基础数据 typed like a spreadsheet, and the indicators that come of it, each with what lies behind it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.views.base_data.grid_model import FIRST_MONTH, GridModel
from app.views.base_data.import_dialog import ImportFiguresDialog
from app.views.base_data.note_dialog import CorrectionDialog
from app.views.indicators.behind_dialog import BehindDialog
from app.views.indicators.page import IndicatorsPage
from app.views.manual.chapters import chapters_in
from tests.stories.conftest import ClerksDesk


@pytest.fixture
def page(desk: ClerksDesk) -> IndicatorsPage:
    """The page, the first item's November current."""
    desk.go_to("业务指标")
    found = desk.window.page
    assert isinstance(found, IndicatorsPage)
    found.turn_to("base_data")
    return found


def at(page: IndicatorsPage, item: str, month: int) -> None:
    """Make a cell current."""
    model: GridModel = page.base_data.model
    row = next(row for row in range(model.rowCount()) if model.line(row).item.name == item)
    page.base_data.grid.setCurrentIndex(model.index(row, FIRST_MONTH + month - 1))


def shown(page: IndicatorsPage, item: str) -> list[str]:
    """The months of an item as on screen."""
    model = page.base_data.model
    row = next(row for row in range(model.rowCount()) if model.line(row).item.name == item)
    return [str(model.index(row, FIRST_MONTH + month).data() or "") for month in range(12)]


def type_number(desk: ClerksDesk, page: IndicatorsPage, text: str) -> None:
    """Digits into the current cell, then Enter."""
    QTest.keyClicks(page.base_data.grid, text[0])
    editor = page.base_data.grid.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)
    desk.settle()


def test_numbers_are_typed_without_the_mouse_and_kept_one_by_one(desk: ClerksDesk, page: IndicatorsPage) -> None:
    at(page, "不捕人数", 10)
    type_number(desk, page, "40")
    assert shown(page, "不捕人数")[9] == "40"
    assert "已填报 1 个数" in desk.says()
    desk.window.workplace.take_back(desk.window.workplace.last_act())
    assert shown(page, "不捕人数")[9] == ""


def test_a_block_from_excel_fills_what_has_begun_in_one_act(desk: ClerksDesk, page: IndicatorsPage) -> None:
    at(page, "批捕人数", 10)
    QGuiApplication.clipboard().setText("1,200\t8\t9\n40\t2\t3")
    QTest.keyClick(page.base_data.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert shown(page, "批捕人数")[9:] == ["1200", "8", ""]  # December has not come
    assert "已填报 4 个数；另有 2 个落在还没到的期间或表格以外，没有填" in desk.says()
    desk.window.workplace.take_back(desk.window.workplace.last_act())
    assert shown(page, "批捕人数")[9:] == ["", "", ""]


def test_a_block_pasted_on_the_names_slips_no_month(desk: ClerksDesk, page: IndicatorsPage) -> None:
    at(page, "批捕人数", 1)
    grid, row = page.base_data.grid, page.base_data.grid.currentIndex().row()
    grid.setCurrentIndex(page.base_data.model.index(row, 0))
    grid.paste("1\t2\t3\t4")
    assert "“1”落在项目或单位栏，与这一行不符，没有粘贴" in desk.says()
    assert shown(page, "批捕人数")[:3] == ["", "", ""]
    grid.paste("批捕人数\t人\t3\t4")
    assert shown(page, "批捕人数")[:3] == ["3", "4", ""]


def test_a_pasted_mark_of_state_secrecy_is_refused_without_what_stands_beside_it(
    desk: ClerksDesk, page: IndicatorsPage
) -> None:
    grid = page.base_data.grid
    for month in (1, 1 - FIRST_MONTH):  # the second is the column of names
        at(page, "批捕人数", month)
        grid.paste("秘密★1年 某某方案\t3")
        assert "带有国家秘密标志（秘密★）" in desk.says()
        assert "某某方案" not in desk.says()
    assert shown(page, "批捕人数")[:3] == ["", "", ""]


def test_each_tab_opens_its_chapter_of_the_manual(desk: ClerksDesk, page: IndicatorsPage) -> None:
    known = [each.title for each in chapters_in(desk.window.workplace.theme.resources.manual)]
    for key, chapter in (
        ("warnings", "警戒与核查"),
        ("own_indicators", "本院指标、数间规则和归类"),
        ("base_data", "基础数据和业务指标"),
    ):
        page.turn_to(key)
        assert page.chapter == chapter
        assert chapter in known


def test_what_is_no_number_is_said_and_not_kept(desk: ClerksDesk, page: IndicatorsPage) -> None:
    at(page, "批捕人数", 10)
    QGuiApplication.clipboard().setText("12\t约30")
    QTest.keyClick(page.base_data.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "填的“约30”不是不小于 0 的整数，没有保存" in desk.says()
    assert shown(page, "批捕人数")[9] == ""


def test_a_number_is_corrected_with_its_reason_and_a_note(desk: ClerksDesk, page: IndicatorsPage) -> None:
    at(page, "不捕人数", 10)
    type_number(desk, page, "40")
    at(page, "不捕人数", 10)
    QTest.keyClick(page.base_data.grid, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    dialog = desk.window.findChild(CorrectionDialog)
    assert dialog is not None
    desk.fill(count="41", note="系统补登一人", reason="与业务系统核对")
    desk.confirm()
    assert shown(page, "不捕人数")[9] == "41*"
    at(page, "不捕人数", 10)
    assert "备注：系统补登一人" in page.base_data.said.text()


def test_what_the_store_counts_itself_stands_there_and_a_different_number_is_shown_beside_it(
    desk: ClerksDesk, page: IndicatorsPage
) -> None:
    desk.has_letter("青山县水利局", "青检建〔2026〕1号", issued="2026-10-12")
    page.start()
    assert shown(page, "检察建议提出件数")[9] == "1"
    at(page, "检察建议提出件数", 10)
    type_number(desk, page, "3")
    assert shown(page, "检察建议提出件数")[9] == "3（台账1）"


def test_an_indicator_shows_n_and_d_its_formula_and_the_figures_behind_it(
    desk: ClerksDesk, page: IndicatorsPage, tmp_path: Path
) -> None:
    path = tmp_path / "基础数据.csv"
    path.write_text(
        "期间,指标,分子含义,分子,分母含义,分母\n2026年1-10月,检察建议采纳率(÷已回复),采纳件数,10,回复件数,12\n"
        "2026年1-10月,不捕率,不捕人数,40,批捕+不捕人数,236\n2026年10月,不捕率,不捕人数,4,批捕+不捕人数,20\n",
        encoding="utf-8",
    )
    ImportFiguresDialog.of(desk.window.workplace, str(path), page).open()
    desk.confirm()
    desk.settle()
    page.turn_to("indicators")
    view = page.indicators
    view.period.setCurrentText("2026年1月至10月")
    assert [row[:3] for row in view.table.texts()] == [("JY03", "检察建议采纳率（÷全部已回复）", "83.33%（10/12）")]
    view.historical.setChecked(True)
    values = {row[0]: row[2] for row in view.table.texts()}
    assert values["XS02"] == "16.95%（40/236）"
    view.table.selectRow(next(row for row, each in enumerate(view.table.texts()) if each[0] == "XS02"))
    assert view.formula.text() == "不捕率 = 不捕人数 40 ÷ 批捕与不捕人数 236 = 16.95%"
    view.show_behind()
    behind = desk.window.findChild(BehindDialog)
    assert behind is not None
    assert [(row[0], row[2], row[3], row[5]) for row in behind.table.texts()] == [
        ("不捕人数", "2026年1月至10月", "40", ""),
        ("批捕与不捕人数", "2026年1月至10月", "236", ""),
        ("不捕人数", "2026年10月", "4", "已用同一项目的其他数"),
        ("批捕与不捕人数", "2026年10月", "20", "已用同一项目的其他数"),
    ]
    behind.close()


def test_every_field_of_the_page_has_a_name(desk: ClerksDesk, page: IndicatorsPage) -> None:
    named = (
        page.base_data.choices.unit,
        page.base_data.choices.department,
        page.base_data.choices.year,
        page.base_data.choices.area,
    )
    assert all(each.accessibleName() for each in (*named, page.base_data.grid, page.indicators.table))
    assert page.base_data.choices.year.value() == 2026
