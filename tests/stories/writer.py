"""Writing a document at the screen: the clerk goes to 文书 of a record and types into the fields beside the page."""

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.views.papers.writing_view import WritingView
from tests.stories.conftest import ClerksDesk


class Writer:
    """The clerk at 文书 of one record."""

    def __init__(self, desk: ClerksDesk, qtbot: QtBot) -> None:
        self.desk, self._bot = desk, qtbot
        self.view = WritingView(desk.window.workplace)

    def open(self, letter: int, page: str = "检察建议") -> None:
        """Go to 文书 of a record."""
        self.desk.go_to(page)
        self.desk.window.page.open_record(letter)
        assert self.desk.record is not None
        tabs = self.desk.record.tabs
        titles = [tabs.tabText(place) for place in range(tabs.count())]
        tabs.setCurrentIndex(titles.index("文书"))
        found = tabs.currentWidget()
        assert isinstance(found, WritingView)
        self.view = found
        self.wait()

    def wait(self) -> None:
        """Until the pages show what is typed."""
        self._bot.waitUntil(lambda: self.view.is_idle and self.view.paper.pages.page_count > 0, timeout=20_000)
        self._bot.waitUntil(lambda: self.view.is_idle)

    def type(self, name: str, text: str) -> None:
        """Into a field, over what is there, as an input method does."""
        target = self.view.form.fields[name].target
        target.setFocus()
        if isinstance(target, QLineEdit):
            target.selectAll()
        else:
            target.selectAll()  # type: ignore[attr-defined]  # the other editors have it too
        QApplication.sendEvent(target, QInputMethodEvent(text[:1], []))
        committed = QInputMethodEvent()
        committed.setCommitString(text)
        QApplication.sendEvent(target, committed)
        self.wait()

    def said(self) -> str:
        """What the paper says."""
        laid = self.view.paper.pages.laid
        return "" if laid is None else laid.text

    def lacking(self) -> list[str]:
        """The list beside the paper."""
        missing = self.view.paper.missing
        return [missing.item(row).text() for row in range(missing.count())]

    def mark(self, name: str) -> str:
        """Where a field's text comes from."""
        return self.view.form.fields[name].mark.text()
