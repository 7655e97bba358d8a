"""How series look on paper: besides hue greys, hatching, dashes and marks, so that a grey print tells them apart.

The order of dashes and marks is that of the window, so that a line has the same mark in both.
"""

from typing import NamedTuple

from app.services.documents.paper.operators import Colour
from app.services.documents.paper.shapes import Hatch

INK: Colour = (0.13, 0.14, 0.16)
MUTED: Colour = (0.33, 0.36, 0.4)
RULE: Colour = (0.8, 0.82, 0.85)
PAPER: Colour = (1.0, 1.0, 1.0)
BAND: Colour = (0.93, 0.93, 0.9)

MARKS = ("circle", "square", "triangle", "diamond", "cross", "down")
DASHES: tuple[tuple[float, ...], ...] = ((), (5, 2), (1.2, 2), (6, 2, 1.2, 2), (9, 3), (3, 1.5))


class LineLook(NamedTuple):
    """One line: its colour, its dashes and its mark."""

    colour: Colour
    dashes: tuple[float, ...]
    mark: str


class AreaLook(NamedTuple):
    """One set of bars: the ground and the lines over it; ``edge`` surrounds it."""

    ground: Colour
    hatch: Hatch
    edge: Colour


_LINES: tuple[Colour, ...] = (
    (0.09, 0.24, 0.5),
    (0.78, 0.43, 0.1),
    (0.05, 0.34, 0.3),
    (0.52, 0.5, 0.72),
    (0.36, 0.1, 0.25),
    (0.45, 0.58, 0.25),
)
_NAVY: Colour = (0.11, 0.29, 0.56)
_AREAS = (
    AreaLook(_NAVY, Hatch.NONE, _NAVY),
    AreaLook(PAPER, Hatch.RISING, _NAVY),
    AreaLook((0.5, 0.6, 0.75), Hatch.NONE, _NAVY),
    AreaLook(PAPER, Hatch.CROSSED, _NAVY),
    AreaLook((0.36, 0.4, 0.46), Hatch.NONE, INK),
    AreaLook((0.88, 0.91, 0.95), Hatch.LEVEL, _NAVY),
)


def line_look(place: int) -> LineLook:
    """The look of the line at a place; no two of the first thirty are alike."""
    turn = place // len(MARKS)
    return LineLook(_LINES[place % len(_LINES)], DASHES[(place + turn) % len(DASHES)], MARKS[place % len(MARKS)])


def area_look(place: int) -> AreaLook:
    """The look of the bars at a place."""
    return _AREAS[place % len(_AREAS)]


def shade(share: float) -> Colour:
    """A cell's ground: paper at 0, dark at 1."""
    weight = 0.1 + 0.85 * share if share else 0.0
    red, green, blue = (of * weight + 1.0 - weight for of in _NAVY)
    return red, green, blue


def grey(colour: Colour) -> float:
    """How light a colour prints in grey, 0 to 1 (ITU-R BT.601)."""
    red, green, blue = colour
    return 0.299 * red + 0.587 * green + 0.114 * blue
