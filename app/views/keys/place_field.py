"""A file or folder that need not be there yet, chosen in the system's window or typed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

Ask = Callable[[str], str]  # the path so far; the one that was chosen, or nothing


class PlaceField(QWidget):
    """``path()`` is what was chosen or typed, None where there is nothing."""

    chosen = Signal(Path)  # in the system's window

    def __init__(self, title: str, name: str, button: str, ask: Ask) -> None:
        """``ask`` shows the system's window."""
        super().__init__()
        self._ask = ask
        self.text = QLineEdit()
        self.text.setObjectName(name)
        self.text.setAccessibleName(title)
        choose = QPushButton(button)
        choose.setObjectName(f"{name}_choose")
        choose.setAutoDefault(False)
        choose.clicked.connect(lambda _checked: self._choose())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.text, 1)
        layout.addWidget(choose)
        self.setFocusProxy(self.text)

    def path(self) -> Path | None:
        """The place, None where there is none."""
        text = self.text.text().strip()
        return Path(text) if text else None

    def _choose(self) -> None:
        name = self._ask(self.text.text().strip())
        if name:
            self.text.setText(name)
            self.chosen.emit(Path(name))
