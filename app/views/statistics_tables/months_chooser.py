"""A range of months to choose (month, quarter, half-year, year, any), and the day up to which it is known."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QStackedWidget, QToolButton, QWidget

from app.services.base_data.periods import Months
from app.views.monthly_statistics.month_field import MonthField
from app.views.shared.date_field import DateField
from app.views.shared.workplace import Workplace

MONTH, QUARTER, HALF_YEAR, YEAR, ANY = "月", "季度", "半年", "年", "任意月份"
_PARTS = {QUARTER: ("第一季度", "第二季度", "第三季度", "第四季度"), HALF_YEAR: ("上半年", "下半年")}
_EARLIEST = 1990
_PAUSE = 300  # milliseconds after the last key


class MonthsChooser(QWidget):
    """Says ``changed`` once somebody has chosen; ``as_of`` raises NotADate for what cannot be read."""

    changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        """This month, once ``set_today`` has been called."""
        super().__init__()
        self.kind = QComboBox()
        self.kind.addItems([MONTH, QUARTER, HALF_YEAR, YEAR, ANY])
        self.kind.setObjectName("table_period_kind")
        self.kind.setAccessibleName("统计期间")
        self.kind.setFixedWidth(104)
        self.month, self.first, self.last = (MonthField(workplace) for _ in range(3))
        steps: list[QToolButton] = []  # two of these fields must fit beside each other; their arrow keys step as well
        for field, name in ((self.first, "起始月份"), (self.last, "截止月份")):
            field.edit.setAccessibleName(name)
            steps += field.findChildren(QToolButton)
        for step in steps:
            step.hide()
        self.year = QSpinBox()
        self.year.setObjectName("table_year")
        self.year.setAccessibleName("年")
        self.year.setRange(_EARLIEST, 2100)
        self.year.setSuffix("年")
        self.year.setMinimumWidth(96)
        self.part = QComboBox()
        self.part.setObjectName("table_part")
        self.part.setAccessibleName("季度或半年")
        self.as_of_field = DateField(workplace, "截止时点", "table_as_of")
        self.as_of_field.text.setPlaceholderText("期末或今天")
        self.as_of_field.text.setFixedWidth(116)
        self._readers: dict[str, Callable[[], Months]] = {
            MONTH: lambda: Months(self.month.month, self.month.month),
            QUARTER: lambda: self._part(3),
            HALF_YEAR: lambda: self._part(6),
            YEAR: lambda: Months(f"{self.year.value()}-01", f"{self.year.value()}-12"),
            ANY: lambda: Months(self.first.month, self.last.month),
        }
        self._build()

    def months(self) -> Months:
        """What is chosen, the ends as they stand."""
        return self._readers[self.kind.currentText()]()

    def as_of(self) -> date | None:
        """Up to which day, None for the last day or today; raises NotADate."""
        typed = self.as_of_field.typed()
        return None if typed is None else typed.last

    def set_today(self, today: date) -> None:
        """The last month and year that can be chosen; the fields stand on them at first."""
        is_first = self.year.maximum() != today.year
        for field in (self.month, self.first, self.last):
            field.set_today(today)
        self.year.setMaximum(today.year)
        if is_first:
            self.year.setValue(today.year)
            self.first.show_month(f"{today:%Y}-01")

    def choose(self, months: Months) -> None:
        """Show a range."""
        self.first.show_month(months.first)
        self.last.show_month(months.last)
        self.kind.setCurrentText(ANY)

    def _part(self, length: int) -> Months:
        first = self.part.currentIndex() * length + 1
        return Months(f"{self.year.value()}-{first:02}", f"{self.year.value()}-{first + length - 1:02}")

    def _build(self) -> None:
        years, span = QWidget(), QWidget()
        beside = QHBoxLayout(years)
        beside.addWidget(self.year)
        beside.addWidget(self.part)
        between = QHBoxLayout(span)
        for end in (self.first, QLabel("至"), self.last):
            between.addWidget(end)
        self._stack = QStackedWidget()
        for field in (self.month, years, span):
            self._stack.addWidget(field)
        label, known = QLabel("统计期间"), QLabel("截止时点")
        label.setBuddy(self.kind)
        known.setBuddy(self.as_of_field.text)
        row = QHBoxLayout(self)
        for layout in (beside, between, row):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(8)
        for widget in (label, self.kind, self._stack, known, self.as_of_field):
            row.addWidget(widget)
        self._wire()

    def _wire(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.changed)
        for field in (self.month, self.first, self.last):
            field.changed.connect(lambda _: self._pause.start())
        self.year.valueChanged.connect(lambda _: self._pause.start())
        self.as_of_field.changed.connect(self._pause.start)
        self.part.activated.connect(lambda _: self.changed.emit())
        self.kind.currentTextChanged.connect(self._show_kind)
        self._show_kind(MONTH)

    def _show_kind(self, kind: str) -> None:
        parts = _PARTS.get(kind, ())
        self.part.clear()
        self.part.addItems(list(parts))
        self.part.setVisible(bool(parts))
        if parts:
            self.part.setCurrentIndex(self._current_part(len(parts)))
        self._stack.setCurrentIndex({MONTH: 0, ANY: 2}.get(kind, 1))
        self._stack.setFixedWidth(self._stack.currentWidget().sizeHint().width())
        self.changed.emit()

    def _current_part(self, parts: int) -> int:
        """The part of the year the month's field stands in."""
        return (int(self.month.month[5:]) - 1) * parts // 12
