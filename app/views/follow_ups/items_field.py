"""The items of a letter one below the other: what was seen of each, chosen and typed without the mouse."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QWidget
from typing_extensions import override

from app.models.terms import Rectification
from app.services.follow_ups.rows import STATES, ItemFinding
from app.services.suggestion_items.rows import ItemRow

NOT_SEEN = "这次没看"
_NOW, _STATE = 104, 104  # pixels


class StateBox(QComboBox):
    """1, 2, 3 choose 整改中, 未到位, 已到位; 0 that the item was not looked at."""

    def __init__(self) -> None:
        """Nothing was seen yet."""
        super().__init__()
        self.addItem(NOT_SEEN, None)
        for state in STATES:
            self.addItem(state.label, state.value)

    @property
    def state(self) -> Rectification | None:
        """What was chosen; None where the item was not looked at."""
        value = self.currentData()
        return None if value is None else Rectification(value)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isdigit() and int(event.text()) < self.count():
            self.setCurrentIndex(int(event.text()))
        else:
            super().keyPressEvent(event)


class ItemsField(QWidget):
    """``findings()`` are those of the items that were looked at."""

    changed = Signal()

    def __init__(self, items: Sequence[ItemRow]) -> None:
        """``items`` are kept ones, with their ids."""
        super().__init__()
        self._rows: list[tuple[int, StateBox, QLineEdit]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 6, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        for row, item in enumerate(items):
            self._lay(grid, row, item)
        if self._rows:
            self.setFocusProxy(self._rows[0][1])

    def findings(self) -> tuple[ItemFinding, ...]:
        """In the order of the letter."""
        seen = ((key, box.state, evidence.text().strip()) for key, box, evidence in self._rows)
        return tuple(ItemFinding(key, state, evidence) for key, state, evidence in seen if state is not None)

    def _lay(self, grid: QGridLayout, row: int, item: ItemRow) -> None:
        if item.id is None:
            return
        measure, now = QLabel(f"{item.place}. {item.measure}"), QLabel(f"目前：{item.rectification.label}")
        measure.setTextFormat(Qt.TextFormat.PlainText)
        measure.setWordWrap(True)
        now.setProperty("role", "muted")
        now.setFixedWidth(_NOW)
        box, evidence = StateBox(), QLineEdit(item.evidence)
        box.setObjectName(f"item_{item.place}_state")
        box.setAccessibleName(f"第 {item.place} 项整改情况")
        box.setToolTip("1 整改中 · 2 未到位 · 3 已到位 · 0 这次没看")
        box.setFixedWidth(_STATE)
        box.currentIndexChanged.connect(lambda _: self.changed.emit())
        evidence.setObjectName(f"item_{item.place}_evidence")
        evidence.setAccessibleName(f"第 {item.place} 项证据")
        evidence.setPlaceholderText("证据")
        evidence.textChanged.connect(lambda _: self.changed.emit())
        grid.addWidget(measure, 2 * row, 0, 1, 3)
        for column, part in enumerate((now, box, evidence)):
            grid.addWidget(part, 2 * row + 1, column)
        self._rows.append((item.id, box, evidence))
