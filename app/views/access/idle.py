"""Tells when nobody has touched keyboard or mouse for so long that the window is to be locked."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from typing_extensions import override

_LOOK = 5000  # milliseconds
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Looks at windows and not at every widget in them, so that typing and drawing pay nothing for it.

    The time is that of the day: a machine that slept has been idle as well.
    """

    idle = Signal()

    def __init__(self, now: Callable[[], datetime], minutes: int, parent: QObject) -> None:
        """``minutes`` 0 is never."""
        super().__init__(parent)
        self._now, self._limit, self._last = now, timedelta(minutes=minutes), now()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if minutes and isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._follow)
            self._follow(application.focusWindow())
            self._timer.start()

    def begin_again(self) -> None:
        """Somebody is here."""
        self._last = self._now()

    def stop(self) -> None:
        """Nobody can go on here anyway."""
        self._limit = timedelta()
        self._timer.stop()

    def look(self) -> None:
        """Say so where it has been too long."""
        if self._limit and self._now() - self._last >= self._limit:
            self.idle.emit()

    def _follow(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.look()  # after a sleep the first touch must not show what stands on the screen
            self.begin_again()
        return False
