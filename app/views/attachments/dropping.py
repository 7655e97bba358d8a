"""Files in what was dropped or pasted."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent


def files_in(data: QMimeData) -> list[Path]:
    """The local files and folders, each once, in their order; addresses of the web are left out."""
    urls = data.urls() if data.hasUrls() else []
    return list(dict.fromkeys(Path(url.toLocalFile()) for url in urls if url.isLocalFile()))


def accept_copies(event: QDropEvent) -> None:
    """Take what is dragged as copies, whatever is proposed: a file manager that hears "moved" deletes its file."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
