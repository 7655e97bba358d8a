"""检察建议 of a matter: its letters, each opening on its own page."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.models.terms import Lamp, RecordType
from app.services.lists.lamp_words import words_of
from app.services.lists.listing import ListQuery
from app.services.suggestions.columns import COLUMNS
from app.views.shared.empty_notice import EmptyNotice
from app.views.shared.hints import told_empty
from app.views.shared.workplace import Workplace

_ID = int(Qt.ItemDataRole.UserRole)
_LAMP, _STATE = (next(at for at, column in enumerate(COLUMNS) if column.key == key) for key in ("lamp", "state"))


_NOTHING = "这件事项还没有检察建议。按“起草建议书”起草第一份，单位、案件名称和主要问题先从事项带过来。"


class _Letters(QListWidget):
    """Says what would be listed while nothing is."""

    def __init__(self) -> None:
        super().__init__()
        self.notice = EmptyNotice(self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.notice.lay()


class LettersView(QWidget):
    """Enter opens a letter; a new one is drafted from the matter."""

    drafting_wanted = Signal()

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_letters``."""
        super().__init__()
        self._workplace = workplace
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        self.list = _Letters()
        self.list.setObjectName("letters")
        self.list.setAccessibleName("检察建议")
        self.list.itemActivated.connect(lambda item: workplace.open_record(RecordType.SUGGESTION, int(item.data(_ID))))
        self._draft = draft = QPushButton(workplace.icons.icon("plus"), "起草建议书")
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
        self.list.notice.setText(told_empty(_NOTHING, [self._draft.text()] if self._draft.isHidden() else []))
        self.list.notice.setVisible(not titles)
        desk = self._workplace.desk
        query = ListQuery(desk.clock.today())
        for row in desk.suggestions.listing.rows(list(titles), query):
            lamp, state = (Lamp.labelled(str(row.cells[_LAMP])), row.cells[_STATE])
            item = QListWidgetItem(f"{titles[row.id]}　{state} · {words_of(row, COLUMNS, query)}", self.list)
            item.setData(_ID, row.id)
            if isinstance(lamp, Lamp):
                item.setIcon(self._workplace.icons.lamp(lamp))
