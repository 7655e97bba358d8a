"""One piece of long work at a time: what goes on, how far it is, 取消, and the sentence where it cannot be done."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.progress import Progress
from app.views.shared.background import BackgroundTask
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace

UNCHANGED = "已取消，没有做任何改动。"
SHOWN_AFTER = 150  # milliseconds; work that is quicker does not flicker


class WorkStrip(QWidget):
    """Takes no room while nothing goes on. A newer piece of work discards what an older one would have brought."""

    idle_changed = Signal(bool)  # True once nothing goes on any more
    refused = Signal(object)  # the DomainError or KnownError that is being said

    def __init__(self, workplace: Workplace) -> None:
        """Idle at first; the window asks running work to end when it closes."""
        super().__init__()
        self._task: BackgroundTask | None = None
        self._build()
        workplace.closing.connect(self.cancel)

    @property
    def is_idle(self) -> bool:
        """Nothing goes on."""
        return self._task is None

    def run(
        self, words: str, job: Callable[[Progress], Any], then: Callable[[Any], object], stopped: str = UNCHANGED
    ) -> None:
        """Do ``job`` beside the window and hand its result to ``then`` on the window's own thread.

        ``stopped`` is said after 取消; of work that goes step by step it says what stays.
        """
        self.cancel()
        self.problem.clear()
        task = BackgroundTask(job, self)
        self._task = task
        self._words.setText(words)
        self._bar.setRange(0, 0)
        self.stop.setEnabled(True)
        task.progressed.connect(self._show_progress)
        task.succeeded.connect(lambda result: self._end(task, lambda: then(result)))
        task.failed.connect(lambda error: self._end(task, lambda: self._fail(error)))
        task.cancelled.connect(lambda: self._end(task, lambda: self.problem.say(stopped)))
        self._soon.start()
        self.idle_changed.emit(False)
        task.start()

    def cancel(self) -> None:
        """Have the work end at its next report."""
        if self._task is not None:
            self._task.cancel()
            self.stop.setEnabled(False)

    def _end(self, task: BackgroundTask, step: Callable[[], object]) -> None:
        if task is not self._task:
            return
        self._task = None
        self._soon.stop()
        self._work.hide()
        self.idle_changed.emit(True)
        step()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, DomainError | KnownError):
            raise error
        self.problem.say(error)
        self.refused.emit(error)

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _build(self) -> None:
        self._words, self.problem = QLabel(), ProblemLabel()
        self._words.setProperty("role", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName("进度")
        self.stop = QPushButton("取消")
        self.stop.setObjectName("stop_work")
        self.stop.clicked.connect(self.cancel)
        self._work = QWidget()
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for part in (self._words, self._bar, self.stop):
            row.addWidget(part)
        row.setStretchFactor(self._bar, 1)
        self._work.hide()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SHOWN_AFTER)
        self._soon.timeout.connect(self._work.show)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._work)
        layout.addWidget(self.problem)
