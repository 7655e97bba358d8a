"""What stands in the window while an encrypted store waits for its password or for the paper key."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.services.foundation.errors import FieldProblem
from app.services.keys.rules import KeyRules
from app.services.keys.slots import OWNER
from app.views.keys.fields import LAST_NAME, add_password, typed, words
from app.views.shared.form import Form
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace

_WIDTH = 560
_NAMED = "姓名和口令与登录的相同，打开后不用再登录一次。"
_OWNER_TOO = "加密以后还没有登录过的，姓名空着，用台账口令打开，再用自己的口令登录。"


class PasswordPage(QWidget):
    """Asks for what opens one store; whoever shows it opens the store."""

    given = Signal(Path, object, str)  # the store, the Pass, and a new password where the paper key was typed
    left = Signal()  # another store is wanted

    def __init__(self, workplace: Workplace, rules: KeyRules) -> None:
        """``rules`` are for the new password after the paper key."""
        super().__init__()
        self._workplace, self._rules, self._store = workplace, rules, Path()
        self._names: tuple[str, ...] = ()
        self._build()
        self.setFocusProxy(self.password)

    def ask(self, store: Path, problem: object = None, names: tuple[str, ...] = ()) -> None:
        """Begin for a store; say why the last attempt failed. ``names`` are those whose passwords open it."""
        self._names = tuple(name for name in names if name != OWNER)
        if store != self._store:
            self.name.setText(self._workplace.preferences.text(LAST_NAME))
            self._turn(False)
        self._store = store
        self._show_named(OWNER in names)
        self._turn(self.is_by_paper)
        self.place.setText(f"{store.name} 已加密，请输入口令。文件在 {store.parent}")
        self.set_busy("")
        self.password.clear()
        if problem is not None:
            self.problem.say(problem)
        self._first_field().setFocus()

    def tell(self, notice: str) -> None:
        """Why one has to sign in again; empty where one has just come."""
        self.notice.setText(notice)
        self.notice.setVisible(bool(notice))

    def set_busy(self, said: str) -> None:
        """Show that work goes on; empty when it has ended."""
        self.problem.clear()
        self._busy.setVisible(bool(said))
        self._choices.setEnabled(not said)

    @property
    def is_by_paper(self) -> bool:
        """Whether the paper key is asked for."""
        return not self.paper_form.isHidden()

    def _open(self) -> None:
        from app.services.keys.locks import Pass  # with it comes the library of the store

        self.problem.clear()
        self.form.clear_problems()
        self.paper_form.clear_problems()
        if not self.is_by_paper:
            if not typed(self.password):
                self.form.mark(FieldProblem("password", "请输入口令。"))
                return
            name = self.name.text().strip() if self._names else None
            self.given.emit(self._store, Pass(typed(self.password), name), "")
            return
        if self._names:  # everybody has a password of their own, so there is none of the store to be set anew
            self.given.emit(self._store, Pass(self.recovery.text(), is_recovery=True), "")
            return
        try:
            self._rules.check(typed(self.new), typed(self.again))
        except FieldProblem as problem:
            self.paper_form.mark(problem)
            return
        self.given.emit(self._store, Pass(self.recovery.text(), is_recovery=True), typed(self.new))

    def _turn_over(self) -> None:
        self._turn(not self.is_by_paper)
        (self.recovery if self.is_by_paper else self.password).setFocus()

    def _turn(self, is_by_paper: bool) -> None:
        self.form.setHidden(is_by_paper)
        self.paper_form.setHidden(not is_by_paper)
        self.rules.setHidden(not is_by_paper or bool(self._names))
        self.named.setHidden(is_by_paper or not self._names)
        by_paper = "用恢复密钥打开…" if self._names else "忘记口令，用恢复密钥打开…"
        self.turn.setText("用口令打开" if is_by_paper else by_paper)
        self.problem.clear()
        self.setFocusProxy(self._first_field())

    def _first_field(self) -> QWidget:
        if self.is_by_paper:
            return self.recovery
        return self.name if self._names and not self.name.text() else self.password

    def _show_named(self, has_owner: bool) -> None:
        """With accounts one's own name and password; nothing is set by the paper key then."""
        self.form.show_field("name", bool(self._names))
        for field in ("password", "again"):
            self.paper_form.show_field(field, not self._names)
        self.named.setText(f"{_NAMED}{_OWNER_TOO}" if has_owner else f"{_NAMED}忘记口令的，请系统管理员重设。")
        self.rules.setHidden(not self.is_by_paper or bool(self._names))
        self.named.setHidden(self.is_by_paper or not self._names)

    def _build(self) -> None:
        self._choices = QFrame()
        self._choices.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self._choices)
        column.setSpacing(12)
        column.addWidget(words("输入口令", "title"))
        self.place = QLabel()
        self.place.setProperty("role", "muted")
        self.place.setWordWrap(True)
        self.notice = words("", "body")
        self.notice.setObjectName("sign_in_notice")
        self.notice.hide()
        column.addWidget(self.place)
        column.addWidget(self.notice)
        self._make_forms()
        self.rules, self.named = words(self._rules.sentence), words("")
        self.problem, self._busy = ProblemLabel(), QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedHeight(6)
        self._busy.setAccessibleName("进度")
        self._busy.hide()
        for part in (self.form, self.paper_form, self.rules, self.named, self.problem, self._busy):
            column.addWidget(part)
        column.addLayout(self._buttons())
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        middle = QHBoxLayout()  # no alignment instead: heights of wrapped lines would be reckoned for the whole width
        middle.addStretch(1)
        middle.addWidget(self._choices)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(3)
        self._turn(False)

    def _make_forms(self) -> None:
        self.form = Form(self._workplace)
        self.name = self.form.add_text("name", "姓名")
        self.password = add_password(self.form, "password", "口令")
        self.name.returnPressed.connect(self.password.setFocus)
        self.paper_form = Form(self._workplace)
        self.recovery = self.paper_form.add_text("recovery", "恢复密钥", hint="封存的纸上印着，不分大小写")
        self.new = add_password(self.paper_form, "password", "新口令")
        self.again = add_password(self.paper_form, "again", "再输一遍")
        for field in (self.password, self.recovery, self.new, self.again):
            field.returnPressed.connect(self._open)
        for form in (self.form, self.paper_form):
            form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.turn, other, confirm = QPushButton(), QPushButton("其他数据…"), QPushButton("打开")
        self.turn.setObjectName("by_paper")
        self.turn.clicked.connect(lambda _checked: self._turn_over())
        other.setObjectName("other_store")
        other.clicked.connect(lambda _checked: self.left.emit())
        confirm.setObjectName("open_by_password")
        confirm.setProperty("role", "primary")
        confirm.clicked.connect(lambda _checked: self._open())
        row.addWidget(self.turn)
        row.addStretch(1)
        row.addWidget(other)
        row.addWidget(confirm)
        return row
