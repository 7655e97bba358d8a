"""编号和校验码: what the office has decided about one kind of paper, with who decided it and when."""

from PySide6.QtWidgets import QWidget

from app.models.terms import Term
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.papers.rows import Decision
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class Ruling(Term):
    """What can be decided about a kind of paper."""

    NUMBERS = ("numbers", "由本台账自动编文号")
    NO_NUMBERS = ("no_numbers", "不再自动编文号")
    CODE = ("code", "首页印校验码")
    NO_CODE = ("no_code", "不再印校验码")


class RulingDialog(FormDialog):
    """Records one decision; it counts for papers registered from then on."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        """The kinds are those in force today."""
        super().__init__(workplace, "编号和校验码", "登记决定", parent)
        self._kinds = {kind.name: kind.code for kind in workplace.desk.papers.kinds()}
        self.tell(
            "内部文书由本台账编号、印校验码，不用另作决定。对外的法律文书在业务系统编号，默认不印校验码；本院另有决定的在这里登记。"
        )
        kind = self.form.add_choice("kind", "文书", list(self._kinds))
        kind.editTextChanged.connect(self._show_standing)
        self.form.add_term("ruling", "决定事项", Ruling)
        self.form.add_text("decided_by", "决定人", hint="如 检察长")
        self.form.add_date("decided_on", "决定日期")
        self.form.add_text("document", "决定文书", hint="如 检委会纪要及文号")

    def perform(self, actor: Actor) -> Written:
        """Record the decision."""
        code = self._kinds.get(self.form.text("kind"))
        if code is None:
            raise FieldProblem("kind", "请从列表中选择一种文书。")
        ruling, day = self.form.term("ruling", Ruling), self.form.needed_date("decided_on")
        decision = Decision(self.form.text("decided_by"), day.text, self.form.text("document"))
        rulings = self.workplace.desk.papers.rulings
        if ruling in {Ruling.NUMBERS, Ruling.NO_NUMBERS}:
            return rulings.decide_numbering(actor, code, ruling is Ruling.NUMBERS, decision)
        return rulings.decide_check_code(actor, code, ruling is Ruling.CODE, decision)

    def done_words(self) -> str:
        """What the status line says afterwards."""
        return f"已登记决定：{self.form.text('kind')}{self.form.term('ruling', Ruling).label}"

    def _show_standing(self, name: str) -> None:
        code = self._kinds.get(name)
        if code is None:
            return
        rulings = self.workplace.desk.papers.rulings
        known = (("自动编号", rulings.numbering(code)), ("印校验码", rulings.check_code(code)))
        told = [f"{what}：{_words(decision)}" for what, decision in known if decision]
        self.tell("；".join(told) + "。" if told else f"“{name}”还没有登记过这两项决定。")


def _words(decision: Decision) -> str:
    by = f"（{decision.document}）" if decision.document else ""
    return f"{decision.decided_by} {decision.decided_on} 决定{by}"
