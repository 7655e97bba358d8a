"""What Qt says by itself is Chinese as well: menus of fields, calendars, print and file dialogs."""

from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QAbstractButton, QApplication, QCalendarWidget, QLineEdit
from pytestqt.qtbot import QtBot

from app.views.shared.language import speak_chinese


def test_the_menu_of_a_field_is_in_chinese(qapp: QApplication, qtbot: QtBot) -> None:
    speak_chinese(qapp)
    field = QLineEdit()
    qtbot.addWidget(field)
    words = " ".join(action.text() for action in field.createStandardContextMenu().actions())
    assert "复制" in words
    assert "Copy" not in words


def test_the_print_dialog_and_the_calendar_are_in_chinese(qapp: QApplication, qtbot: QtBot) -> None:
    speak_chinese(qapp)
    speak_chinese(qapp)  # a second window adds nothing
    dialog, calendar = QPrintDialog(), QCalendarWidget()
    qtbot.addWidget(dialog)
    qtbot.addWidget(calendar)
    assert "打印全部" in {button.text() for button in dialog.findChildren(QAbstractButton)}
    assert calendar.locale().dayName(1).startswith("星期")
