"""The status line: what has just been done, with the offer to take it back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QStatusBar, QToolButton

from app.views.shared.icons import Icons


class SaidLine(QStatusBar):
    """A sentence stays until the next one."""

    take_back_wanted = Signal(int)

    def __init__(self, icons: Icons) -> None:
        """Silent at first."""
        super().__init__()
        self.setSizeGripEnabled(False)
        self._act = 0
        self.sentence = QLabel()
        self.sentence.setContentsMargins(8, 0, 0, 0)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.undo = QToolButton()
        self.undo.setText("撤销")
        self.undo.setAccessibleName("撤销")
        self.undo.setObjectName("undo")
        self.undo.setIcon(icons.icon("arrow-back-up", "accent"))
        self.undo.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.undo.setProperty("role", "quiet")
        self.undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # or it catches the keyboard when what had it is hidden
        self.undo.setShortcut(QKeySequence("Ctrl+Z"))
        self.undo.setToolTip("撤销刚才的登记 (Ctrl+Z)")
        self.undo.clicked.connect(lambda: self.take_back_wanted.emit(self._act))
        self.undo.hide()
        self.addWidget(self.sentence)
        self.addWidget(self.undo)

    def say(self, sentence: str, act: int = 0) -> None:
        """Show a sentence; ``act`` is what it offers to take back, 0 for nothing."""
        self._act = act
        self.sentence.setText(sentence)
        self.undo.setVisible(act > 0)
