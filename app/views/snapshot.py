"""Draws the window's pages as pictures, off screen where there is no display."""

import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QDate, QEventLoop, QMessageLogContext, QThreadPool, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDateEdit, QTabWidget

from app.models.terms import RecordType
from app.services.desk import Desk
from app.services.foundation.errors import KnownError
from app.services.foundation.files import made_folder
from app.services.lists.listing import ListQuery
from app.views.main_window import MainWindow
from app.views.navigation import PAGES
from app.views.shared.preferences import Preferences
from app.views.start import make_window

log = logging.getLogger(__name__)

WIDTH, HEIGHT = 1366, 768
_FEWEST_COLOURS = 24  # smoothed text alone brings more
_BREATH = 150  # milliseconds between two looks whether a page still reads


def snapshot(open_desk: Callable[[Path], Desk], store: Path, folder: Path) -> list[Path]:
    """Draw every page of the navigation, a record and its paper; returns the PNG files.

    Raises KnownError where a page stays blank or a file cannot be written, and whatever a page raised while it drew.
    """
    desk = open_desk(store)
    try:
        made_folder(folder)
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
    for number, (title, show) in enumerate(_views(window), start=1):
        with _slots_watched():
            show()
            _rest()
        picture = window.grab().toImage()
        if is_blank(picture):
            raise KnownError(f"“{title}”页画出来是空白。请重新安装程序；仍然如此时把日志交给管理员。")
        path = folder / f"{number}-{title}.png"
        if not picture.save(str(path)):
            raise KnownError(f"没有写出图片“{path}”。请检查磁盘空间和写入权限后重试。")
        yield path
    window.close()
    window.deleteLater()


def _views(window: MainWindow) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is drawn, by title: the pages of the navigation and of its sections, the newest letter, its paper."""
    newest = _newest_letter(window.workplace.desk)
    for entry in PAGES:
        if entry.is_listed or entry.section:
            yield entry.title, partial(_show_page, window, entry.key, newest)
    if newest is not None:
        letter, _ = newest
        yield "案卡", lambda: window.workplace.open_record(RecordType.SUGGESTION, letter)
        yield "文书", lambda: _show_tab(window, "文书")


def _show_page(window: MainWindow, key: str, newest: tuple[int, str] | None) -> None:
    page = window.go_to(key)
    months = page.findChild(QDateEdit, "month")
    if months is not None and newest is not None:  # a month in which something happened, so that the charts have bars
        months.setDate(QDate.fromString(newest[1], "yyyy-MM"))


def _show_tab(window: MainWindow, title: str) -> None:
    tabs = window.page.findChild(QTabWidget, "letter_tabs")
    if tabs is not None:
        names = [tabs.tabText(place) for place in range(tabs.count())]
        tabs.setCurrentIndex(names.index(title))


def _newest_letter(desk: Desk) -> tuple[int, str] | None:
    """The letter issued last and its month, 2022-04; None where none was issued."""
    listing = desk.suggestions.listing
    query = ListQuery(desk.clock.today(), sort="issued_on", is_descending=True)
    place = next(place for place, column in enumerate(listing.columns) if column.key == "issued_on")
    rows = listing.rows(listing.ids(query)[:100], query)
    return next(((row.id, str(row.cells[place])[:7]) for row in rows if len(str(row.cells[place] or "")) >= 7), None)


def is_blank(picture: QImage) -> bool:
    """Nothing but a few plain colours: no text, no lines."""
    rows = range(0, picture.height(), 3)
    seen = {picture.pixel(column, row) for row in rows for column in range(0, picture.width(), 5)}
    return len(seen) < _FEWEST_COLOURS


@contextmanager
def _slots_watched() -> Iterator[None]:
    """An error in a slot does not reach whoever called; it is caught here and raised."""
    failed: list[BaseException] = []
    before = sys.excepthook
    sys.excepthook = lambda _kind, error, _trace: failed.append(error)
    try:
        yield
    finally:
        sys.excepthook = before
    if failed:
        raise failed[0]


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
