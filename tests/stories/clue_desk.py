"""Clues at the screen: what stands in the store, and what the clerk does with the keys alone."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTabWidget
from pytestqt.qtbot import QtBot

from app.models.dates import PartialDate
from app.services.clues.rows import ClueCard, ClueDraft
from app.services.lists.listing import ListQuery
from app.views.clues.forwarded_dialog import ForwardedDialog
from app.views.clues.links_view import LinksView
from app.views.clues.page import CluesPage
from app.views.clues.register_dialog import RegisterDialog
from app.views.clues.triage_dialog import TriageDialog
from tests.stories.conftest import CLERK, ClerksDesk


class ClueDesk:
    """The page 线索 as 张某 uses it."""

    def __init__(self, desk: ClerksDesk, qtbot: QtBot) -> None:
        self.desk, self._bot = desk, qtbot

    @property
    def page(self) -> CluesPage:
        """The page of clues."""
        page = self.desk.window.go_to("clues")
        assert isinstance(page, CluesPage)
        return page

    def has(self, unit: str, found: str = "", **facts: object) -> int:
        """A clue that has come in."""
        said = {"source": "12345", "unit": unit, "found": found, "found_on": PartialDate("2026-11-10"), **facts}
        clue = self.desk.services.clues.register(CLERK, ClueDraft(**said)).id  # type: ignore[arg-type]  # a test's own
        self.desk.settle()
        return clue

    def card(self, clue: int) -> ClueCard:
        """What the store says of a clue."""
        return self.desk.services.clues.card(clue)

    def ids(self) -> list[int]:
        """All clues, in the list's own order."""
        clues = self.desk.services.clues
        return list(clues.listing.ids(ListQuery(self.desk.services.clock.today())))

    def begin(self) -> RegisterDialog:
        """登记线索, by its key."""
        self.page.list.table.setFocus()
        self.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        return self.registering()

    def registering(self) -> RegisterDialog:
        """The open dialog of 登记线索."""
        return next(found for found in self.page.findChildren(RegisterDialog) if found.isVisible())

    def forwarding(self) -> ForwardedDialog:
        """The open dialog of 登记已移送."""
        window = self.desk.window
        return next(found for found in window.findChildren(ForwardedDialog) if found.isVisible())

    def triaging(self) -> TriageDialog:
        """The open dialog of 研判."""
        return next(found for found in self.desk.window.findChildren(TriageDialog) if found.isVisible())

    def links(self) -> LinksView:
        """关联 of the record on screen, its likely kin looked for."""
        record = self.desk.record
        assert record is not None
        view = record.findChild(LinksView)
        tabs = record.findChild(QTabWidget)
        assert view is not None
        assert tabs is not None
        tabs.setCurrentWidget(view)
        self._bot.waitUntil(lambda: view.is_settled)
        return view

    def type(self, text: str) -> None:
        """Chinese into whatever has the focus, as an input method sends it."""
        focus = QApplication.focusWidget()
        assert isinstance(focus, QLineEdit | QPlainTextEdit) or focus is not None
        committed = QInputMethodEvent()
        committed.setCommitString(text)
        QApplication.sendEvent(focus, committed)

    def kin_offered(self, dialog: RegisterDialog) -> list[str]:
        """The likely kin under the fields, once nobody types any more."""
        self._bot.waitUntil(lambda: dialog.hints.is_settled, timeout=10_000)
        rows = dialog.hints.list.rows
        return [rows.item(row).text() for row in range(rows.count())]

    def select(self, *units: str) -> None:
        """Select the rows of these units, by the keys a table knows."""
        listing = self.page.list
        section = next(at for at, column in enumerate(listing.model.columns) if column.key == "unit")
        table = listing.table
        table.clearSelection()
        selection = table.selectionModel()
        for row in range(listing.model.rowCount()):
            if listing.model.index(row, section).data() in units:
                index = listing.model.index(row, 0)
                selection.select(index, selection.SelectionFlag.Select | selection.SelectionFlag.Rows)
        self.desk.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key in the main window, which the window manager makes active once a dialog is gone."""
        self.desk.window.activateWindow()
        self._bot.waitUntil(self.desk.window.isActiveWindow)
        self.desk.press(key, modifier)

    def undo(self) -> None:
        """撤销 in the status line."""
        self.desk.window.said.undo.click()
        self.desk.settle()
