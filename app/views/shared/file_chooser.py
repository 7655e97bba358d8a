"""Asks for files and folders. The only place that opens a file chooser, because none may look into a store.

Qt tells the kind of a file without a known ending by what is in it: it opens the store, its log and the log's index,
and closes them. On POSIX that takes away the locks SQLite holds, that of a writer in the midst of writing, too.
"""

import sys
from functools import cache
from pathlib import Path

from PySide6.QtCore import QDir, QFileInfo, QSettings, QUrl
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QDialog, QFileDialog, QFileIconProvider, QWidget
from shiboken6 import isValid
from typing_extensions import override

_FOLDER, _FILE = QAbstractFileIconProvider.IconType.Folder, QAbstractFileIconProvider.IconType.File
_ONE, _MANY, _NEW, _FOLDERS = (
    QFileDialog.FileMode.ExistingFile,
    QFileDialog.FileMode.ExistingFiles,
    QFileDialog.FileMode.AnyFile,
    QFileDialog.FileMode.Directory,
)


class OutsideIcons(QFileIconProvider):
    """A sheet or a folder, and the ending for a kind: nothing that asks for a look into the file."""

    def __init__(self) -> None:
        """The icons are drawn once; later they are asked for on another thread."""
        super().__init__()
        self._drawn = {kind: super(OutsideIcons, self).icon(kind) for kind in QAbstractFileIconProvider.IconType}

    @override
    def icon(self, of: QFileInfo | QAbstractFileIconProvider.IconType, /) -> QIcon:
        if isinstance(of, QFileInfo):
            return self._drawn[_FOLDER if of.isDir() else _FILE]
        return self._drawn[of]

    @override
    def type(self, info: QFileInfo, /) -> str:
        return "文件夹" if info.isDir() else f"{info.suffix().upper()} 文件".strip()


def chosen_file(parent: QWidget, title: str, at: str, kinds: str) -> str:
    """A file there is, empty where none was chosen; ``at`` is a folder or a file, ``kinds`` a filter of Qt's."""
    return next(iter(_asked(chooser(parent, title, at, kinds, _ONE))[0]), "")


def chosen_files(parent: QWidget, title: str, at: str, kinds: str) -> list[str]:
    """Files there are."""
    return _asked(chooser(parent, title, at, kinds, _MANY))[0]


def chosen_place(parent: QWidget, title: str, at: str, kinds: str) -> tuple[str, str]:
    """Where a file is to be written, asked again where there is one, and the kind that was chosen."""
    dialog = chooser(parent, title, at, kinds, _NEW)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    files, kind = _asked(dialog)
    return next(iter(files), ""), kind


def chosen_folder(parent: QWidget, title: str, at: str = "") -> str:
    """A folder there is."""
    dialog = chooser(parent, title, at, "", _FOLDERS)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return next(iter(_asked(dialog)[0]), "")


def chooser(parent: QWidget, title: str, at: str, kinds: str, mode: QFileDialog.FileMode) -> QFileDialog:
    """A chooser that has looked into no file yet; it outlives ``parent``, which its page may make anew meanwhile."""
    window = parent.window()
    dialog = _blind(window, title) if sys.platform == "linux" else QFileDialog(window, title)
    dialog.setFileMode(mode)
    if kinds:
        dialog.setNameFilter(kinds)
    place = Path(at)
    if at and place.is_dir():
        dialog.setDirectory(at)
    elif at:
        if place.is_absolute() and place.parent.is_dir():
            dialog.setDirectory(str(place.parent))
        dialog.selectFile(place.name)
    return dialog


def _blind(parent: QWidget, title: str) -> QFileDialog:
    # It begins to read as soon as it is made, with icons of its own: so where there are folders only.
    dialog = QFileDialog(parent, title, QDir.rootPath())
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)  # GTK's own looks into files as well
    dialog.setIconProvider(_icons())
    last = QUrl(str(QSettings(QSettings.Scope.UserScope, "QtProject").value("FileDialog/lastVisited", "")))
    folder = Path(last.toLocalFile())  # a medium that was pulled out, or a folder removed since
    dialog.setDirectory(str(folder) if folder.is_absolute() and folder.is_dir() else QDir.homePath())
    return dialog


def _asked(dialog: QFileDialog) -> tuple[list[str], str]:
    """Files and kind; none where it was closed, or went with its window."""
    is_chosen = dialog.exec() == QDialog.DialogCode.Accepted
    if not isValid(dialog):
        return [], ""
    files, kind = list(dialog.selectedFiles()) if is_chosen else [], dialog.selectedNameFilter()
    dialog.deleteLater()
    return files, kind


@cache
def _icons() -> OutsideIcons:
    return OutsideIcons()  # outlives every chooser: the thread that asks it ends after the dialog
