"""建议库 as a page: looked through by itself; a new letter can be drafted from what is found."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout
from typing_extensions import override

from app.models.terms import RecordType
from app.services.foundation.changes import RecordsChanged
from app.services.suggestion_library.rows import LibraryQuery
from app.views.shared.page import Page
from app.views.shared.preferences import PAGE
from app.views.shared.workplace import Workplace
from app.views.suggestion_library.library_view import LibraryView

WORDS = "library/words"  # what another page wants looked for


class LibraryPage(Page):
    """Reached from 检察建议 and from the search; Esc leads back."""

    chapter = "建议库、单位履历和专家人才"

    def __init__(self, workplace: Workplace) -> None:
        """Nothing is looked for yet."""
        super().__init__(workplace)
        title = QLabel("建议库")
        title.setProperty("role", "title")
        self.view = LibraryView(workplace, "据此起草…", "据此起草…")
        self.view.taken.connect(self._draft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        workplace.changed.connect(self._note)

    @override
    def start(self) -> None:
        self._take_words()
        self.view.begin()

    @override
    def search_for(self, text: str) -> None:
        self.view.tabs.setCurrentIndex(0)
        self.view.letters.ask(LibraryQuery(text))

    @override
    def go_back(self) -> None:
        self.workplace.page_wanted.emit(self.workplace.preferences.text(PAGE, "suggestions"))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._take_words()

    def _take_words(self) -> None:
        words = self.workplace.preferences.text(WORDS)
        if words:
            self.workplace.preferences.keep(WORDS, "")
            self.search_for(words)

    def _draft(self, parts: tuple[tuple[str, str], ...]) -> None:
        from app.views.suggestions.draft_dialog import DraftDialog

        dialog = DraftDialog(self.workplace, parent=self)
        dialog.help.take(parts)
        dialog.recorded.connect(lambda key: self.workplace.open_record(RecordType.SUGGESTION, key))
        dialog.open()

    def _note(self, change: RecordsChanged) -> None:
        if change.record_type is None:
            self.view.renew()
