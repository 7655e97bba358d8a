"""A month to choose: arrow keys and the wheel step by months, digits type it, two buttons do it by mouse."""

from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QToolButton, QWidget
from typing_extensions import override

from app.views.shared.workplace import Workplace

_EARLIEST = QDate(1990, 1, 1)
_UNKNOWN = "…"  # before a store is open nobody knows what day it counts by


class MonthEdit(QDateEdit):
    """Shows 2026年11月; a step is a month and goes on over the turn of the year."""

    @override
    def stepBy(self, steps: int) -> None:
        section = self.currentSection()
        months = steps * 12 if section == QDateEdit.Section.YearSection else steps
        self.setDate(self.date().addMonths(months))
        self.setSelectedSection(section)

    @override
    def stepEnabled(self) -> QDateEdit.StepEnabledFlag:
        # Qt would stop at January and December; the last month is kept by the maximum date.
        return QDateEdit.StepEnabledFlag.StepUpEnabled | QDateEdit.StepEnabledFlag.StepDownEnabled


class MonthField(QWidget):
    """Tells the chosen month as text, 2026-11; months that lie ahead cannot be chosen."""

    changed = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        """This month, once ``set_today`` has been called; no month before."""
        super().__init__()
        self.edit = MonthEdit()
        self.edit.setObjectName("month")
        self.edit.setAccessibleName("统计月份")
        self.edit.setDisplayFormat("yyyy年M月")
        self.edit.setCurrentSection(QDateEdit.Section.MonthSection)
        self.edit.setMinimumDate(_EARLIEST)
        self.edit.setDate(_EARLIEST)
        self.edit.setSpecialValueText(_UNKNOWN)  # stands in place of the earliest date
        self.edit.setMinimumWidth(132)
        self.edit.setToolTip("上下箭头键逐月，也可直接键入年月")
        self.edit.dateChanged.connect(lambda _: self.changed.emit(self.month))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._button(workplace, "上个月", "chevron-left", -1))
        layout.addWidget(self.edit)
        layout.addWidget(self._button(workplace, "下个月", "chevron-right", 1))
        self.setFocusProxy(self.edit)

    @property
    def month(self) -> str:
        """2026-11."""
        return self.edit.date().toString("yyyy-MM")

    def set_today(self, today: date) -> None:
        """The last month that can be chosen; the field stands on it at first, which nobody has chosen."""
        day = QDate(today.year, today.month, today.day)
        is_first = self.edit.maximumDate() != day
        with QSignalBlocker(self):
            self.edit.setSpecialValueText("")
            self.edit.setMaximumDate(day)
            if is_first:
                self.edit.setDate(day)

    def show_month(self, month: str) -> None:
        """Choose a month, 2022-04."""
        self.edit.setDate(QDate(int(month[:4]), int(month[5:]), 1))

    def _button(self, workplace: Workplace, title: str, icon: str, months: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(workplace.icons.icon(icon))
        button.setAccessibleName(title)
        button.setToolTip(title)
        button.setObjectName(f"month_{icon}")
        button.setProperty("role", "quiet")
        button.clicked.connect(lambda: self.edit.setDate(self.edit.date().addMonths(months)))
        return button
