"""The text of the chosen sentence: typed over, the made text beside it, numbers that no figure says pointed out."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.services.briefings.rows import Mismatch, Sentence
from app.views.shared.draft_offer import DraftOffer
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace

_LINES = 4
_ACTS = (
    ("chart", "放入图表…"),
    ("add", "添加句子…"),
    ("up", "上移"),
    ("down", "下移"),
    ("remove", "删除句子"),
    ("restore", "恢复原文"),
    ("save", "保存修改"),
)


class TextBox(QWidget):
    """``wanted`` tells the name of the act; Ctrl+Enter keeps what was typed."""

    wanted = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_sentence``."""
        super().__init__()
        self._sentence: Sentence | None = None
        self.edit = QPlainTextEdit()
        self.edit.setObjectName("briefing_text")
        self.edit.setAccessibleName("句子")
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(self.edit.fontMetrics().lineSpacing() * _LINES + 14)
        self.made, self.mismatch, self.problem = QLabel(), QLabel(), ProblemLabel()
        self.made.setObjectName("briefing_made")
        self.made.setProperty("role", "muted")
        self.mismatch.setObjectName("briefing_mismatch")
        self.mismatch.setStyleSheet(f"color: {workplace.theme.colours['lamp_near']};")
        for label in (self.made, self.mismatch):
            label.setWordWrap(True)
        self.edit.textChanged.connect(self.problem.clear)
        QShortcut(QKeySequence("Ctrl+Return"), self.edit, partial(self.wanted.emit, "save"))
        self._buttons = {name: self._button(name, words) for name, words in _ACTS}
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in self._buttons.values():
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.offer = DraftOffer()
        for part in (self.offer, self.edit, self.mismatch, self.made, self.problem):
            layout.addWidget(part)
        layout.addLayout(row)

    @property
    def typed(self) -> tuple[str, str] | None:
        """The key of the sentence and what was typed over it; None while nothing was."""
        sentence = self._sentence
        if sentence is None or self.edit.isReadOnly():
            return None
        said = self.edit.toPlainText()
        return None if " ".join(said.split()) == " ".join(sentence.text.split()) else (sentence.key, said)

    def forget(self) -> None:
        """What was typed is kept, or is not wanted."""
        self._sentence = None
        self.problem.clear()

    def begin(self) -> None:
        """Go into the text."""
        self.edit.setFocus()

    def show_sentence(self, sentence: Sentence, mismatches: Sequence[Mismatch], *, is_open: bool) -> None:
        """Another sentence, or the same one anew: what is being typed of it stays."""
        is_typing = self.typed is not None and self._sentence is not None and self._sentence.key == sentence.key
        self._sentence = sentence
        if not is_typing:
            self.edit.setPlainText(sentence.text)
        self.edit.setReadOnly(not is_open)
        self.made.setText(f"生成的原文：{sentence.made}" if sentence.is_edited else "")
        self.made.setVisible(sentence.is_edited)
        self.mismatch.setText("；".join(each.words for each in mismatches))
        self.mismatch.setVisible(bool(mismatches))
        self._buttons["remove"].setText("恢复句子" if sentence.is_removed else "删除句子")
        for name, button in self._buttons.items():
            button.setEnabled(is_open and (name != "restore" or sentence.is_edited))

    def _button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"sentence_{name}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: self.wanted.emit(name))
        return button
