"""What lies over a chart: a frame around the place that is told, and its words; only what changed of it is painted."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.views.shared.theme import Theme

_PADDING, _AWAY = 7, 10  # pixels: inside the box of words, and from the place to it
_WIDEST = 420
_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
_SPARE = 2  # around what is painted, for the widths of pens


class Overlay(QWidget):
    """Lets the mouse through; the chart says where and what."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Covers ``parent`` and shows nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self.words = self.note = ""
        self._hovered, self._current, self._box = QRect(), QRect(), QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def tell(self, place: QRect, words: str, note: str = "", *, is_current: bool = False) -> None:
        """Frame a place and say what it means; ``is_current`` is the keyboard's, whose frame stays under the mouse."""
        if is_current:
            self._change(words, note, place, (QRect(), place))
        else:
            self._change(words, note, place, (place, self._current))

    def hush(self, *, leaves_current: bool = True) -> None:
        """No words; the keyboard's frame stays, unless it is to go too."""
        self._change("", "", QRect(), (QRect(), self._current if leaves_current else QRect()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._hovered.isNull():
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            painter.drawRect(self._hovered)
        if not self._current.isNull():
            painter.setPen(QPen(self._theme.colour("text"), 2))
            painter.drawRect(self._current)
        if not self._box.isNull():
            self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        ground = QColor(self._theme.colour("base"))
        ground.setAlpha(242)
        painter.setPen(QPen(self._theme.colour("muted"), 1))
        painter.setBrush(ground)
        painter.drawRect(self._box)
        inner = self._box.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        painter.setPen(self._theme.colour("text"))
        said = self._measured(self.words, inner.width())
        painter.drawText(QRect(inner.topLeft(), said.size()), _FLAGS, self.words)
        if self.note:
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(inner.adjusted(0, said.height() + 2, 0, 0), _FLAGS, self.note)

    def _change(self, words: str, note: str, near: QRect, frames: tuple[QRect, QRect]) -> None:
        """``frames`` are the mouse's and the keyboard's."""
        before = self._painted()
        self.words, self.note = words, note
        self._hovered, self._current = frames
        self._box = self._box_near(near) if words else QRect()
        dirty = before.united(self._painted())
        if not dirty.isNull():
            self.update(dirty)

    def _painted(self) -> QRect:
        """Everything that is painted, with its pens."""
        whole = self._hovered.united(self._current).united(self._box)
        return whole.adjusted(-_SPARE, -_SPARE, _SPARE, _SPARE) if not whole.isNull() else whole

    def _box_near(self, place: QRect) -> QRect:
        """Where the words stand: right above the place, and wholly inside."""
        widest = max(min(_WIDEST, self.width() - 4) - 2 * _PADDING, 1)
        said = self._measured(self.words, widest)
        noted = self._measured(self.note, widest) if self.note else QRect()
        room = self.height() - 4 - 2 * _PADDING
        if noted.height() and said.height() + 2 + noted.height() > room:
            self.note, noted = "", QRect()  # a low chart has room for the figures only
        width = max(said.width(), noted.width()) + 2 * _PADDING
        height = said.height() + (noted.height() + 2 if self.note else 0) + 2 * _PADDING
        return QRect(self._corner(place, width, height), QSize(width, height))

    def _corner(self, place: QRect, width: int, height: int) -> QPoint:
        """Right above the place, else left of it; below or above the middle of one that goes across the chart."""
        lowest, rightmost = max(self.height() - height - 2, 2), max(self.width() - width - 2, 2)
        if place.width() * 3 > self.width():
            below, above = place.bottom() + 2, place.top() - height - 2
            return QPoint(min(place.center().x(), rightmost), below if below <= lowest else max(above, 2))
        x, y = place.right() + _AWAY, place.top() - height - _AWAY // 2
        x = x if x <= rightmost else max(place.left() - _AWAY - width, 2)
        return QPoint(x, y if y >= 2 else min(place.top() + 2, lowest))

    def _measured(self, words: str, width: int) -> QRect:
        return QFontMetrics(self.font()).boundingRect(QRect(0, 0, width, 10_000), _FLAGS, words)
