"""更改口令: one's own, when one likes or because it is due."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.foundation.errors import DomainError, FieldProblem, KnownError
from app.views.keys.fields import add_password, typed, words
from app.views.shared.background import BackgroundTask
from app.views.shared.form import Form
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace

_WIDTH = 520
_DUE = "首次登录、口令重设以后或者口令到期，要先更改口令才能使用。"


class PasswordDialog(QDialog):
    """Nothing typed here is kept as a draft."""

    changed = Signal(object)  # the Session one goes on with

    def __init__(self, workplace: Workplace, desk: Desk, parent: QWidget, *, is_due: bool = False) -> None:
        """``is_due``: one may not go on without."""
        super().__init__(parent)
        self.setObjectName("password_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("更改口令")
        self.setFixedWidth(_WIDTH)
        self._workplace, self._desk = workplace, desk
        self._build(is_due)

    def change(self) -> None:
        """Check what was typed twice, and have it changed beside the window."""
        self.form.clear_problems()
        self.problem.clear()
        if typed(self.new) != typed(self.again):
            self.form.mark(FieldProblem("again", "两次输入的新口令不一样。请重新输入。"))
            return
        accounts, actor = self._desk.accounts, self._desk.access.actor()
        old, new = typed(self.old), typed(self.new)
        self.confirm.setEnabled(False)
        task = BackgroundTask(lambda _: accounts.change_password(actor, old, new), self)
        task.succeeded.connect(self._finish)
        task.failed.connect(self._refuse)
        task.start()

    def _finish(self, session: object) -> None:
        self.accept()
        self._workplace.say("口令已更改")
        self.changed.emit(session)

    def _refuse(self, problem: Exception) -> None:
        self.confirm.setEnabled(True)
        if isinstance(problem, FieldProblem) and self.form.mark(problem):
            return
        if not isinstance(problem, DomainError | KnownError):
            raise problem
        self.problem.say(problem)
        self.adjustSize()

    def _build(self, is_due: bool) -> None:
        rules = self._desk.access.password_rules
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        if is_due:
            layout.addWidget(words(_DUE, "body"))
        layout.addWidget(words(rules.sentence))
        self.form = Form(self._workplace)
        self.old = add_password(self.form, "old", "原口令")
        self.new = add_password(self.form, "password", "新口令")
        self.again = add_password(self.form, "again", "再输一遍")
        self.problem = ProblemLabel()
        layout.addWidget(self.form)
        layout.addWidget(self.problem)
        row, cancel = QHBoxLayout(), QPushButton("取消")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(lambda _checked: self.reject())
        self.confirm = QPushButton("更改口令")
        self.confirm.setObjectName("confirm")
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(lambda _checked: self.change())
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.confirm)
        layout.addLayout(row)
        self.setFocusProxy(self.old)
