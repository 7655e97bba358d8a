"""The table of a review's results: the lamp's shape and words first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableWidget, QTableWidgetItem
from typing_extensions import override

from app.models.review_terms import ResultState
from app.services.review_results.rows import ResultRow
from app.views.review_results.wording import HEADS, WIDTHS, cells_of
from app.views.shared.lamp import Index, RowDelegate
from app.views.shared.plain_table import ROW_HEIGHT
from app.views.shared.workplace import Workplace

_ID = int(Qt.ItemDataRole.UserRole)


class _ColouredRows(RowDelegate):
    """A cell's own colour stays when its row is chosen."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        brush = index.data(Qt.ItemDataRole.ForegroundRole)
        if brush is not None:
            option.palette.setColor(QPalette.ColorRole.HighlightedText, brush.color())  # type: ignore[attr-defined]  # PySide6's stubs lack the fields


class ResultTable(QTableWidget):
    """The current row stays current when the rows are read again."""

    def __init__(self, workplace: Workplace) -> None:
        """No rows yet."""
        super().__init__(0, len(HEADS))
        self._workplace = workplace
        self._results: dict[int, ResultRow] = {}
        self.setObjectName("review_results")
        self.setAccessibleName("审视结果")
        self.setHorizontalHeaderLabels(list(HEADS))
        self.setItemDelegate(_ColouredRows(workplace.theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setFixedHeight(ROW_HEIGHT)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        for column, width in enumerate(WIDTHS):
            self.setColumnWidth(column, width)
        header.setMinimumSectionSize(min(WIDTHS))  # the title's too, which takes what the others leave
        header.setSectionResizeMode(HEADS.index("标题"), QHeaderView.ResizeMode.Stretch)

    def show_results(self, rows: Sequence[ResultRow]) -> None:
        """Replace what is shown."""
        current = self.current()
        self._results = {row.id: row for row in rows}
        self.setRowCount(len(rows))
        for place, row in enumerate(rows):
            self._lay(place, row)
        ids = list(self._results)
        if ids:
            self.setCurrentCell(ids.index(current.id) if current and current.id in ids else 0, 0)

    def current(self) -> ResultRow | None:
        """The result the buttons are about."""
        item = self.item(self.currentRow(), 0)
        return None if item is None else self._results.get(int(item.data(_ID)))

    def texts(self) -> list[tuple[str, ...]]:
        """The rows as shown."""
        return [
            tuple(self.item(row, column).text() for column in range(self.columnCount()))
            for row in range(self.rowCount())
        ]

    def _lay(self, place: int, row: ResultRow) -> None:
        theme = self._workplace.theme
        for column, text in enumerate(cells_of(row)):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if row.state is ResultState.SETTLED and column:
                item.setForeground(theme.colour("muted"))
            self.setItem(place, column, item)
        lamp = self.item(place, 0)
        lamp.setData(_ID, row.id)
        lamp.setIcon(self._workplace.icons.lamp(row.lamp))
        lamp.setForeground(theme.lamp_colour(row.lamp))
