"""The lock: every window of the program is covered and deaf until whoever has signed in types the password.

Nothing underneath is closed, hidden or written: what was typed stays in its field.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from app.services.desk import Desk
from app.services.foundation.errors import DomainError, FieldProblem, KnownError
from app.views.keys.fields import add_password, typed, words
from app.views.shared.background import BackgroundTask
from app.views.shared.form import Form
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace

_WIDTH = 440
_PASSING = frozenset({Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen, Qt.WindowType.Popup})


class Cover(QFrame):
    """Lies over one window and grows with it."""

    def __init__(self, window: QWidget) -> None:
        """On top of everything that stands there."""
        super().__init__(window)
        self.setObjectName("cover")
        self.setAutoFillBackground(True)
        said = QLabel("已锁定")
        said.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.addWidget(said, 0, Qt.AlignmentFlag.AlignCenter)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False


class LockDialog(QDialog):
    """Modal to the whole program: no key and no click reaches what it covers."""

    unlocked = Signal()
    sign_out_wanted = Signal()

    def __init__(self, workplace: Workplace, desk: Desk, window: QWidget) -> None:
        """``window`` is the one it stands before."""
        super().__init__(window)
        self.setObjectName("lock")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("已锁定")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setFixedWidth(_WIDTH)
        self._workplace, self._desk, self._is_open = workplace, desk, False
        self._covers: list[Cover] = []
        self._late: list[QWidget] = []  # windows that came up while it was locked
        session = desk.access.session
        self._name = session.name if session else ""
        self._build()

    def begin(self) -> None:
        """Cover everything, then ask."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                self._cover(window)
        self.show()
        self.password.setFocus()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What comes up meanwhile, by work that went on, is covered as well; modal, it would take the keyboard."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and self._cover(watched):
            watched.setEnabled(False)
            self._late.append(watched)
            QTimer.singleShot(0, self, self._come_to_front)
        return False

    def _cover(self, window: QWidget) -> bool:
        """Whether it was laid over a window that shows something of the work."""
        is_covered = any(isValid(cover) and cover.parent() is window for cover in self._covers)
        if is_covered or window is self or not window.isWindow() or window.windowType() in _PASSING:
            return False
        self._covers.append(Cover(window))
        return True

    def _come_to_front(self) -> None:
        if not self._is_open:
            self.activateWindow()
            self.password.setFocus()

    def unlock(self) -> None:
        """Ask the service whether the password is right."""
        self.form.clear_problems()
        self.problem.clear()
        password, access = typed(self.password), self._desk.access
        if not password:
            self.form.mark(FieldProblem("password", "请输入口令。"))
            return
        self.confirm.setEnabled(False)
        task = BackgroundTask(lambda _: access.unlock(password), self)
        task.succeeded.connect(lambda _: self._open())
        task.failed.connect(self._refuse)
        task.start()

    def _open(self) -> None:
        self._uncover()
        self.accept()
        self.unlocked.emit()

    def _sign_out(self) -> None:
        self._is_open = True  # the covers stay until the windows are closed
        self.accept()
        self.sign_out_wanted.emit()

    def _uncover(self) -> None:
        self._is_open = True
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        for window in self._late:
            if isValid(window):
                window.setEnabled(True)
        self._late.clear()
        for cover in self._covers:
            if isValid(cover):  # gone with its window, which something may have closed meanwhile
                cover.hide()
                cover.deleteLater()
        self._covers.clear()

    def _refuse(self, problem: Exception) -> None:
        self.confirm.setEnabled(True)
        self.password.clear()
        self.password.setFocus()
        if not isinstance(problem, DomainError | KnownError):
            raise problem
        self.problem.say(problem)
        self.adjustSize()

    @override
    def reject(self) -> None:
        """Esc does not open it."""

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_open:
            event.ignore()
            return
        super().closeEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.unlock()
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(words("已锁定", "title"))
        layout.addWidget(words(f"{self._name} 已登录。填写中的内容原样留着，输入口令后接着办。"))
        self.form = Form(self._workplace)
        self.password = add_password(self.form, "password", "口令")
        self.problem = ProblemLabel()
        layout.addWidget(self.form)
        layout.addWidget(self.problem)
        row, leave = QHBoxLayout(), QPushButton("退出登录")
        leave.setObjectName("lock_sign_out")
        leave.setAutoDefault(False)
        leave.clicked.connect(lambda _checked: self._sign_out())
        self.confirm = QPushButton("解锁")
        self.confirm.setObjectName("unlock")
        self.confirm.setDefault(True)
        self.confirm.setAutoDefault(False)
        self.confirm.setProperty("role", "primary")
        self.confirm.clicked.connect(lambda _checked: self.unlock())
        row.addWidget(leave)
        row.addStretch(1)
        row.addWidget(self.confirm)
        layout.addLayout(row)
