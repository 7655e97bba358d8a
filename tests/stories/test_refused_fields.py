"""What is refused in a long form is seen: the form moves to the field and its sentence."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QScrollArea
from pytestqt.qtbot import QtBot

from app.services.foundation.errors import FieldProblem
from app.views.suggestions.draft_dialog import DraftDialog
from tests.stories.conftest import ClerksDesk


def test_a_refused_field_below_the_visible_part_of_a_form_is_moved_into_sight(desk: ClerksDesk, qtbot: QtBot) -> None:
    dialog = DraftDialog(desk.window.workplace, None, desk.window.page)
    dialog.open()
    sheet = dialog.findChild(QScrollArea)
    assert sheet is not None
    assert sheet.verticalScrollBar().value() == 0

    dialog.form.mark(FieldProblem("remarks", "备注写得不对。请改正。"))

    told = next(each for each in dialog.form.findChildren(QLabel) if each.text() == "备注写得不对。请改正。")
    qtbot.waitUntil(lambda: sheet.viewport().rect().contains(told.mapTo(sheet.viewport(), told.rect().bottomLeft())))


def test_a_refused_text_with_a_mark_of_state_secrecy_is_not_repeated_beside_its_field(desk: ClerksDesk) -> None:
    dialog = DraftDialog(desk.window.workplace, None, desk.window.page)
    dialog.open()

    dialog.form.mark(FieldProblem("remarks", "“机密★10年 某某方案”不是年份。"))

    shown = [each.text() for each in dialog.form.findChildren(QLabel) if "★" in each.text()]
    assert len(shown) == 1
    assert "带有国家秘密标志（机密★）" in shown[0]
    assert "某某方案" not in shown[0]


def test_every_field_reached_by_tab_is_seen_whole(desk: ClerksDesk, qtbot: QtBot) -> None:
    dialog = DraftDialog(desk.window.workplace, None, desk.window.page)
    dialog.open()
    dialog.resize(dialog.width(), 420)
    sheet = dialog.findChild(QScrollArea)
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.verticalScrollBar().maximum() > 0)
    dialog.form.focus_first()
    tall = set()
    while (reached := dialog.focusWidget()) is not None and sheet.isAncestorOf(reached):
        shown = reached.rect().translated(reached.mapTo(sheet.viewport(), QPoint(0, 0)))
        assert sheet.viewport().rect().contains(shown), reached.objectName()
        if isinstance(reached, QPlainTextEdit):
            tall.add(reached.objectName())
        QTest.keyClick(reached, Qt.Key.Key_Tab)
    assert tall >= {"problem", "proposal"}
