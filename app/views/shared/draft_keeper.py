"""Keeps what is typed into a dialog as a draft, beside the window."""

import logging
from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.models.actor import Actor
from app.services.drafts.rows import Claimed, DraftNote, DraftPlace, KeptDraft
from app.services.foundation.errors import DomainError, KnownError
from app.views.shared.typed_values import put_values, values_of
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.services.drafts.service import Drafts

PAUSE = 1500  # milliseconds without a key until what was typed is kept
SOON = 300  # the same once the focus has left a field
LONGEST = 8000  # for somebody who types without a pause

Job = Callable[[], None]
log = logging.getLogger(__name__)


class DraftLine:
    """Writes one after the other in the pool; of what waits only the newest counts."""

    def __init__(self, tell: Callable[[Exception], object] | None = None) -> None:
        """``tell`` is called on the pool's thread with what kept something from being written."""
        self._tell = tell
        self._lock, self._waiting, self._is_running = Lock(), list[Job](), False

    def want(self, job: Job) -> None:
        """Do it as soon as what goes on is over."""
        with self._lock:
            self._waiting = [job]
            if self._is_running:
                return
            self._is_running = True
        QThreadPool.globalInstance().start(self._run)

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._is_running = False
                    return
                job = self._waiting.pop()
            try:
                job()
            except Exception as problem:  # the thread boundary: a draft that was not kept must not end the typing
                log.info("a draft was not kept", exc_info=problem)
                if self._tell is not None and isinstance(problem, DomainError | KnownError):
                    with suppress(RuntimeError):  # the form has gone meanwhile
                        self._tell(problem)


class DraftKeeper(QObject):
    """One dialog's draft. Nothing is written before something was typed."""

    not_kept = Signal(object)  # the DomainError or KnownError that says why

    def __init__(self, workplace: Workplace, dialog: QWidget, actor: Callable[[], Actor]) -> None:
        """``actor`` says who types, also while nobody has been chosen."""
        super().__init__(dialog)
        self._workplace, self._dialog, self._actor = workplace, dialog, actor
        self._place, self._note = DraftPlace("", ""), DraftNote("", "", "")
        self._base, self._kept = dict[str, str](), dict[str, str]()
        self._line, self._is_open = DraftLine(self.not_kept.emit), False
        self._writer: Actor | None = None  # under whose name something was kept
        self._pause, self._latest = QTimer(self), QTimer(self)
        for timer, length in ((self._pause, PAUSE), (self._latest, LONGEST)):
            timer.setSingleShot(True)
            timer.setInterval(length)
            timer.timeout.connect(self.keep)

    def begin(self, place: DraftPlace, note: DraftNote) -> Claimed:
        """Follow the dialog from now on; returns what was left of the last time."""
        drafts, mine = self._drafts, object()  # it is let go of twice, and the next form may have claimed it between
        claimed = drafts.claim(self._actor().name, place, mine)
        self.destroyed.connect(lambda: drafts.release(claimed.place, mine))
        if isinstance(self._dialog, QDialog):
            self._dialog.finished.connect(lambda _result: drafts.release(claimed.place, mine))
        self._place, self._note, self._is_open = claimed.place, note, True
        self._base = values_of(self._dialog)
        self._kept = self._base
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)
        self._workplace.closing.connect(self.keep)
        return claimed

    @property
    def _drafts(self) -> "Drafts":
        return self._workplace.desk.drafts

    def typed(self) -> None:
        """A key: costs two timers, nothing is read."""
        if self._is_open:
            self._pause.start(PAUSE)
            if not self._latest.isActive():
                self._latest.start()

    def keep(self) -> None:
        """Keep now what differs from what was kept last."""
        was_typing = self._pause.isActive() or self._latest.isActive() or self.sender() in (self._pause, self._latest)
        self._pause.stop()
        self._latest.stop()
        if not self._is_open or not was_typing:
            return
        values, drafts, actor = values_of(self._dialog), self._drafts, self._actor()
        place, note = self._place, self._note
        if values == self._kept:
            return
        self._kept, self._writer = values, actor
        if values == self._base:
            self._line.want(lambda: drafts.drop(actor, place))
        else:
            self._line.want(lambda: drafts.keep(actor, place, note, values))

    def restore(self, draft: KeptDraft) -> None:
        """Put what was left into the dialog."""
        put_values(self._dialog, draft.fields)
        self._kept, self._writer = values_of(self._dialog), self._actor()

    def end(self) -> None:
        """The dialog was saved or given up: there is no draft any more."""
        was_kept, self._is_open = self._writer is not None, False
        self._pause.stop()
        self._latest.stop()
        if was_kept:
            drafts, actor, place = self._drafts, self._actor(), self._place
            if self._writer is not None and self._writer.name != actor.name:  # by now somebody has given a name
                actor = self._writer
            self._line.want(lambda: drafts.drop(actor, place))

    def forget(self) -> None:
        """What was left is not wanted."""
        self._drafts.drop(self._actor(), self._place)

    def _follow_focus(self, left: QWidget | None, entered: QWidget | None) -> None:
        if left is not None and self._pause.isActive() and self._dialog.isAncestorOf(left):
            if entered is None:
                self.keep()
            else:
                self._pause.start(SOON)
