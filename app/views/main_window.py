"""The window: frame, navigation and the place where pages stand. It knows no feature."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.models.terms import RecordType
from app.services.desk import Desk
from app.views.header import Header
from app.views.navigation import COMMANDS, PAGES, Entry
from app.views.said_line import SaidLine
from app.views.shared.page import Page
from app.views.shared.preferences import PAGE
from app.views.shared.workplace import Workplace

_NAVIGATION_WIDTH = 152
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_KEY = int(Qt.ItemDataRole.UserRole)


class MainWindow(QMainWindow):
    """Paints frame and navigation; ``begin`` brings the first page's heads, ``attach`` a store to read from."""

    painted = Signal()  # the first time something is on screen
    begun = Signal()  # the heads of the first page are too

    def __init__(self, workplace: Workplace, entries: tuple[Entry, ...] = PAGES) -> None:
        """Frame and navigation."""
        super().__init__()
        workplace.setParent(self)  # else what is connected to it holds it, and the store behind it, past the window
        self.workplace, self._entries = workplace, {entry.key: entry for entry in entries}
        self._pages: dict[str, Page] = {}
        self._is_painted = False
        self.parting: Callable[[], bool] | None = None  # asked before closing: True where it closes the window later
        self._build()

    def begin(self) -> None:
        """Go to the page of the last time, else the first; no key leads anywhere before."""
        self._wire()
        self._go_to_last()
        QTimer.singleShot(0, self.begun.emit)

    def _go_to_last(self) -> None:
        kept = self.workplace.preferences.text(PAGE)
        is_known = kept in self._entries and self._entries[kept].is_listed
        self.go_to(kept if is_known else next(iter(self._entries)))

    @property
    def page(self) -> Page:
        """The page on screen."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)  # noqa: S101 - nothing else is put on the stack
        return page

    @property
    def _key(self) -> str:
        """The key of the page on screen."""
        return next(key for key, page in self._pages.items() if page is self._stack.currentWidget())

    def attach(self, desk: Desk) -> None:
        """A store is open: every page reads from it; only after ``begin``."""
        session = desk.access.session
        if session is not None:
            self.workplace.preferences.belong_to(session.name)
            self._go_to_last()  # where this person was, not whoever worked here before
        self.workplace.attach(desk)
        office = desk.offices.office()
        self.header.show_office(office.name)
        self.setWindowTitle(f"检督台 · {office.name}")
        self.band.setVisible(office.is_demonstration)
        self._outer.setCurrentIndex(0)
        self._let_in(True)
        self._offer_pages()
        for key, page in self._pages.items():
            if self._entries[key].is_open(self.workplace):
                page.start()
                self.workplace.leave_out(page)
        self.page.setFocus()

    def _offer_pages(self) -> None:
        """List what whoever has signed in may look at, and stand on such a page."""
        for row in range(self.navigation.count()):
            item = self.navigation.item(row)
            item.setHidden(not self._entries[item.data(_KEY)].is_open(self.workplace))
        if not self._entries[self._key].is_open(self.workplace):
            self.go_to(next(key for key, entry in self._entries.items() if entry.is_open(self.workplace)))
        self.header.search.setVisible(
            any(each.answers_search and each.is_open(self.workplace) for each in self._entries.values())
        )

    def _let_in(self, is_open: bool) -> None:
        """Without a store there is nothing that could be searched or written."""
        self._stack.setEnabled(is_open)
        self.header.search.setEnabled(is_open)

    def show_instead(self, widget: QWidget) -> None:
        """Cover pages and navigation while there is no store."""
        if self._outer.indexOf(widget) < 0:
            self._outer.addWidget(widget)
        self._outer.setCurrentWidget(widget)

    def go_to(self, key: str) -> Page:
        """Show a page, building it when it is first gone to; one that is not open to this person is not gone to."""
        if self.workplace.has_desk and not self._entries[key].is_open(self.workplace):
            return self.page
        if key not in self._pages:
            page = self._entries[key].build(self.workplace)
            self._pages[key] = page
            self._stack.addWidget(page)
            if self.workplace.has_desk:
                page.start()
        self.workplace.leave_out(self._pages[key])
        self._stack.setCurrentWidget(self._pages[key])
        self.workplace.here = key
        section = self._entries[key].section or key
        for row in range(self.navigation.count()):
            if self.navigation.item(row).data(_KEY) == section:
                with QSignalBlocker(self.navigation):  # marking a section is no wish to go to its first page
                    self.navigation.setCurrentRow(row)
                self.workplace.preferences.keep(PAGE, section)
        return self._pages[key]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, as in dialogs: outside them Qt leaves that to the desktop."""
        pressed = self.focusWidget()
        is_enter = event.key() in _ENTER and event.modifiers() in _PLAIN  # Ctrl+Enter confirms, and not twice
        if is_enter and isinstance(pressed, QPushButton | QToolButton):
            pressed.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.parting is not None and self.parting():
            event.ignore()
            return
        self.workplace.preferences.keep("window", self.saveGeometry())
        self.workplace.closing.emit()
        QThreadPool.globalInstance().waitForDone()
        super().closeEvent(event)

    def _say_undone(self, sentence: str, act: int) -> None:
        history, mine = self.workplace.desk.history, self.workplace.actor.name
        taken, before = history.last_taken_back(), history.last_act()
        title = taken.title if taken is not None and taken.act == act else ""
        is_mine = before is not None and before.actor == mine  # what others did is taken back on purpose only
        earlier = (before.act, before.title) if before is not None and is_mine else (0, "")
        self.said.say_undone(sentence, act, title, earlier)

    def _open_record(self, record_type: RecordType, record_id: int) -> None:
        entry = next(entry for entry in self._entries.values() if entry.records is record_type)
        before = self._key
        page = self.go_to(entry.key)
        page.open_record(record_id)
        self.workplace.leave_out(page)
        page.came_from = before if before != entry.key else ""

    def _go_back(self) -> None:
        page = self.page
        before = page.came_from
        page.go_back()
        page.came_from = ""
        if before:
            self.go_to(before).come_back()

    def _walk_to(self, key: str) -> None:
        """Go where somebody points: the way back is forgotten."""
        if key != self._key:
            for page in self._pages.values():
                page.came_from = ""
        self.go_to(key)

    def _walk_to_found(self, key: str, text: str) -> None:
        """Go where a line points that stands for several things."""
        self._walk_to(key)
        self.page.search_for(text)

    def _walk_by_key(self, key: str) -> None:
        """The keys of a page count only while the focus is in it."""
        self._walk_to(key)
        self.page.setFocus()

    def _search(self, text: str) -> None:
        entry = next((entry for entry in self._entries.values() if entry.answers_search), None)
        before = self._key
        page = self.page if entry is None else self.go_to(entry.key)
        if entry is not None and before != entry.key:
            page.came_from = before
        page.search_for(text)

    def _build(self) -> None:
        self.setWindowTitle("检督台")
        self.resize(1280, 720)
        kept = self.workplace.preferences.state("window")
        if not kept.isEmpty():
            self.restoreGeometry(kept)
        self.header = Header(self.workplace)
        for command in COMMANDS:
            run = partial(command.run, self.workplace, self)
            self.header.offer(command.title, command.icon, command.shortcut, run)
        self.band = QLabel("演示数据 · 不得作为办案依据")
        self.band.setObjectName("band")
        self.band.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.band.hide()
        self._outer = QStackedWidget()
        self._outer.addWidget(self._work_area())
        self.said = SaidLine(self.workplace.icons)
        self.setStatusBar(self.said)
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.header, self.band, self._outer):
            layout.addWidget(part)
        layout.setStretchFactor(self._outer, 1)
        self.setCentralWidget(central)
        self._let_in(False)

    def _work_area(self) -> QWidget:
        area = QWidget()
        layout = QHBoxLayout(area)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.navigation = QListWidget()
        self.navigation.setObjectName("navigation")
        self.navigation.setAccessibleName("导航")
        self.navigation.setFixedWidth(_NAVIGATION_WIDTH)
        self.navigation.setIconSize(QSize(20, 20))
        for entry in self._entries.values():
            if entry.is_listed:
                item = QListWidgetItem(self.workplace.icons.icon(entry.icon), entry.title, self.navigation)
                item.setData(_KEY, entry.key)
        self._stack = QStackedWidget()
        layout.addWidget(self.navigation)
        layout.addWidget(self._stack, 1)
        return area

    def _wire(self) -> None:
        for chosen in (self.navigation.currentItemChanged, self.navigation.itemClicked):  # clicked: back from 搜索
            chosen.connect(lambda item, *_: self._walk_to(item.data(_KEY)))
        self.header.searched.connect(self._search)
        self.workplace.said.connect(self.said.say)
        self.said.take_back_wanted.connect(self.workplace.take_back)
        self.said.do_again_wanted.connect(self.workplace.do_again)
        self.workplace.undone.connect(self._say_undone)
        self.workplace.record_wanted.connect(self._open_record)
        self.workplace.page_wanted.connect(self._walk_to)
        self.workplace.search_wanted.connect(self._walk_to_found)
        self.workplace.back_wanted.connect(self._go_back)
        QShortcut(QKeySequence("Esc"), self, self._go_back)
        listed = [entry for entry in self._entries.values() if entry.is_listed]
        digits = (place % 10 for place in range(1, len(listed) + 1))  # 0 is the tenth
        for entry in listed:
            keys = entry.shortcut or f"Ctrl+{next(digits)}"
            QShortcut(QKeySequence(keys), self, lambda key=entry.key: self._walk_by_key(key))
        for command in COMMANDS:
            QShortcut(QKeySequence(command.shortcut), self, partial(command.run, self.workplace, self))
