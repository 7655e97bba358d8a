"""Which warnings are shown: state, kind, unit, department, months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from app.models.indicator_terms import WarningKind, WarningState
from app.services.indicator_warnings.rows import WarningQuery

if TYPE_CHECKING:
    from app.services.indicator_warnings.service import IndicatorWarnings

_WAITING = (WarningState.OPEN, WarningState.VERIFIED)
_STATES: tuple[tuple[str, tuple[WarningState, ...]], ...] = (
    ("没有结论的", _WAITING),
    *((each.label, (each,)) for each in WarningState),
    ("全部状态", ()),
)
_MONTH = r"\d{4}-(0[1-9]|1[0-2])"


class WarningFilters(QWidget):
    """What waits for a conclusion is shown at first."""

    changed = Signal()

    def __init__(self) -> None:
        """Nothing is offered before a store is open."""
        super().__init__()
        self.state = self._box("state", "状态", 118)
        self.kind = self._box("kind", "种类", 190)
        self.unit = self._box("unit", "填报单位", 210)
        self.department = self._box("department", "部门", 130)
        for title, states in _STATES:
            self.state.addItem(title, states)
        self.kind.addItem("全部种类", ())
        for each in WarningKind:
            self.kind.addItem(each.label, (each,))
        self.first, self.last = self._month("first", "起月"), self._month("last", "止月")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        dash = QLabel("至")
        dash.setProperty("role", "muted")
        for part in (self.state, self.kind, self.unit, self.department, self.first, dash, self.last):
            layout.addWidget(part)
        layout.addStretch(1)
        for box in (self.state, self.kind, self.unit, self.department):
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
        for field in (self.first, self.last):
            field.textChanged.connect(lambda _: self.changed.emit())

    def query(self) -> WarningQuery:
        """What is asked for; a month that is half typed narrows nothing yet."""
        return WarningQuery(
            states=self.state.currentData(),
            kinds=self.kind.currentData(),
            unit=self.unit.currentData() or "",
            department=self.department.currentData() or "",
            first=self.first.text() if self.first.hasAcceptableInput() else "",
            last=self.last.text() if self.last.hasAcceptableInput() else "",
        )

    def offer(self, warnings: IndicatorWarnings) -> None:
        """The units and departments there are warnings of."""
        _offer(self.unit, "全部单位", warnings.units())
        _offer(self.department, "全部部门", warnings.departments())

    def narrow_to(self, month: str, unit: str) -> None:
        """Only what waits of one month and unit."""
        self.state.setCurrentIndex(0)
        self.kind.setCurrentIndex(0)
        self.department.setCurrentIndex(0)
        self.unit.setCurrentIndex(max(self.unit.findData(unit), 0))
        self.first.setText(month)
        self.last.setText(month)

    @staticmethod
    def _box(name: str, title: str, width: int) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"warnings_{name}")
        box.setAccessibleName(title)
        box.setMinimumWidth(width)
        return box

    @staticmethod
    def _month(name: str, title: str) -> QLineEdit:
        from PySide6.QtCore import QRegularExpression
        from PySide6.QtGui import QRegularExpressionValidator

        field = QLineEdit()
        field.setObjectName(f"warnings_{name}")
        field.setAccessibleName(title)
        field.setPlaceholderText(f"{title} 2026-10")
        field.setValidator(QRegularExpressionValidator(QRegularExpression(_MONTH), field))
        field.setClearButtonEnabled(True)
        field.setFixedWidth(132)
        return field


def _offer(box: QComboBox, every: str, names: tuple[str, ...]) -> None:
    kept = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        box.addItem(every, "")
        for each in names:
            box.addItem(each, each)
        box.setCurrentIndex(max(box.findData(kept), 0))
