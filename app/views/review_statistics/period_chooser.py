"""A period to choose (month, half-year, year, any days) and the day up to which it is known."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QComboBox
from typing_extensions import override

from app.models.dates import PartialDate
from app.services.foundation.errors import DomainError
from app.services.review_statistics.period import ReviewPeriod
from app.views.monthly_statistics.month_field import MonthField
from app.views.monthly_statistics.range_chooser import RangeChooser, beside
from app.views.shared.period_field import PeriodField
from app.views.shared.workplace import Workplace

MONTH, HALF_YEAR, YEAR, ANY = "月", "半年", "年", "任意起止"


class PeriodChooser(RangeChooser):
    """``period`` raises DomainError for what cannot be read."""

    def __init__(self, workplace: Workplace) -> None:
        """This month, once ``set_today`` has been called."""
        super().__init__(workplace, "review", (MONTH, HALF_YEAR, YEAR, ANY))
        self.month = MonthField(workplace)
        self.half_year, self.year = self.year_field("half_year"), self.year_field("year")
        self.half = QComboBox()
        self.half.addItems(["上半年", "下半年"])
        self.half.setObjectName("review_half")
        self.half.setAccessibleName("半年")
        self.any = PeriodField(workplace, "", "review_days")
        for end, name in (("from", "统计期间起"), ("to", "统计期间止")):
            self.any.ends[end].setAccessibleName(name)
        self._readers: dict[str, Callable[[], ReviewPeriod]] = {
            MONTH: lambda: ReviewPeriod.month(self.month.month),
            HALF_YEAR: lambda: ReviewPeriod.half_year(self.half_year.value(), self.half.currentIndex() + 1),
            YEAR: lambda: ReviewPeriod.year(self.year.value()),
            ANY: self._typed_days,
        }
        halves = beside(self.half_year, self.half, stretches=True)
        self.lay_out(self.month, halves, beside(self.year, stretches=True), self.any)
        self.kind.currentIndexChanged.connect(self.show_field)
        self.month.changed.connect(lambda _: self.changed.emit())
        self.half.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.any.changed.connect(self.changed)
        self.show_field(0)

    def period(self) -> ReviewPeriod:
        """What is chosen; raises DomainError where it cannot be told."""
        return self._readers[self.kind.currentText()]()

    @override
    def _stand_on(self, today: date) -> None:
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
