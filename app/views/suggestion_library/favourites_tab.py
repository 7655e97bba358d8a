"""我的收藏: letters and paragraphs the one who works here marked for himself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.models.terms import RecordType
from app.services.suggestion_library.rows import FavouriteRow
from app.views.shared.icon_button import icon_button
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

_HEADS = (Head("种类", 90), Head("名称", 380), Head("内容"))


class FavouritesTab(QWidget):
    """Enter leads to the letter or to the paragraph."""

    paragraph_wanted = Signal(int)
    unmarking_wanted = Signal(object)  # FavouriteRow

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``begin``."""
        super().__init__()
        self._workplace = workplace
        self._rows: tuple[FavouriteRow, ...] = ()
        self.note = QLabel()
        self.note.setProperty("role", "muted")
        self.table = PlainTable(workplace, "library_favourites", "我的收藏", _HEADS)
        self.table.chosen.connect(lambda _row, _column: self._open())
        icons = workplace.icons
        self.open = icon_button(icons, "打开", "folder-open", "favourite_open", self._open)
        self.unmark = icon_button(icons, "取消收藏", "x", "favourite_unmark", self._unmark)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addStretch(1)
        for button in (self.unmark, self.open):
            acts.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(8)
        for part in (self.note, self.table):
            layout.addWidget(part)
        layout.setStretchFactor(self.table, 1)
        layout.addLayout(acts)

    @property
    def rows(self) -> tuple[FavouriteRow, ...]:
        """What is shown."""
        return self._rows

    def begin(self) -> None:
        """Read them anew."""
        if not self._workplace.has_desk:
            return
        person = self._workplace.actor.name
        self._rows = self._workplace.desk.suggestion_library.favourites.of(person) if person else ()
        self.table.show_rows(
            [("建议书" if row.suggestion_id else "常用段落", row.name, row.about) for row in self._rows]
        )
        whose = f"{person}的收藏，只有本人看到。" if person else "选择经办人（Ctrl+U）以后，这里是各人自己的收藏。"
        self.note.setText(
            whose if self._rows or not person else f"{person}还没有收藏。在“相近建议”“常用段落”里按“收藏”。"
        )
        for button in (self.open, self.unmark):
            button.setEnabled(bool(self._rows))

    def _current(self) -> FavouriteRow | None:
        row = self.table.currentIndex().row()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _open(self) -> None:
        row = self._current()
        if row is not None and row.suggestion_id is not None:
            self._workplace.open_record(RecordType.SUGGESTION, row.suggestion_id)
        elif row is not None and row.paragraph_id is not None:
            self.paragraph_wanted.emit(row.paragraph_id)

    def _unmark(self) -> None:
        row = self._current()
        if row is not None:
            self.unmarking_wanted.emit(row)


def _cells(row: FavouriteRow) -> tuple[str, ...]:
    return ("建议书" if row.suggestion_id else "常用段落", row.name, row.about)
