"""Printing the selected letters at once: what is missing is seen before, the list of all is the first page."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.documents.preview import page_count, text_of
from app.views.papers.batch_dialog import BatchDialog
from tests.stories.conftest import ClerksDesk


@pytest.fixture
def dialog(desk: ClerksDesk) -> BatchDialog:
    """Three letters are selected and Ctrl+P was pressed; one unit's name has a character no font prints."""
    desk.has_letter("青山县水利局", "青检建〔2026〕7号", "2026-09-01", problem="河道淤塞")
    desk.has_letter("青山县教育局", "青检建〔2026〕3号", "2026-08-01", problem="校车超员")
    desk.has_letter("青山县\U00030000业局", "青检建〔2026〕9号", "2026-10-01")
    desk.go_to("检察建议")
    desk.listing.table.setFocus()
    desk.listing.table.selectAll()
    desk.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    return next(found for found in desk.window.findChildren(BatchDialog) if found.isVisible())


def rows(dialog: BatchDialog) -> list[tuple[str, ...]]:
    """The table of the dialog."""
    return dialog.table.texts()


def test_what_each_lacks_is_listed_before_anything_is_printed(dialog: BatchDialog) -> None:
    assert len(rows(dialog)) == 3
    by_unit = {row[2]: row[-1] for row in rows(dialog)}
    assert "事实及证据" in by_unit["青山县水利局"]
    assert "不能打印" in next(text for unit, text in by_unit.items() if "业局" in unit)
    assert dialog.refused.text() == "1 件不能打印，已排除。"
    assert [line.unit for line in dialog.chosen] != []
    assert len(dialog.chosen) == 2


def test_those_that_lack_something_can_be_left_out(dialog: BatchDialog) -> None:
    assert dialog.skip.isVisible()
    dialog.skip.click()
    assert dialog.chosen == ()
    assert not dialog.print.isEnabled()


def test_the_order_is_chosen(dialog: BatchDialog) -> None:
    dialog.order.setCurrentIndex(dialog.order.findData("number"))
    assert [line.number for line in dialog.chosen] == ["青检建〔2026〕3号", "青检建〔2026〕7号"]


def test_one_file_holds_the_list_and_the_papers(
    dialog: BatchDialog, desk: ClerksDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.save_to(tmp_path / "批量.pdf")
    desk.settle()
    written = (tmp_path / "批量.pdf").read_bytes()
    assert page_count(written) == 3
    assert text_of(written).startswith(("文书打印清单", "内部台账"))
    assert "已保存" in desk.says()
    dialog.cover.setChecked(False)
    dialog.save_to(tmp_path / "无清单.pdf")
    desk.settle()
    assert page_count((tmp_path / "无清单.pdf").read_bytes()) == 2


def test_on_both_sides_each_paper_begins_on_a_front(dialog: BatchDialog, desk: ClerksDesk, tmp_path: Path) -> None:
    dialog.duplex.setChecked(True)
    dialog.save_to(tmp_path / "双面.pdf")
    desk.settle()
    assert page_count((tmp_path / "双面.pdf").read_bytes()) == 5  # list, back, letter, back, letter


def test_without_a_selection_nothing_opens(desk: ClerksDesk) -> None:
    desk.go_to("检察建议")
    desk.window.page.print_selected()
    assert "请先在列表中选中" in desk.says()
    assert not [found for found in desk.window.findChildren(BatchDialog) if found.isVisible()]


def test_escape_closes_it_without_a_trace(dialog: BatchDialog, desk: ClerksDesk) -> None:
    desk.press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert QApplication.activeModalWidget() is None
