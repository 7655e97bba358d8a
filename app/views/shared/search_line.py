"""A line that is searched with: the window's keys stay the window's."""

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

_CONTROL = Qt.KeyboardModifier.ControlModifier
_OF_THE_WINDOW = {QKeyCombination(_CONTROL, key) for key in (Qt.Key.Key_K, Qt.Key.Key_U)}


class SearchLine(QLineEdit):
    """On Linux a line takes Ctrl+U and Ctrl+K for deleting what was typed."""

    @override
    def event(self, event: QEvent) -> bool:
        is_asked = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_asked and isinstance(event, QKeyEvent) and event.keyCombination() in _OF_THE_WINDOW:
            event.ignore()
            return True
        return super().event(event)
