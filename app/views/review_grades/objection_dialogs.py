"""登记意见 and 处理意见: what an original handler says of a finding or a grade, and what was decided about it."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.review_terms import FindingObjectionForm, FindingObjectionOutcome, FindingVerdict
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.review_grades.rows import GradesCard, ObjectionDraft, ObjectionRow, Settlement
from app.views.review_grades.grade_dialogs import follow_set
from app.views.review_grades.signature_fields import SignatureFields
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.workplace import Workplace

_OUTCOMES = (FindingObjectionOutcome.KEPT, FindingObjectionOutcome.CHANGED, FindingObjectionOutcome.WITHDRAWN)


class FindingObjectionDialog(SavingDialog):
    """Registers one statement, objection or reconsideration."""

    def __init__(self, workplace: Workplace, card: GradesCard, parent: QWidget | None = None) -> None:
        """``card`` says what there is to object to."""
        super().__init__(workplace, "登记当事检察官意见", "登记", parent)
        self._review_id = card.review_id
        findings = {each.words: (each.id, None) for each in card.findings if not each.is_withdrawn}
        grades = {
            f"等次：{each.decided}（{each.case_name}）": (None, each.id) for each in card.grades if each.is_standing
        }
        self._abouts: dict[str, tuple[int | None, int | None]] = {**findings, **grades}
        self.tell(
            "意见由原案承办人提出。陈述意见只作记录；异议要由审视人以外的人处理，处理以前不能办结；"
            "不服异议处理结果的，可以申请一次复议。谁提的、说了什么，只有其本人、部门负责人、院领导、案管和督察看得到。"
        )
        self.form.add_choice("about", "针对哪一项", self._abouts)
        self.form.add_term("form", "形式", FindingObjectionForm)
        handlers = dict.fromkeys(name for case in card.cases for name in case.handlers)
        self.form.add_choice("raised_by", "提出人", handlers)
        self.form.add_date("raised_on", "提出日期")
        self.form.add_long_text("content", "意见内容", lines=5)
        self.form.add_file("scan", "意见书扫描件")

    @override
    def job(self, actor: Actor) -> Save:
        form, grades, key = self.form, self.workplace.desk.review_grades, self._review_id
        about = self._abouts.get(form.text("about"))
        if about is None:
            raise FieldProblem("about", "请选择是对哪一项审视发现或者哪一个等次的意见。")
        draft = ObjectionDraft(
            form=form.term("form", FindingObjectionForm),
            raised_by=form.text("raised_by"),
            raised_on=form.needed_date("raised_on"),
            content=form.text("content"),
            finding_id=about[0],
            grade_id=about[1],
            scan=form.file("scan"),
        )
        return lambda progress: grades.register_objection(actor, key, draft, progress)


class SettleDialog(SavingDialog):
    """Registers what was decided about one objection."""

    def __init__(
        self, workplace: Workplace, card: GradesCard, row: ObjectionRow, parent: QWidget | None = None
    ) -> None:
        """``row`` is the one that waits."""
        super().__init__(workplace, "处理当事检察官意见", "登记", parent)
        self._row = row
        self._version: int | None = row.version
        self._is_grade = row.grade_id is not None
        who = "检察长或者检察委员会" if self._is_grade else "审视人以外的人"
        self.tell(
            f"{row.raised_on} 的{row.form.label}，{row.about}。由{who}决定；"
            "变更的按决定改正，撤销的仍然看得到、不再计入。"
        )
        self.form.add_term("outcome", "处理结果", _OUTCOMES).currentIndexChanged.connect(lambda _: self._offer())
        if self._is_grade:
            self.form.add_choice("grade", "变更后的等次", workplace.desk.review_grades.set_on().grades)
        else:
            self.form.add_term("verdict", "变更后的定性", FindingVerdict)
        self.form.add_long_text("decision", "处理意见", lines=3)
        self._signature = SignatureFields(workplace, self.form)
        if self._is_grade:
            self._signature.add_for_grade(card.review_id)
            self.form.changed.connect(lambda: follow_set(workplace, self, "decided_on"))
        else:
            self._signature.add_for_finding()
        self._offer()

    @override
    def job(self, actor: Actor) -> Save:
        form, grades, key = self.form, self.workplace.desk.review_grades, self._row.id
        outcome = form.term("outcome", FindingObjectionOutcome)
        changes = outcome is FindingObjectionOutcome.CHANGED  # what stands in fields out of sight does not count
        settlement = Settlement(
            outcome,
            form.text("decision"),
            self._signature.signature(),
            verdict=form.term("verdict", FindingVerdict) if changes and not self._is_grade else None,
            grade=form.text("grade") if changes and self._is_grade else "",
        )

        def save(progress: Progress) -> Written:
            try:
                return grades.settle_objection(actor, key, settlement, self._version, progress)
            except ChangedMeanwhile:  # told once; the next press says what can still be done
                self._version = None
                raise

        return save

    def _offer(self) -> None:
        changes = self.form.text("outcome") == FindingObjectionOutcome.CHANGED.label
        self.form.show_field("grade" if self._is_grade else "verdict", changes)
        self.fit()
