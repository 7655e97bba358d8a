"""The table itself: arrow keys go from cell to cell, Enter or a click opens the records behind one."""

from PySide6.QtCore import QItemSelectionModel, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from app.services.statistics_tables.rows import StatisticsTable
from app.views.shared.theme import Theme
from app.views.shared.workplace import Workplace
from app.views.statistics_tables.grid_model import LAST_LINE, Index, Spot, TableModel

_ROW, _HEAD = 26, 44
_MEASURED = 300  # lines a column is fitted to: a standing list may have thousands
_ABOVE = 10  # and below the words of a head
_NARROWEST, _WIDEST, _AROUND = 56, 320, 20


class _LineDelegate(QStyledItemDelegate):
    """A line below the last line of each row, so that three lines read as one."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._strong, self._light = theme.colour("line"), theme.colour("alternate")

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        rect = option.rect  # type: ignore[attr-defined]  # PySide6's stubs lack the fields of style options
        painter.setPen(self._strong if index.data(LAST_LINE) else self._light)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())


class StatisticsGrid(QTableView):
    """The names of rows stay in sight however far one scrolls."""

    wanted = Signal(object)  # Spot whose records are asked for
    looked_at = Signal(object)  # Spot, or None

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_table``."""
        super().__init__()
        self.cells = TableModel(workplace.theme.colour("link"))
        self.setObjectName("statistics_grid")
        self.setAccessibleName("统计表")
        self.setModel(self.cells)
        self.setItemDelegate(_LineDelegate(workplace.theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        for header in (self.verticalHeader(), self.horizontalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        self.clicked.connect(self._click)
        self.selectionModel().currentChanged.connect(lambda current, _: self.looked_at.emit(self.cells.spot(current)))

    def show_table(self, table: StatisticsTable) -> None:
        """Show another table; the cell that was current stays so where there is one."""
        row, column = max(self.currentIndex().row(), 0), max(self.currentIndex().column(), 0)
        self.cells.show(table)
        for section in range(self.cells.columnCount()):
            self.setColumnWidth(section, self._wide_enough(section))
        self.horizontalHeader().setFixedHeight(self._high_enough())
        index = self.cells.index(min(row, self.cells.rowCount() - 1), min(column, self.cells.columnCount() - 1))
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def texts(self) -> list[tuple[str, ...]]:
        """Every line as shown, its name first; for tests and for copying."""
        lines, columns = range(self.cells.rowCount()), range(self.cells.columnCount())
        upright = Qt.Orientation.Vertical
        return [
            (
                str(self.cells.headerData(line, upright)).strip(),
                *(str(self.cells.index(line, column).data()) for column in columns),
            )
            for line in lines
        ]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._ask(self.cells.spot(self.currentIndex()))
        elif event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self._selected_text())
        else:
            super().keyPressEvent(event)

    def _click(self, index: Index) -> None:
        if len(self.selectedIndexes()) == 1:
            self._ask(self.cells.spot(index))

    def _ask(self, spot: Spot | None) -> None:
        if spot is not None and spot.leads_to_records:
            self.wanted.emit(spot)

    def _selected_text(self) -> str:
        """The selected cells as Excel takes them."""
        rows: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda each: (each.row(), each.column())):
            rows.setdefault(index.row(), []).append(str(index.data() or "").rstrip("*"))
        return "\n".join("\t".join(row) for row in rows.values())

    def _measured_lines(self) -> range:
        return range(min(self.cells.rowCount(), _MEASURED))

    def _wide_enough(self, section: int) -> int:
        metrics, across = self.fontMetrics(), Qt.Orientation.Horizontal
        words = str(self.cells.headerData(section, across) or "").split("\n")
        words += [str(self.cells.index(line, section).data() or "") for line in self._measured_lines()]
        widest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        return min(max(widest + _AROUND, _NARROWEST), _WIDEST)

    def _high_enough(self) -> int:
        """Some heads are of three lines."""
        across = Qt.Orientation.Horizontal
        heads = [str(self.cells.headerData(each, across) or "") for each in range(self.cells.columnCount())]
        most = max((head.count("\n") + 1 for head in heads), default=1)
        return max(_HEAD, most * self.horizontalHeader().fontMetrics().lineSpacing() + _ABOVE)
