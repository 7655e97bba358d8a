"""A line that is shortened where the room is too small; whoever sets it tells it whole by its tip."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy
from typing_extensions import override

_FEWEST = 40  # pixels


class ElidedLabel(QLabel):
    """``text()`` stays whole."""

    def __init__(self, shortened: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle) -> None:
        """Nothing to say; the text is taken as it is, never as markup.

        Shortened in the middle, the end of a file's name, which says what kind it is, stays in sight.
        """
        super().__init__()
        self._shortened = shortened
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(_FEWEST)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, room = QPainter(self), self.contentsRect()
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), self._shortened, room.width())
        painter.drawText(room, self.alignment(), shown)
        painter.end()
