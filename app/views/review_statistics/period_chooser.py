"""A period to choose (month, half-year, year, any days) and the day up to which it is known."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QStackedWidget, QWidget

from app.models.dates import PartialDate
from app.services.foundation.errors import DomainError
from app.services.review_statistics.period import ReviewPeriod
from app.views.monthly_statistics.month_field import MonthField
from app.views.shared.date_field import DateField
from app.views.shared.period_field import PeriodField
from app.views.shared.workplace import Workplace

MONTH, HALF_YEAR, YEAR, ANY = "月", "半年", "年", "任意起止"
_EARLIEST = 1990
_PAUSE = 300  # milliseconds after the last key


class PeriodChooser(QWidget):
    """Says ``changed`` once somebody has chosen; ``period`` and ``as_of`` raise DomainError for what cannot be read."""

    changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        """This month, once ``set_today`` has been called."""
        super().__init__()
        self._workplace = workplace
        self.kind = QComboBox()
        self.kind.addItems([MONTH, HALF_YEAR, YEAR, ANY])
        self.kind.setObjectName("review_period_kind")
        self.kind.setAccessibleName("统计期间")
        self.kind.setFixedWidth(104)
        self.month = MonthField(workplace)
        self.half_year, self.year = self._year_field("half_year"), self._year_field("year")
        self.half = QComboBox()
        self.half.addItems(["上半年", "下半年"])
        self.half.setObjectName("review_half")
        self.half.setAccessibleName("半年")
        self.any = PeriodField(workplace, "", "review_days")
        for end, name in (("from", "统计期间起"), ("to", "统计期间止")):
            self.any.ends[end].setAccessibleName(name)
        self.as_of_field = DateField(workplace, "截止时点", "review_as_of")
        self.as_of_field.text.setPlaceholderText("期末或今天")
        self.as_of_field.text.setFixedWidth(116)
        self._readers: dict[str, Callable[[], ReviewPeriod]] = {
            MONTH: lambda: ReviewPeriod.month(self.month.month),
            HALF_YEAR: lambda: ReviewPeriod.half_year(self.half_year.value(), self.half.currentIndex() + 1),
            YEAR: lambda: ReviewPeriod.year(self.year.value()),
            ANY: self._typed_days,
        }
        self._build()

    def period(self) -> ReviewPeriod:
        """What is chosen; raises DomainError where it cannot be told."""
        return self._readers[self.kind.currentText()]()

    def as_of(self) -> date | None:
        """Up to which day, None for the last day or today; raises NotADate."""
        typed = self.as_of_field.typed()
        return None if typed is None else typed.last

    def set_today(self, today: date) -> None:
        """The last year that can be chosen; the fields stand on it at first."""
        self.month.set_today(today)
        for field in (self.half_year, self.year):
            is_first = field.maximum() != today.year
            field.setMaximum(today.year)
            if is_first:
                field.setValue(today.year)
                self.half.setCurrentIndex(0 if today.month <= 6 else 1)

    def _typed_days(self) -> ReviewPeriod:
        first, last = self.any.first, self.any.last
        if first is None or last is None:
            raise DomainError("请填写统计期间的起止日期，如 2026-1-1 至 2026-3-31；只写年月的，从月初到月末。")
        return ReviewPeriod.between(PartialDate(first).first, PartialDate(last).last)

    def _year_field(self, key: str) -> QSpinBox:
        field = QSpinBox()
        field.setObjectName(f"review_{key}")
        field.setAccessibleName("年")
        field.setRange(_EARLIEST, 2100)
        field.setSuffix("年")
        field.setMinimumWidth(96)
        return field

    def _build(self) -> None:
        halves = QWidget()
        inside = QHBoxLayout(halves)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.half_year)
        inside.addWidget(self.half)
        inside.addStretch(1)
        years = QWidget()
        alone = QHBoxLayout(years)
        alone.setContentsMargins(0, 0, 0, 0)
        alone.addWidget(self.year)
        alone.addStretch(1)
        self._stack = QStackedWidget()
        for part in (self.month, halves, years, self.any):
            self._stack.addWidget(part)
        label, known = QLabel("统计期间"), QLabel("截止时点")
        label.setBuddy(self.kind)
        known.setBuddy(self.as_of_field.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (label, self.kind, self._stack, known, self.as_of_field):
            row.addWidget(widget)
        self._wire()

    def _wire(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.changed)
        self.kind.currentIndexChanged.connect(self._show_kind)
        self.month.changed.connect(lambda _: self.changed.emit())
        self.half.currentIndexChanged.connect(lambda _: self.changed.emit())
        for field in (self.half_year, self.year):
            field.valueChanged.connect(lambda _: self._pause.start())
        self.any.changed.connect(self.changed)
        self.as_of_field.changed.connect(self._pause.start)
        self._show_kind(0)

    def _show_kind(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._stack.setFixedWidth(self._stack.currentWidget().sizeHint().width())
        self.changed.emit()
