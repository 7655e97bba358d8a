"""The shape of every dialog that changes rules or calendar: fields, then the dry run over it, then 执行."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.services.office_rules.rows import ChangePlan
from app.views.office_rules.plan_dialog import PlanDialog
from app.views.office_rules.plan_texts import done_words
from app.views.shared.work_dialog import WorkDialog
from app.views.shared.workplace import Workplace

Ask = Callable[[Progress], ChangePlan]
REASON = "reason"


class ProposalDialog(WorkDialog):
    """Subclasses add fields and say in ``proposal`` what is asked for. 取消 of the dry run leads back to the fields."""

    at_work = "正在试算……"

    def __init__(self, workplace: Workplace, title: str, parent: QWidget | None = None) -> None:
        """``title`` is the window's."""
        super().__init__(workplace, title, "预览变动…", parent)

    def proposal(self) -> Ask:
        """Read the fields and give the question for the service; raises FieldProblem where one cannot be read."""
        raise NotImplementedError

    def add_reason(self, hint: str) -> None:
        """The field every change needs."""
        self.form.add_text(REASON, "理由", hint=hint)

    @override
    def job(self, actor: Actor) -> Ask:
        return self.proposal()

    @override
    def came(self, result: ChangePlan) -> None:
        dialog = PlanDialog(self.workplace, self.workplace.actor, result, self)
        dialog.applied.connect(lambda written: self._close_with(result, written))
        dialog.open()

    def _close_with(self, plan: ChangePlan, written: Written) -> None:
        QDialog.accept(self)
        self.workplace.done(done_words(plan), written)
        self.recorded.emit(written.id)
