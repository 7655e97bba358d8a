"""Has Qt's own dialogs, menus and calendars speak Chinese whatever the desktop's language."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

_NAME = "chinese"


def speak_chinese(application: QApplication) -> None:
    """Load Qt's Chinese words, once for an application."""
    if application.findChild(QTranslator, _NAME) is not None:
        return
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    translator.setObjectName(_NAME)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
