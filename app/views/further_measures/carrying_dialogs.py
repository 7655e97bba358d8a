"""登记实施, 登记结论 and 恢复审查 of a measure that was decided."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.further_measures.rows import CarryingOut, MeasureRow
from app.views.further_measures.wording import measure_words
from app.views.shared.form_dialog import FormDialog
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.workplace import Workplace


def is_conclusion(row: MeasureRow) -> bool:
    """Whether carrying the measure out concludes the review."""
    return row.rule is not None and bool(row.rule.conclusion)


class CarryingDialog(SavingDialog):
    """Registers that a measure was carried out, or what came of it later."""

    def __init__(self, workplace: Workplace, letter_id: int, row: MeasureRow, parent: QWidget | None = None) -> None:
        """``row`` is the measure of the letter."""
        super().__init__(workplace, "登记结论" if is_conclusion(row) else "登记实施", "登记", parent)
        self._letter_id, self._row, self._version = letter_id, row, row.version
        self.tell(measure_words(row))
        rule, form, today = row.rule, self.form, PartialDate.of(workplace.desk.clock.today())
        self._is_filed = rule is not None and rule.is_filed
        form.add_date("carried_out_on", "实施日期", row.carried_out_on or today)
        form.add_text("number", (rule.number if rule else "") or "文号", row.number)
        if self._is_filed:
            form.add_date("filed_on", "报备日期", row.filed_on)
        form.add_long_text("result", "结果", row.result, lines=3)
        form.add_file("scan", "材料")

    @override
    def job(self, actor: Actor) -> Save:
        form = self.form
        draft = CarryingOut(
            carried_out_on=form.needed_date("carried_out_on"),
            number=form.text("number"),
            result=form.text("result"),
            filed_on=form.date("filed_on") if self._is_filed else None,
            scan=form.file("scan"),
        )
        service, key, version = self.workplace.desk.further_measures, self._row.id, self._version
        step = service.conclude if is_conclusion(self._row) else service.carry_out

        def save(progress: Progress) -> Written:
            try:
                return step(actor, key, version, draft, progress)
            except ChangedMeanwhile:  # told once; whoever confirms again has read it
                fresh = (each.version for each in service.card(self._letter_id).measures if each.id == key)
                self._version = next(fresh, version)
                raise

        return save


class ResumingDialog(FormDialog):
    """恢复审查."""

    def __init__(self, workplace: Workplace, row: MeasureRow, parent: QWidget | None = None) -> None:
        """``row`` is the suspension."""
        super().__init__(workplace, "登记恢复审查", "恢复", parent)
        self._row = row
        self.tell(f"{measure_words(row)}\n恢复当日起接着计算审查起诉期限。")
        self.form.add_date("on", "恢复日期", PartialDate.of(workplace.desk.clock.today()))
        self.form.add_long_text("reason", "恢复的理由", lines=3)

    def perform(self, actor: Actor) -> Written:
        """Let it run again."""
        service, row = self.workplace.desk.further_measures, self._row
        return service.resume(actor, row.id, row.version, self.form.needed_date("on"), self.form.text("reason"))
