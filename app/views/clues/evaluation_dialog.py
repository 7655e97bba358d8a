"""登记评估: what a team made of a clue, with the score sheet for those who want it."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.case_terms import Triage
from app.models.dates import PartialDate
from app.services.clues.rows import ClueCard, EvaluationDraft
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.views.case_registers.names import names_like
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.workplace import Workplace

_PROPOSED = (Triage.OPENED, Triage.RESERVED, Triage.REFERRED, Triage.DECLINED)


class EvaluationDialog(SavingDialog):
    """The sheet decides nothing; an empty one is left out."""

    def __init__(self, workplace: Workplace, card: ClueCard, parent: QWidget | None = None) -> None:
        """``card`` is the clue."""
        super().__init__(workplace, "登记评估", "登记评估", parent)
        self._card, self._criteria = card, workplace.desk.clues.criteria()
        subject = card.draft.subject or card.draft.unit
        self.tell(f"{card.entry_number} {subject}。评分表可以不填；要填的逐项填写，只供研判参考。".replace(" 。", "。"))
        form, desk = self.form, workplace.desk
        form.add_date("on", "评估日期", PartialDate.of(desk.clock.today()))
        form.add_looked_up("team", "评估人员", "", lambda typed: names_like(desk, typed), hint="姓名之间用顿号")
        form.add_term("proposes", "建议处理", _PROPOSED)
        form.add_long_text("opinion", "评估意见", lines=4)
        for each in self._criteria:
            form.add_text(each.code, f"{each.name}", hint=f"0—{each.most} 分；{each.hint}")
        form.add_file("scan", "评估材料")

    @override
    def job(self, actor: Actor) -> Save:
        form = self.form
        draft = EvaluationDraft(
            on=form.needed_date("on"),
            team=form.text("team"),
            opinion=form.text("opinion"),
            proposes=form.term("proposes", Triage),
            points={each.code: self._points(each.code, each.name) for each in self._criteria},
            scan=form.file("scan"),
        )
        clues, key = self.workplace.desk.clues, self._card.id
        return lambda progress: clues.evaluate(actor, key, draft, progress)

    def _points(self, code: str, name: str) -> int | None:
        typed = self.form.text(code)
        if not typed:
            return None
        try:
            return int(typed)
        except ValueError as error:
            raise FieldProblem(code, f"“{name}”的分数“{typed}”不是整数。请填写整数，或整张评分表都空着。") from error
