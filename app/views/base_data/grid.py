"""The grid itself: typed, copied, pasted and cleared like a spreadsheet, all from the keyboard."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from app.views.base_data.grid_model import FIRST_MONTH, ITEM, UNIT, GridModel, Index
from app.views.shared.plain_table import ROW_HEIGHT

_ITEM_WIDTH, _UNIT_WIDTH, _MONTH_WIDTH, _QUARTER_WIDTH, _TOTAL_WIDTH = 220, 44, 66, 150, 76
_UP_AND_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ALONE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class YearTable(QTableView):
    """Enter goes down, Tab goes right; what is pasted fills from the current cell on."""

    pasted = Signal(list, int)  # [(Line, Cell, text)], and how many found no open period
    misplaced = Signal(str)  # a text that stands on 项目 or 单位 and is not that
    cleared = Signal(list)  # [Cell]
    note_wanted = Signal(object, object)  # Line, Cell
    refused = Signal()  # typed where nothing can be typed

    def __init__(self, model: GridModel) -> None:
        """``model`` is shown."""
        super().__init__()
        self._grid = model
        self._goes_down = False
        self.setModel(model)
        self.setObjectName("base_data_grid")
        self.setAccessibleName("基础数据")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(True)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setItemDelegate(_ArrowDelegate(self))
        self.horizontalHeader().setHighlightSections(False)
        self._lay_widths()
        model.modelReset.connect(self._lay_widths)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alone = event.modifiers() in _ALONE
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
        elif alone and event.key() == Qt.Key.Key_Delete:
            self._clear()
        elif alone and event.key() in _ENTER:
            if self.state() is QAbstractItemView.State.EditingState:
                self._goes_down = True  # once the editor has handed its text over and is closed
            else:
                self.go(1)
        elif event.key() == Qt.Key.Key_M and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._ask_note()
        else:
            if event.text().isalnum() and alone and not self._grid.is_open(self.currentIndex()):
                self.refused.emit()
            super().keyPressEvent(event)

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if self._goes_down:
            self._goes_down = False
            self.go(1)

    def paste(self, text: str) -> None:
        """A range copied from Excel, from the current cell on; nothing of it where it would slip past 项目 or 单位."""
        at = self.currentIndex()
        found, left_out = [], 0
        for down, line in enumerate(text.rstrip("\n").split("\n")):
            for across, typed in enumerate(each.strip() for each in line.rstrip("\r").split("\t")):
                row, column = at.row() + down, at.column() + across
                index = self._grid.index(row, column)
                if typed and index.isValid() and column < FIRST_MONTH and typed != index.data():
                    self.misplaced.emit(typed)
                    return
                if typed and index.isValid() and self._grid.is_open(index):
                    found.append((self._grid.line(row), self._grid.cell(index), typed))
                elif typed and FIRST_MONTH <= column != self._grid.total:
                    left_out += 1
        if found or left_out:
            self.pasted.emit(found, left_out)

    def selected_text(self) -> str:
        """The selected cells as Excel takes them."""
        rows: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda each: (each.row(), each.column())):
            cell = self._grid.cell(index)
            count = None if cell is None else cell.count
            shown = str(index.data() or "") if cell is None else "" if count is None else str(count)
            rows.setdefault(index.row(), []).append(shown)
        return "\n".join("\t".join(row) for row in rows.values())

    def _clear(self) -> None:
        cells = [cell for cell in map(self._grid.cell, self.selectedIndexes()) if cell is not None and cell.figure]
        if cells:
            self.cleared.emit(cells)

    def go(self, down: int) -> None:
        """Make the cell so many rows below current, where there is one."""
        index = self._grid.index(self.currentIndex().row() + down, self.currentIndex().column())
        if index.isValid():
            self._select(index)

    def _select(self, index: Index) -> None:
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _ask_note(self) -> None:
        cell = self._grid.cell(self.currentIndex())
        if cell is not None and cell.figure is not None:
            self.note_wanted.emit(self._grid.line(self.currentIndex().row()), cell)

    def start_at(self, month: int) -> None:
        """Make the first item's cell of a month (1…12), or of its quarter or the one before, current where none is."""
        if not self.currentIndex().isValid() and self._grid.rowCount():
            span = 12 // (self._grid.total - FIRST_MONTH)
            begun = self._grid.index(0, FIRST_MONTH + (month - 1) // span)
            whole = begun.siblingAtColumn(max(begun.column() - 1, FIRST_MONTH))
            self._select(begun if self._grid.is_open(begun) else whole)

    def show_item(self, item: str, month: str) -> None:
        """Make the cell of an item and month current, where it is not filtered out."""
        row = self._grid.row_of(item)
        if row is not None:
            places = [cell.first <= month <= cell.month for cell in self._grid.line(row).cells]
            if any(places):
                self._select(self._grid.index(row, FIRST_MONTH + places.index(True)))

    def _lay_widths(self) -> None:
        header, total = self.horizontalHeader(), self._grid.total
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        period = _MONTH_WIDTH if total > FIRST_MONTH + 4 else _QUARTER_WIDTH
        widths = {ITEM: _ITEM_WIDTH, UNIT: _UNIT_WIDTH, total: _TOTAL_WIDTH}
        for column in range(total + 1):
            header.resizeSection(column, widths.get(column, period))
        header.setSectionResizeMode(ITEM, QHeaderView.ResizeMode.Stretch)


class _ArrowDelegate(QStyledItemDelegate):
    """While a number is typed, up and down keep it and go on, as in a spreadsheet."""

    def __init__(self, table: YearTable) -> None:
        """``table`` is walked in."""
        super().__init__(table)
        self._table = table

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)  # where the number stands afterwards
        return editor

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """The whole cell, or what stood there shows beside what is typed."""
        editor.setGeometry(option.rect)  # type: ignore[attr-defined]  # PySide6's stubs lack the fields of style options

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Not over what is being typed: marks and figures are read anew while somebody types."""
        if not (isinstance(editor, QLineEdit) and editor.isModified()):
            super().setEditorData(editor, index)

    @override
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(editor, QWidget):
            down = _UP_AND_DOWN.get(Qt.Key(event.key()))
            if down is not None and event.modifiers() in _ALONE:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                self._table.go(down)
                return True
        return super().eventFilter(editor, event)
