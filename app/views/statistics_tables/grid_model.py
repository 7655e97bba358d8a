"""A statistics table as rows of cells: each row has as many lines as it gives, its name stands beside them."""

from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont
from typing_extensions import override

from app.services.statistics_tables.rows import Cell, Column, Line, Reach, Row, StatisticsTable

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
LAST_LINE = int(Qt.ItemDataRole.UserRole) + 1  # the line below which a row of the table ends
_SHORT = {Reach.NOW: "本期", Reach.BEFORE: "同期", Reach.CUMULATIVE: "累计"}


class Spot(NamedTuple):
    """A cell with what it belongs to."""

    row: Row
    line: Line
    column: Column
    cell: Cell

    @property
    def leads_to_records(self) -> bool:
        """A count or rate of something that is there."""
        count = self.cell.d if self.column.is_rate else self.cell.n
        return bool(count) and not (self.column.is_text or self.column.minus)


class TableModel(QAbstractTableModel):
    """Read only; what leads to records is underlined in ``link``."""

    def __init__(self, link: QColor) -> None:
        """Nothing is shown yet."""
        super().__init__()
        self._link, self._underlined, self._bold = link, QFont(), QFont()
        self._underlined.setUnderline(True)
        self._bold.setBold(True)
        self._both = QFont(self._underlined)
        self._both.setBold(True)
        self._table: StatisticsTable | None = None
        self._lines: list[tuple[Row, Line]] = []

    def show(self, table: StatisticsTable) -> None:
        """Show another table, or the same of another time."""
        self.beginResetModel()
        self._table = table
        self._lines = [(row, line) for row in table.rows for line in row.lines]
        self.endResetModel()

    def spot(self, index: Index) -> Spot | None:
        """What stands at an index."""
        if self._table is None or not index.isValid():
            return None
        row, line = self._lines[index.row()]
        return Spot(row, line, self._table.columns[index.column()], line.cells[index.column()])

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self._table is None else len(self._table.columns)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._table is None:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._head(self._table.columns[section], role)
        row, line = self._lines[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if len(row.lines) > 1 else _LEFT
        if role == Qt.ItemDataRole.DisplayRole:
            time = f"　{_SHORT[line.reach]}" if len(row.lines) > 1 else ""
            return f"{row.title}{time}" if line is row.lines[0] else time
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{row.title} {line.reach.label}"
        return None

    def _head(self, column: Column, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return two_lines(column.title)
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return one_line(column.title)
        return _LEFT if role == Qt.ItemDataRole.TextAlignmentRole and column.is_text else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        spot = self.spot(index)
        if spot is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(spot.column, spot.cell)
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            return spot.cell.note
        return spot.line is spot.row.lines[-1] if role == LAST_LINE else self._looks(spot, role)

    def _looks(self, spot: Spot, role: int) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if spot.column.is_text else _RIGHT
        if role == Qt.ItemDataRole.ForegroundRole and spot.leads_to_records:
            return self._link
        if role == Qt.ItemDataRole.FontRole:
            if spot.leads_to_records:
                return self._both if spot.row.is_total else self._underlined
            return self._bold if spot.row.is_total else None
        return None


def shown(column: Column, cell: Cell) -> str:
    """As the cell is shown, a percentage with its two counts; a mark where something stands apart."""
    text = cell.shown
    if column.is_rate and cell.d and "/" not in text:
        text = f"{text}（{cell.n}/{cell.d}）"
    return f"{text}*" if cell.note and cell.n is not None and not column.is_rate else text


def one_line(title: str) -> str:
    """A title in running text, where paper breaks it."""
    return title.replace("\n", "")


def two_lines(title: str) -> str:
    """A head that is long breaks before its bracket, after 其中, or in its middle."""
    if "\n" in title:
        return title
    if "（" in title:
        return title.replace("（", "\n（", 1)
    if title.startswith("其中") and len(title) > 4:
        return title.replace("其中", "其中\n", 1)
    half = (len(title) + 1) // 2
    return title if len(title) <= 5 else f"{title[:half]}\n{title[half:]}"
