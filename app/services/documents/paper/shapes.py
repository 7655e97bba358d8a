"""Lines and areas of a drawing on a sheet: polygons with fill, pen and dashes, and hatching that prints in grey."""

import math
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from app.services.documents.paper.operators import Colour, fill, number, numbers, stroke

Point = tuple[float, float]
_AROUND = 24  # corners of a circle: round at the sizes of a mark


class Pen(NamedTuple):
    """A line's width in points, its colour, and the lengths of its dashes and gaps."""

    width: float
    colour: Colour
    dashes: tuple[float, ...] = ()


class Shape(NamedTuple):
    """A chain of points, ``y`` downwards from the top edge of the sheet; an open one is a line."""

    points: tuple[Point, ...]
    fill: Colour | None = None
    pen: Pen | None = None
    is_closed: bool = True


class Hatch(Enum):
    """How an area is drawn over with lines."""

    NONE = ""
    RISING = "/"
    FALLING = "\\"
    CROSSED = "x"
    LEVEL = "-"


def rectangle(x: float, y: float, width: float, height: float) -> tuple[Point, ...]:
    """Its corners."""
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def circle(x: float, y: float, radius: float) -> tuple[Point, ...]:
    """The corners of a circle around a point."""
    angles = (2 * math.pi * step / _AROUND for step in range(_AROUND))
    return tuple((x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles)


def hatching(box: tuple[float, float, float, float], kind: Hatch, pen: Pen, apart: float = 3.4) -> Iterator[Shape]:
    """Lines across a rectangle (left, top, width, height), ``apart`` points from each other."""
    left, top, width, height = box
    if kind is Hatch.LEVEL:
        for step in range(1, math.ceil(height / apart)):
            yield _line((left, top + step * apart), (left + width, top + step * apart), pen)
    if kind in {Hatch.RISING, Hatch.CROSSED}:
        yield from (
            _line((left + x1, top + height - y1), (left + x2, top + height - y2), pen)
            for x1, y1, x2, y2 in _slanted(width, height, apart)
        )
    if kind in {Hatch.FALLING, Hatch.CROSSED}:
        yield from (
            _line((left + x1, top + y1), (left + x2, top + y2), pen)
            for x1, y1, x2, y2 in _slanted(width, height, apart)
        )


def operators(shape: Shape, height: float) -> str:
    """What draws it on a sheet of that height (ISO 32000-1, 8.5)."""
    first, *others = (numbers(x, height - y) for x, y in shape.points)
    said = ["q"]
    if shape.fill is not None:
        said.append(fill(shape.fill))
    if shape.pen is not None:
        dashes = " ".join(map(number, shape.pen.dashes))
        said.append(f"{stroke(shape.pen.colour)} {number(shape.pen.width)} w [{dashes}] 0 d")
    said += [f"{first} m", *(f"{each} l" for each in others)]
    said += ["h"] if shape.is_closed else []
    return " ".join([*said, _painted(shape), "Q"])


def _painted(shape: Shape) -> str:
    if shape.fill is None:
        return "S"
    return "f" if shape.pen is None else "B"


def _line(start: Point, end: Point, pen: Pen) -> Shape:
    return Shape((start, end), None, pen, is_closed=False)


def _slanted(width: float, height: float, apart: float) -> Iterator[Sequence[float]]:
    """The parts of lines at 45° that lie in a rectangle: x + or - y is constant along each."""
    step = apart * math.sqrt(2)
    along = step - height
    while along < width:
        x1, x2 = max(along, 0.0), min(along + height, width)
        if x2 > x1:
            yield x1, x1 - along, x2, x2 - along
        along += step
