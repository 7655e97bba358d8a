"""What Qt says by itself is Chinese as well: menus of fields, calendars, print and file dialogs."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QFileInfo
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QAbstractButton, QApplication, QCalendarWidget, QFileIconProvider, QLineEdit
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


def test_a_file_dialog_tells_files_and_folders_in_chinese(qapp: QApplication, tmp_path: Path) -> None:
    speak_chinese(qapp)
    file = tmp_path / "台账.jdt"
    file.write_bytes(b"\x00\x01")
    kinds = QFileIconProvider()
    assert kinds.type(QFileInfo(str(tmp_path))) == "文件夹"
    assert kinds.type(QFileInfo(str(file))) == "未知"


def test_words_that_only_qt_knows_and_words_nobody_knows_stay_what_they_are(qapp: QApplication) -> None:
    speak_chinese(qapp)
    assert QCoreApplication.translate("QFileDialog", "Look in:") == "查找范围："
    assert QCoreApplication.translate("QAnything", "Folder") == "Folder"
    assert QCoreApplication.translate("QAnything", "%n files", None, 3) == "3 files"
