"""A table of any length: the ids of all records as one array, their rows fetched in windows when they are looked at."""

from array import array
from collections import OrderedDict
from dataclasses import replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from app.services.foundation.errors import DomainError, KnownError
from app.services.lists.listing import Cell, Column, Listing, ListQuery, Row
from app.views.shared.background import BackgroundTask

WINDOW = 100  # rows fetched at once
WINDOWS_KEPT = 40

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = int(Qt.ItemDataRole.UserRole)  # the cell as the listing gave it
ROW_ROLE = CELL_ROLE + 1  # the whole Row, None where the record is gone
_NOWHERE = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class PagedTableModel(QAbstractTableModel):
    """Shows a ``Listing`` in the store's order. The ids are read in the pool; a newer request discards an older."""

    loaded = Signal(int)  # how many records match
    failed = Signal(object)  # DomainError or KnownError

    def __init__(self, columns: tuple[Column, ...], parent: QObject | None = None) -> None:
        """Heads only, until ``show``."""
        super().__init__(parent)
        self.columns = columns
        self._listing: Listing | None = None
        self._query: ListQuery | None = None
        self._ids: array[int] = array("q")
        self._windows: OrderedDict[int, dict[int, Row]] = OrderedDict()
        self._newest = 0
        self.is_loading = False

    @property
    def query(self) -> ListQuery | None:
        """What was last asked for."""
        return self._query

    def show(self, listing: Listing, query: ListQuery) -> None:
        """Read the ids for ``query``; the old rows stay until the new ones are there."""
        self._newest += 1
        number, self._listing, self._query, self.is_loading = self._newest, listing, query, True
        task = BackgroundTask(lambda progress: listing.ids(query), self)
        task.succeeded.connect(lambda ids: self._take(number, ids))
        task.failed.connect(lambda error: self._fail(number, error))
        task.start()

    def id_at(self, row: int) -> int:
        """The record in a row."""
        return self._ids[row]

    def row_of(self, record_id: int) -> int | None:
        """The row of a record, None where the list does not hold it."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return None

    def row(self, row: int) -> Row | None:
        """The cells of a row, fetched with its window; None where the record is gone since."""
        number = row // WINDOW
        if number not in self._windows:
            self._windows[number] = self._fetch(number)
            if len(self._windows) > WINDOWS_KEPT:
                self._windows.popitem(last=False)
        self._windows.move_to_end(number)
        return self._windows[number].get(self._ids[row])

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title if orientation == Qt.Orientation.Horizontal else str(section + 1)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[section].kind == "number" else _LEFT
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.kind == "number" else _LEFT
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, CELL_ROLE, ROW_ROLE}:
            return None
        row = self.row(index.row())
        if role == ROW_ROLE or row is None:
            return row
        cell = row.cells[index.column()]
        return cell if role == CELL_ROLE else shown(cell, column)

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if self._listing is None or self._query is None:
            return
        key = self.columns[column].key if column >= 0 else None
        is_descending = column >= 0 and order == Qt.SortOrder.DescendingOrder
        if (key, is_descending) != (self._query.sort, self._query.is_descending):
            self.show(self._listing, replace(self._query, sort=key, is_descending=is_descending))

    def _take(self, number: int, ids: "array[int]") -> None:
        if number != self._newest:
            return
        self.beginResetModel()
        self._ids = ids
        self._windows.clear()
        self.is_loading = False
        self.endResetModel()
        self.loaded.emit(len(ids))

    def _fail(self, number: int, error: Exception) -> None:
        if number == self._newest:
            self.is_loading = False
            if not isinstance(error, DomainError | KnownError):
                raise error
            self.failed.emit(error)

    def _fetch(self, number: int) -> dict[int, Row]:
        if self._listing is None or self._query is None:
            return {}
        ids = self._ids[number * WINDOW : (number + 1) * WINDOW]
        try:
            return {row.id: row for row in self._listing.rows(ids, self._query)}
        except (DomainError, KnownError) as error:  # painting must go on; the list says what is wrong
            self.failed.emit(error)
            return {}


def shown(cell: Cell, column: Column) -> str:
    """A cell as text on screen."""
    if column.kind == "flag":
        return "" if cell is None else ("是" if cell else "否")
    return "" if cell is None else str(cell)
