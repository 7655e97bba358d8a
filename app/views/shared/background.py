"""Long work beside the window: one owner on its thread, progress, cancel."""

import logging
from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject, QThreadPool, Signal

from app.services.foundation.progress import Cancelled, Progress

log = logging.getLogger(__name__)
_STEPS = 400  # of a bar; a job that reports each of 100,000 rows would fill the window's queue with signals


class BackgroundTask(QObject):
    """Runs ``job(progress)`` in the pool and tells the outcome on the thread it was made in.

    The parent must outlive the task; a window cancels its tasks and waits for the pool before it closes.
    """

    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()

    def __init__(self, job: Callable[[Progress], object], parent: QObject) -> None:
        """Nothing runs before ``start``."""
        super().__init__(parent)
        self._job = job
        self._stop, self._returned = Event(), Event()
        self._told = -1

    def start(self) -> None:
        """Queue the job, and let go of the parent's tasks that are over."""
        for other in self.parent().children():
            if isinstance(other, BackgroundTask) and other.has_returned:
                other.deleteLater()
        QThreadPool.globalInstance().start(self._run)

    def run_here(self) -> None:
        """Do the job at once on this thread: where it is too short to be worth another, it is told the same way."""
        self._run()
        self.deleteLater()

    @property
    def has_returned(self) -> bool:
        """The pool's thread has left the task; before that its signals may still be on their way out of it."""
        return self._returned.is_set()

    def cancel(self) -> None:
        """Have the job end at its next report."""
        self._stop.set()

    def report(self, done: int, total: int) -> None:
        """Called by the job; raises Cancelled once somebody has asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        step = done * _STEPS // total if total else 0
        if step != self._told:
            self._told = step
            self.progressed.emit(done, total)

    def _run(self) -> None:
        try:
            result = self._job(self)
        except Cancelled:
            self.cancelled.emit()
        except Exception as error:  # the thread boundary: brought back to the window or it vanishes
            log.info("background task failed", exc_info=error)
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)
        finally:
            self.finished.emit()
            self._returned.set()
