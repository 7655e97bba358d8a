"""The status line: what has just been done, with the offer to take it back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QStatusBar, QToolButton

from app.views.shared.icons import Icons


class SaidLine(QStatusBar):
    """A sentence stays until the next one."""

    take_back_wanted = Signal(int)
    do_again_wanted = Signal(int)

    def __init__(self, icons: Icons) -> None:
        """Silent at first."""
        super().__init__()
        self.setSizeGripEnabled(False)
        self._act = self._undone = 0
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
        self.redo = QToolButton()
        self.redo.setText("重做")
        self.redo.setAccessibleName("重做")
        self.redo.setObjectName("redo")
        self.redo.setIcon(icons.icon("arrow-forward", "accent"))
        self.redo.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.redo.setProperty("role", "quiet")
        self.redo.setShortcut(QKeySequence("Ctrl+Y"))
        self.redo.clicked.connect(lambda: self.do_again_wanted.emit(self._undone))
        self.redo.hide()
        for part in (self.sentence, self.undo, self.redo):
            self.addWidget(part)

    def say(self, sentence: str, act: int = 0) -> None:
        """Show a sentence; ``act`` is what it offers to take back, 0 for nothing."""
        self._act = act
        self.sentence.setText(sentence)
        self.undo.setText("撤销")
        self.undo.setToolTip("撤销刚才的登记 (Ctrl+Z)")
        self.undo.setVisible(act > 0)
        self.redo.hide()

    def say_undone(self, sentence: str, undone: int, title: str, earlier: tuple[int, str]) -> None:
        """Something was taken back: it can be done again, or what was done before it taken back too.

        ``title`` is what was taken back, ``earlier`` the act before it and its title; 0 for none.
        """
        self._undone, (act, name) = undone, earlier
        self.say(sentence, act)
        self.undo.setText(f"再撤销“{name}”")
        self.undo.setToolTip(f"撤销再往前的“{name}” (Ctrl+Z)")
        self.redo.setToolTip(f"重做“{title}” (Ctrl+Y)")
        self.redo.show()
