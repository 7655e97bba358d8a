"""通报与报告: the list of briefings, and the one that is open with its sentences and figures."""

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout
from typing_extensions import override

from app.services.foundation.changes import RecordsChanged
from app.views.briefings.editor import Editor
from app.views.briefings.list_view import ListView
from app.views.monthly_statistics.section import section_tabs
from app.views.shared.page import Page
from app.views.shared.workplace import Workplace


class BriefingsPage(Page):
    """Esc leads from an open briefing back to the list."""

    chapter = "通报与研判报告"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace)
        self.list, self.editor = ListView(workplace), Editor(workplace)
        self.list.open_wanted.connect(self.show_briefing)
        self.editor.back_wanted.connect(self.show_list)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.editor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(section_tabs(workplace, "briefings"))
        layout.addWidget(self.stack, 1)
        self.setFocusProxy(self.list.table)
        workplace.changed.connect(self._note_change)

    @override
    def start(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Ask the store again."""
        if not self.workplace.has_desk:
            return
        if self.stack.currentWidget() is self.editor and not self.editor.refresh():
            self.stack.setCurrentWidget(self.list)
        self.list.refresh()

    def show_briefing(self, briefing_id: int) -> None:
        """Open one."""
        if self.editor.show_briefing(briefing_id):
            self.stack.setCurrentWidget(self.editor)
            self.editor.sentences.setFocus()

    def show_list(self) -> None:
        """Back to the list."""
        self.stack.setCurrentWidget(self.list)
        self.list.refresh()
        self.list.table.setFocus()

    @override
    def go_back(self) -> None:
        if self.stack.currentWidget() is self.editor:
            self.editor.leave()

    @override
    def come_back(self) -> None:
        if not self.editor.come_back():
            super().come_back()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.editor.let_go()

    @override
    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]  # Qt hands in a QShowEvent
        self.refresh()

    def _note_change(self, _: RecordsChanged) -> None:
        if self.isVisible():
            self.refresh()
