"""How one day of the year sheet is drawn: by shape first and colour second, the same on the sheet and in its legend."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.views.office_rules.year_days import Mark
from app.views.shared.theme import Theme

_ROUND = 4.0
_CORNER = 7.0  # side of the triangle that marks a day of the office's own


class DayBrush:
    """Draws days in the colours of the theme."""

    def __init__(self, theme: Theme) -> None:
        """Take the colours once."""
        self._text, self._muted = theme.colour("text"), theme.colour("muted")
        self._band, self._band_text = theme.colour("band"), theme.colour("band_text")
        self._accent, self._line = theme.colour("link"), theme.colour("line")

    def draw(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        mark: Mark,
        *,
        is_own: bool = False,
        is_provisional: bool = False,
    ) -> None:
        """A holiday is filled (dashed and not filled while provisional), a swapped day framed, an own day cornered."""
        shape = box.adjusted(1, 1, -1, -1)
        if mark is Mark.HOLIDAY:
            self._holiday(painter, shape, is_provisional)
        elif mark is Mark.SWAPPED:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._accent, 1.6))
            painter.drawRect(shape)
        if is_own:
            self._corner(painter, shape)
        painter.setPen(self._colour(mark, is_provisional))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def ring(self, painter: QPainter, box: QRectF) -> None:
        """The current day."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._text, 1.4))
        painter.drawRoundedRect(box, _ROUND, _ROUND)

    def _holiday(self, painter: QPainter, shape: QRectF, is_provisional: bool) -> None:
        if is_provisional:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._band_text, 1.2, Qt.PenStyle.DashLine))
        else:
            painter.setBrush(self._band)
            painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(shape, _ROUND, _ROUND)

    def _corner(self, painter: QPainter, shape: QRectF) -> None:
        at = shape.topRight()
        corner = [at, QPointF(at.x() - _CORNER, at.y()), QPointF(at.x(), at.y() + _CORNER)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._accent)
        painter.drawPolygon(QPolygonF(corner))

    def _colour(self, mark: Mark, is_provisional: bool) -> QColor:
        if mark is Mark.HOLIDAY:
            return self._band_text
        return self._muted if mark is Mark.WEEKEND else self._text
