"""The rich text field: what the keyboard does, what is pasted, what an input method composes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.views.papers.rich_field import RichField

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[RichField]:
    """A field between its neighbours, with the cursor in it."""
    frame, made = QWidget(), RichField("事实", "facts")
    layout = QVBoxLayout(frame)
    layout.addWidget(made)
    layout.addWidget(QLineEdit())
    qtbot.addWidget(frame)
    frame.show()
    qtbot.waitExposed(frame)
    made.edit.setFocus()
    yield made
    frame.close()


def compose(field: RichField, text: str) -> None:
    """What an input method sends."""
    QApplication.sendEvent(field.edit, QInputMethodEvent(text[:1], []))
    committed = QInputMethodEvent()
    committed.setCommitString(text)
    QApplication.sendEvent(field.edit, committed)


def paste(field: RichField, text: str = "", html: str = "") -> None:
    """From the clipboard."""
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    field.edit.insertFromMimeData(data)


def test_what_is_typed_after_control_b_is_bold(field: RichField, qtbot: QtBot) -> None:
    compose(field, "普通")
    qtbot.keyClick(field.edit, Qt.Key.Key_B, CONTROL)
    compose(field, "加粗")
    qtbot.keyClick(field.edit, Qt.Key.Key_B, CONTROL)
    compose(field, "又普通")
    assert field.text() == "普通**加粗**又普通"


def test_composing_a_word_says_nothing_before_it_is_committed(field: RichField) -> None:
    heard: list[str] = []
    field.changed.connect(lambda: heard.append(field.text()))
    QApplication.sendEvent(field.edit, QInputMethodEvent("zheng", []))
    assert heard == []
    committed = QInputMethodEvent()
    committed.setCommitString("整改")
    QApplication.sendEvent(field.edit, committed)
    assert heard == ["整改"]


def test_the_list_button_numbers_the_selected_lines_and_takes_the_numbers_back(field: RichField) -> None:
    field.set_text("甲\n乙\n丙")
    field.edit.selectAll()
    field.items.click()
    assert field.text() == "- 甲\n- 乙\n- 丙"
    field.edit.selectAll()
    field.items.click()
    assert field.text() == "甲\n乙\n丙"


def test_a_table_gets_rows_and_columns_and_loses_them(field: RichField) -> None:
    field.edit.insert_table()
    compose(field, "项目")
    field.edit.add_row()
    field.edit.add_column()
    assert field.text().splitlines() == ["| 项目 |  |  |  |", *["|  |  |  |  |"] * 3]
    field.edit.remove_column()
    field.edit.remove_row()
    assert len(field.text().splitlines()) == 3


def test_a_range_copied_from_excel_becomes_a_table(field: RichField) -> None:
    paste(field, "项目\t数量\r\n小作坊\t126\r\n")
    assert field.text() == "| 项目 | 数量 |\n| 小作坊 | 126 |"


def test_excel_brings_its_cells_along_as_html_without_colours(field: RichField) -> None:
    html = (
        "<table border=1><tr><td bgcolor=yellow><b>项目</b></td><td>数量</td></tr>"
        "<tr><td>小作坊</td><td>126</td></tr></table>"
    )
    paste(field, "项目\t数量", html)
    assert field.text() == "| 项目 | 数量 |\n| 小作坊 | 126 |"


def test_text_from_word_keeps_bold_and_items_only(field: RichField) -> None:
    html = (
        '<p style="font-family:华文彩云;color:red">前言<b>重点</b><i>斜</i></p>'
        '<p class="MsoListParagraph">·&nbsp;&nbsp;甲</p><ol><li>乙</li></ol>'
    )
    paste(field, "前言", html)
    assert field.text() == "前言**重点**斜\n- 甲\n- 乙"
    assert "color" not in field.edit.toHtml().replace("background-color", "")


def test_one_line_is_pasted_into_the_line_that_is_there(field: RichField) -> None:
    field.set_text("本院发现。")
    cursor = field.edit.textCursor()
    cursor.setPosition(2)
    field.edit.setTextCursor(cursor)
    paste(field, "依法")
    assert field.text() == "本院依法发现。"


def test_what_is_pasted_into_a_cell_stays_in_it(field: RichField) -> None:
    field.edit.insert_table()
    paste(field, "甲\t乙\n丙\t丁")
    assert field.text().splitlines()[0] == "| 甲　乙 丙　丁 |  |  |"


def test_pasting_is_one_step_of_undo(field: RichField, qtbot: QtBot) -> None:
    field.set_text("原文")
    field.edit.moveCursor(QTextCursor.MoveOperation.End)
    paste(field, "项目\t数量\n小作坊\t126")
    qtbot.keyClick(field.edit, Qt.Key.Key_Z, CONTROL)
    assert field.text() == "原文"
    qtbot.keyClick(field.edit, Qt.Key.Key_Z, CONTROL)
    assert field.text() == "原文"


def test_tab_leaves_the_field_and_control_tab_writes_nothing(field: RichField, qtbot: QtBot) -> None:
    qtbot.keyClick(field.edit, Qt.Key.Key_Tab, CONTROL)
    assert field.text() == ""
    qtbot.keyClick(field.edit, Qt.Key.Key_Tab)
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_a_field_that_is_closed_keeps_its_text_from_every_key(field: RichField, qtbot: QtBot) -> None:
    field.set_text("甲\n乙")
    field.set_read_only(True)
    field.edit.selectAll()
    for key in (Qt.Key.Key_B, Qt.Key.Key_L, Qt.Key.Key_X, Qt.Key.Key_V):
        qtbot.keyClick(field.edit, key, CONTROL)
    qtbot.keyClick(field.edit, Qt.Key.Key_Delete)
    field.edit.insert_table()
    assert field.text() == "甲\n乙"


def test_where_the_paper_numbers_the_lines_there_is_bold_only(qtbot: QtBot) -> None:
    field = RichField("建议内容", "proposals", has_blocks=False)
    qtbot.addWidget(field)
    paste(field, "甲\t乙")
    field.edit.toggle_items()
    field.edit.insert_table()
    assert field.text() == "甲　乙"
    assert field.items.isHidden()
