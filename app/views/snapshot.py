"""Draws the window's pages as pictures, off screen where there is no display."""

import logging
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QMessageLogContext, QThreadPool, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from app.services.desk import Desk
from app.services.errors import KnownError
from app.views.main_window import MainWindow
from app.views.navigation import PAGES
from app.views.shared.preferences import Preferences
from app.views.start import make_window

log = logging.getLogger(__name__)

WIDTH, HEIGHT = 1366, 768
_BREATH = 150  # milliseconds between two looks whether a page still reads


def snapshot(open_desk: Callable[[Path], Desk], store: Path, folder: Path) -> list[Path]:
    """Draw every page of the navigation on this store; returns the PNG files. Raises KnownError."""
    desk = open_desk(store)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory() as memory:  # nobody's own columns and filters
            return list(_drawn(_window(desk, Path(memory)), folder))
    finally:
        QThreadPool.globalInstance().waitForDone()
        desk.close()


def _window(desk: Desk, memory: Path) -> MainWindow:
    window = make_window(_application(), desk.resources, Preferences(memory / "window.ini"))
    window.resize(WIDTH, HEIGHT)
    window.show()
    window.attach(desk)
    return window


def _drawn(window: MainWindow, folder: Path) -> Iterator[Path]:
    for number, entry in enumerate((entry for entry in PAGES if entry.is_listed), start=1):
        window.go_to(entry.key)
        _rest()
        path = folder / f"{number}-{entry.title}.png"
        if not window.grab().save(str(path)):
            raise KnownError(f"没有写出图片“{path}”。请检查磁盘空间和写入权限后重试。")
        yield path
    window.close()
    window.deleteLater()


def _application() -> QApplication:
    """The running application, or one that needs no display where there is none."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        qInstallMessageHandler(_listen)
    return QApplication(sys.argv[:1])


def _listen(_kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
    if not message.startswith("This plugin does not support"):  # the offscreen plugin's own note on every window
        log.warning("%s", message)


def _rest() -> None:
    """Let the page read and paint until the pool has been idle for one breath."""
    was_busy = True
    while was_busy:
        was_busy = QThreadPool.globalInstance().activeThreadCount() > 0
        loop = QEventLoop()
        QTimer.singleShot(_BREATH, loop.quit)
        loop.exec()
