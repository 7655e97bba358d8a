"""What stands in the window before somebody has signed in to a store with accounts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.services.access.rows import Session
from app.services.desk import Desk
from app.services.foundation.errors import DomainError, FieldProblem, KnownError
from app.views.access.password_dialog import PasswordDialog
from app.views.keys.fields import LAST_NAME, add_password, typed, words
from app.views.secrecy.words import NO_STATE_SECRETS
from app.views.shared.background import BackgroundTask
from app.views.shared.form import Form
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace

_WIDTH = 480


class SignInPage(QWidget):
    """Lets somebody in, and has a password changed that must be."""

    signed_in = Signal(object)  # the Session
    left = Signal()  # another store is wanted

    def __init__(self, workplace: Workplace, desk: Desk) -> None:
        """``desk`` is open, and reads nothing before somebody has signed in."""
        super().__init__()
        self.setObjectName("sign_in_page")
        self._workplace, self._desk = workplace, desk
        self._build()
        self.setFocusProxy(self.password if self.name.text() else self.name)

    def go_on(self, session: Session) -> None:
        """Somebody has signed in by what opened the store."""
        self.name.setText(session.name)
        self._set_busy(True)
        self._let_in(session)

    def tell(self, notice: str) -> None:
        """Why one has to sign in again; empty where one has just come."""
        self.notice.setText(notice)
        self.notice.setVisible(bool(notice))

    def say(self, name: str, problem: object) -> None:
        """Why somebody who opened the store was not let in."""
        self.name.setText(name)
        self.problem.say(problem)
        self.setFocusProxy(self.password)

    def _sign_in(self) -> None:
        self.form.clear_problems()
        self.problem.clear()
        name, password, access = self.name.text().strip(), typed(self.password), self._desk.access
        if not name or not password:
            empty = ("name", "请输入姓名。") if not name else ("password", "请输入口令。")
            self.form.mark(FieldProblem(*empty))
            return
        self._set_busy(True)
        task = BackgroundTask(lambda _: access.sign_in(name, password), self)
        task.succeeded.connect(self._let_in)
        task.failed.connect(self._refuse)
        task.start()

    def _let_in(self, session: Session) -> None:
        self.password.clear()
        if not session.must_change:  # the page stays busy: a second Enter must not sign in once more
            self.signed_in.emit(session)
            return
        self._set_busy(False)
        dialog = PasswordDialog(self._workplace, self._desk, self, is_due=True)
        dialog.changed.connect(self.signed_in)
        dialog.rejected.connect(self._give_up)
        dialog.open()

    def _give_up(self) -> None:
        self._desk.access.sign_out()
        self.password.setFocus()
        self.problem.say("没有更改口令，还没有登录。首次登录、口令重设以后或者口令到期，要先更改口令。")

    def _refuse(self, problem: Exception) -> None:
        self._set_busy(False)
        self.password.clear()
        self.password.setFocus()
        if not isinstance(problem, DomainError | KnownError):
            raise problem
        self.problem.say(problem)

    def _set_busy(self, is_busy: bool) -> None:
        self._busy.setVisible(is_busy)
        self._choices.setEnabled(not is_busy)

    def _build(self) -> None:
        self._choices = QFrame()
        self._choices.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self._choices)
        column.setSpacing(12)
        column.addWidget(words("登录", "title"))
        column.addWidget(words(NO_STATE_SECRETS, "muted"))
        place = QLabel(f"台账：{self._desk.store.path}")
        place.setProperty("role", "muted")
        place.setWordWrap(True)
        self.notice = words("", "body")
        self.notice.setObjectName("sign_in_notice")
        self.notice.hide()
        column.addWidget(place)
        column.addWidget(self.notice)
        self.form = Form(self._workplace)
        self.name = self.form.add_text("name", "姓名", self._workplace.preferences.text(LAST_NAME))
        self.password = add_password(self.form, "password", "口令")
        self.name.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self._sign_in)
        self.problem, self._busy = ProblemLabel(), QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedHeight(6)
        self._busy.setAccessibleName("进度")
        self._busy.hide()
        note = words("忘记口令的，请系统管理员重设。登录成功和失败都记入审计记录。")
        for part in (self.form, self.problem, self._busy, note):
            column.addWidget(part)
        column.addLayout(self._buttons())
        layout = QVBoxLayout(self)
        middle = QHBoxLayout()  # aligned instead, the column would not grow with a sentence of two lines
        middle.addStretch(1)
        middle.addWidget(self._choices)
        middle.addStretch(1)
        layout.addStretch(2)
        layout.addLayout(middle)
        layout.addStretch(3)

    def _buttons(self) -> QHBoxLayout:
        row, other, confirm = QHBoxLayout(), QPushButton("其他数据…"), QPushButton("登录")
        other.setObjectName("other_store")
        other.clicked.connect(lambda _checked: self.left.emit())
        confirm.setObjectName("sign_in")
        confirm.setProperty("role", "primary")
        confirm.clicked.connect(lambda _checked: self._sign_in())
        row.addStretch(1)
        row.addWidget(other)
        row.addWidget(confirm)
        return row
