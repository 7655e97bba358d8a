"""The list of a record's files: purpose, name, size, when it came, and whether its bytes are still what they were."""

from collections.abc import Iterable, Mapping
from unicodedata import category

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QTableWidgetSelectionRange
from typing_extensions import override

from app.services.office.attachment_rows import Condition
from app.services.suggestions.rows import AttachmentRow
from app.views.shared.empty_notice import EmptyNotice
from app.views.shared.record_table import ROW_HEIGHT
from app.views.shared.theme import Theme

_HEADS = ("用途", "文件名", "状态", "大小", "加入时间")
_WIDTHS = (84, 200, 92, 74, 130)
_NAME, _STATE = 1, 2
_MOMENT = slice(0, 16)


class FilesTable(QTableWidget):
    """Several rows can be chosen; marks come later than the rows."""

    def __init__(self, theme: Theme) -> None:
        """Empty until ``show_rows``."""
        super().__init__(0, len(_HEADS))
        self._theme = theme
        self._rows: list[AttachmentRow] = []
        self._conditions: dict[str, Condition] = {}
        self.setObjectName("attachments")
        self.setAccessibleName("附件")
        self.setHorizontalHeaderLabels(list(_HEADS))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the end of a name says what kind of file it is
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.notice = EmptyNotice(self)

    @property
    def rows(self) -> list[AttachmentRow]:
        """All files."""
        return list(self._rows)

    @property
    def current(self) -> AttachmentRow | None:
        """The file with the cursor."""
        row = self.currentRow()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    @property
    def chosen(self) -> list[AttachmentRow]:
        """The selected files, from top to bottom."""
        return [self._rows[row] for row in sorted({index.row() for index in self.selectedIndexes()})]

    def show_rows(self, rows: Iterable[AttachmentRow], keep: Iterable[int] = ()) -> None:
        """Replace what is shown; the attachments of the ids in ``keep`` stay chosen, else the first is."""
        wanted = set(keep)
        self._rows = list(rows)
        self.notice.setVisible(not self._rows)
        self.clearSelection()
        self.setCurrentCell(-1, -1)
        self.setRowCount(len(self._rows))
        for row, file in enumerate(self._rows):
            moment = file.added_at[_MOMENT].replace("T", " ")
            cells = (file.purpose, one_line(file.file_name), "", size_words(file.size), moment)
            for column, text in enumerate(cells):
                self.setItem(row, column, QTableWidgetItem(text))
            self.item(row, _NAME).setToolTip(one_line(file.file_name))
        self.mark(self._conditions)
        kept = [row for row, file in enumerate(self._rows) if file.id in wanted]
        if self._rows:
            self.setCurrentCell(kept[0] if kept else 0, 0)
        for row in kept[1:]:
            self.setRangeSelected(QTableWidgetSelectionRange(row, 0, row, len(_HEADS) - 1), True)

    def choose(self, ids: Iterable[int]) -> None:
        """Choose these attachments."""
        self.show_rows(self._rows, ids)

    def mark(self, conditions: Mapping[str, Condition]) -> None:
        """Say of each file how its bytes are, as far as that is known."""
        self._conditions = dict(conditions)
        for row, file in enumerate(self._rows):
            condition = conditions.get(file.sha256)
            item = self.item(row, _STATE)
            item.setText("" if condition is None else condition.value)
            colour = "muted" if condition in {None, Condition.SOUND} else "problem"
            item.setForeground(QColor(self._theme.colour(colour)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.notice.lay()

    def texts(self) -> list[tuple[str, ...]]:
        """The rows as shown."""
        columns = range(self.columnCount())
        return [tuple(self.item(row, column).text() for column in columns) for row in range(self.rowCount())]


def one_line(name: str) -> str:
    """A name for the screen; what would break its line or turn its direction is shown as a blank."""
    return "".join(" " if category(sign) in {"Cc", "Cf", "Zl", "Zp"} else sign for sign in name)


def size_words(size: int) -> str:
    """3.4 MB, 12 KB."""
    return f"{size / 1024**2:.1f} MB" if size >= 1024**2 else f"{max(1, round(size / 1024))} KB"
