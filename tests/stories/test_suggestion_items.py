"""A clerk sets the suggestions of a letter one by one, by keyboard alone, and sees what became of each."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThreadPool
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from app.services.suggestion_items.rows import ItemDraft
from app.views.papers.writing_view import WritingView
from app.views.suggestion_items.dialog import ItemsDialog
from app.views.suggestion_items.view import ItemsView
from tests.stories.conftest import CLERK, ClerksDesk


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """No story leaves its clipboard to the next."""
    yield
    QGuiApplication.clipboard().clear()


def opened(desk: ClerksDesk, **texts: str) -> ItemsView:
    """The tab 事项 of a letter that says so."""
    letter = desk.has_letter("青山县水利局")
    card = desk.services.suggestions.card(letter)
    desk.services.suggestions.amend(CLERK, letter, card.version, replace(card.draft, **texts))  # type: ignore[arg-type]  # texts
    desk.go_to("检察建议")
    desk.window.page.open_record(letter)
    desk.settle()
    record = desk.record
    assert record is not None
    view = record.findChild(ItemsView)
    assert view is not None
    record.tabs.setCurrentWidget(view)
    return view


def editing(desk: ClerksDesk) -> ItemsDialog:
    dialog = desk.dialog
    assert isinstance(dialog, ItemsDialog)
    return dialog


def typed_in_cell(desk: ClerksDesk, text: str) -> None:
    """What an input method sends into the cell that is open."""
    cell = QApplication.focusWidget()
    assert isinstance(cell, QPlainTextEdit)
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(cell, event)


def key(where: QWidget, which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(where, which, modifier)
    QApplication.processEvents()


def column(view: ItemsView, place: int) -> list[str]:
    return [row[place] for row in view.table.texts()]


def test_lines_of_the_proposal_are_shown_and_become_items_once_they_are_saved(desk: ClerksDesk) -> None:
    view = opened(desk, proposal="一、清理河道砂石。\n二、建立巡查制度。")
    assert column(view, 1) == ["清理河道砂石。", "建立巡查制度。"]
    assert view.note.text().startswith("还没有分列")
    key(view.table, Qt.Key.Key_Return)
    dialog = editing(desk)
    dialog.grid.setCurrentCell(0, 2)
    key(dialog.grid, Qt.Key.Key_F2)
    typed_in_cell(desk, "《防洪法》第二十二条")
    key(QApplication.focusWidget() or dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert not desk.has_dialog
    assert desk.says() == "已分列建议事项"
    assert column(view, 3) == ["《防洪法》第二十二条", "—"]
    assert not view.note.isVisible()
    assert desk.record is not None
    assert desk.record.tabs.tabText(desk.record.tabs.indexOf(view)) == "事项(2)"


def test_several_pasted_lines_become_several_items(desk: ClerksDesk) -> None:
    view = opened(desk)
    key(view.table, Qt.Key.Key_Return)
    assert not desk.has_dialog  # there is no row to open yet
    desk.click("编辑事项…", view)
    dialog = editing(desk)
    QGuiApplication.clipboard().setText("1. 清理河道砂石。\n\n2. 建立巡查制度。\t巡查缺失\t《河道管理条例》\t河道股\n")
    key(dialog.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    desk.confirm()
    assert column(view, 1) == ["清理河道砂石。", "建立巡查制度。"]
    assert [row[2:5] for row in view.table.texts()][1] == ("巡查缺失", "《河道管理条例》", "河道股")


def test_lines_pasted_while_a_cell_is_typed_follow_below_what_stands_there(desk: ClerksDesk) -> None:
    view = opened(desk, proposal="清理河道砂石。")
    desk.click("编辑事项…", view)
    dialog = editing(desk)
    key(dialog.grid, Qt.Key.Key_F2)
    QGuiApplication.clipboard().setText("建立巡查制度。\n公开整改结果。")
    key(QApplication.focusWidget() or dialog, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    desk.confirm()
    assert column(view, 1) == ["清理河道砂石。", "建立巡查制度。", "公开整改结果。"]


def test_items_are_moved_and_taken_out_by_keys(desk: ClerksDesk) -> None:
    view = opened(desk, proposal="甲。\n乙。\n丙。")
    desk.click("编辑事项…", view)
    grid = editing(desk).grid
    key(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    grid.setCurrentCell(2, 0)
    key(grid, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    desk.confirm()
    assert column(view, 1) == ["乙。", "甲。"]


def test_an_item_without_its_measure_keeps_the_dialog_open_and_says_which(desk: ClerksDesk) -> None:
    view = opened(desk, proposal="甲。")
    desk.click("编辑事项…", view)
    dialog = editing(desk)
    dialog.grid.setCurrentCell(1, 2)
    key(dialog.grid, Qt.Key.Key_F2)
    typed_in_cell(desk, "《防洪法》")
    desk.confirm()
    assert desk.problems() == ["第 2 项没有写建议内容。请补上，或者删去这一项。"]


def test_the_proposal_is_offered_by_its_lines_again(desk: ClerksDesk) -> None:
    view = opened(desk, proposal="甲。\n乙。")
    desk.click("编辑事项…", view)
    grid = editing(desk).grid
    key(grid, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert [each.measure for each in grid.drafts()] == ["乙。"]
    desk.click("按行拆分", editing(desk))
    assert [each.measure for each in grid.drafts()] == ["甲。", "乙。"]


def test_somebody_elses_change_is_told_and_the_second_press_saves(desk: ClerksDesk) -> None:
    view = opened(desk, proposal="甲。")
    desk.click("编辑事项…", view)
    dialog = editing(desk)
    letter = desk.record.record_id if desk.record else None
    assert letter is not None
    version = desk.services.suggestions.card(letter).version
    desk.services.suggestion_items.split(CLERK, letter, version, [ItemDraft("甲。", basis="乙法")])
    desk.confirm()
    (told,) = desk.problems()
    assert "在您打开之后已被修改" in told
    assert dialog.isVisible()


def test_undo_takes_the_items_back_on_screen(desk: ClerksDesk) -> None:
    view = opened(desk, proposal="甲。\n乙。")
    desk.click("编辑事项…", view)
    key(editing(desk).grid, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    desk.confirm()
    assert column(view, 1) == ["乙。"]
    desk.window.said.undo.click()
    desk.settle()
    assert column(view, 1) == ["甲。", "乙。"]


def test_the_letter_that_prints_the_items_is_one_click_away(desk: ClerksDesk) -> None:
    view = opened(desk, proposal="甲。")
    desk.click("看建议书", view)
    record = desk.record
    assert record is not None
    assert isinstance(record.tabs.currentWidget(), WritingView)


def test_items_come_back_after_a_crash_with_the_record_behind_each_and_the_cell_that_was_being_typed(
    desk: ClerksDesk,
) -> None:
    view = opened(desk, proposal="甲。\n乙。\n丙。")
    desk.click("编辑事项…", view)
    desk.confirm()
    first, second, third = desk.services.suggestion_items.sheet(view._sheet.letter_id).items
    desk.click("编辑事项…", view)
    dialog = editing(desk)
    dialog.grid.setCurrentCell(0, 0)
    key(dialog.grid, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    dialog.grid.move_current(1)
    dialog.grid.setCurrentCell(2, 0)
    dialog.grid.paste("丁。\n戊。\n己。\n庚。")
    dialog.grid.setCurrentCell(0, 1)
    key(dialog.grid, Qt.Key.Key_F2)
    typed_in_cell(desk, "还没有写完")
    dialog.keeper.keep()
    QThreadPool.globalInstance().waitForDone()
    wanted = [ItemDraft("丙。", "还没有写完", id=third.id), ItemDraft("乙。", id=second.id)]
    wanted += [ItemDraft(measure) for measure in ("丁。", "戊。", "己。", "庚。")]
    dialog.setParent(None)
    dialog.deleteLater()
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)

    desk.click("编辑事项…", view)
    again = editing(desk)
    assert not again.grid.isEnabled()  # else what is typed now would be kept over what was left
    assert again.cancel.isEnabled()
    desk.click("恢复", again)
    assert again.grid.isEnabled()
    assert again.confirm.isEnabled()
    assert again.grid.drafts() == wanted
    assert first.id not in {each.id for each in again.grid.drafts()}
    desk.confirm()
    assert column(view, 1) == ["丙。", "乙。", "丁。", "戊。", "己。", "庚。"]
