"""A table to type suggestions into as into a spreadsheet; several pasted lines become several suggestions."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QHeaderView, QTableWidget, QTableWidgetItem, QWidget
from typing_extensions import override

from app.services.drafts.as_text import UnreadableDraft, draft_from, text_of_draft
from app.services.suggestion_items.rows import ItemDraft, ItemRow
from app.views.suggestion_items.cells import TITLES, CellDelegate, ItemCell, one_line

_SHARES = (36, 26, 24, 14)
_ID = int(Qt.ItemDataRole.UserRole)
_MEASURE = 0
_LEAST_ROW, _AIR = 30, 6  # pixels


class ItemGrid(QTableWidget):
    """Rows are suggestions in their order; an empty row at the end is always left to go on typing."""

    changed = Signal()
    typing = Signal()  # a key in a cell; what it makes counts once the cell is left

    def __init__(self) -> None:
        """No suggestions yet."""
        super().__init__(0, len(TITLES))
        self._is_loading = False
        self._build()

    def show_items(self, items: Sequence[ItemRow | ItemDraft]) -> None:
        """Show these in their order; each keeps its id."""
        self._is_loading = True
        self.clearContents()
        self.setRowCount(len(items))
        for row, item in enumerate(items):
            for column, text in enumerate((item.measure, item.fact, item.basis, item.responsible_unit)):
                self.setItem(row, column, QTableWidgetItem(text))
            self.item(row, _MEASURE).setData(_ID, item.id)
        self._is_loading = False
        self._settle()
        self.setCurrentCell(0, 0)

    def drafts(self) -> list[ItemDraft]:
        """What is typed, the empty rows left out."""
        return self._drafts({})

    def kept(self) -> str:
        """The rows as a draft keeps them, each with the item it is of; a cell as it is being typed."""
        return text_of_draft(self._drafts({self.currentIndex(): cell.toPlainText() for cell in self._open_cells()}))

    def put_kept(self, text: str) -> None:
        """The rows of a draft; one that cannot be read changes nothing."""
        with suppress(UnreadableDraft):
            self.show_items(draft_from(list[ItemDraft], text))
            self.changed.emit()

    def end_typing(self) -> None:
        """Take what is being typed in a cell."""
        for cell in self._open_cells():
            self.commitData(cell)
            self.closeEditor(cell, QAbstractItemDelegate.EndEditHint.NoHint)

    def paste(self, text: str) -> None:
        """Lines from anywhere, or a range copied from Excel, from the current cell on; rows are added as needed."""
        row, column = max(self.currentRow(), 0), max(self.currentColumn(), 0)
        lines = [line for line in text.splitlines() if line.strip()]
        self._is_loading = True
        for down, line in enumerate(lines):
            while row + down >= self.rowCount():
                self.insertRow(self.rowCount())
            for across, cell in enumerate(line.split("\t")[: self.columnCount() - column]):
                self._set(row + down, column + across, one_line(cell))
        self._is_loading = False
        self._settle()
        self.changed.emit()

    def remove_current(self) -> None:
        """Take the current suggestion out."""
        if 0 <= self.currentRow() < self.rowCount():
            self.removeRow(self.currentRow())
            self._settle()
            self.changed.emit()

    def move_current(self, by: int) -> None:
        """Move the current suggestion up (-1) or down (1)."""
        row, column = self.currentRow(), self.currentColumn()
        target = row + by
        if row < 0 or not 0 <= target < self.rowCount() - 1 or row >= self.rowCount() - 1:
            return
        self._is_loading = True
        for each in range(self.columnCount()):
            one, other = self.takeItem(row, each), self.takeItem(target, each)
            self.setItem(row, each, other)
            self.setItem(target, each, one)
        self._is_loading = False
        self.setCurrentCell(target, column)
        self._settle()
        self.changed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alone = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.move_current(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.remove_current()
        elif alone and event.key() == Qt.Key.Key_Delete:
            for index in self.selectedIndexes():
                self.model().setData(index, "")
        elif alone and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _paste_from(self, cell: QWidget, text: str) -> None:
        """What was pasted while a cell is typed: its text stays, the lines follow below it."""
        self.commitData(cell)
        self.closeEditor(cell, QAbstractItemDelegate.EndEditHint.NoHint)
        if self._text(self.currentRow(), self.currentColumn()):
            self.insertRow(self.currentRow() + 1)
            self.setCurrentCell(self.currentRow() + 1, self.currentColumn())
        self.paste(text)

    def _tell(self) -> None:
        if not self._is_loading:
            self._settle()
            self.changed.emit()

    def _settle(self) -> None:
        """Leave an empty row at the end, number the others, and give each the height its texts need."""
        self._is_loading = True
        last = self.rowCount() - 1
        if last < 0 or any(self._text(last, column) for column in range(self.columnCount())):
            self.insertRow(last + 1)
        numbers = [str(row + 1) for row in range(self.rowCount() - 1)]
        self.setVerticalHeaderLabels([*numbers, "＋"])
        self._fit_rows()
        self._is_loading = False

    def _fit_rows(self) -> None:
        self.resizeRowsToContents()
        for row in range(self.rowCount()):
            self.setRowHeight(row, self.rowHeight(row) + _AIR)

    def _set(self, row: int, column: int, text: str) -> None:
        item = self.item(row, column)
        if item is None:
            self.setItem(row, column, QTableWidgetItem(text))
        else:
            item.setText(text)

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return "" if item is None else item.text().strip()

    def _drafts(self, being_typed: Mapping[QModelIndex, str]) -> list[ItemDraft]:
        rows = []
        for row in range(self.rowCount()):
            texts = [self._text(row, column) for column in range(len(TITLES))]
            for index, text in being_typed.items():
                if index.row() == row:
                    texts[index.column()] = one_line(text)
            rows.append((texts, self._id(row)))
        return [
            ItemDraft(measure, fact, basis, unit, key)
            for (measure, fact, basis, unit), key in rows
            if measure or fact or basis or unit
        ]

    def _open_cells(self) -> list[ItemCell]:
        return [cell for cell in list[ItemCell](self.findChildren(ItemCell)) if cell.isVisible()]

    def _id(self, row: int) -> int | None:
        item = self.item(row, _MEASURE)
        kept = None if item is None else item.data(_ID)
        return kept if isinstance(kept, int) else None

    def _build(self) -> None:
        self.setObjectName("items")
        self.setAccessibleName("建议事项")
        self.setHorizontalHeaderLabels(list(TITLES))
        self.setWordWrap(True)
        self.setEditTriggers(_TRIGGERS)
        self.setTabKeyNavigation(True)
        self.verticalHeader().setMinimumSectionSize(_LEAST_ROW)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.verticalHeader().setFixedWidth(44)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        delegate = CellDelegate(self)
        delegate.pasted.connect(self._paste_from)
        delegate.typing.connect(self.typing)
        self.setItemDelegate(delegate)
        self.cellChanged.connect(lambda *_: self._tell())
        self._settle()

    @override
    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt hands in a QResizeEvent
        header, width = self.horizontalHeader(), self.viewport().width()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column, share in enumerate(_SHARES[:-1]):
            header.resizeSection(column, width * share // 100)
        header.setSectionResizeMode(len(TITLES) - 1, QHeaderView.ResizeMode.Stretch)
        self._fit_rows()


_TRIGGERS = (
    QTableWidget.EditTrigger.DoubleClicked
    | QTableWidget.EditTrigger.AnyKeyPressed
    | QTableWidget.EditTrigger.EditKeyPressed
)
