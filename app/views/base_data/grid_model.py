"""A year of base data as a table: one line an item, one column a month, the year's total at the end."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont
from typing_extensions import override

from app.services.base_data.year_grid import MONTHS, Cell, Line, YearGrid
from app.views.shared.workplace import Workplace

Index = QModelIndex | QPersistentModelIndex
ITEM, UNIT, FIRST_MONTH, TOTAL = 0, 1, 2, 2 + MONTHS
HEADS = ("项目", "单位", *(f"{month}月" for month in range(1, MONTHS + 1)), "全年")
_NOWHERE = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_Role = Qt.ItemDataRole


class GridModel(QAbstractTableModel):
    """Months that lie ahead cannot be typed into; a typed text is handed on, not kept."""

    typed = Signal(object, str)  # Cell with its item: (Line, Cell), and the text

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show``."""
        super().__init__()
        self._colours = workplace.theme
        self._lines: tuple[Line, ...] = ()
        self._this_month = ""
        self._counted = QFont()
        self._counted.setItalic(True)

    def show(self, grid: YearGrid, area: str, this_month: str) -> None:
        """Show the lines of an area, of all where it is empty."""
        lines = tuple(line for line in grid.lines if not area or line.item.area == area)
        if [line.item.name for line in lines] == [line.item.name for line in self._lines]:
            self._lines, self._this_month = lines, this_month
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, TOTAL))
            return
        self.beginResetModel()
        self._lines, self._this_month = lines, this_month
        self.endResetModel()

    def line(self, row: int) -> Line:
        """The item of a row."""
        return self._lines[row]

    def cell(self, index: Index) -> Cell | None:
        """The month under an index; None for the other columns."""
        if not index.isValid() or not FIRST_MONTH <= index.column() < TOTAL:
            return None
        return self._lines[index.row()].cells[index.column() - FIRST_MONTH]

    def is_open(self, index: Index) -> bool:
        """A month that has begun."""
        cell = self.cell(index)
        return cell is not None and cell.month <= self._this_month

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADS)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.is_open(index) else flags

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return HEADS[section]
        return None

    @override
    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        line, cell = self._lines[index.row()], self.cell(index)
        if role in {_Role.DisplayRole, _Role.AccessibleTextRole}:
            return _shown(line, cell, index.column())
        if role == _Role.EditRole and cell is not None:
            return "" if cell.figure is None else str(cell.figure.count)
        if role == _Role.TextAlignmentRole and index.column() >= FIRST_MONTH:
            return _RIGHT
        if role == _Role.ToolTipRole:
            return said_of(cell) if cell is not None else line.item.name
        if cell is None:
            return None
        return self._look(cell, role)

    @override
    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        cell = self.cell(index)
        if role != _Role.EditRole or cell is None:
            return False  # Qt's own protocol: nothing was taken
        self.typed.emit((self.line(index.row()), cell), str(value))
        return True

    def _look(self, cell: Cell, role: int) -> object:
        if role == _Role.FontRole and cell.figure is None and cell.counted is not None:
            return self._counted
        if role == _Role.ForegroundRole and cell.figure is None:
            return QColor(self._colours.colour("muted"))
        if role == _Role.BackgroundRole and (cell.is_outlier or cell.differs):
            return QColor(self._colours.colour("band"))
        return None


def said_of(cell: Cell) -> str:
    """What is to be known of a cell, in sentences."""
    said = []
    if cell.figure is not None:
        said.append(f"{cell.figure.source.label}：{cell.figure.count}")
    if cell.counted is not None:
        said.append(f"本台账：{cell.counted}")
    if cell.differs:
        said.append("填报的数与本台账不一致，请核对")
    if cell.is_outlier:
        said.append("与此前十二个月相差较大，请核对")
    if cell.figure is not None and cell.figure.note:
        said.append(f"备注：{cell.figure.note}")
    if cell.figure is not None and cell.figure.origin:
        said.append(f"出处：{cell.figure.origin}")
    return "；".join(said) or "还没有填报"


def _shown(line: Line, cell: Cell | None, column: int) -> str:
    if column == ITEM:
        return line.item.name
    if column == UNIT:
        return line.item.unit
    if cell is None:
        return "" if line.total is None else str(line.total)
    if cell.count is None:
        return ""
    if cell.differs:
        return f"{cell.count}（台账{cell.counted}）"
    return f"{cell.count}*" if cell.figure is not None and cell.figure.note else str(cell.count)
