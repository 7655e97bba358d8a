"""What the dialogs of serving share: whoever comes second is told once, and may confirm again; whole numbers."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.serving.rows import ServiceRow
from app.views.serving.names import people
from app.views.shared.form import Form
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.workplace import Workplace

Call = Callable[[int | None, Progress], Written]  # the version that was shown, and who watches


class StepDialog(SavingDialog):
    """Keeps the version that was shown; after ChangedMeanwhile the next press goes by the newest."""

    def __init__(self, workplace: Workplace, title: str, version: int | None, parent: QWidget | None) -> None:
        """``title`` is the act, on the button too."""
        super().__init__(workplace, title, title, parent)
        self._version = version

    def newest(self) -> int | None:
        """The version that stands now."""
        raise NotImplementedError

    def once_told(self, call: Call) -> Save:
        """The job that calls a service with the version shown."""

        def save(progress: Progress) -> Written:
            try:
                return call(self._version, progress)
            except ChangedMeanwhile:  # told once; whoever confirms again has read it
                self._version = self.newest()
                raise

        return save

    def add_person(self, name: str, title: str, value: str = "") -> None:
        """Somebody of the office, or anybody else."""
        self.form.add_choice(name, title, ["", *people(self.workplace.desk)], value)


class ServiceStepDialog(StepDialog):
    """A step of one service."""

    def __init__(
        self, workplace: Workplace, title: str, service: tuple[int, ServiceRow], parent: QWidget | None
    ) -> None:
        """``service`` is the letter's id and the service as it was shown."""
        self.letter_id, self.row = service
        super().__init__(workplace, title, self.row.version, parent)

    def newest(self) -> int | None:
        """Read the service again."""
        rows = self.workplace.desk.serving.card(self.letter_id).services
        return next((row.version for row in rows if row.id == self.row.id), None)


def whole_number(form: Form, name: str, title: str) -> int:
    """A whole number that was typed; raises FieldProblem."""
    text = form.text(name)
    if not text.isdecimal():
        raise FieldProblem(name, f"{title}应当是数字，例如 1。")
    return int(text)
