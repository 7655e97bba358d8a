"""What the grid shows: whose figures, which year, by months or quarters, which items."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from app.services.base_data.year_grid import Line

WHOLE, EVERY = "全院", "全部领域"
BY_MONTH, BY_QUARTER = "按月填报", "按季填报"
_EARLIEST = 1990


class GridChoices(QWidget):
    """The row of choices above the grid."""

    changed = Signal()  # other figures are wanted
    narrowed = Signal()  # other lines of the same figures

    def __init__(self, window: QWidget) -> None:
        """Ctrl+F, wherever in ``window``, goes to the field that narrows."""
        super().__init__()
        self.unit, self.department = self._box("unit", "填报单位", 180), self._box("department", "部门", 120)
        self.mode, self.area = self._box("mode", "填报方式", 104), self._box("area", "领域", 110)
        self.mode.addItems([BY_MONTH, BY_QUARTER])
        self.year = QSpinBox()
        self.year.setObjectName("base_data_year")
        self.year.setAccessibleName("年份")
        self.year.setRange(_EARLIEST, 2100)
        self.year.setSuffix(" 年")
        self.text = QLineEdit()
        self.text.setObjectName("base_data_text")
        self.text.setAccessibleName("查找项目")
        self.text.setPlaceholderText("查找项目 (Ctrl+F)")
        self.text.setClearButtonEnabled(True)
        self.text.setMinimumWidth(130)
        find = QShortcut(QKeySequence("Ctrl+F"), window, self.text.setFocus)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for box in (self.unit, self.department, self.mode):
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.year.valueChanged.connect(lambda _: self.changed.emit())
        self.area.currentIndexChanged.connect(lambda _: self.narrowed.emit())
        self.text.textChanged.connect(lambda _: self.narrowed.emit())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.unit, self.department, self.year, self.mode, self.area, self.text):
            layout.addWidget(part)
        layout.setStretchFactor(self.text, 1)

    @property
    def of(self) -> str:
        """The department, empty for the whole unit."""
        return "" if self.department.currentText() == WHOLE else self.department.currentText()

    @property
    def is_by_quarter(self) -> bool:
        """Figures of quarters are typed as such."""
        return self.mode.currentText() == BY_QUARTER

    def offer(self, units: Sequence[str], departments: Sequence[str], areas: Sequence[str], this_year: int) -> None:
        """What can be chosen; what was chosen stays chosen where it is still offered."""
        for box, texts in (
            (self.unit, units),
            (self.department, (WHOLE, *departments)),
            (self.area, (EVERY, *areas)),
        ):
            kept = box.currentText()
            with QSignalBlocker(box):
                box.clear()
                box.addItems(list(texts))
                box.setCurrentIndex(max(box.findText(kept), 0))
        self.year.setMaximum(this_year)

    def go_to_year(self, year: int) -> None:
        """Choose a year without another reading."""
        with QSignalBlocker(self.year):
            self.year.setValue(year)

    def chosen(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """The lines of the area whose names, or other names, contain what was typed."""
        area = "" if self.area.currentText() == EVERY else self.area.currentText()
        words = self.text.text().lower().split()
        return tuple(
            line
            for line in lines
            if (not area or line.item.area == area)
            and all(any(word in name.lower() for name in (line.item.name, *line.item.synonyms)) for word in words)
        )

    @staticmethod
    def _box(name: str, title: str, width: int) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"base_data_{name}")
        box.setAccessibleName(title)
        box.setMinimumWidth(width)
        return box
