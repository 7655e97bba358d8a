"""The preview that follows typing: one document in the making at a time, a newer one gives the older up."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from app.services.documents.preview import PageImage
from app.services.documents.typeset import Laid
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.progress import Progress
from app.views.documents.pages import Pages
from app.views.shared.background import BackgroundTask

# Milliseconds without a key before the document is made. A made page follows some 80 to 120 ms later on an office
# machine, and the two together are to stay below 200.
PAUSE = 40
_STEPS = 3

Make = Callable[[], Laid]


class _Made(NamedTuple):
    laid: Laid
    page: int
    image: PageImage


class Live(QObject):
    """``want`` whenever something was typed; the result goes to ``pages``."""

    arrived = Signal(object)  # Laid; its first page in sight is drawn
    refused = Signal(object)  # DomainError or KnownError; the pages stay as they were

    def __init__(self, pages: Pages) -> None:
        """Nothing is wanted yet."""
        super().__init__(pages)
        self._pages = pages
        self._make: Make | None = None
        self._task: BackgroundTask | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._begin)

    @property
    def is_idle(self) -> bool:
        """The pages show what was last wanted, or why not."""
        return self._task is None and self._make is None

    def want(self, make: Make, *, at_once: bool = False) -> None:
        """Show what ``make`` lays out, beside the window; ``at_once`` does not wait for a pause in typing."""
        self._make = make
        self._pause.start(0 if at_once else PAUSE)
        if self._task is not None:
            self._task.cancel()

    def _begin(self) -> None:
        if self._task is not None or self._make is None:
            return  # the older one ends at its next step and then looks again
        page = self._pages.page
        task = BackgroundTask(partial(_made, self._make, page, self._pages.pixels(page)), self)
        self._make, self._task = None, task
        task.succeeded.connect(lambda made: self._end(task, partial(self._show, made)))
        task.failed.connect(lambda error: self._end(task, partial(self._refuse, error)))
        task.cancelled.connect(lambda: self._end(task, lambda: None))
        task.start()

    def _end(self, task: BackgroundTask, step: Callable[[], Any]) -> None:
        if task is not self._task:
            return
        self._task = None
        if self._make is None:
            step()
        elif not self._pause.isActive():
            self._begin()

    def _show(self, made: _Made) -> None:
        self._pages.show_laid(made.laid, {made.page: made.image})
        self.arrived.emit(made.laid)

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, DomainError | KnownError):
            raise error
        self.refused.emit(error)


def _made(make: Make, page: int, width: int, progress: Progress) -> _Made:
    progress.report(0, _STEPS)
    laid = make()
    progress.report(1, _STEPS)
    shown = min(page, laid.page_count - 1)
    image = laid.image_at_once(shown, width)
    progress.report(2, _STEPS)
    return _Made(laid, shown, image)
