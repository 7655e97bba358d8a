"""Keeps a view on the newest rules and calendar: after a change, and after a change was taken back."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.views.shared.workplace import Workplace


class Following(QObject):
    """Calls ``read`` where rules or calendar are of another edition than when last read."""

    def __init__(self, workplace: Workplace, read: Callable[[], object], view: QWidget) -> None:
        """Whatever is said may have been a change, also 已撤销, which names no records."""
        super().__init__(view)
        self._workplace, self._read, self._view, self._edition = workplace, read, view, -1
        workplace.said.connect(lambda *_: self.look())

    def look(self) -> None:
        """Read again where something changed and the view is on screen; it looks itself when it comes there."""
        if not (self._workplace.has_desk and self._view.isVisible()):
            return
        edition = self._workplace.desk.deadlines.edition
        if edition != self._edition:
            self._edition = edition
            self._read()
