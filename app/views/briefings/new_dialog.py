"""新建: which kind, over which months; the sentences are made beside the window."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.indicator_terms import BriefingKind
from app.services.base_data.periods import Months, month_before
from app.services.briefings.reach import Reach
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.views.shared.work_dialog import WorkDialog
from app.views.shared.workplace import Workplace

_HALF_YEAR = 6


class NewDialog(WorkDialog):
    """A usual period fills in both months; any others may be typed."""

    at_work = "正在取数、生成句子……"

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        """A bulletin of last month is offered."""
        super().__init__(workplace, "新建通报或报告", "生成", parent)
        self.tell("句子由各数生成，数随报告保存；生成以后逐句修改，需要时重新取数，满意了再定稿。")
        self._today = today = workplace.desk.clock.today()
        form = self.form
        self._usual = {Reach.of(months, today).title: months for months in usual_months(today)}
        self._kind = form.add_term("kind", "种类", BriefingKind, BriefingKind.BULLETIN)
        self._period = form.add_choice("usual", "常用期间", self._usual, next(iter(self._usual)))
        first = form.add_text("first", "起月", hint="2026-10")
        last = form.add_text("last", "止月", hint="2026-10")
        self._period.currentTextChanged.connect(self._fill)
        self._kind.currentIndexChanged.connect(lambda _: self._offer())
        for end in (first, last):
            end.textEdited.connect(lambda _: self._name_typed())
        self._fill(self._period.currentText())

    @override
    def job(self, actor: Actor) -> Callable[[Progress], Any]:
        service, kind = self.workplace.desk.briefings, self.form.term("kind", BriefingKind)
        months = Months(self.form.text("first"), self.form.text("last"))
        return lambda _progress: service.make(actor, kind, months)

    @override
    def came(self, result: Any) -> None:
        self.finish(result)

    @override
    def done_words(self) -> str:
        return f"已生成{self._kind.currentText()}"

    def _fill(self, title: str) -> None:
        months = self._usual.get(title)
        if months is not None:
            self.form.put("first", months.first)
            self.form.put("last", months.last)

    def _name_typed(self) -> None:
        """The usual period that was typed, or none: it never says otherwise than the months below it."""
        typed = Months(self.form.text("first"), self.form.text("last"))
        named = next((name for name, months in self._usual.items() if months == typed), "")
        self._period.blockSignals(True)
        self._period.setCurrentIndex(self._period.findText(named))
        self._period.setEditText(named)
        self._period.blockSignals(False)

    def _offer(self) -> None:
        """The yearly report asks for a year (in its first half the one before), a bulletin for a month."""
        kind = self.form.term("kind", BriefingKind)
        if kind is BriefingKind.ANALYSIS:
            return
        year = self._today.year if self._today.month > _HALF_YEAR else self._today.year - 1
        wanted = Months(f"{year}-01", f"{year}-12")
        fits = (
            months == wanted if kind is BriefingKind.IMPLEMENTATION else months.first == months.last
            for months in self._usual.values()
        )
        self._period.setCurrentText(next(name for name, fit in zip(self._usual, fits, strict=True) if fit))


def usual_months(today: date) -> list[Months]:
    """Last month, this one, the last four quarters, both half-years, this year and the one before."""
    this = f"{today:%Y-%m}"
    found = [Months(month_before(this), month_before(this)), Months(this, this)]
    quarter = (today.month - 1) // 3
    for back in range(1, 5):
        year, place = divmod(today.year * 4 + quarter - back, 4)
        found.append(Months(f"{year}-{place * 3 + 1:02}", f"{year}-{place * 3 + 3:02}"))
    half = (today.month - 1) // 6
    for back in range(1, 3):
        year, place = divmod(today.year * 2 + half - back, 2)
        found.append(Months(f"{year}-{place * 6 + 1:02}", f"{year}-{place * 6 + 6:02}"))
    return [*found, *(Months(f"{year}-01", f"{year}-12") for year in (today.year, today.year - 1))]
