"""A box for several values joined by 、: those offered are ticked on and off, others may be typed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox
from typing_extensions import override

JOINED = "、"


class ManyChoice(QComboBox):
    """``values`` are what stands in it."""

    def __init__(self) -> None:
        """Nothing is offered yet."""
        super().__init__()
        self._before: tuple[str, ...] | None = None  # what stood there when the list was opened
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setToolTip("可以选几项，也可以填写，用顿号隔开")
        self.activated.connect(self._toggle)
        self.offer(())

    @property
    def values(self) -> tuple[str, ...]:
        """The values, each once."""
        parts = (part.strip() for part in self.currentText().replace("，", JOINED).split(JOINED))
        return tuple(dict.fromkeys(part for part in parts if part))

    def offer(self, choices: Sequence[str]) -> None:
        """What the list holds; what was typed stays."""
        text, model = self.currentText(), QStandardItemModel(self)
        for choice in choices:
            item = QStandardItem(choice)
            item.setCheckable(True)
            item.setEditable(False)
            model.appendRow(item)
        self.blockSignals(True)
        self.setModel(model)
        self.setCurrentIndex(-1)
        self.setEditText(text)
        self.blockSignals(False)

    @override
    def showPopup(self) -> None:
        self._before = self.values
        model = self.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            is_on = str(index.data()) in self._before
            model.setData(index, Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked, _CHECK)
        super().showPopup()

    def _toggle(self, row: int) -> None:
        before, self._before = self._before, None
        if before is None:  # chosen by the arrow keys, without the list
            return
        chosen = self.itemText(row)
        kept = [value for value in before if value != chosen]
        self.setEditText(JOINED.join(kept if chosen in before else [*before, chosen]))


_CHECK = Qt.ItemDataRole.CheckStateRole
