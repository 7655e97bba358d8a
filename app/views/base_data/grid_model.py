"""A year of base data as a table: one line an item, one column a month or a quarter, the year's total at the end."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont
from typing_extensions import override

from app.services.base_data.rows import DepartmentMonth
from app.services.base_data.year_grid import MONTHS, Cell, Line, YearGrid
from app.services.figure_rules.rows import BrokenRule
from app.views.base_data.words import completeness_mark, completeness_words, head_of, said_of, shown_of
from app.views.shared.workplace import Workplace

Index = QModelIndex | QPersistentModelIndex
ITEM, UNIT, FIRST_MONTH = 0, 1, 2
_NOWHERE = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_Role = Qt.ItemDataRole
Place = tuple[str, str, str]  # item, first and last month


class GridModel(QAbstractTableModel):
    """Periods that lie ahead cannot be typed into; a typed text is handed on, not kept."""

    typed = Signal(object, str)  # Cell with its item: (Line, Cell), and the text

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show``."""
        super().__init__()
        self._colours = workplace.theme
        self._lines: tuple[Line, ...] = ()
        self._this_month = ""
        self._columns = MONTHS
        self._broken: Mapping[Place, Sequence[BrokenRule]] = {}
        self._given: Mapping[str, Sequence[DepartmentMonth]] = {}
        self._counted = QFont()
        self._counted.setItalic(True)

    @property
    def total(self) -> int:
        """The column of the year's total, the last one."""
        return FIRST_MONTH + self._columns

    def show(self, grid: YearGrid, lines: tuple[Line, ...], this_month: str) -> None:
        """Show some lines of a grid."""
        columns = MONTHS // grid.span
        names = [line.item.name for line in lines]
        is_same = columns == self._columns and names == [line.item.name for line in self._lines]
        if not is_same:
            self.beginResetModel()
        self._lines, self._this_month, self._columns = lines, this_month, columns
        if not is_same:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, self.total))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.total)

    def put(self, lines: Sequence[Line]) -> None:
        """Show some lines anew, where they are shown at all."""
        anew = {line.item.name: line for line in lines}
        self._lines = tuple(anew.get(line.item.name, line) for line in self._lines)
        for row, line in enumerate(self._lines):
            if line.item.name in anew:
                self.dataChanged.emit(self.index(row, 0), self.index(row, self.total))

    def mark(
        self, broken: Mapping[Place, Sequence[BrokenRule]], given: Mapping[str, Sequence[DepartmentMonth]]
    ) -> None:
        """Mark the cells whose rules are broken, and how far departments have given each month."""
        self._broken, self._given = broken, given
        if self._lines:
            self.dataChanged.emit(self.index(0, FIRST_MONTH), self.index(len(self._lines) - 1, self.total))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.total)

    def line(self, row: int) -> Line:
        """The item of a row."""
        return self._lines[row]

    def row_of(self, item: str) -> int | None:
        """The row of an item; None where it is filtered out."""
        return next((row for row, line in enumerate(self._lines) if line.item.name == item), None)

    def cell(self, index: Index) -> Cell | None:
        """The period under an index; None for the other columns."""
        if not index.isValid() or not FIRST_MONTH <= index.column() < self.total:
            return None
        return self._lines[index.row()].cells[index.column() - FIRST_MONTH]

    def broken(self, index: Index) -> Sequence[BrokenRule]:
        """The rules broken by a cell."""
        cell = self.cell(index)
        if cell is None:
            return ()
        return self._broken.get((self._lines[index.row()].item.name, cell.first, cell.month), ())

    def is_open(self, index: Index) -> bool:
        """A period that has begun; of a quarter, one whose last month has."""
        cell = self.cell(index)
        return cell is not None and cell.month <= self._this_month

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self.total + 1

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.is_open(index) else flags

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        given = self._given_in(section)
        if role == _Role.DisplayRole:
            return f"{head_of(section - FIRST_MONTH, self._columns)}{completeness_mark(given)}"
        if role == _Role.ToolTipRole and given:
            return completeness_words(given)
        return None

    @override
    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        line, cell = self._lines[index.row()], self.cell(index)
        if role in {_Role.DisplayRole, _Role.AccessibleTextRole}:
            return self._shown(line, cell, index)
        if role == _Role.EditRole and cell is not None:
            return "" if cell.figure is None else str(cell.figure.count)
        if role == _Role.TextAlignmentRole and index.column() >= FIRST_MONTH:
            return _RIGHT
        if role == _Role.ToolTipRole:
            return said_of(cell, self.broken(index)) if cell is not None else line.item.name
        return None if cell is None else self._look(cell, index, role)

    @override
    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        cell = self.cell(index)
        if role != _Role.EditRole or cell is None:
            return False  # Qt's own protocol: nothing was taken
        self.typed.emit((self.line(index.row()), cell), str(value))
        return True

    def _shown(self, line: Line, cell: Cell | None, index: Index) -> str:
        if index.column() == ITEM:
            return line.item.name
        if index.column() == UNIT:
            return line.item.unit
        if cell is None:
            return "" if line.total is None else str(line.total)
        return shown_of(cell, is_broken=bool(self.broken(index)))

    def _given_in(self, section: int) -> Sequence[DepartmentMonth]:
        """How far departments have given the month of a column; not asked of quarters."""
        if not self._lines or self._columns != MONTHS or not FIRST_MONTH <= section < self.total:
            return ()
        return self._given.get(self._lines[0].cells[section - FIRST_MONTH].month, ())

    def _look(self, cell: Cell, index: Index, role: int) -> object:
        if role == _Role.FontRole and cell.figure is None and cell.counted is not None:
            return self._counted
        if role == _Role.ForegroundRole and cell.figure is None:
            return QColor(self._colours.colour("muted"))
        if role == _Role.BackgroundRole and (cell.is_outlier or cell.differs or self.broken(index)):
            return QColor(self._colours.colour("band"))
        return None
