"""停用规则: with the reason; it stays to be seen and can be taken up again."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.services.figure_rules.rows import RuleRow
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class WithdrawRuleDialog(FormDialog):
    """One field."""

    def __init__(self, workplace: Workplace, rule: RuleRow, parent: QWidget | None = None) -> None:
        """``rule`` is in force."""
        super().__init__(workplace, "停用规则", "停用", parent)
        self._rule = rule
        self.tell(
            f"{rule.name}（{rule.text}）以后不再检查，已经提出的标明“现已不成立”，仍要写结论。要恢复的，选中它再“修改…”并试算生效。"
        )
        self.form.add_text("reason", "停用的理由")

    @override
    def perform(self, actor: Actor) -> Written:
        reason = self.form.text("reason")
        return self.workplace.desk.figure_rules.withdraw(actor, self._rule.code, reason, self._rule.edition)
