"""A first password and the paper key, step by step: type it twice, keep the paper, show that it was kept."""

import secrets
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.services.foundation.errors import DomainError, FieldProblem, KnownError
from app.services.foundation.files import write_file
from app.services.keys.making import KeyMaker, NewKeys
from app.services.keys.recovery import groups_of, is_group
from app.services.secrecy.carrying import refuse_medium
from app.views.keys.fields import add_password, typed, words
from app.views.shared.file_chooser import chosen_place
from app.views.shared.form import Form
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_WIDTH = 640
_IN_A_ROW = 3
_FORGOTTEN = "口令不保存在任何地方。忘记口令时只有下一步的恢复密钥能打开数据；两样都丢失，任何人都无法找回。"
_KEEP = (
    "这是恢复密钥，只显示这一次。请打印或抄写下来，装入信封，与电脑分开，放保险柜专人保管；不要拍照，不要存在电脑里。"
)


class NewKeysDialog(QDialog):
    """Writes nothing but the paper somebody asks for; ``made`` gives the keys once the paper was confirmed."""

    made = Signal(object)  # NewKeys

    def __init__(self, workplace: Workplace, maker: KeyMaker, store: Path, office: str, parent: QWidget) -> None:
        """For a store that is to be made or encrypted."""
        super().__init__(parent)
        self._workplace, self._maker, self._store, self._office = workplace, maker, store, office
        self.keys: NewKeys | None = None
        self.recovery = ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("加密数据")
        self.resize(_WIDTH, 430)
        self._build()

    def _make(self) -> None:
        """Derive the first key, which takes a while by design."""
        self.form.clear_problems()
        password, again = typed(self.password), typed(self.again)
        try:
            self._maker.rules.check(password, again)
        except FieldProblem as problem:
            self.form.mark(problem)
            return
        maker, store = self._maker, self._store
        self.work.run("正在生成密钥……", lambda _: maker.keys_for(store, password, again), self._show_paper)

    def _show_paper(self, keys: NewKeys) -> None:
        self.keys = keys
        self._show(keys.recovery)

    def _show(self, recovery: str) -> None:
        """The second step with a paper key."""
        self.recovery, groups = recovery, groups_of(recovery)
        rows = [groups[start : start + _IN_A_ROW] for start in range(0, len(groups), _IN_A_ROW)]
        self.shown.setText("\n".join("    ".join(row) for row in rows))
        self.shown.setAccessibleDescription("，".join(groups))  # its name alone would be read out
        self._asked[:] = sorted(secrets.SystemRandom().sample(range(len(groups)), self._maker.rules.groups_asked))
        for field, place in zip(self.retyped, self._asked, strict=True):
            field.clear()
            field.setPlaceholderText(f"第 {place + 1} 组")
            field.setAccessibleName(f"恢复密钥第 {place + 1} 组")
        self._steps.setCurrentIndex(1)
        self.retyped[0].setFocus()

    def _confirm(self) -> None:
        groups = groups_of(self.recovery)
        for field, place in zip(self.retyped, self._asked, strict=True):
            if not is_group(field.text(), groups[place]):
                self.problem.say(f"第 {place + 1} 组与恢复密钥不符。请对照纸面重新输入。")
                field.setFocus()
                field.selectAll()
                return
        self.problem.clear()
        self._finish()

    def _finish(self) -> None:
        self.accept()
        self.made.emit(self.keys)

    def _paper(self, use: Callable[[bytes], object]) -> None:
        maker, recovery = self._maker, self.recovery
        self.work.run("正在排版……", lambda _: maker.paper(self._store, self._office, recovery), use)

    def _print(self, pdf: bytes) -> None:
        from app.views.documents.printing import ask_printer, print_pdf

        printer = ask_printer(self._workplace, self, 1)
        if printer is not None:
            self.work.run("正在打印……", lambda progress: print_pdf(pdf, printer, progress), lambda _: None)

    def _save(self, pdf: bytes) -> None:
        place = str(self._store.with_name("台账恢复密钥.pdf"))
        name, _ = chosen_place(self, "存为 PDF（打印后请删除）", place, "PDF (*.pdf)")
        if name:
            try:
                refuse_medium(Path(name), "恢复密钥")
                write_file(Path(name), pdf)
            except (DomainError, KnownError) as problem:
                self.problem.say(problem)

    def _build(self) -> None:
        self._steps, self.work, self.problem = QStackedWidget(), WorkStrip(self._workplace), ProblemLabel()
        self._asked: list[int] = []
        self._steps.addWidget(self._password_step())
        self._steps.addWidget(self._paper_step())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        for part in (self._steps, self.work, self.problem):
            layout.addWidget(part)
        layout.setStretchFactor(self._steps, 1)

    def _password_step(self) -> QWidget:
        self.form = Form(self._workplace)
        self.password = add_password(self.form, "password", "口令")
        self.again = add_password(self.form, "again", "再输一遍")
        self.again.returnPressed.connect(self._make)
        self.heading, self.rules = words("第 1 步，共 2 步：设置口令", "heading"), words(self._maker.rules.sentence)
        parts = (self.heading, self.rules, self.form)
        return _step(
            (*parts, words(_FORGOTTEN)), self._row(("取消", "cancel", self.reject), ("下一步", "next", self._make))
        )

    def _paper_step(self) -> QWidget:
        self.shown = QLabel()
        self.shown.setObjectName("recovery_key")
        self.shown.setAccessibleName("恢复密钥")
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSize(15)
        self.shown.setFont(font)
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shown.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        check = Form(self._workplace)
        self.retyped = [
            check.add_text(f"group{number}", "核对" if number == 0 else "")
            for number in range(self._maker.rules.groups_asked)
        ]
        self.retyped[-1].returnPressed.connect(self._confirm)
        parts = (words("第 2 步，共 2 步：保存恢复密钥", "heading"), words(_KEEP), self.shown, check)
        row = self._row(
            ("打印…", "print_paper", lambda: self._paper(self._print)),
            ("存为 PDF…", "save_paper", lambda: self._paper(self._save)),
            ("已保存，完成", "confirm_paper", self._confirm),
        )
        return _step((*parts, words("请照着打印或抄写的纸面输入上面两组，证明已经保存。")), row)

    def _row(self, *buttons: tuple[str, str, Callable[[], object]]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        for title, name, act in buttons:
            button = QPushButton(title)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked, act=act: act())
            row.addWidget(button)
        button.setProperty("role", "primary")
        return row


def _step(parts: tuple[QWidget, ...], row: QHBoxLayout) -> QWidget:
    step = QWidget()
    layout = QVBoxLayout(step)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch(1)
    layout.addLayout(row)
    return step
