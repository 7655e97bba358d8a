"""登记等次决定 and 撤销等次: what 检察长 or 检察委员会 decided, by number or by a signed approval."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.review_grades.rows import GradeDecision, GradeRow, GradeWithdrawal
from app.views.review_grades.grade_dialogs import follow_set
from app.views.review_grades.signature_fields import SignatureFields
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.workplace import Workplace


class DecideDialog(SavingDialog):
    """Registers the grade that was decided; the user chooses it, also where it is the one that was proposed."""

    def __init__(self, workplace: Workplace, review_id: int, row: GradeRow, parent: QWidget | None = None) -> None:
        """``row`` is the proposal."""
        super().__init__(workplace, "登记等次决定", "登记", parent)
        self._row, self._in_force = row, workplace.desk.review_grades.set_on()
        self._version: int | None = row.version
        is_older = row.proposed_set != self._in_force.code
        changed = (
            f"拟定以后施行了“{self._in_force.name}”，决定日施行哪一套就按哪一套；程序不把两套等次互相换算。"
            if is_older
            else ""
        )
        self.tell(f"{row.case_name}：拟定为{row.proposed}。{changed}按决定写明的等次登记，与拟定不同的写明理由。")
        self.form.add_choice("grade", "决定的等次", self._in_force.grades)
        self.form.add_check("grade_set", "等次规定", f"按“{self._in_force.name}”确定，理由写在说明里")
        self.form.show_field("grade_set", is_older)
        self.form.add_long_text("note", "说明", lines=2)
        self._signature = SignatureFields(workplace, self.form)
        self._signature.add_for_grade(review_id)
        self.form.changed.connect(lambda: follow_set(workplace, self, "decided_on"))

    @override
    def job(self, actor: Actor) -> Save:
        form, grades, key = self.form, self.workplace.desk.review_grades, self._row.id
        chosen = self._in_force.code if form.is_checked("grade_set") else ""
        decision = GradeDecision(form.text("grade"), self._signature.signature(), form.text("note"), chosen)

        def save(progress: Progress) -> Written:
            try:
                return grades.decide(actor, key, decision, self._version, progress)
            except ChangedMeanwhile:  # told once; the next press says what can still be done
                self._version = None
                raise

        return save


class WithdrawDialog(SavingDialog):
    """Registers the decision that takes a grade back."""

    def __init__(self, workplace: Workplace, review_id: int, row: GradeRow, parent: QWidget | None = None) -> None:
        """``row`` is the decided grade."""
        super().__init__(workplace, "撤销等次", "撤销", parent)
        self._row = row
        self.tell(
            f"{row.case_name}：{row.decided}，{row.decided_by}于 {row.decided_on} 决定。"
            "撤销也要检察长或者检察委员会决定；撤销以后仍然看得到，不再计入。要换成别的等次，请用“更正等次”。"
        )
        self.form.add_long_text("reason", "撤销的理由", lines=3)
        self._signature = SignatureFields(workplace, self.form)
        self._signature.add_for_grade(review_id)

    @override
    def job(self, actor: Actor) -> Save:
        grades, row = self.workplace.desk.review_grades, self._row
        withdrawal = GradeWithdrawal(self.form.text("reason"), self._signature.signature())
        return lambda progress: grades.withdraw(actor, row.id, withdrawal, row.version, progress)
