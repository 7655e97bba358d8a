"""Opens, makes or demonstrates a store beside the window, and gives the desk to the window on its own thread."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.models.actor import Actor
from app.services.desk import Desk
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.progress import Progress
from app.services.keys.intentions import ENCRYPT_STORE
from app.services.keys.problems import PasswordWanted, WrongPassword
from app.services.keys.recovery import MistypedKey
from app.services.store.problems import StoreDamaged
from app.views.backups.keeper import LOCKED, BackupKeeper
from app.views.main_window import MainWindow
from app.views.opening_steps import make_ready, set_password, sign_in_by, uncollected
from app.views.shared.background import BackgroundTask

if TYPE_CHECKING:
    from app.services.guarding.owner import Held
    from app.services.keys.locks import Opener, Pass
    from app.services.keys.making import KeyMaker, NewKeys
    from app.services.store.centre import RestoreCentre
    from app.views.access.session import SessionKeeper
    from app.views.keys.password_page import PasswordPage
    from app.views.recovery.page import RecoveryPage
    from app.views.welcome import Welcome

LAST_STORE = "store"
SWITCHED_ON = (
    "账户已经启用，以后打开台账都要登录。请用刚才设定的姓名和口令登录；口令由别人代设的，第一次登录后按提示更改。"
)
BY_PAPER = "恢复密钥"  # who is said to have set a password when nobody has given a name yet


@dataclass(frozen=True)
class Doors:
    """How stores are opened and made; bootstrap hands these in."""

    open_desk: Callable[..., Desk]  # the path, and for an encrypted store the Pass
    create_store: Callable[[Path, str, str], object]  # path, office name, 代字
    make_demo: Callable[[Path], object]
    hold: "Callable[[Path, str], Held | None]" = lambda _path, _person: None  # for this program's windows alone
    copy_here: Callable[[Path, Progress], Path] | None = None  # onto this machine
    keys: "Callable[[], KeyMaker] | None" = None  # passwords of new encrypted stores; without it none are offered
    create_locked: "Callable[[Path, str, str, NewKeys], object] | None" = None
    centre: "Callable[[Path], RestoreCentre] | None" = None  # what can be restored of a store


@dataclass(frozen=True)
class Beginning:
    """What a window begins with: a store, what opens it where nobody need be asked, and where it then stands."""

    store: Path
    given: "Opener | None" = None
    page: str = ""  # a page's key
    part: str = ""  # what it is to show of all it has
    notice: str = ""  # said where one signs in: why one has to


class Opening(QObject):
    """One attempt at a time. ``opened`` gives the path whose desk is attached."""

    opened = Signal(Path)

    def __init__(self, doors: Doors, window: MainWindow, proposed: Path) -> None:
        """``proposed`` is where a new store would lie."""
        super().__init__(window)
        self._doors, self._window, self._proposed = doors, window, proposed
        self._welcome: Welcome | None = None
        self._password: PasswordPage | None = None
        self._path = proposed
        self._given: Opener | None = None  # what the last attempt was made with
        self._held: Held | None = None
        self.session: SessionKeeper | None = None
        self._done = ""  # what was restored, to be said when it is open
        self._notice = ""  # why one has to sign in to this store again
        self._owed: tuple[object, str] | None = None  # the paper key and the password to be set after signing in
        self._refused: tuple[str, Exception] | None = None  # who opened the store and was not let in, and why
        self.is_ending = True  # False where a window is to follow this one: somebody has signed out
        self._entered: Desk | None = None  # whose first page may be shown
        self._recovery: RecoveryPage | None = None
        self.keeper = BackupKeeper(window)
        self.following: Beginning | None = None  # the window to come, where it is not just the same store again
        window.workplace.encryption_wanted.connect(self._encrypt)

    def welcome(self, problem: object = None) -> None:
        """Offer 新建, 打开 and 演示, and say what went wrong before."""
        if self._welcome is None:
            from app.views.welcome import Welcome  # here because most starts never show it

            self._welcome = Welcome(self._window.workplace, self._proposed)
            if self._doors.keys is not None:
                from app.services.keys.possible import is_possible

                self._welcome.offer_encryption(is_possible())
            self._welcome.creation_wanted.connect(self._create)
            self._welcome.opening_wanted.connect(self.open)
            self._welcome.demonstration_wanted.connect(self._demonstrate)
            self._welcome.copy_wanted.connect(self._copy_here)
            self._welcome.restoring_wanted.connect(lambda: self.recover(self._proposed))
        self._window.show_instead(self._welcome)
        self._welcome.setFocus()
        if problem is not None:
            self._welcome.say(problem)

    def open(self, path: Path, given: "Opener | None" = None) -> None:
        """Open a store; ``given`` is what was typed just now, where it is encrypted."""
        self._work("正在打开数据……", path, lambda: None, given)

    def begin(self, beginning: Beginning) -> None:
        """Open a store as another window left it."""
        if beginning.page:
            self.opened.connect(lambda _: self._stand_on(beginning.page, beginning.part))
        self._notice = beginning.notice
        self._work("正在打开数据……", beginning.store, lambda: None, beginning.given)

    @property
    def path(self) -> Path:
        """The store that was opened last."""
        return self._path

    def recover(self, store: Path, problem: object = None, given: "Opener | None" = None) -> None:
        """Show what can be restored of a store, and why it did not open though ``given`` fitted."""
        if self._doors.centre is None:
            return
        if self._recovery is None:
            from app.views.recovery.page import RecoveryPage  # here because most starts never show it

            self._recovery = RecoveryPage(self._window.workplace)
            self._recovery.opening_wanted.connect(self._open_restored)
            self._recovery.left.connect(self.welcome)
        self._recovery.begin(self._doors.centre(store), problem, given)
        self._window.show_instead(self._recovery)
        self._recovery.setFocus()

    def _open_restored(self, path: Path, given: "Opener | None", done: str) -> None:
        """``done`` is said once more where it is open: the page that said it has gone by then."""
        self.open(path, given)
        self._done = done

    def release(self) -> None:
        """Let other programs open the store."""
        if self._held is not None:
            self._held.release()
            self._held = None

    def _copy_here(self, path: Path) -> None:
        """Bring a store from where it cannot be worked on, and open the copy."""
        copy, welcome = self._doors.copy_here, self._welcome
        if copy is None or welcome is None:
            return
        welcome.set_busy("正在复制到本机……")
        task = BackgroundTask(lambda progress: copy(path, progress), self)
        task.progressed.connect(welcome.show_progress)
        task.succeeded.connect(self.open)
        task.failed.connect(self._fail)
        self._window.workplace.closing.connect(task.cancel)
        task.start()

    def _create(self, path: Path, office: str, short: str) -> None:
        keys, create = self._doors.keys, self._doors.create_locked
        if keys is None or create is None or self._welcome is None or not self._welcome.wants_encryption:
            self._work("正在新建数据……", path, lambda: self._doors.create_store(path, office, short))
            return
        from app.views.keys.new_keys_dialog import NewKeysDialog

        dialog = NewKeysDialog(self._window.workplace, keys(), path, office, self._window)
        dialog.made.connect(lambda keys: self._create_locked(path, office, short, keys))
        dialog.open()

    def _create_locked(self, path: Path, office: str, short: str, keys: "NewKeys") -> None:
        create = self._doors.create_locked
        assert create is not None  # noqa: S101 - asked before the keys were made
        from app.services.keys.locks import Unlocked

        self._work("正在新建数据……", path, lambda: create(path, office, short, keys), Unlocked(keys.ring.key))

    def _ask(self, problem: object) -> None:
        from app.services.keys.locks import names_that_open
        from app.services.keys.slots import OWNER

        if self._password is None:
            from app.views.keys.password_page import PasswordPage  # only encrypted stores need it

            assert self._doors.keys is not None  # noqa: S101 - asked by _fail
            self._password = PasswordPage(self._window.workplace, self._doors.keys().rules)
            self._password.given.connect(self._open_by)
            self._password.left.connect(self.welcome)
        try:
            names = names_that_open(self._path)
        except KnownError as damaged:
            self.welcome(damaged)
            return
        self._window.show_instead(self._password)
        self._window.header.actor.setVisible(names == (OWNER,))  # where people have names, nobody works here yet
        self._password.ask(self._path, problem, names)
        self._password.tell(self._notice)

    def _open_by(self, path: Path, given: "Pass", new: str) -> None:
        """Open an encrypted store by what was typed; ``new`` is the password after the paper key."""
        self._work("正在打开数据……", path, lambda: None, given, new)

    def _demonstrate(self, path: Path) -> None:
        self._work("正在准备演示数据……", path, lambda: None if path.exists() else self._doors.make_demo(path))

    def _work(
        self, words: str, path: Path, before: Callable[[], object], given: "Opener | None" = None, new: str = ""
    ) -> None:
        person, self._given = self._window.workplace.actor.name, given
        self._notice, self._path = self._notice if path == self._path else "", path

        def job(_: object) -> Desk:
            before()
            self.release()
            self._held = self._doors.hold(path, person)
            with uncollected():
                desk = self._doors.open_desk(path) if given is None else self._doors.open_desk(path, given)
                if desk.access.is_on:  # nothing is read or written before somebody has signed in
                    self._owed = (given, new) if new else None
                    self._refused = sign_in_by(desk, given)
                    return desk
                if new:
                    set_password(desk, Actor(person or BY_PAPER), given, new)
                make_ready(desk)
            return desk

        if self._welcome is not None:
            self._welcome.set_busy(words)
        if self._password is not None:
            self._password.set_busy(words)
        self._window.said.say(words)
        task = BackgroundTask(job, self)
        task.succeeded.connect(lambda desk: self._attach(path, desk))
        task.failed.connect(self._fail)
        task.start()

    def _attach(self, path: Path, desk: Desk) -> None:
        try:
            if desk.access.is_on and desk is not self._entered:
                self._ask_name(path, desk)
                return
            self._window.attach(desk)
            self._window.header.actor.show()
        except (DomainError, KnownError) as error:
            self._fail(error)
            return
        done, self._done = self._done, ""
        self._window.said.say("".join((done, self._greet(desk), *desk.backups.told, desk.room.warning(path))))
        if not desk.offices.office().is_demonstration:  # the next start offers a store of the office's own
            self._window.workplace.preferences.keep(LAST_STORE, str(path))
        self.opened.emit(path)
        self.keeper.start()

    def _ask_name(self, path: Path, desk: Desk) -> None:
        """Nobody sees or does anything before signing in."""
        from app.views.access.sign_in_page import SignInPage  # only stores with accounts need it

        def leave() -> None:
            desk.close()
            self.release()
            self.welcome()

        page = SignInPage(self._window.workplace, desk)
        page.signed_in.connect(lambda _session: self._enter(path, desk))
        page.left.connect(leave)
        self._window.said.say("")
        self._window.header.actor.hide()  # nobody works here yet
        session = desk.access.session
        if session is not None and not session.must_change:  # by what opened the store: nothing more to ask
            self._enter(path, desk)
            return
        self._window.show_instead(page)
        page.tell(self._notice)
        if session is not None:
            page.go_on(session)
        elif self._refused is not None:
            page.say(*self._refused)
        page.setFocus()

    def _enter(self, path: Path, desk: Desk) -> None:
        """Somebody has signed in."""
        owed, self._owed, self._entered = self._owed, None, desk

        def job(_: object) -> None:
            make_ready(desk)
            if owed is not None and desk.access.may("keys:password"):
                set_password(desk, desk.access.actor(), *owed)

        task = BackgroundTask(job, self)
        task.succeeded.connect(lambda _: self._attach(path, desk))
        task.failed.connect(self._fail)
        task.start()

    def _greet(self, desk: Desk) -> str:
        """Begin the session of whoever has signed in; what is said to them."""
        session = desk.access.session
        if session is None:
            # Signing out where nobody signed in: accounts have just been switched on.
            self._window.workplace.sign_out_wanted.connect(lambda: self.begin_anew(SWITCHED_ON))
            return ""
        from app.views.access.session import SessionKeeper, greeting
        from app.views.keys.fields import LAST_NAME

        self._window.workplace.preferences.keep(LAST_NAME, session.name)
        self.session = SessionKeeper(self._window, desk)
        self.session.signed_out.connect(self.begin_anew)
        self.session.sent_out.connect(self.begin_anew)
        self.session.locked.connect(lambda: self.keeper.back_up(LOCKED))
        return greeting(session)

    def begin_anew(self, notice: str = "") -> None:
        """Close every window, once what changed is backed up; whoever runs the program shows another for the next.

        ``notice`` is said there before somebody signs in.
        """
        self.is_ending = False
        if notice:
            self.following = Beginning(self._path, notice=notice)
        for window in QApplication.topLevelWidgets():
            if window is not self._window and window.isVisible():
                window.close()
        self._window.close()

    def _stand_on(self, page: str, part: str) -> None:
        shown = self._window.go_to(page)
        if self._window.workplace.here == page:  # not open to everybody
            shown.search_for(part)

    def _encrypt(self, keys: "NewKeys") -> None:
        """Encrypt the open store; the window begins anew whatever comes of it, with the key where it was done."""
        from app.views.keys.encrypting_dialog import EncryptingDialog

        workplace, path = self._window.workplace, self._path
        try:
            workplace.desk.access.require(ENCRYPT_STORE.permission, ENCRYPT_STORE.title)
        except DomainError as problem:
            workplace.say(str(problem))
            return
        if self.session is not None:
            self.session.idle.stop()
        dialog = EncryptingDialog(self._window, workplace.desk, workplace.actor, keys)

        def go_on(_: int) -> None:
            self.following = Beginning(path, dialog.opener, "system", "口令与加密")
            self._window.parting = None  # the desk knows the plain store only, which was backed up before
            self.begin_anew()

        dialog.finished.connect(go_on)
        dialog.begin()

    def _fail(self, error: Exception) -> None:
        self.release()
        self._done = ""
        self._window.said.say("")
        if not isinstance(error, DomainError | KnownError):
            self.welcome("数据没有打开，原因没有料到。请把日志交给管理员。")
            raise error
        if isinstance(error, PasswordWanted | WrongPassword | MistypedKey) and self._doors.keys is not None:
            self._ask(None if isinstance(error, PasswordWanted) else error)
            return
        self.welcome(error)
        if isinstance(error, StoreDamaged):
            self.recover(error.path, error, self._given)
