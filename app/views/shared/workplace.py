"""What every page is given: the open store's desk, who works, the status line, the way to other records."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.models.terms import RecordType
from app.services.desk import Desk
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, KnownError, NeedsAgreement
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.views.shared.background import BackgroundTask
from app.views.shared.change_bridge import ChangeBridge
from app.views.shared.chart_tray import ChartTray
from app.views.shared.preferences import Preferences
from app.views.shared.theme import Theme

if TYPE_CHECKING:
    from app.services.access.rows import Session

_ACTOR = "actor"
_MANY = 200  # changes of one act that are still taken back at once


class Workplace(QObject):
    """Pages talk to the window through this and never to each other."""

    opened = Signal()  # a desk is there from now on
    changed = Signal(object)  # RecordsChanged, on the window's thread
    said = Signal(str, int)  # a sentence for the status line; the act it offers to take back, or 0
    undone = Signal(str, int)  # a sentence; the taking back it offers to do again
    record_wanted = Signal(object, int)  # RecordType and id, to be opened on its page
    page_wanted = Signal(str)  # a page's key in the navigation
    search_wanted = Signal(str, str)  # a page's key, and what it is to show of all it has
    back_wanted = Signal()  # Esc, wherever it was said: to the list, or to the page that led here
    actor_changed = Signal(str)
    lock_wanted = Signal()
    password_wanted = Signal()  # one's own is to be changed
    sign_out_wanted = Signal()
    encryption_wanted = Signal(object)  # NewKeys: the open store is to be encrypted by them, and opened anew
    closing = Signal()  # the window closes: running tasks are to end

    def __init__(self, theme: Theme, preferences: Preferences, parent: QObject | None = None) -> None:
        """No store is open yet."""
        super().__init__(parent)
        self.theme = theme
        self.icons = theme.icons
        self.preferences = preferences
        self.chart_tray = ChartTray(self)
        self.twins: list[QObject] = []  # further windows on the same store, which nothing else keeps
        self.here = ""  # the key of the page on screen
        self._desk: Desk | None = None
        self._taking_back: BackgroundTask | None = None
        self._bridge = ChangeBridge(self)
        self._bridge.changed.connect(self.changed)

    @property
    def has_desk(self) -> bool:
        """A store is open."""
        return self._desk is not None

    @property
    def desk(self) -> Desk:
        """The open store's services; pages ask only after ``opened``."""
        if self._desk is None:
            raise RuntimeError("no store is open")
        return self._desk

    @property
    def actor(self) -> Actor:
        """Who writes: whoever has signed in, else an empty name until somebody has been chosen."""
        chosen = self.preferences.text(_ACTOR)
        return self._desk.access.actor(chosen) if self._desk is not None else Actor(chosen)

    @property
    def session(self) -> "Session | None":
        """Who has signed in; None where there are no accounts."""
        return self._desk.access.session if self._desk is not None else None

    @property
    def own_department(self) -> str:
        """What 承办部门 of a new record begins with: a record without one is read by every department."""
        session = self.session
        one = session is not None and not session.reads_all and len(session.departments) == 1
        return session.departments[0] if session is not None and one else ""

    def is_open(self, thing: str) -> bool:
        """Whether whoever works here may: an object that is read, or ``object:action``; all of it without accounts."""
        access = self.desk.access
        return access.may(thing) if ":" in thing else access.may_read(thing)

    def leave_out(self, part: QWidget) -> None:
        """Offer on a part of the window only what whoever has signed in may do; a part made later asks once it is."""
        if self.session is not None:
            from app.views.access.leaving_out import leave_out  # only stores with accounts need it

            leave_out(self, part)

    def attach(self, desk: Desk) -> None:
        """Work on this store from now on."""
        self._desk = desk
        self._bridge.listen(desk.changes)
        self.opened.emit()

    def work_as(self, name: str) -> None:
        """Write under this name from now on; where there are accounts, under that of whoever has signed in."""
        if self.session is not None:
            return
        self.preferences.keep(_ACTOR, name)
        self.actor_changed.emit(name)

    def say(self, sentence: str) -> None:
        """Show a sentence in the status line."""
        self.said.emit(self.told(sentence), 0)

    def told(self, sentence: object) -> str:
        """The sentence as it may be shown: what was typed is not repeated where it bears a mark of state secrecy."""
        return self._desk.state_secrets.told(str(sentence)) if self._desk is not None else str(sentence)

    def done(self, sentence: str, written: Written) -> None:
        """Say what has just been written, with the offer to take it back."""
        self.said.emit(sentence, written.act)

    def last_act(self) -> int:
        """The newest act, where it can be taken back; else 0."""
        last = self.desk.history.last_act()
        return last.act if last else 0

    def take_back(self, act: int) -> None:
        """Take one act back and say so; the sentence says why where that is refused.

        An act of many changes is taken back beside the window; meanwhile no other is.
        """
        if self._taking_back is not None and not self._taking_back.has_returned:
            self.say("正在撤销上一个操作，请等它完成再撤销别的。")
            return
        actor, history, count = self.actor, self.desk.history, self.desk.history.extent(act)

        def job(_progress: Progress) -> tuple[str, int]:
            staying = history.staying(act)
            return staying, history.take_back(actor, act)

        task = BackgroundTask(job, self)
        task.succeeded.connect(self._say_undone)
        task.failed.connect(self._say_why)
        if count < _MANY:
            task.run_here()
            return
        self._taking_back = task
        self.say(f"正在撤销，共 {count} 处改动……")
        task.start()

    def _say_undone(self, told: tuple[str, int]) -> None:
        staying, undone = told
        words = f"已撤销，{staying}" if staying else "已撤销"
        self.said.emit(words, 0)  # registers have no change of their own to listen for; they read again when it is said
        self.undone.emit(words, undone)

    def do_again(self, act: int) -> None:
        """Do again what the taking back ``act`` took back, and say so; the sentence says why where it is refused."""
        if self._taking_back is not None and not self._taking_back.has_returned:
            self.say("正在撤销，请等它完成再重做。")
            return
        actor, history, count = self.actor, self.desk.history, self.desk.history.extent(act)
        task = BackgroundTask(lambda _: history.do_again(actor, act), self)
        task.succeeded.connect(lambda again: self.said.emit("已重做", self.last_act()))
        task.failed.connect(self._say_why)
        if count < _MANY:
            task.run_here()
            return
        self._taking_back = task
        self.say(f"正在重做，共 {count} 处改动……")
        task.start()

    def _say_why(self, problem: Exception) -> None:
        if not isinstance(problem, DomainError | KnownError):
            raise problem
        self.say(str(problem))
        window = self.parent()
        if isinstance(problem, NeedsAgreement) and isinstance(window, QWidget):
            from app.views.access.asking import ask_again  # only stores with accounts need it

            ask_again(self, problem, window)

    def remove_attachment(self, attachment_id: int) -> None:
        """Take a file from its record, with the offer to take that back."""
        try:
            self.desk.attachments.remove(self.actor, attachment_id)
        except (DomainError, KnownError) as problem:
            self.say(str(problem))
        else:
            self.said.emit("已移除附件", self.last_act())

    def open_record(self, record_type: RecordType, record_id: int) -> None:
        """Go to a record, on whichever page shows its kind."""
        self.record_wanted.emit(record_type, record_id)
