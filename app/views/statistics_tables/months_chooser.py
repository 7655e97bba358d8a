"""A range of months to choose (month, quarter, half-year, year, any), and the day up to which it is known."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QComboBox, QLabel, QToolButton
from typing_extensions import override

from app.services.base_data.periods import Months
from app.views.monthly_statistics.month_field import MonthField
from app.views.monthly_statistics.range_chooser import RangeChooser, beside
from app.views.shared.workplace import Workplace

MONTH, QUARTER, HALF_YEAR, YEAR, ANY = "月", "季度", "半年", "年", "任意月份"
_PARTS = {QUARTER: ("第一季度", "第二季度", "第三季度", "第四季度"), HALF_YEAR: ("上半年", "下半年")}


class MonthsChooser(RangeChooser):
    """``months`` is what is chosen."""

    def __init__(self, workplace: Workplace) -> None:
        """This month, once ``set_today`` has been called."""
        super().__init__(workplace, "table", (MONTH, QUARTER, HALF_YEAR, YEAR, ANY))
        self.month, self.first, self.last = (MonthField(workplace) for _ in range(3))
        steps: list[QToolButton] = []  # two of these fields must fit beside each other; their arrow keys step as well
        for field, name in ((self.first, "起始月份"), (self.last, "截止月份")):
            field.edit.setAccessibleName(name)
            steps += field.findChildren(QToolButton)
        for step in steps:
            step.hide()
        self.year = self.year_field()
        self.part = QComboBox()
        self.part.setObjectName("table_part")
        self.part.setAccessibleName("季度或半年")
        self._readers: dict[str, Callable[[], Months]] = {
            MONTH: lambda: Months(self.month.month, self.month.month),
            QUARTER: lambda: self._part(3),
            HALF_YEAR: lambda: self._part(6),
            YEAR: lambda: Months(f"{self.year.value()}-01", f"{self.year.value()}-12"),
            ANY: lambda: Months(self.first.month, self.last.month),
        }
        self.lay_out(self.month, beside(self.year, self.part), beside(self.first, QLabel("至"), self.last))
        for field in (self.month, self.first, self.last):
            field.changed.connect(lambda _: self.pause.start())
        self.part.activated.connect(lambda _: self.changed.emit())
        self.kind.currentTextChanged.connect(self._show_kind)
        self._show_kind(MONTH)

    def months(self) -> Months:
        """What is chosen, the ends as they stand."""
        return self._readers[self.kind.currentText()]()

    @override
    def _stand_on(self, today: date) -> None:
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

    def _show_kind(self, kind: str) -> None:
        parts = _PARTS.get(kind, ())
        self.part.clear()
        self.part.addItems(list(parts))
        self.part.setVisible(bool(parts))
        if parts:
            self.part.setCurrentIndex(self._current_part(len(parts)))
        self.show_field({MONTH: 0, ANY: 2}.get(kind, 1))

    def _current_part(self, parts: int) -> int:
        """The part of the year the month's field stands in."""
        return (int(self.month.month[5:]) - 1) * parts // 12
