"""The places of a chart that can be told and chosen, laid out in rows and columns for the keyboard."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


@dataclass(frozen=True)
class Spot:
    """One place: where it is told, the rectangle around it, what it means and what choosing it hands over."""

    row: int
    column: int
    x: float
    y: float
    half_width: float
    half_height: float
    count: int
    words: str
    key: object

    def holds(self, point: QPointF) -> bool:
        """A point of the chart lies in it."""
        return abs(point.x() - self.x) <= self.half_width and abs(point.y() - self.y) <= self.half_height

    @property
    def outline(self) -> QRectF:
        """The rectangle around it."""
        left, low = self.x - self.half_width, self.y - self.half_height
        return QRectF(left, low, 2 * self.half_width, 2 * self.half_height)


class SpotWalk:
    """Where the keyboard goes among the places."""

    def __init__(self, spots: Sequence[Spot] = ()) -> None:
        """Sorted by row and column, once."""
        self._rows: dict[int, list[Spot]] = {}
        self._columns: dict[int, list[Spot]] = {}
        for spot in sorted(spots, key=lambda spot: (spot.row, spot.column)):
            self._rows.setdefault(spot.row, []).append(spot)
            self._columns.setdefault(spot.column, []).append(spot)

    def column(self, place: int) -> Sequence[Spot]:
        """The places of one column from the top."""
        return self._columns.get(place, ())

    def after(self, key: int, here: Spot | None, *, is_whole: bool = False) -> Spot | None:
        """Where a key leads: beside, round at the edge; Home and End within the row, or of the whole with Ctrl.

        The first place to begin with; None for a key that leads nowhere.
        """
        pressed = Qt.Key(key)
        if not self._rows or (pressed not in _STEPS and pressed not in _ENDS):
            return None
        if pressed in _ENDS:
            rows = list(self._rows)
            row = rows[_ENDS[pressed]] if is_whole or here is None else here.row
            return self._rows[row][_ENDS[pressed]]
        if here is None:
            return next(iter(self._rows.values()))[0]
        down, right = _STEPS[pressed]
        line = self._columns[here.column] if down else self._rows[here.row]
        return line[(line.index(here) + down + right) % len(line)]
