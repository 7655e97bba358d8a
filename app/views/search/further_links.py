"""Below what was searched for: the history of units so called, and the same words in the suggestion library."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.services.foundation.errors import DomainError
from app.views.shared.workplace import Workplace

_UNITS = 3
_LIBRARY = "library"


class FurtherLinks(QLabel):
    """Links for mouse and keyboard."""

    def __init__(self, workplace: Workplace) -> None:
        """Hidden until something is searched for."""
        super().__init__()
        self._workplace, self._words = workplace, ""
        self.setObjectName("search_further")
        self.setAccessibleName("单位履历和建议库")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.linkActivated.connect(self.follow)
        self.hide()

    def show_for(self, text: str) -> None:
        """Offer what the words may mean beside the records found."""
        self._words = text.strip()
        units = self._workplace.desk.offices.suggest(self._words, _UNITS) if self._words else ()
        links = [f'<a href="unit:{unit.id}">单位履历：{escape(unit.name)}</a>' for unit in units]
        links += [f'<a href="{_LIBRARY}">在建议库里找“{escape(self._words)}”</a>'] if self._words else []
        self.setText("&nbsp;&nbsp;·&nbsp;&nbsp;".join(links))
        self.setVisible(bool(links))

    def follow(self, link: str) -> None:
        """Go where a link leads."""
        if link == _LIBRARY:
            from app.views.suggestion_library.page import WORDS

            self._workplace.preferences.keep(WORDS, "" if self._words == "建议库" else self._words)
            self._workplace.page_wanted.emit("library")
            return
        from app.views.unit_history.dialog import UnitDialog

        try:
            UnitDialog(self._workplace, int(link.partition(":")[2]), self).open()
        except DomainError as problem:
            self._workplace.say(str(problem))
