"""What is refused in a long form is seen: the form moves to the field and its sentence."""

from PySide6.QtWidgets import QLabel, QScrollArea
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
