"""What choosers of a time have in common: its kind, a field for each kind, and the day up to which it is known."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QStackedWidget, QWidget

from app.views.shared.date_field import DateField
from app.views.shared.workplace import Workplace

_EARLIEST, _LATEST = 1990, 2100
_PAUSE = 300  # milliseconds after the last key


class RangeChooser(QWidget):
    """Says ``changed`` once somebody has chosen; ``as_of`` raises NotADate for what cannot be read."""

    changed = Signal()

    def __init__(self, workplace: Workplace, key: str, kinds: Sequence[str]) -> None:
        """``key`` begins the names of the fields; subclasses call ``lay_out`` with theirs."""
        super().__init__()
        self._key = key
        self.kind = QComboBox()
        self.kind.addItems(list(kinds))
        self.kind.setObjectName(f"{key}_period_kind")
        self.kind.setAccessibleName("统计期间")
        self.kind.setFixedWidth(104)
        self.as_of_field = DateField(workplace, "截止时点", f"{key}_as_of")
        self.as_of_field.text.setPlaceholderText("期末或今天")
        self.as_of_field.text.setFixedWidth(116)
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(_PAUSE)
        self.pause.timeout.connect(self.changed)
        self.as_of_field.changed.connect(self.pause.start)
        self._stack = QStackedWidget()

    def as_of(self) -> date | None:
        """Up to which day, None for the last day or today; raises NotADate."""
        typed = self.as_of_field.typed()
        return None if typed is None else typed.last

    def set_today(self, today: date) -> None:
        """The last time that can be chosen; the fields stand on it at first. Nobody chose it, so nothing is said."""
        with QSignalBlocker(self):
            self._stand_on(today)
        self.pause.stop()

    def _stand_on(self, today: date) -> None:
        """Which fields there are is known to the subclass alone."""
        raise NotImplementedError

    def year_field(self, name: str = "year") -> QSpinBox:
        """A field for a year; what is typed counts after a pause."""
        field = QSpinBox()
        field.setObjectName(f"{self._key}_{name}")
        field.setAccessibleName("年")
        field.setRange(_EARLIEST, _LATEST)
        field.setSuffix("年")
        field.setMinimumWidth(96)
        field.valueChanged.connect(lambda _: self.pause.start())
        return field

    def lay_out(self, *fields: QWidget) -> None:
        """One field or row of fields is shown at a time."""
        for field in fields:
            self._stack.addWidget(field)
        label, known = QLabel("统计期间"), QLabel("截止时点")
        label.setBuddy(self.kind)
        known.setBuddy(self.as_of_field.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (label, self.kind, self._stack, known, self.as_of_field):
            row.addWidget(widget)

    def show_field(self, place: int) -> None:
        """The field of the chosen kind, no broader than it needs."""
        self._stack.setCurrentIndex(place)
        self._stack.setFixedWidth(self._stack.currentWidget().sizeHint().width())
        self.changed.emit()


def beside(*fields: QWidget, stretches: bool = False) -> QWidget:
    """Fields in one row."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for field in fields:
        layout.addWidget(field)
    if stretches:
        layout.addStretch(1)
    return row
