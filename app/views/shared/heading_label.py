"""The heading of a record: one line where there is room, else as many as it takes."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel
from typing_extensions import override

_EDGE = 2  # pixels: without them the last character would go to a line of its own


class HeadingLabel(QLabel):
    """Never wider than its text; a long name of a unit makes no window wider than its screen."""

    def __init__(self) -> None:
        """Nothing is named yet. The text is taken as it is and may be copied."""
        super().__init__()
        self.setProperty("role", "title")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setWordWrap(True)

    @override
    def setText(self, text: str) -> None:
        super().setText(text)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        self.ensurePolished()
        self.setMaximumWidth(self.fontMetrics().horizontalAdvance(self.text()) + _EDGE)
