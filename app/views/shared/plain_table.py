"""A table of finished texts: findings, figures, batches. Enter or a double click chooses a cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from app.views.shared.empty_notice import EmptyNotice
from app.views.shared.lamp import RowDelegate
from app.views.shared.workplace import Workplace

ROW_HEIGHT = 30
PADDING = 6  # pixels at both sides of a cell together, as window.qss gives them to it
_LEAST = 130  # what a wide column of texts keeps where room is scarce: a day with its time
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)
class Head:
    """One column; ``width`` in pixels at 100 % scaling without its padding, the last one takes what no other fills."""

    title: str
    width: int = 120
    is_number: bool = False
    is_link: bool = False  # leads to records: underlined in blue, one click chooses
    fills: bool = False  # takes what is left instead of the last column


NOTHING_BEHIND = frozenset({"", "0", "—"})


class RowsModel(QAbstractTableModel):
    """Rows of texts under their heads."""

    def __init__(self, heads: Sequence[Head], link: QColor) -> None:
        """No rows yet; ``link`` is the colour of what leads to records."""
        super().__init__()
        self._heads, self._link, self._underlined = tuple(heads), link, QFont()
        self._underlined.setUnderline(True)
        self._rows: Sequence[Sequence[str]] = ()
        self._tips: Sequence[str] = ()

    def show(
        self, rows: Sequence[Sequence[str]], heads: Sequence[Head] | None = None, tips: Sequence[str] = ()
    ) -> None:
        """Replace the rows, and the heads where others are given; ``tips`` say more of each row."""
        self.beginResetModel()
        self._rows, self._tips = rows, tips
        self._heads = tuple(heads) if heads is not None else self._heads
        self.endResetModel()

    @property
    def heads(self) -> tuple[Head, ...]:
        """The columns."""
        return self._heads

    def is_link(self, index: Index) -> bool:
        """The cell leads to records, and there are any."""
        return self._heads[index.column()].is_link and self._rows[index.row()][index.column()] not in NOTHING_BEHIND

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section].title if orientation == Qt.Orientation.Horizontal else str(section + 1)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self._heads[section].is_number else _LEFT
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self._heads[index.column()].is_number else _LEFT
        if role in {Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.FontRole} and self.is_link(index):
            return self._link if role == Qt.ItemDataRole.ForegroundRole else self._underlined
        if role == Qt.ItemDataRole.ToolTipRole and self._tips and self._tips[index.row()]:
            return self._tips[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._rows[index.row()][index.column()]
        return None


class PlainTable(QTableView):
    """``name`` is what screen readers say; it ought to be the visible heading's text."""

    chosen = Signal(int, int)  # row and column, by Enter or double click

    def __init__(self, workplace: Workplace, key: str, name: str, heads: Sequence[Head], nothing: str = "") -> None:
        """``key`` is the object name; ``nothing`` is said in place of rows where there turn out to be none."""
        super().__init__()
        self._laid: tuple[int, ...] = ()
        self.notice = EmptyNotice(self)
        self.notice.setText(nothing)
        self.rows = RowsModel(heads, workplace.theme.colour("link"))
        self.setObjectName(key)
        self.setAccessibleName(name)
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(workplace.theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setFixedHeight(ROW_HEIGHT)
        self._lay_widths()
        self.doubleClicked.connect(lambda index: self._choose(index, is_double=True))
        self.clicked.connect(lambda index: self._choose(index, is_double=False))

    def show_rows(
        self, rows: Sequence[Sequence[str]], heads: Sequence[Head] | None = None, tips: Sequence[str] = ()
    ) -> None:
        """Replace what is shown; the first row becomes current."""
        self.rows.show(rows, heads, tips)
        self.notice.setVisible(bool(self.notice.text()) and not rows)
        if heads is not None:
            self._lay_widths()
        if rows:
            self.make_current(0)

    def make_current(self, row: int, column: int = 0) -> None:
        """Select one cell or row and nothing else: Ctrl, still held from Ctrl+Enter, would let Qt add it instead."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        if self.selectionBehavior() is QAbstractItemView.SelectionBehavior.SelectRows:
            flags |= QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.rows.index(row, column), flags)

    def texts(self) -> list[tuple[str, ...]]:
        """The rows as shown, for tests and for copying."""
        shown = (
            tuple(str(self.rows.index(row, column).data()) for column in range(self.rows.columnCount()))
            for row in range(self.rows.rowCount())
        )
        return list(shown)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.notice.lay()
        if self.rows.heads and self._widths() != self._laid:  # else widths that somebody dragged stay
            self._lay_widths()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid():
            self.chosen.emit(index.row(), index.column())
            return
        super().keyPressEvent(event)

    def _choose(self, index: Index, *, is_double: bool) -> None:
        if self.rows.is_link(index) is not is_double:  # a link has been chosen by its first click already
            self.chosen.emit(index.row(), index.column())

    def _widths(self) -> tuple[int, ...]:
        """What each column gets: its padding where there is room; where there is not, wide texts give way.

        Numbers keep their width, for a number cut short would pass for another one.
        """
        heads = self.rows.heads
        firm = [head.width for head in heads[:-1] if not head.fills]
        lack = sum(firm) + self._least_last() - self.viewport().width()
        if lack <= 0:
            padding = PADDING if lack + PADDING * len(firm) <= 0 else 0
            return tuple(head.width + padding for head in heads)
        spare = [max(head.width - _LEAST, 0) if not (head.is_number or head.fills) else 0 for head in heads[:-1]]
        share = lack / sum(spare) if sum(spare) >= lack else 0
        return *(head.width - ceil(share * less) for head, less in zip(heads, spare, strict=False)), heads[-1].width

    def _least_last(self) -> int:
        heads = self.rows.heads  # none before it is known what is shown
        return min(heads[-1].width, self.horizontalHeader().defaultSectionSize()) if heads else 0

    def _lay_widths(self) -> None:
        heads, header = self.rows.heads, self.horizontalHeader()
        self._laid = widths = self._widths() if heads else ()
        header.setStretchLastSection(False)
        self.setColumnWidth(len(heads) - 1, self._least_last())  # what is stretched never gets less than it had
        filling = next((section for section, head in enumerate(heads) if head.fills), None)
        header.setStretchLastSection(filling is None)
        for section in range(len(heads) if filling is not None else len(heads) - 1):
            is_filling = section == filling
            header.setSectionResizeMode(
                section, QHeaderView.ResizeMode.Stretch if is_filling else QHeaderView.ResizeMode.Interactive
            )
            if not is_filling:
                self.setColumnWidth(section, widths[section])
