"""How a result comes to its end: verified, settled without feedback, followed again, or never sent."""

from PySide6.QtWidgets import QComboBox, QWidget

from app.models.dates import PartialDate
from app.models.review_terms import VerificationOutcome
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.review_results.rows import ResultRow, VerifyDraft
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class VerifyDialog(FormDialog):
    """核实销号: whether it is put right, and what comes next where it is not."""

    def __init__(self, workplace: Workplace, row: ResultRow, parent: QWidget | None = None) -> None:
        """``row`` is the result that was answered."""
        super().__init__(workplace, "核实销号", "登记", parent)
        self._row = row
        outcome = f"反馈（{row.feedback_outcome.label}）：{row.feedback}" if row.feedback_outcome else ""
        self.tell("\n".join(filter(None, (f"{row.name}“{row.title}”→ {row.addressee}", outcome))))
        form = self.form
        form.add_date("on", "核实日期", PartialDate.of(workplace.desk.clock.today()))
        people = [person.name for person in workplace.desk.offices.people()]
        form.add_choice("by", "核实人", people, workplace.actor.name)
        self._outcome: QComboBox = form.add_term("outcome", "核实结论", VerificationOutcome)
        form.add_long_text("text", "核实情况", lines=4)
        form.add_text("next_step", "下一步", hint="如 再次函告、报检察长、移送检务督察")
        form.add_date("next_due_on", "再次要求反馈日")
        self._outcome.currentIndexChanged.connect(lambda _: self._follow())
        self._follow()

    def perform(self, actor: Actor) -> Written:
        """Register what was found."""
        form, row = self.form, self._row
        outcome = form.term("outcome", VerificationOutcome)
        is_open = outcome is VerificationOutcome.NOT_SETTLED
        draft = VerifyDraft(
            on=form.needed_date("on"),
            by=form.text("by"),
            outcome=outcome,
            text=form.text("text"),
            next_step=form.text("next_step") if is_open else "",
            next_due_on=form.date("next_due_on") if is_open else None,
        )
        return self.workplace.desk.review_results.verify(actor, row.id, row.version, draft)

    def done_words(self) -> str:
        """已核实：整改到位，销号."""
        return f"已核实：{self._outcome.currentText()}"

    def _follow(self) -> None:
        is_open = self._outcome.currentData() == VerificationOutcome.NOT_SETTLED.value
        for name in ("next_step", "next_due_on"):
            self.form.show_field(name, is_open)
        if self.isVisible():
            self.fit()


class SettleDialog(FormDialog):
    """销号 of what asks for no feedback."""

    def __init__(self, workplace: Workplace, row: ResultRow, parent: QWidget | None = None) -> None:
        """``row`` is the result that was carried out."""
        super().__init__(workplace, "销号", "销号", parent)
        self._row = row
        self.tell(f"{row.name}“{row.title}”不要求反馈，写明办理情况后销号；不计入整改率。")
        self.form.add_date("on", "销号日期", PartialDate.of(workplace.desk.clock.today()))
        self.form.add_long_text("reason", "办理情况", lines=4)

    def perform(self, actor: Actor) -> Written:
        """Settle it."""
        on, reason = self.form.needed_date("on"), self.form.text("reason")
        return self.workplace.desk.review_results.settle(actor, self._row.id, self._row.version, on, reason)


class ReopenDialog(FormDialog):
    """重新跟踪 of a settled result."""

    def __init__(self, workplace: Workplace, row: ResultRow, parent: QWidget | None = None) -> None:
        """``row`` is the settled result."""
        super().__init__(workplace, "重新跟踪", "重新跟踪", parent)
        self._row = row
        self.tell(f"{row.name}“{row.title}”已于 {row.settled_on} 销号。重新跟踪以后，所涉问题改回未纠正。")
        self.form.add_long_text("reason", "又发现了什么", lines=4)
        self.form.add_date("next_due_on", "再次要求反馈日")

    def perform(self, actor: Actor) -> Written:
        """Follow it again."""
        reason, due_on = self.form.text("reason"), self.form.date("next_due_on")
        return self.workplace.desk.review_results.reopen(actor, self._row.id, self._row.version, reason, due_on)


class DropDialog(FormDialog):
    """取消拟制 of a result that has not left."""

    def __init__(self, workplace: Workplace, row: ResultRow, parent: QWidget | None = None) -> None:
        """``row`` is the drafted result."""
        super().__init__(workplace, "取消拟制", "取消拟制", parent)
        self._row = row
        self.tell(f"{row.name}“{row.title}”还没有发出，取消以后不再列出，可以撤销。")
        self.form.add_text("reason", "理由")

    def perform(self, actor: Actor) -> Written:
        """Take it away."""
        reason = self.form.text("reason")
        return self.workplace.desk.review_results.drop(actor, self._row.id, self._row.version, reason)
