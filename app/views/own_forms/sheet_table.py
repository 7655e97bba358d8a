"""The sheet as a table one walks through by arrows: Enter chooses what goes in, Delete takes it out."""

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView
from typing_extensions import override

from app.services.own_forms.places import Place
from app.views.own_forms.sheet_model import SheetModel
from app.views.shared.plain_table import ROW_HEIGHT

_PIXELS_PER_CHARACTER, _NARROWEST, _WIDEST, _USUAL = 8, 40, 320, 90
_READABLE = 168  # the name of a figure with its time
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SheetTable(QTableView):
    """Merged cells are one; several may be selected."""

    choosing = Signal()  # Enter: the focus goes to what can be filled in
    confirmed = Signal()  # Ctrl+Enter: what is proposed for the selected cells is right
    cleared = Signal()  # Delete

    def __init__(self, model: SheetModel) -> None:
        """``model`` is shown."""
        super().__init__()
        self._sheet = model
        self.setModel(model)
        self.setObjectName("own_form_sheet")
        self.setAccessibleName("报表")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(True)
        self.doubleClicked.connect(lambda _: self.choosing.emit())

    def lay_out(self) -> None:
        """Widths and merged cells of the sheet the model shows now."""
        self.clearSpans()
        sheet = self._sheet.sheet
        if sheet is None:
            return
        for column in range(self._sheet.columnCount()):
            width = sheet.widths.get(column)
            pixels = _USUAL if width is None else int(width * _PIXELS_PER_CHARACTER)
            least = _READABLE if column in self._sheet.filled_columns else _NARROWEST
            self.setColumnWidth(column, max(least, min(pixels, _WIDEST)))
        for area in sheet.merged:
            rows = min(area.last.row, sheet.rows - 1) - area.first.row + 1
            columns = min(area.last.column, sheet.columns - 1) - area.first.column + 1
            if rows > 0 and columns > 0 and rows * columns > 1:
                self.setSpan(area.first.row, area.first.column, rows, columns)

    def places(self) -> list[Place]:
        """The selected cells, column by column from the top; a merged area once."""
        found = {self._sheet.place(index) for index in self.selectedIndexes()}
        return sorted(found, key=lambda each: (each.column, each.row))

    def go_to(self, place: Place) -> None:
        """Make a cell the current one, and the only selected one."""
        index = self._sheet.index(place.row, place.column)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            is_confirming = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.confirmed if is_confirming else self.choosing).emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)
