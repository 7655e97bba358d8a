"""The shape of every dialog that changes rules or calendar: fields, then the dry run over it, then 执行."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, FieldProblem, KnownError
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.services.office_rules.rows import ChangePlan
from app.views.office_rules.plan_dialog import PlanDialog
from app.views.office_rules.plan_texts import done_words
from app.views.shared.background import BackgroundTask
from app.views.shared.form_dialog import FormDialog
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

Ask = Callable[[Progress], ChangePlan]
REASON = "reason"


class ProposalDialog(FormDialog):
    """Subclasses add fields and say in ``proposal`` what is asked for. 取消 of the dry run leads back to the fields."""

    field_of: ClassVar[dict[str, str]] = {}  # names the service knows, and the form's field that stands for them

    def __init__(self, workplace: Workplace, title: str, parent: QWidget | None = None) -> None:
        """``title`` is the window's."""
        super().__init__(workplace, title, "预览变动…", parent)
        # Closing must not delete what a thread of the pool may still be leaving; the next dialog lets go of it.
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.work = WorkStrip(workplace)
        self.work.refused.connect(self._refuse)
        self.work.idle_changed.connect(self.form.setEnabled)
        self.work.idle_changed.connect(self.confirm.setEnabled)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.count() - 1, self.work)
        if parent is not None:
            _let_go_of_closed(parent, self)

    def proposal(self) -> Ask:
        """Read the fields and give the question for the service; raises FieldProblem where one cannot be read."""
        raise NotImplementedError

    def add_reason(self, hint: str) -> None:
        """The field every change needs."""
        self.form.add_text(REASON, "理由", hint=hint)

    @override
    def accept(self) -> None:
        if not self.work.is_idle:
            return
        self.form.clear_problems()
        self.problem.clear()
        self.work.problem.clear()
        try:
            actor, ask = self._actor(), self.proposal()
        except (DomainError, KnownError) as problem:
            self._refuse(problem)
            return

        def job(progress: Progress) -> ChangePlan:
            return ask(progress)

        self.work.run("正在试算……", job, lambda plan: self._show_plan(actor, plan))

    @override
    def reject(self) -> None:
        if self.work.is_idle:
            super().reject()
        else:
            self.work.cancel()

    def _refuse(self, problem: object) -> None:
        self.work.problem.clear()
        if isinstance(problem, FieldProblem):
            field = self.field_of.get(problem.field, problem.field)
            if self.form.mark(FieldProblem(field, str(problem))):
                return
        self.problem.say(problem)

    def _show_plan(self, actor: Actor, plan: ChangePlan) -> None:
        dialog = PlanDialog(self.workplace, actor, plan, self)
        dialog.applied.connect(lambda written: self._finish(plan, written))
        dialog.open()

    def _finish(self, plan: ChangePlan, written: Written) -> None:
        QDialog.accept(self)
        self.workplace.done(done_words(plan), written)
        self.recorded.emit(written.id)


def _let_go_of_closed(parent: QWidget, but: ProposalDialog) -> None:
    for child in parent.children():
        if isinstance(child, ProposalDialog) and child is not but and not child.isVisible():
            tasks = (task for task in child.work.children() if isinstance(task, BackgroundTask))
            if all(task.has_returned for task in tasks):
                child.deleteLater()
