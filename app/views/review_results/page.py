"""The page of 落实跟踪: every result of every review, followed until it is 销号."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from app.views.reverse_reviews.section import section_tabs
from app.views.review_results.board import ResultBoard
from app.views.shared.page import Page
from app.views.shared.workplace import Workplace


class ResultsPage(Page):
    """Read again when anything was written, as soon as somebody looks."""

    chapter = "审视结果与落实"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace)
        self._is_stale = False
        self.list = ResultBoard(workplace)
        self.list.put_above(section_tabs(workplace, "review_results"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self.setFocusProxy(self.list.table)
        workplace.changed.connect(lambda _: self._note_change())

    @override
    def start(self) -> None:
        self.list.start()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read_again()

    @override
    def search_for(self, text: str) -> None:
        self.list.filters.text.setText(text)

    @override
    def come_back(self) -> None:
        self.list.table.setFocus()

    def _note_change(self) -> None:
        self._is_stale = True
        if self.isVisible():  # else it is read when somebody looks
            self._read_again()

    def _read_again(self) -> None:
        self._is_stale = False
        self.list.filters.renew(self.workplace.desk)
        self.list.refresh()
