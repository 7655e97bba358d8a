"""What the windows of one signed-in person do besides their work: lock, change the password, sign out."""

from PySide6.QtCore import QObject, Signal

from app.services.access.rows import Session
from app.services.desk import Desk
from app.views.access.idle import IdleWatch
from app.views.access.lock import LockDialog
from app.views.access.lock_key import LockKey
from app.views.access.password_dialog import PasswordDialog
from app.views.main_window import MainWindow

_CHANGED = (
    "的角色或者可见部门在锁定期间有变动，能看、能办的不同了，所以退出了登录；没有保存的填写存为草稿，"
    "登录以后可以恢复。请重新登录。"
)


class SessionKeeper(QObject):
    """Made when somebody has signed in; goes with the window."""

    signed_out = Signal()
    sent_out = Signal(str)  # signed out as well: why, and what is to be done, for the page where one signs in
    locked = Signal()

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        """Watches from now on."""
        super().__init__(window)
        self._window, self._desk = window, desk
        self._lock: LockDialog | None = None
        session = desk.access.session
        self._standing = session.standing if session is not None else None
        self.idle = IdleWatch(desk.clock.now, desk.access.password_rules.idle_minutes, self)
        self.idle.idle.connect(self.lock)
        workplace = window.workplace
        workplace.lock_wanted.connect(self.lock)
        workplace.password_wanted.connect(self._change_password)
        workplace.sign_out_wanted.connect(self.signed_out)
        LockKey(self).pressed.connect(self.lock)

    @property
    def lock_dialog(self) -> LockDialog | None:
        """What covers the windows now."""
        return self._lock

    def lock(self) -> None:
        """Cover every window of the program."""
        if self._lock is not None:
            return
        self._lock = LockDialog(self._window.workplace, self._desk, self._window)
        self._lock.unlocked.connect(self._unlocked)
        self._lock.sign_out_wanted.connect(self.signed_out)
        self._lock.begin()
        self.locked.emit()

    def _unlocked(self) -> None:
        self._lock = None
        session = self._desk.access.session
        if session is not None and session.must_change:
            self.sent_out.emit(due_words(session, self._desk.access.password_rules.max_age_days))
            return  # it is changed when one signs in
        if session is not None and session.standing != self._standing:  # these pages were another standing's
            self.sent_out.emit(f"{session.name}{_CHANGED}")
            return
        self.idle.begin_again()
        self._window.workplace.actor_changed.emit(self._window.workplace.actor.name)

    def _change_password(self) -> None:
        PasswordDialog(self._window.workplace, self._desk, self._window).open()


def due_words(session: Session, days: int) -> str:
    """Why the right password led out of the window, and what to do now."""
    why = f"用满 {days} 天，已经到期" if session.is_expired else "由系统管理员重设过"
    return (
        f"{session.name}的口令{why}，先要更改才能接着办，所以退出了登录；没有保存的填写存为草稿，登录以后可以恢复。"
        "请用刚才的口令登录，再按提示更改口令。"
    )


def greeting(session: Session) -> str:
    """When the account was last used, so that its owner sees a use that was not theirs."""
    last = f"上次登录：{session.last_in_at[:16].replace('T', ' ')}" if session.last_in_at else "这是第一次登录"
    when = "其后" if session.last_in_at else "此前"
    wrong = f"，{when}输错口令 {session.failures} 次，不是您本人的请告诉安全保密管理员" if session.failures else ""
    return f"{session.name} 已登录。{last}{wrong}。"
