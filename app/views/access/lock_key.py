"""Ctrl+Shift+L in every window of the program: also in a second one, and while a form is open."""

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from typing_extensions import override

_KEYS = QKeyCombination(Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_L)


class LockKey(QObject):
    """Looks at the window that has the keyboard: a shortcut of one window is deaf while a form stands before it."""

    pressed = Signal()

    def __init__(self, parent: QObject) -> None:
        """Listens as long as ``parent`` lives."""
        super().__init__(parent)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._follow)
            self._follow(application.focusWindow())

    def _follow(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.keyCombination() == _KEYS:
            self.pressed.emit()
            return True
        return False
