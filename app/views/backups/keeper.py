"""Has the open store backed up by itself: after opening, while it changes, and before the window closes."""

import logging
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from app.services.desk import Desk
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.views.backups.parting import PartingDialog
from app.views.main_window import MainWindow
from app.views.shared.background import BackgroundTask

PAUSE = 2000  # milliseconds after opening: first rows and preview go before the backup
ROUND = 5 * 60 * 1000  # milliseconds; the service knows whether half an hour has passed
OPENED, PERIODIC, LOCKED = "打开时", "定时", "锁定时"
NOBODY = "检督台"  # who tries a restore where nobody has said a name yet
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Told:
    """What one round has to say: sentences for the status line."""

    problems: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


class BackupKeeper(QObject):
    """One round at a time, beside the window."""

    def __init__(self, window: MainWindow) -> None:
        """Idle until a store is open."""
        super().__init__(window)
        self._window, self._is_parted = window, False
        self._task: BackgroundTask | None = None
        self._missed: set[str] = set()  # places already told as absent: once is enough
        self._pause, self._round = QTimer(self), QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(lambda: self.back_up(OPENED))
        self._round.setInterval(ROUND)
        self._round.timeout.connect(lambda: self.back_up(PERIODIC))
        window.workplace.closing.connect(self.stop)

    def start(self) -> None:
        """A store has been opened."""
        self._pause.start()
        self._round.start()

    def stop(self) -> None:
        """No further rounds; one that goes on is to end."""
        self._pause.stop()
        self._round.stop()
        if self._task is not None:
            self._task.cancel()

    def back_up(self, occasion: str) -> None:
        """Back up what changed, bring the second places up to date, and try a restore where that is due."""
        if self._task is not None and not self._task.has_returned:
            return
        desk, actor = self._window.workplace.desk, self._window.workplace.actor
        task = BackgroundTask(lambda progress: _round(desk, actor, occasion, progress), self)
        self._task = task
        task.succeeded.connect(self._tell)
        task.failed.connect(self._fail)
        task.start()

    def part(self) -> bool:
        """Before closing: whether the window has to wait for a backup, after which it closes by itself."""
        if self._is_parted or not self._window.workplace.has_desk:
            return False
        self.stop()
        desk = self._window.workplace.desk
        try:
            if not desk.backups.is_due:
                return False
        except KnownError as problem:  # it must close all the same
            log.info("no backup on closing: %s", problem)
            return False
        dialog = PartingDialog(desk, self._window)
        dialog.finished.connect(lambda _: self._leave())
        dialog.begin()
        return True

    def _leave(self) -> None:
        self._is_parted = True
        self._window.close()

    def _tell(self, told: Told) -> None:
        fresh = [each for each in told.absent if each not in self._missed]
        self._missed.update(fresh)
        sentences = [*told.problems, *(f"备份的第二处“{each}”现在不在，接上后自动补上。" for each in fresh)]
        if sentences:
            self._window.workplace.say("".join(sentences))

    def _fail(self, problem: Exception) -> None:
        self._window.workplace.say(f"自动备份没有完成：{problem}")
        if not isinstance(problem, DomainError | KnownError):
            raise problem


def _round(desk: Desk, actor: Actor, occasion: str, progress: Progress) -> Told:
    desk.backups.automatic(occasion, progress)
    following = desk.second_places.follow(progress)
    problems = list(following.problems)
    if occasion == OPENED and desk.trial_restores.is_due:
        try:
            tried = desk.trial_restores.run(actor if actor.name else Actor(NOBODY), progress)
        except DomainError as problem:  # whoever works here may not; somebody who may will come
            log.info("no trial restore: %s", problem)
        else:
            problems += [] if tried.is_good else [tried.sentence]
    return Told(tuple(problems), following.absent)
