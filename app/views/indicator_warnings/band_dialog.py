"""The office's own band of an indicator, with the last twelve months beside it: what it would have raised."""

from PySide6.QtWidgets import QComboBox, QDialog, QPushButton, QWidget
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Actor
from app.services.foundation.shares import FEWEST_FOR_PERCENT
from app.services.indicator_warnings.rows import BandDraft, BandMonth
from app.views.shared.form_dialog import FormDialog
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

_NOTE = (
    "{}的警戒范围，由本院自己设定：一个月的数在范围以外，就提示核查。它不是目标，不参与评价、排名和考核；"
    "已停止执行的通报值不应填在这里。程序不预设任何数值。分母不到 {} 的月份不提示。"
)
_HEADS = (Head("月份", 90), Head("数值（分子/分母）", 190), Head("按这个范围"))
_ROW, _ROWS = 22, 12
_NARROW = 110  # a button that is rarely pressed
_NO_MONTHS = ("—", "还没有数", "有数以后按这个范围提示")
_TRIAL = "试看"  # a reason for what is only shown


class BandDialog(FormDialog):
    """Set, changed or taken off; every change can be taken back."""

    def __init__(self, workplace: Workplace, unit: str, code: str, parent: QWidget) -> None:
        """``unit`` is whose band; ``code`` the indicator to begin with, empty for the first."""
        super().__init__(workplace, "设定警戒范围", "设定", parent)
        self._unit, self._service = unit, workplace.desk.indicator_warnings
        self._bands = self._service.bands(unit)
        self.tell(_NOTE.format(unit, FEWEST_FOR_PERCENT))
        self._build_fields(code)
        self.low.textChanged.connect(lambda _: self._preview())
        self.high.textChanged.connect(lambda _: self._preview())
        self.indicator.currentIndexChanged.connect(lambda _: self._show_band())
        self._show_band()

    @property
    def code(self) -> str:
        """The indicator chosen."""
        return str(self.indicator.currentData() or "")

    @property
    def _name(self) -> str:
        """As the list calls it, without the band it had."""
        return self.workplace.desk.indicators.library.indicators[self.code].name

    @override
    def perform(self, actor: Actor) -> Written:
        band = self._bands.get(self.code)
        return self._service.set_band(actor, self.code, self._draft(), self._unit, band.version if band else 0)

    @override
    def done_words(self) -> str:
        months = self._service.band_months(self.code, self._unit)
        outside = sum(each.is_outside for each in months)
        said = f"近十二个月有 {outside} 个月在范围以外，已列在清单里" if outside else "近十二个月都没有要提示的"
        return f"已设定“{self._name}”的警戒范围；{said}"

    def take_off(self) -> None:
        """Take the band off, with what stands as the reason."""
        band = self._bands.get(self.code)
        try:
            written = self._service.remove_band(
                self._actor(), self.code, self.form.text("reason"), self._unit, band.version if band else 0
            )
        except FieldProblem as problem:
            self.form.mark(problem)
        except DomainError as problem:
            self.problem.say(problem)
        else:
            QDialog.accept(self)
            self.workplace.done(f"已取消“{self._name}”的警戒范围", written)
            self.recorded.emit(written.id)

    def _draft(self) -> BandDraft:
        return BandDraft(self.low.text(), self.high.text(), self.form.text("reason"))

    def _show_band(self) -> None:
        band = self._bands.get(self.code)
        for field, bound in ((self.low, band.low if band else None), (self.high, band.high if band else None)):
            field.setText("" if bound is None else str(bound))
        self.reason.setText(band.reason if band else "")
        self.removing.setEnabled(band is not None)
        self._preview()

    def _preview(self) -> None:
        typed = BandDraft(self.low.text(), self.high.text(), self.form.text("reason") or _TRIAL)
        try:
            months = self._service.band_months(self.code, self._unit, typed)
            is_band = True
        except FieldProblem:  # half typed, or nothing yet: the months are shown all the same
            months, is_band = self._service.band_months(self.code, self._unit), False
        self.months.show_rows([_row(each, is_band=is_band) for each in months] or [_NO_MONTHS])

    def _build_fields(self, code: str) -> None:
        self.indicator = QComboBox()
        for each in self.workplace.desk.indicators.library.indicators.values():
            mark = f"（已设 {self._bands[each.code].shown}）" if each.code in self._bands else ""
            self.indicator.addItem(f"{each.code} {each.name}{mark}", each.code)
        self.indicator.setCurrentIndex(max(self.indicator.findData(code), 0))
        self.form.add_field("indicator", "指标", self.indicator, self.indicator)
        self.low = self.form.add_text("low", "下限", hint="百分比写 20 或 20.50；可以空着")
        self.high = self.form.add_text("high", "上限", hint="可以空着；上下限至少填一个")
        self.reason = self.form.add_text("reason", "理由", hint="设定、变更或取消的理由")
        self.months = PlainTable(self.workplace, "band_months", "近十二个月", _HEADS)
        self.months.verticalHeader().setDefaultSectionSize(_ROW)
        self.months.setFixedHeight(self.months.horizontalHeader().height() + _ROW * _ROWS + 4)
        self.form.add_field("months", "近十二个月", self.months, self.months)
        self.removing = QPushButton("取消范围")
        self.removing.setObjectName("remove_band")
        self.removing.setAutoDefault(False)
        self.removing.setFixedWidth(_NARROW)
        self.removing.clicked.connect(self.take_off)
        self.form.add_field("removing", "", self.removing, self.removing)
        self.removing.setAccessibleName("取消范围")


def _row(month: BandMonth, *, is_band: bool) -> tuple[str, ...]:
    if month.shown == "—":
        said = "缺数，不提示"
    elif month.is_few:
        said = f"分母不到 {FEWEST_FOR_PERCENT}，不提示"
    else:
        said = "会提示核查" if month.is_outside else "范围以内" if is_band else ""
    return month.month, month.shown, said
