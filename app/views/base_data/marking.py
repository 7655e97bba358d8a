"""Reads beside the window what marks the grid; what was asked last counts, however long an earlier answer takes."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from app.services.base_data.rows import DepartmentMonth
from app.services.figure_rules.rows import BrokenRule
from app.services.foundation.errors import DomainError, KnownError
from app.views.shared.background import BackgroundTask
from app.views.shared.workplace import Workplace


@dataclass(frozen=True)
class Marks:
    """The rules broken in a year, and how far departments have given each of its months."""

    broken: tuple[BrokenRule, ...] = ()
    given: tuple[DepartmentMonth, ...] = field(default=())


class MarkReader(QObject):
    """One reading is shown: the newest."""

    read = Signal(object)  # Marks

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        """Nothing is read yet."""
        super().__init__(parent)
        self._workplace = workplace
        self._newest = 0
        self.is_reading = False

    def ask(self, job: Callable[[], Marks]) -> None:
        """Read; what was asked before is not shown any more."""
        self._newest += 1
        number, self.is_reading = self._newest, True
        task = BackgroundTask(lambda _: (number, job()), self._workplace)  # it outlives the grid
        task.succeeded.connect(self._show)
        task.failed.connect(self._fail)
        task.start()

    def _show(self, answer: tuple[int, Marks]) -> None:
        number, marks = answer
        if number == self._newest:
            self.is_reading = False
            self.read.emit(marks)

    def _fail(self, error: Exception) -> None:
        """The grid goes on without marks; the sentence stands in the status line."""
        self.is_reading = False
        if not isinstance(error, DomainError | KnownError):
            raise error
        self._workplace.say(str(error))


def make_ready(workplace: Workplace, unit: str) -> None:
    """Load beside the window what every number typed is held against, or the first one would wait for it."""
    desk = workplace.desk
    task = BackgroundTask(lambda _: desk.indicator_warnings.bands(unit), workplace)
    task.failed.connect(_not_ready)
    task.start()


def _not_ready(error: Exception) -> None:
    """Whoever types a number is told the same."""
    if not isinstance(error, DomainError | KnownError):
        raise error
