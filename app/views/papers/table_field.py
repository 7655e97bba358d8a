"""A fact that is a table with the document's own columns; its rows are stored one a line, their cells divided by | ."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

_ROW = 30
_LEAST, _MOST = 2, 8  # rows in sight


class _Grid(QTableWidget):
    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.editTriggers() == QTableWidget.EditTrigger.NoEditTriggers:
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.key() == Qt.Key.Key_Delete:
            for index in self.selectedIndexes():
                self.model().setData(index, "")
        else:
            super().keyPressEvent(event)

    def paste(self, text: str) -> None:
        """A range copied from Excel, from the current cell on; rows are added as needed."""
        row, column = max(self.currentRow(), 0), max(self.currentColumn(), 0)
        for down, line in enumerate(text.rstrip("\r\n").splitlines()):
            while row + down >= self.rowCount():
                self.insertRow(self.rowCount())
            for across, cell in enumerate(line.split("\t")[: self.columnCount() - column]):
                self.setItem(row + down, column + across, QTableWidgetItem(cell.strip()))


def _unframed(line: str) -> str:
    is_framed = len(line) > 1 and line.startswith("|") and line.endswith("|")
    return line[1:-1] if is_framed else line


class TableField(QWidget):
    """Grows with its rows; an empty row is always left at the end to go on typing."""

    changed = Signal()

    def __init__(self, title: str, name: str, titles: tuple[str, ...]) -> None:
        """``titles`` are the columns of the document."""
        super().__init__()
        self.grid = _Grid(0, len(titles))
        self._is_loading = False
        self._build(title, name, titles)
        self.set_text("")

    def text(self) -> str:
        """The rows that say anything."""
        rows = [
            [self._cell(row, column) for column in range(self.grid.columnCount())]
            for row in range(self.grid.rowCount())
        ]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows if any(row))

    def set_text(self, text: str) -> None:
        """Show stored rows."""
        self._is_loading = True
        lines = [_unframed(line.strip()) for line in text.splitlines() if line.strip()]
        self.grid.clearContents()
        self.grid.setRowCount(len(lines))
        for row, line in enumerate(lines):
            for column, cell in enumerate(line.split("|")[: self.grid.columnCount()]):
                self.grid.setItem(row, column, QTableWidgetItem(cell.strip()))
        self._is_loading = False
        self._leave_room()

    def set_read_only(self, is_read_only: bool) -> None:
        """Read and copy, but not change."""
        triggers = QTableWidget.EditTrigger
        self.grid.setEditTriggers(triggers.NoEditTriggers if is_read_only else _TRIGGERS)
        self.remove.setVisible(not is_read_only)

    def _cell(self, row: int, column: int) -> str:
        item = self.grid.item(row, column)
        return "" if item is None else " ".join(item.text().replace("|", "｜").split())

    def _tell(self) -> None:
        if not self._is_loading:
            self._leave_room()
            self.changed.emit()

    def _leave_room(self) -> None:
        last = self.grid.rowCount() - 1
        if last < 0 or any(self._cell(last, column) for column in range(self.grid.columnCount())):
            self._is_loading = True
            self.grid.insertRow(last + 1)
            self._is_loading = False
        shown = min(max(self.grid.rowCount(), _LEAST), _MOST)
        self.grid.setFixedHeight(_ROW * (shown + 1) + 4)

    def _remove_row(self) -> None:
        if self.grid.currentRow() >= 0:
            self.grid.removeRow(self.grid.currentRow())
            self._tell()

    def _build(self, title: str, name: str, titles: tuple[str, ...]) -> None:
        grid = self.grid
        grid.setObjectName(name)
        grid.setAccessibleName(title)
        grid.setHorizontalHeaderLabels(list(titles))
        grid.verticalHeader().hide()
        grid.verticalHeader().setDefaultSectionSize(_ROW)
        grid.horizontalHeader().setFixedHeight(_ROW)
        grid.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        grid.setEditTriggers(_TRIGGERS)
        grid.setTabKeyNavigation(False)
        grid.cellChanged.connect(lambda *_: self._tell())
        self.remove = QToolButton()
        self.remove.setText("删除这一行")
        self.remove.setAccessibleName("删除这一行")
        self.remove.setObjectName(f"{name}_remove")
        self.remove.setProperty("role", "tool")
        self.remove.clicked.connect(lambda _checked: self._remove_row())
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(grid)
        layout.addLayout(row)


_TRIGGERS = (
    QTableWidget.EditTrigger.DoubleClicked
    | QTableWidget.EditTrigger.AnyKeyPressed
    | QTableWidget.EditTrigger.EditKeyPressed
)
