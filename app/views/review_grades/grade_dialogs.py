"""提出等次, 登记听取意见, 撤回拟定: the steps before a grade is decided. No grade is ever filled in."""

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.review_grades.rows import NO_OPINION, GradedCase, GradeProposal, GradeRow, GradesCard, Hearing
from app.views.shared.form_dialog import FormDialog
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.workplace import Workplace


class ProposeGradeDialog(FormDialog):
    """Proposes a grade for a case, or another in the place of one that was decided."""

    def __init__(
        self, workplace: Workplace, card: GradesCard, corrects: GradeRow | None = None, parent: QWidget | None = None
    ) -> None:
        """``corrects`` is the decided grade that is to be replaced."""
        super().__init__(workplace, "更正等次" if corrects else "提出等次", "提出", parent)
        self._card, self._corrects = card, corrects
        self._cases = {each.name: each.id for each in card.cases}
        in_force = workplace.desk.review_grades.set_on()
        replaced = f"现在的等次是{corrects.decided}，新的决定作出以前仍然有效。" if corrects else ""
        self.tell(
            f"{replaced}今天施行的是“{in_force.name}”：{'、'.join(in_force.grades)}。等次由人提出，"
            "听取当事检察官意见以后由检察长或者检察委员会决定；提出人不能是原案的承办人。"
        )
        if corrects is None:
            only = card.cases[0].name if len(card.cases) == 1 else ""
            self.form.add_choice("case_id", "原案", self._cases, only)
        self.form.add_choice("grade", "拟定等次", in_force.grades)
        people = [person.name for person in workplace.desk.offices.people()]
        self.form.add_choice("proposed_by", "提出人", people)
        self._on = self.form.add_date("proposed_on", "提出日期")
        self._on.changed.connect(self._follow_day)
        self.form.add_long_text("reason", "理由", lines=4)

    def perform(self, actor: Actor) -> Written:
        """Propose it."""
        form, corrects = self.form, self._corrects
        case_id = corrects.case_id if corrects else self._cases.get(form.text("case_id"))
        if case_id is None:
            raise FieldProblem("case_id", "请从所审案件里选择一件。")
        draft = GradeProposal(
            case_id,
            form.text("grade"),
            form.text("proposed_by"),
            form.needed_date("proposed_on"),
            form.text("reason"),
            corrects.id if corrects else None,
        )
        return self.workplace.desk.review_grades.propose(actor, self._card.review_id, draft)

    def _follow_day(self) -> None:
        """Offer the grades of the set in force on the day that was typed."""
        follow_set(self.workplace, self, "proposed_on")


class HearDialog(SavingDialog):
    """Registers what the original handler said to a proposal."""

    def __init__(
        self, workplace: Workplace, case: GradedCase | None, row: GradeRow, parent: QWidget | None = None
    ) -> None:
        """``row`` is the proposal."""
        super().__init__(workplace, "登记听取意见", "登记", parent)
        self._row = row
        self._version: int | None = row.version
        self.tell(
            f"{row.case_name}：{row.proposed_by}于 {row.proposed_on} 拟定为{row.proposed}。"
            "听取的是原案承办人本人的意见；说了什么只有其本人、部门负责人、院领导、案管和督察看得到。"
        )
        self.form.add_date("heard_on", "听取日期")
        handlers = case.handlers if case else ()
        self.form.add_choice("heard_who", "当事检察官", handlers)
        self.form.add_check("is_silent", "意见", "没有意见").toggled.connect(
            lambda is_on: self.form.show_field("statement", not is_on)
        )
        self.form.add_long_text("statement", "意见内容", lines=5)
        self.form.add_file("scan", "记录扫描件")

    @override
    def job(self, actor: Actor) -> Save:
        form, grades, key = self.form, self.workplace.desk.review_grades, self._row.id
        said = NO_OPINION if form.is_checked("is_silent") else form.text("statement")
        hearing = Hearing(form.needed_date("heard_on"), form.text("heard_who"), said, form.file("scan"))

        def save(progress: Progress) -> Written:
            try:
                return grades.hear(actor, key, hearing, self._version, progress)
            except ChangedMeanwhile:  # told once; the next press says what can still be done
                self._version = None
                raise

        return save


class DropDialog(FormDialog):
    """Takes a proposal back before it is decided."""

    def __init__(self, workplace: Workplace, row: GradeRow, parent: QWidget | None = None) -> None:
        """``row`` is the proposal."""
        super().__init__(workplace, "撤回拟定等次", "撤回", parent)
        self._row = row
        self.tell(f"{row.case_name}：拟定为{row.proposed}。撤回以后仍然看得到，可以重新提出。")
        self.form.add_long_text("reason", "撤回的理由", lines=3)

    def perform(self, actor: Actor) -> Written:
        """Take it back."""
        row = self._row
        return self.workplace.desk.review_grades.drop(actor, row.id, self.form.text("reason"), row.version)


def follow_set(workplace: Workplace, dialog: FormDialog, day: str) -> None:
    """Offer the grades of the set in force on the day in a field; what was chosen stays only where that set has it."""
    field = dialog.form.findChild(QComboBox, "grade")
    if field is None:
        return
    try:
        on = dialog.form.date(day)
        grades = workplace.desk.review_grades.set_on(on.first if on else None).grades
    except DomainError:  # half a date is no mistake yet; the service refuses what cannot be
        return
    if [field.itemText(at) for at in range(field.count())] == list(grades):
        return
    chosen = field.currentText()
    field.clear()
    field.addItems(list(grades))
    field.setCurrentIndex(field.findText(chosen))
    field.setEditText(chosen if chosen in grades else "")
