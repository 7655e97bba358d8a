"""A dialog whose verb starts long work: its fields wait, readable, while the work goes on with progress and 取消."""

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, FieldProblem, KnownError
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.views.shared.background import BackgroundTask
from app.views.shared.form_dialog import FormDialog
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

Save = Callable[[Progress], Written]


class WorkDialog(FormDialog):
    """Subclasses read the fields in ``job``, on the window's thread; what it gives runs beside the window.

    取消 stops what goes on and leaves the dialog as it was typed; a refusal stands beside its field.
    """

    at_work = "正在保存……"
    field_of: ClassVar[dict[str, str]] = {}  # names the service knows, and the form's field that stands for them

    def __init__(self, workplace: Workplace, title: str, verb: str, parent: QWidget | None = None) -> None:
        """As ``FormDialog``."""
        super().__init__(workplace, title, verb, parent)
        # Closing must not delete what a thread of the pool may still be leaving; the next dialog lets go of it.
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self._typing: QWidget | None = None  # where the focus was when the work began
        self.work = WorkStrip(workplace)
        self.work.stop.hide()  # the dialog's own 取消 stops the work, as Esc does
        self.work.refused.connect(self._refuse)
        self.work.idle_changed.connect(self._hold)
        self.form.changed.connect(self.work.problem.clear)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.count() - 1, self.work)
        if parent is not None:
            _let_go_of_closed(parent, self)

    def job(self, actor: Actor) -> Callable[[Progress], Any]:
        """Read the fields and give the one call of a service; raises FieldProblem where one cannot be read."""
        raise NotImplementedError

    def came(self, result: Any) -> None:
        """What the job has brought, on the window's thread."""
        raise NotImplementedError

    @override
    def accept(self) -> None:
        if not self.work.is_idle:
            return
        self.work.problem.clear()
        super().accept()

    @override
    def carry_out(self) -> None:
        try:
            job = self.job(self._actor())
        except (DomainError, KnownError) as problem:
            self._refuse(problem)
        else:
            self.work.run(self.at_work, job, self.came)

    @override
    def reject(self) -> None:
        if self.work.is_idle:
            super().reject()
        else:
            self.work.cancel()

    def _hold(self, is_idle: bool) -> None:
        if not is_idle:
            self._typing = self.focusWidget()
        for part in (self.form, self.confirm):
            part.setEnabled(is_idle)
        if is_idle and self._typing is not None:
            self._typing.setFocus()

    def _refuse(self, problem: object) -> None:
        self.work.problem.clear()
        if isinstance(problem, FieldProblem):
            field = self.field_of.get(problem.field, problem.field)
            if self.form.mark(FieldProblem(field, str(problem))):
                return
        self.problem.say(self.workplace.told(problem))


class SavingDialog(WorkDialog):
    """Saves one thing with its files, which may take long to copy; ``job`` gives the one service method to call."""

    @override
    def job(self, actor: Actor) -> Save:
        raise NotImplementedError

    @override
    def came(self, result: Written) -> None:
        self.finish(result)


def _let_go_of_closed(parent: QWidget, but: WorkDialog) -> None:
    for child in parent.children():
        if isinstance(child, WorkDialog) and child is not but and not child.isVisible():
            tasks = (task for task in child.work.children() if isinstance(task, BackgroundTask))
            if all(task.has_returned for task in tasks):
                child.deleteLater()
