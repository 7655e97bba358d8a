"""A file to be attached: chosen in the system's window or dropped onto the field."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from app.views.shared.file_chooser import chosen_file

SCANS = "扫描件和文档 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.ofd *.doc *.docx *.wps);;所有文件 (*)"


class FileField(QWidget):
    """``path()`` is the chosen file; the path may also be typed or pasted."""

    changed = Signal()
    picked = Signal()  # chosen in the system's window or dropped, not typed

    def __init__(self, title: str, name: str, kinds: str = SCANS) -> None:
        """``title`` is the visible label's text, ``name`` the draft's field, ``kinds`` the filter of the window."""
        super().__init__()
        self._kinds = kinds
        self.setAcceptDrops(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.text = QLineEdit()
        self.text.setObjectName(name)
        self.text.setAccessibleName(title)
        self.text.setPlaceholderText("选择文件，或拖到这里")
        self.text.textChanged.connect(lambda _: self.changed.emit())
        choose = QPushButton("选择文件…")
        choose.setObjectName(f"{name}_choose")
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        layout.addWidget(self.text, 1)
        layout.addWidget(choose)
        self.setFocusProxy(self.text)

    def path(self) -> Path | None:
        """The chosen file, None where there is none."""
        text = self.text.text().strip()
        return Path(text) if text else None

    def incoming(self) -> list[Path]:
        """What is to be attached; a form or a ledger that is only read is not."""
        path = self.path()
        return [path] if path is not None and self._kinds == SCANS else []

    def _choose(self) -> None:
        name = chosen_file(self, "选择文件", str(self.path() or ""), self._kinds)
        if name:
            self._take(name)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        name = next(url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile())
        # Copied, whatever is proposed: a file manager that hears "moved" deletes its file.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._take(name)

    def _take(self, name: str) -> None:
        self.text.setText(name)
        self.picked.emit()
