"""Encrypts the open store while every window waits, and says what came of it before the window begins anew."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout
from typing_extensions import override

from app.models.actor import Actor
from app.services.desk import Desk
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.progress import Progress
from app.services.keys.making import NewKeys
from app.services.keys.rows import Encrypted
from app.views.main_window import MainWindow
from app.views.shared.background import BackgroundTask
from app.views.shared.problem_label import ProblemLabel

if TYPE_CHECKING:
    from app.services.keys.locks import Unlocked

_WIDTH = 560
_WORDS = "正在加密台账、附件，并核对加密后的内容……"
_WAIT = "其间不能在本程序里录入；对话框里填写的内容已存为草稿，重新打开后可以接着填。"
_SIGN_IN = "重新打开以后请再次登录。"


class EncryptingDialog(QDialog):
    """Before every window. ``opener`` opens the store afterwards; it is None where the store stayed plain."""

    def __init__(self, window: MainWindow, desk: Desk, actor: Actor, keys: NewKeys) -> None:
        """Nothing is done before ``begin``."""
        super().__init__(window)
        self._window, self._desk, self._actor, self._keys = window, desk, actor, keys
        self._has_accounts = desk.access.session is not None
        self.opener: Unlocked | None = None
        self.setObjectName("encrypting")
        self.setWindowTitle("加密台账")
        self.setFixedWidth(_WIDTH)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._task = BackgroundTask(self._encrypt, self)
        self._build()

    def begin(self) -> None:
        """Leave every other window, close the store and start.

        What was typed is kept first: afterwards the services of the plain store can write no more.
        """
        for twin in tuple(self._window.workplace.twins):
            if isinstance(twin, MainWindow):
                twin.close()
        self._window.workplace.closing.emit()
        QThreadPool.globalInstance().waitForDone()
        for other in QApplication.topLevelWidgets():
            if other is not self._window and other.isVisible():
                other.hide()  # goes with its window; closing it would ask about what has just been kept
        self._desk.access.sign_out()
        self._desk.close()
        self._task.progressed.connect(self._show_progress)
        self._task.succeeded.connect(self._tell)
        self._task.cancelled.connect(lambda: self._end("已取消，没有加密，台账和原来一样。"))
        self._task.failed.connect(self._fail)
        self.open()
        self._task.start()

    @override
    def reject(self) -> None:
        """Esc and 取消: stop what goes on; afterwards there is only one way on."""
        if self._task.has_returned:
            self.accept()
            return
        self._task.cancel()
        self.stop.setEnabled(False)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross is 取消 too."""
        if not self._task.has_returned:
            event.ignore()
        self.reject()

    def _encrypt(self, progress: Progress) -> Encrypted:
        return self._desk.keys.encrypt(self._actor, self._keys.ring, progress)

    def _tell(self, done: Encrypted) -> None:
        from app.services.keys.locks import Unlocked  # with it comes the library of the store

        self.opener = Unlocked(self._keys.ring.key)
        self.setWindowTitle("已加密")
        self._end(done.sentence)

    def _fail(self, problem: Exception) -> None:
        known = isinstance(problem, DomainError | KnownError)
        self._end("没有加密，台账和原来一样。")
        self.problem.say(problem if known else "原因没有料到。请把日志交给管理员。")
        if not known:
            raise problem

    def _end(self, said: str) -> None:
        self.words.setText(said)
        for part in (self.bar, self.stop):
            part.hide()
        self.wait.setText(_SIGN_IN if self._has_accounts else "")
        self.wait.setVisible(self._has_accounts)
        self.go_on.show()
        self.go_on.setFocus()
        self.adjustSize()

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _build(self) -> None:
        self.words, self.wait, self.problem = QLabel(_WORDS), QLabel(_WAIT), ProblemLabel()
        self.wait.setProperty("role", "muted")
        for label in (self.words, self.wait):
            label.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName("进度")
        self.stop, self.go_on = QPushButton("取消"), QPushButton("打开台账")
        self.stop.setObjectName("stop_encrypting")
        self.go_on.setObjectName("after_encrypting")
        self.go_on.setProperty("role", "primary")
        self.go_on.hide()
        row = QHBoxLayout()
        row.addStretch(1)
        for button, act in ((self.stop, self.reject), (self.go_on, self.accept)):
            button.setAutoDefault(False)  # Enter, still going down from the last field, must not decide anything
            button.clicked.connect(lambda _checked, act=act: act())
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        for part in (self.words, self.bar, self.problem, self.wait):
            layout.addWidget(part)
        layout.addLayout(row)
