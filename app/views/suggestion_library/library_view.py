"""建议库: past letters, paragraphs and own favourites, three tabs; what is taken over is handed to whoever drafts."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, KnownError
from app.services.suggestion_library.rows import FavouriteRow
from app.views.shared.actor_dialog import working_actor
from app.views.shared.workplace import Workplace
from app.views.suggestion_library.favourites_tab import FavouritesTab
from app.views.suggestion_library.letters_tab import LettersTab
from app.views.suggestion_library.paragraphs_tab import ParagraphsTab


class LibraryView(QWidget):
    """Stands on the page and in the dialog beside a draft."""

    taken = Signal(object)  # tuple[(part, text), …]

    def __init__(self, workplace: Workplace, take_letter: str, take_paragraph: str) -> None:
        """What taking over is called for letters and for paragraphs."""
        super().__init__()
        self._workplace = workplace
        self.letters = LettersTab(workplace, take_letter)
        self.paragraphs = ParagraphsTab(workplace, take_paragraph)
        self.favourites = FavouritesTab(workplace)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("library_tabs")
        self.tabs.setAccessibleName("建议库")
        self.tabs.setDocumentMode(True)
        for tab, title in ((self.letters, "相近建议"), (self.paragraphs, "常用段落"), (self.favourites, "我的收藏")):
            self.tabs.addTab(tab, title)
        for number in range(1, self.tabs.count() + 1):
            QShortcut(QKeySequence(f"Alt+{number}"), self, lambda place=number - 1: self.tabs.setCurrentIndex(place))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)
        self.setFocusProxy(self.letters.asking)
        self._wire()

    def begin(self) -> None:
        """Read all three."""
        self.letters.begin()
        self.renew()

    def renew(self) -> None:
        """Paragraphs and favourites anew; the letters found stay as they were found."""
        self.paragraphs.begin()
        self.favourites.begin()

    def _follow(self, _name: str) -> None:
        self.renew()

    def _wire(self) -> None:
        for tab in (self.letters, self.paragraphs):
            tab.taken.connect(self.taken)
        self.letters.marking_wanted.connect(lambda key: self._toggle(letter=key))
        self.paragraphs.marking_wanted.connect(lambda key: self._toggle(paragraph=key))
        self.favourites.unmarking_wanted.connect(self._unmark)
        self.favourites.paragraph_wanted.connect(self._show_paragraph)
        self._workplace.actor_changed.connect(self._follow)  # a method, so that Qt forgets it with the dialog

    def _show_paragraph(self, key: int) -> None:
        self.tabs.setCurrentWidget(self.paragraphs)
        self.paragraphs.go_to(key)

    def _unmark(self, row: FavouriteRow) -> None:
        self._write("已取消收藏", "unmark", letter=row.suggestion_id, paragraph=row.paragraph_id)

    def _toggle(self, **what: int) -> None:
        (kind, key), *_ = what.items()
        rows = self.favourites.rows
        is_marked = key in {row.suggestion_id if kind == "letter" else row.paragraph_id for row in rows}
        if is_marked:
            self._write("已取消收藏", "unmark", **what)
        else:
            self._write("已收藏，在“我的收藏”里", "mark", **what)

    def _write(self, said: str, act: str, **what: Any) -> None:
        actor = working_actor(self._workplace, self)
        if actor is None:
            return
        try:
            written: Written = getattr(self._workplace.desk.suggestion_library.favourites, act)(actor, **what)
        except (DomainError, KnownError) as problem:
            self._workplace.say(str(problem))
        else:
            self._workplace.done(said, written)
        self.renew()
