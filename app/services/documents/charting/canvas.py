"""A part of a sheet to draw a chart on: texts, lines, areas and marks in points from the sheet's upper left corner."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.services.documents.charting.styles import INK, PAPER, AreaLook
from app.services.documents.paper.breaking import Line
from app.services.documents.paper.drawing import Sheet
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.geometry import ASCENT
from app.services.documents.paper.operators import Colour
from app.services.documents.paper.shapes import Hatch, Pen, Point, Shape, circle, hatching, rectangle
from app.services.documents.paper.typesetter import Run, Setting, Typesetter

SMALL, TEXT = 8.0, 9.0
_MARK = 2.4  # pt from the middle of a mark to its edge
_FINE = 0.5


@dataclass(frozen=True)
class Area:
    """A rectangle of the sheet."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    def within(self, left: float = 0.0, top: float = 0.0, right: float = 0.0, bottom: float = 0.0) -> "Area":
        """The area without margins."""
        return Area(self.left + left, self.top + top, self.width - left - right, self.height - top - bottom)


class Canvas:
    """Draws on one sheet with one document's typesetter."""

    def __init__(self, sheet: Sheet, setter: Typesetter) -> None:
        """What cannot be printed is told by the typesetter's ``check``."""
        self._sheet, self._setter = sheet, setter

    def width(self, text: str, size: float = TEXT) -> float:
        """How wide a text stands."""
        return self._line(text, size).width

    def text(
        self,
        text: str,
        x: float,
        y: float,
        *,
        size: float = TEXT,
        anchor: float = 0.0,
        colour: Colour = INK,
    ) -> None:
        """A line of text whose middle height is at ``y``; ``anchor`` 0 begins at ``x``, 0.5 is around, 1 ends there."""
        line = self._line(text, size)
        self._sheet.put(line, x - line.width * anchor, y + (ASCENT - 0.5) * size, size, colour)

    def broken(self, text: str, measure: float, size: float, face: Face) -> list[Line]:
        """A longer text in lines."""
        lines = self._setter.lines([Run(text, face)], Setting(size, size), measure)
        return [Line(line.cells, line.starts, 0.0, 0.0) for line in lines]

    def put(self, line: Line, x: float, y: float, size: float, colour: Colour = INK) -> None:
        """A broken line whose middle height is at ``y``."""
        self._sheet.put(line, x, y + (ASCENT - 0.5) * size, size, colour)

    def fitted(self, text: str, room: float, size: float = TEXT) -> str:
        """The text, its end cut off where it does not fit."""
        if self.width(text, size) <= room:
            return text
        while text and self.width(f"{text}…", size) > room:
            text = text[:-1]
        return f"{text}…"

    def line(self, points: Sequence[Point], pen: Pen) -> None:
        """A chain of straight lines."""
        self._sheet.shapes.append(Shape(tuple(points), None, pen, is_closed=False))

    def area(self, area: Area, look: AreaLook, edge: float = _FINE) -> None:
        """A rectangle in the look of its series; nothing where it has no extent."""
        if area.width <= 0 or area.height <= 0:
            return
        box = (area.left, area.top, area.width, area.height)
        pen = Pen(edge, look.edge)
        self._sheet.shapes.append(Shape(rectangle(*box), look.ground))
        if look.hatch is not Hatch.NONE:
            self._sheet.shapes += hatching(box, look.hatch, pen)
        if edge:
            self._sheet.shapes.append(Shape(rectangle(*box), None, pen))

    def mark(self, kind: str, x: float, y: float, colour: Colour, *, is_hollow: bool = False) -> None:
        """A mark of a line; what is hollow is paper inside."""
        pen = Pen(0.8, colour)
        if kind == "cross":
            for points in (
                ((x - _MARK, y - _MARK), (x + _MARK, y + _MARK)),
                ((x - _MARK, y + _MARK), (x + _MARK, y - _MARK)),
            ):
                self.line(points, Pen(1.1, colour))
            return
        self._sheet.shapes.append(Shape(_corners(kind, x, y), PAPER if is_hollow else colour, pen))

    def _line(self, text: str, size: float) -> Line:
        return self._setter.one_line([Run(text, Face.SONG)], Setting(size, size))


def _corners(kind: str, x: float, y: float) -> tuple[Point, ...]:
    half, tall = _MARK * 0.9, _MARK * 1.2
    shapes: dict[str, tuple[Point, ...]] = {
        "square": rectangle(x - half, y - half, 2 * half, 2 * half),
        "triangle": ((x, y - tall), (x + tall, y + half), (x - tall, y + half)),
        "down": ((x, y + tall), (x + tall, y - half), (x - tall, y - half)),
        "diamond": ((x, y - tall), (x + tall, y), (x, y + tall), (x - tall, y)),
    }
    return shapes.get(kind) or circle(x, y, _MARK)
