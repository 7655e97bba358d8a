"""Windows that draw pages beside the main one: closed at once, let go of when their last thread has left."""

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from app.views.shared.background import BackgroundTask

AnyWidget = TypeVar("AnyWidget", bound=QWidget)


def children_of(parent: QWidget, kind: type[AnyWidget]) -> list[AnyWidget]:
    """The windows of a kind that ``parent`` opened."""
    return [child for child in parent.children() if isinstance(child, kind)]


def let_go_of_closed(parent: QWidget, kind: type[QWidget]) -> None:
    """Deleting a window must not take a task from the thread that still tells its outcome."""
    for child in children_of(parent, kind):
        tasks: Iterable[BackgroundTask] = child.findChildren(BackgroundTask)
        if not child.isVisible() and all(task.has_returned for task in tasks):
            child.deleteLater()


def fit_screen(window: QWidget, width: int, height: int) -> None:
    """As large as wanted, but no larger than the screen with its task bar allows."""
    room = window.screen().availableGeometry()
    window.resize(min(width, room.width() - 16), min(height, room.height() - 48))
