"""Lets go of a closed dialog whose work may still run: a thread of the pool must not find its task deleted."""

from collections.abc import Iterable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog

from app.views.shared.background import BackgroundTask
from app.views.shared.work_strip import WorkStrip

_LOOK_AGAIN = 100  # milliseconds


def delete_when_quiet(dialog: QDialog) -> None:
    """Once closed, its work is asked to end; once that has ended, the dialog is deleted."""
    timer = QTimer(dialog)
    timer.setInterval(_LOOK_AGAIN)

    def look() -> None:
        tasks: Iterable[BackgroundTask] = dialog.findChildren(BackgroundTask)
        if all(task.has_returned for task in tasks):
            timer.stop()
            dialog.deleteLater()

    def begin() -> None:
        strips: Iterable[WorkStrip] = dialog.findChildren(WorkStrip)
        for strip in strips:
            strip.cancel()
        timer.start()

    timer.timeout.connect(look)
    dialog.finished.connect(lambda _result: begin())
