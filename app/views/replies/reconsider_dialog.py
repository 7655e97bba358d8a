"""登记复核 and 登记上级院指令: what becomes of the letter, why, and who decided it."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.case_terms import ApprovalState
from app.models.letter_terms import ObjectionOutcome
from app.models.terms import RecordType
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.papers.rows import RecordKey
from app.services.replies.rows import CHIEF, COMMITTEE, RE_EXAMINE, ObjectionRow, Reconsideration, SuperiorOrder
from app.services.suggestions.rows import LetterCard
from app.views.replies.wording import short
from app.views.shared.form import Form
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.workplace import Workplace
from app.views.suggestions.facts import name_of

_TYPED = "（没有登记的审批，附签批件）"
_DECIDED = ("decided_as", "decided_by", "decided_on", "scan")


class ReconsiderDialog(SavingDialog):
    """Registers what the reconsideration of one objection came to."""

    def __init__(
        self, workplace: Workplace, card: LetterCard, objection: ObjectionRow, parent: QWidget | None = None
    ) -> None:
        """``objection`` is the one that is pending."""
        super().__init__(workplace, "登记复核", "登记复核", parent)
        self._objection = objection
        self._version: int | None = objection.version
        said = f"{objection.raised_on} 的异议：{short(objection.content, 60)}"
        self.tell(f"{name_of(card)} 致 {card.draft.addressee}。{said}")
        outcomes = (ObjectionOutcome.KEPT, ObjectionOutcome.CHANGED, ObjectionOutcome.WITHDRAWN)
        chosen = self.form.add_term("outcome", "复核结果", outcomes)
        self.form.add_long_text("finding", "复核情况", lines=3)
        self.form.add_long_text("opinion", "答复的理由", lines=3)
        _add_changes(self.form)
        self._approvals = self._approved(card)
        if self._approvals:
            names = (*self._approvals, _TYPED)
            self.form.add_choice("approval", "复查审批", names, names[0]).currentTextChanged.connect(self._offer)
        self.form.add_choice("decided_as", "由谁决定", (CHIEF, COMMITTEE), CHIEF)
        self.form.add_text("decided_by", "决定人")
        self.form.add_date("decided_on", "决定日期")
        self.form.add_file("scan", "签批件扫描件")
        chosen.currentIndexChanged.connect(lambda _: self._offer())
        self._offer()

    @override
    def job(self, actor: Actor) -> Save:
        objections, key, draft = self.workplace.desk.objections, self._objection.id, self._draft()

        def save(progress: Progress) -> Written:
            try:
                return objections.reconsider(actor, key, draft, self._version, progress)
            except ChangedMeanwhile:  # told once; the next press says what can still be done
                self._version = None
                raise

        return save

    def _draft(self) -> Reconsideration:
        form, approval = self.form, self._approval()
        outcome = form.term("outcome", ObjectionOutcome)
        said = _changes(form, outcome)
        if approval is not None:
            return Reconsideration(outcome, form.text("finding"), form.text("opinion"), *said, approval)
        return Reconsideration(
            outcome,
            form.text("finding"),
            form.text("opinion"),
            *said,
            decided_on=form.date("decided_on"),
            decided_by=form.text("decided_by"),
            decided_as=form.text("decided_as"),
            scan=form.file("scan"),
        )

    def _approval(self) -> int | None:
        if not self._approvals or self.form.text("approval") == _TYPED:
            return None
        found = self._approvals.get(self.form.text("approval"))
        if found is None:
            raise FieldProblem("approval", "请从列出的审批里选择一份，或者选择附签批件。")
        return found

    def _approved(self, card: LetterCard) -> dict[str, int]:
        """The signed approvals that may stand for the decision, the newest first."""
        cards = self.workplace.desk.approvals.of(RecordKey(RecordType.SUGGESTION, card.id))
        return {
            f"{each.decided_on} {each.decided_by}（{each.decided_as}）批准": each.id
            for each in cards
            if each.act == RE_EXAMINE
            and each.state is ApprovalState.APPROVED
            and each.decided_on is not None
            and each.decided_on.last >= self._objection.raised_on.first
        }

    def _offer(self) -> None:
        is_typed = not self._approvals or self.form.text("approval") == _TYPED
        for name in _DECIDED:
            self.form.show_field(name, is_typed)
        _show_changes(self.form)
        self.fit()


class OrderDialog(SavingDialog):
    """Registers the superior office's order to change or withdraw a letter (检察建议工作规定第二十二条)."""

    def __init__(self, workplace: Workplace, card: LetterCard, parent: QWidget | None = None) -> None:
        """``card`` is the letter."""
        super().__init__(workplace, "登记上级院指令", "登记", parent)
        self._card = card
        self.tell(
            f"{name_of(card)} 致 {card.draft.addressee}。上级院指令变更或撤回的（检察建议工作规定第二十二条），"
            "登记指令文号并附扫描件，再通知被建议单位、说明理由。"
        )
        outcomes = (ObjectionOutcome.CHANGED, ObjectionOutcome.WITHDRAWN)
        chosen = self.form.add_term("outcome", "指令内容", outcomes)
        self.form.add_text("ordered_by", "上级院名称", hint="全称")
        self.form.add_text("order_number", "指令文号")
        self.form.add_date("received_on", "收到日期")
        self.form.add_text("entry_number", "收文登记号", hint="可不填")
        self.form.add_long_text("opinion", "理由", lines=3)
        _add_changes(self.form)
        self.form.add_file("scan", "指令扫描件")
        chosen.currentIndexChanged.connect(lambda _: self._offer())
        self._offer()

    @override
    def job(self, actor: Actor) -> Save:
        form, objections, key = self.form, self.workplace.desk.objections, self._card.id
        outcome = form.term("outcome", ObjectionOutcome)
        changes, restarts = _changes(form, outcome)
        order = SuperiorOrder(
            outcome=outcome,
            ordered_by=form.text("ordered_by"),
            order_number=form.text("order_number"),
            received_on=form.needed_date("received_on"),
            opinion=form.text("opinion"),
            scan=form.file("scan"),
            entry_number=form.text("entry_number"),
            changes=changes,
            restarts_period=restarts,
        )
        return lambda progress: objections.register_order(actor, key, order, progress)

    def _offer(self) -> None:
        _show_changes(self.form)
        self.fit()


def _add_changes(form: Form) -> None:
    form.add_long_text("changes", "变更的内容", lines=3)
    form.add_check("restarts_period", "回复期限", "自对方收到变更通知书之日起重新计算")


def _show_changes(form: Form) -> None:
    is_change = form.text("outcome") == ObjectionOutcome.CHANGED.label
    form.show_field("changes", is_change)
    form.show_field("restarts_period", is_change)


def _changes(form: Form, outcome: ObjectionOutcome) -> tuple[str, bool]:
    """What was typed for a change; what stands in fields out of sight does not count."""
    if outcome is not ObjectionOutcome.CHANGED:
        return "", False
    return form.text("changes"), form.is_checked("restarts_period")
