"""Words in the middle of a table that has no rows: what would be here, and the first step."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLabel


class EmptyNotice(QLabel):
    """Lies over the viewport of its table; the table calls ``lay`` whenever that changes its size."""

    def __init__(self, table: QAbstractScrollArea) -> None:
        """Nothing is said yet."""
        super().__init__(table.viewport())
        self._table = table
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setProperty("role", "muted")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def lay(self) -> None:
        """Stand in the middle of the rows' room."""
        self.setGeometry(self._table.viewport().rect().adjusted(32, 0, -32, 0))
