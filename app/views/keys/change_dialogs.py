"""换口令 and 更换恢复密钥 of the open store."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.foundation.errors import FieldProblem
from app.services.keys.making import KeyMaker
from app.services.keys.problems import WrongPassword
from app.services.keys.recovery import new_recovery_key
from app.views.keys.fields import add_password, typed, words
from app.views.keys.new_keys_dialog import NewKeysDialog
from app.views.shared.form import Form
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace


class ChangePasswordDialog(QDialog):
    """The old password once, the new one twice."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        """For the open store."""
        super().__init__(parent)
        self._workplace = workplace
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("更换口令")
        self.resize(560, 300)
        self._build()

    def _change(self) -> None:
        self.form.clear_problems()
        keys, actor = self._workplace.desk.keys, self._workplace.actor
        old, new, again = typed(self.old), typed(self.new), typed(self.again)
        self.work.run("正在更换口令……", lambda _: keys.change_password(actor, old, new, again), lambda _: self.accept())

    def _refused(self, problem: object) -> None:
        if isinstance(problem, WrongPassword):
            problem = FieldProblem("old", "现口令不对，没有更换。请核对大小写和输入法后再试。")
        if isinstance(problem, FieldProblem) and self.form.mark(problem):
            self.work.problem.clear()

    def _build(self) -> None:
        self.form, self.work = Form(self._workplace), WorkStrip(self._workplace)
        self.old = add_password(self.form, "old", "现口令")
        self.new = add_password(self.form, "password", "新口令")
        self.again = add_password(self.form, "again", "再输一遍")
        self.again.returnPressed.connect(self._change)
        self.work.refused.connect(self._refused)
        cancel, confirm = QPushButton("取消"), QPushButton("更换")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        confirm.setObjectName("confirm")
        confirm.setAutoDefault(False)
        confirm.setProperty("role", "primary")
        confirm.clicked.connect(lambda _checked: self._change())
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(confirm)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        for part in (words(self._workplace.desk.keys.rules.sentence), self.form, self.work):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addLayout(row)


class RenewRecoveryDialog(NewKeysDialog):
    """The password once, then another paper key; the old one counts until the new one was confirmed."""

    def __init__(self, workplace: Workplace, maker: KeyMaker, store: Path, office: str, parent: QWidget) -> None:
        """For the open store."""
        super().__init__(workplace, maker, store, office, parent)
        self.setWindowTitle("更换恢复密钥")
        self.heading.setText("第 1 步，共 2 步：输入现口令")
        self.rules.setText("口令不变。换上新的恢复密钥以后，旧的纸面对台账失效。")
        self.form.show_field("again", False)
        self.password.returnPressed.connect(self._make)

    @override
    def _make(self) -> None:
        keys, password = self._workplace.desk.keys, typed(self.password)
        self.work.run(
            "正在核对口令……", lambda _: keys.check_password(password), lambda _: self._show(new_recovery_key())
        )

    @override
    def _finish(self) -> None:
        keys, actor, password, told = (
            self._workplace.desk.keys,
            self._workplace.actor,
            typed(self.password),
            self.recovery,
        )
        self.work.run("正在更换……", lambda _: keys.renew_recovery(actor, password, told), lambda _: self.accept())
