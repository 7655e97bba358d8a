"""检查文书: whether a check code, or a PDF that was handed in, is that of a registered paper."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.services.foundation.errors import DomainError
from app.services.papers.rows import Verdict
from app.views.shared.file_field import FileField
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_PDF = "PDF 文件 (*.pdf)"
_LABEL = 64


class VerifyDialog(QDialog):
    """Stays open from one paper to the next; nothing is written."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        """Nothing has been checked yet."""
        super().__init__(parent)
        self._workplace = workplace
        self.setObjectName("verify")
        self.setWindowTitle("检查文书")
        self.resize(640, 380)
        self._build()

    def check_code(self) -> None:
        """Look the typed code up."""
        self._clear()
        try:
            self._show(self._workplace.desk.papers.checking.verify_code(self.code.text()))
        except DomainError as problem:
            self.work.problem.say(problem)
            self.code.setFocus()

    def check_file(self, path: Path | None = None) -> None:
        """Compare a file with what was registered, beside the window."""
        self._clear()
        chosen = path or self.file.path()
        if chosen is None:
            self.work.problem.say("请先选择 PDF 文件，或把文件拖到这里。")
            return
        checking = self._workplace.desk.papers.checking
        self.work.run("正在比对……", lambda _: checking.verify_pdf(chosen), self._show)

    def _clear(self) -> None:
        self.work.problem.clear()
        self.headline.clear()
        self.details.clear()

    def _show(self, verdict: Verdict) -> None:
        self.headline.setText(f"{'✓' if verdict.is_genuine else '×'} {verdict.headline}")
        self.details.setText("\n".join((*verdict.sentences[1:], *verdict.differences)))
        self.details.setFocus()

    def _build(self) -> None:
        note = QLabel("校验码印在文书首页右上角；没有校验码的，把 PDF 文件拿来比对。检查在本机进行，不联网。")
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        self.code = QLineEdit()
        self.code.setObjectName("verify_code")
        self.code.setAccessibleName("校验码")
        self.code.setPlaceholderText("16 位，如 0123 4567 89AB CDEF")
        self.code.returnPressed.connect(self.check_code)
        self.file = FileField("PDF 文件", "verify_file", _PDF)
        self.file.picked.connect(self.check_file)
        self.file.text.returnPressed.connect(self.check_file)
        self.work = WorkStrip(self._workplace)
        self.headline, self.details = QLabel(), QLabel()
        self.headline.setObjectName("verify_headline")
        self.headline.setProperty("role", "heading")
        self.details.setObjectName("verify_details")
        for label in (self.headline, self.details):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(note)
        layout.addLayout(self._row("校验码", self.code, "verify_check_code", self.check_code))
        layout.addLayout(self._row("PDF 文件", self.file, "verify_check_file", self.check_file))
        for part in (self.work, self.headline, self.details):
            layout.addWidget(part)
        layout.addStretch(1)

    def _row(self, title: str, field: QWidget, key: str, slot: Callable[[], object]) -> QHBoxLayout:
        label = QLabel(title)
        label.setFixedWidth(_LABEL)
        label.setBuddy(field)
        button = QPushButton("检查")
        button.setObjectName(key)
        button.setAccessibleName(f"检查{title}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: slot())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(field, 1)
        row.addWidget(button)
        return row


def open_verifying(workplace: Workplace, window: QWidget) -> VerifyDialog | None:
    """Open the dialog, or bring it forward; without a store there is nothing to compare with, and that is said."""
    if not workplace.has_desk:
        workplace.say("还没有打开台账，没有登记过的文书可以比对。请先打开台账。")
        return None
    found = window.findChild(VerifyDialog, "verify")
    dialog = found if isinstance(found, VerifyDialog) else VerifyDialog(workplace, window)
    dialog.show()
    dialog.activateWindow()
    dialog.code.setFocus()
    return dialog
