"""检察建议 of a matter: its letters, each opening on its own page."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from app.models.terms import Lamp, RecordType
from app.services.lists.lamp_words import words_of
from app.services.lists.listing import ListQuery
from app.services.suggestions.columns import COLUMNS
from app.views.shared.workplace import Workplace

_ID = int(Qt.ItemDataRole.UserRole)
_LAMP, _STATE = (next(at for at, column in enumerate(COLUMNS) if column.key == key) for key in ("lamp", "state"))


class LettersView(QWidget):
    """Enter opens a letter; a new one is drafted from the matter."""

    drafting_wanted = Signal()

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_letters``."""
        super().__init__()
        self._workplace = workplace
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        self.list = QListWidget()
        self.list.setObjectName("letters")
        self.list.setAccessibleName("检察建议")
        self.list.itemActivated.connect(lambda item: workplace.open_record(RecordType.SUGGESTION, int(item.data(_ID))))
        draft = QPushButton(workplace.icons.icon("plus"), "起草建议书")
        draft.setObjectName("draft_letter")
        draft.clicked.connect(lambda _checked: self.drafting_wanted.emit())
        row = QHBoxLayout()
        row.addWidget(draft)
        row.addStretch(1)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)

    def show_letters(self, letters: Iterable[tuple[int, str]]) -> None:
        """Replace what is shown; each letter with its lamp, its words and where it stands."""
        self.list.clear()
        titles = dict(letters)
        desk = self._workplace.desk
        query = ListQuery(desk.clock.today())
        for row in desk.suggestions.listing.rows(list(titles), query):
            lamp, state = (Lamp.labelled(str(row.cells[_LAMP])), row.cells[_STATE])
            item = QListWidgetItem(f"{titles[row.id]}　{state} · {words_of(row, COLUMNS, query)}", self.list)
            item.setData(_ID, row.id)
            if isinstance(lamp, Lamp):
                item.setIcon(self._workplace.icons.lamp(lamp))
