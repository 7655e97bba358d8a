"""A folder: typed, or chosen in the system's window."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.views.shared.file_chooser import chosen_folder


class FolderField(QWidget):
    """``folder()`` is what was typed or chosen."""

    picked = Signal()  # chosen in the system's window, not typed

    def __init__(self, title: str, name: str) -> None:
        """``title`` is what screen readers say, ``name`` the object name."""
        super().__init__()
        self._title = title
        self.text = QLineEdit()
        self.text.setObjectName(name)
        self.text.setAccessibleName(title)
        choose = QPushButton("选择文件夹…")
        choose.setObjectName(f"{name}_choose")
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(choose)
        self.setFocusProxy(self.text)

    def folder(self) -> Path | None:
        """The folder, None where there is none."""
        text = self.text.text().strip()
        return Path(text) if text else None

    def _choose(self) -> None:
        name = chosen_folder(self, self._title, self.text.text())
        if name:
            self.text.setText(name)
            self.picked.emit()
