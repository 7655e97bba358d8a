"""Brings what services publish after a commit into the window's thread, as one signal."""

from PySide6.QtCore import QObject, Signal

from app.services.foundation.changes import Changes


class ChangeBridge(QObject):
    """Emits ``changed(RecordsChanged)``; Qt queues it when another thread has committed."""

    changed = Signal(object)

    def listen(self, changes: Changes) -> None:
        """Pass on everything that ``changes`` tells, as long as this window stands: a second one may close before."""
        end = changes.subscribe(self.changed.emit)
        self.destroyed.connect(lambda _: end())
