"""What a reply says about each item, in a table worked by keys: 1 采纳, 2 部分采纳, 3 未采纳, then the reason."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.models.terms import Adoption
from app.services.suggestion_items.rows import ItemRow
from app.services.suggestions.rows import ReplyItemDraft

_HEADS = ("序", "建议", "采纳情况", "理由")
_PLACE, _MEASURE, _ANSWER, _REASON = range(4)
_WIDTHS = (32, 190, 78)
_MOST_HEIGHT = 230
_KEYS = {
    Qt.Key.Key_1: Adoption.ADOPTED,
    Qt.Key.Key_2: Adoption.PARTLY,
    Qt.Key.Key_3: Adoption.NOT_ADOPTED,
    Qt.Key.Key_0: Adoption.UNRECORDED,
    Qt.Key.Key_Delete: Adoption.UNRECORDED,
    Qt.Key.Key_Backspace: Adoption.UNRECORDED,
}
_ORDER = (Adoption.ADOPTED, Adoption.PARTLY, Adoption.NOT_ADOPTED, Adoption.UNRECORDED)
_HINT = "选中一项或几项（Ctrl+A 全选）：按 1 采纳、2 部分采纳、3 未采纳、0 没有提到；理由直接输入。"


class _Grid(QTableWidget):
    answered = Signal(object)  # an Adoption for the chosen rows

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        answer = _KEYS.get(Qt.Key(event.key()))
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.currentColumn() == _REASON or not is_plain:
            super().keyPressEvent(event)
        elif answer is not None:
            self.answered.emit(answer)
        elif event.key() == Qt.Key.Key_Space:
            self.answered.emit(None)
        else:
            super().keyPressEvent(event)


class ItemsField(QWidget):
    """An item that is left empty was not spoken about."""

    changed = Signal()

    def __init__(self, items: Sequence[ItemRow]) -> None:
        """``items`` as they stand; nothing is answered yet."""
        super().__init__()
        self._items = tuple(items)
        self._answers = [Adoption.UNRECORDED for _ in self._items]
        self.grid = _Grid(len(self._items), len(_HEADS))
        self._build()
        for row, item in enumerate(self._items):
            self._lay(row, item)
        self.grid.cellChanged.connect(lambda *_: self.changed.emit())
        self.grid.resizeRowsToContents()
        self._fit()

    def answer(self, row: int, adoption: Adoption, reason: str = "") -> None:
        """Answer one item on behalf of the user."""
        self._answers[row] = adoption
        shown = "" if adoption is Adoption.UNRECORDED else adoption.label
        self.grid.item(row, _ANSWER).setText(shown)
        if reason:
            self.grid.item(row, _REASON).setText(reason)

    def drafts(self) -> tuple[ReplyItemDraft, ...]:
        """The items that were spoken about."""
        return tuple(
            ReplyItemDraft(item.place, answer, self.grid.item(row, _REASON).text().strip(), item.measure)
            for row, (item, answer) in enumerate(zip(self._items, self._answers, strict=True))
            if answer is not Adoption.UNRECORDED or self.grid.item(row, _REASON).text().strip()
        )

    def _take(self, adoption: Adoption | None) -> None:
        """Answer the chosen rows, then go to the reason or the next row; None takes the answer that follows."""
        rows = sorted({index.row() for index in self.grid.selectedIndexes()} or {max(self.grid.currentRow(), 0)})
        for row in rows:
            following = _ORDER[(_ORDER.index(self._answers[row]) + 1) % len(_ORDER)]
            self.answer(row, following if adoption is None else adoption)
        if len(rows) == 1 and adoption in {Adoption.PARTLY, Adoption.NOT_ADOPTED}:
            self.grid.setCurrentCell(rows[0], _REASON)
        elif len(rows) == 1 and adoption is not None and rows[0] + 1 < self.grid.rowCount():
            self.grid.setCurrentCell(rows[0] + 1, _ANSWER)

    def _lay(self, row: int, item: ItemRow) -> None:
        unit = f"（{item.responsible_unit}）" if item.responsible_unit else ""
        known = "" if item.adoption is Adoption.UNRECORDED else f"\n目前：{item.adoption.label}"
        for column, text in enumerate((str(item.place), f"{item.measure}{unit}{known}", "", "")):
            cell = QTableWidgetItem(text)
            cell.setToolTip(text)
            if column != _REASON:
                cell.setFlags(cell.flags() & ~Qt.ItemFlag.ItemIsEditable)
            cell.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            self.grid.setItem(row, column, cell)

    def _fit(self) -> None:
        rows = sum(self.grid.rowHeight(row) for row in range(self.grid.rowCount()))
        self.grid.setFixedHeight(min(rows + self.grid.horizontalHeader().height() + 6, _MOST_HEIGHT))

    def _build(self) -> None:
        grid = self.grid
        grid.setHorizontalHeaderLabels(list(_HEADS))
        grid.verticalHeader().hide()
        grid.horizontalHeader().setFixedHeight(30)
        grid.horizontalHeader().setStretchLastSection(True)
        grid.horizontalHeader().setHighlightSections(False)
        grid.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column, width in enumerate(_WIDTHS):
            grid.setColumnWidth(column, width)
        grid.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        grid.setWordWrap(True)
        grid.setTabKeyNavigation(False)
        grid.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        grid.setCurrentCell(0, _ANSWER)
        grid.answered.connect(self._take)
        self.setFocusProxy(grid)
        hint = QLabel(_HINT)
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(grid)
        layout.addWidget(hint)
