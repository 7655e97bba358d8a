"""Has Qt's own dialogs, menus and calendars speak Chinese whatever the desktop's language."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

_NAME = "chinese"
# What Qt 6.8 says in its file dialog and has no Chinese words for.
_ABSENT = {
    "Drive": "磁盘",
    "File": "文件",
    "%1 File": "%1 文件",
    "File Folder": "文件夹",
    "Folder": "文件夹",
    "Alias": "替身",
    "Shortcut": "快捷方式",
    "Unknown": "未知",
}


class _Absent(QTranslator):
    """Kinds of files. What it does not know it gives back: the binding has no way to say that there is no word."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        """The Chinese word."""
        return _ABSENT.get(source, source) if context == "QAbstractFileIconProvider" else source


def speak_chinese(application: QApplication) -> None:
    """Load Qt's Chinese words, once for an application."""
    if application.findChild(QTranslator, _NAME) is not None:
        return
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    application.installTranslator(_Absent(application))  # before Qt's own words: the last one installed is asked first
    translator = QTranslator(application)
    translator.setObjectName(_NAME)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
