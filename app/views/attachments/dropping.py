"""Files in what was dropped or pasted."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def files_in(data: QMimeData) -> list[Path]:
    """The local files and folders, each once, in their order; addresses of the web are left out."""
    urls = data.urls() if data.hasUrls() else []
    return list(dict.fromkeys(Path(url.toLocalFile()) for url in urls if url.isLocalFile()))
