"""Heads of the three styles: the legal instrument's plain head, the official paper's red head, an internal sheet's."""

import math
from dataclasses import dataclass

from app.services.documents.composition import Composition
from app.services.documents.facts import DocumentStyle
from app.services.documents.paper.breaking import Line
from app.services.documents.paper.drawing import Rule, Sheet
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.geometry import (
    ASCENT,
    BLACK,
    LEFT,
    MEASURE,
    RED,
    RED_HEAD_DROP,
    RED_LINE_DROP,
    RED_LINE_WIDTH,
    SIZE_1,
    SIZE_2,
    SIZE_3,
    TOP,
)
from app.services.documents.paper.operators import Colour
from app.services.documents.paper.typesetter import Run, Setting, Typesetter

_MIDDLE, _RIGHT = LEFT + MEASURE / 2, LEFT + MEASURE
_LARGEST_RED = 44.0  # pt; the standard leaves the size to the office, long names are set smaller
_SMALLEST_RED = 32.0


@dataclass(frozen=True)
class Head:
    """Lines above the addressee: what they need in points below the page area's top, and what is drawn."""

    depth: float
    centred: tuple[tuple[Line, float, float, Colour], ...]  # line, baseline below TOP, size, colour
    right: tuple[tuple[Line, float, float, Colour], ...] = ()
    left: tuple[tuple[Line, float, float, Colour], ...] = ()
    red_line: float | None = None
    is_on_grid: bool = True

    def height(self, leading: float) -> float:
        """What it takes from the page, in whole rows of the grid where the text stands on one."""
        return math.ceil(self.depth / leading - 0.01) * leading if self.is_on_grid else self.depth

    def draw(self, sheet: Sheet) -> None:
        """Put it at the top of the first page."""
        for line, y, size, colour in self.centred:
            sheet.put_centred(line, _MIDDLE, TOP + y, size, colour)
        for line, y, size, colour in self.right:
            sheet.put_right(line, _RIGHT, TOP + y, size, colour)
        for line, y, size, colour in self.left:
            sheet.put(line, LEFT, TOP + y, size, colour)
        if self.red_line is not None:
            y = TOP + self.red_line
            sheet.rules.append(Rule(LEFT, y, _RIGHT, y, RED_LINE_WIDTH, RED))


Placed = tuple[Line, float, float, Colour]


def head_of(setter: Typesetter, said: Composition, leading: float) -> Head:
    """The head of the composition's style, with 份号, 密级 and 紧急程度 at its left upper corner."""
    heads = {DocumentStyle.LEGAL: _legal, DocumentStyle.OFFICIAL: _red, DocumentStyle.PLAIN: _plain}
    return heads[said.style](setter, said, leading)


def _legal(setter: Typesetter, said: Composition, leading: float) -> Head:
    """院名 (2号), 文书名 (1号), 文号 at the right, one empty row: reported practice of 检察法律文书, unconfirmed."""
    placed: list[Placed] = []
    y = len(said.corner) * leading
    for text, size in ((said.office, SIZE_2), (said.title, SIZE_1)):
        y = _titled(setter, said, (text, size, 1.45), y, placed) + leading * 0.2
    if not said.number:
        return Head(y + leading, tuple(placed), left=_corner(setter, said, leading))
    y += leading * 0.1
    return Head(y + leading * 2, tuple(placed), (_number(setter, said, y),), _corner(setter, said, leading))


def _plain(setter: Typesetter, said: Composition, leading: float) -> Head:
    """院名 (3号) where it is named, the title (2号), the number at the right: our own form for internal sheets."""
    placed: list[Placed] = []
    y = len(said.corner) * leading
    if said.office:
        y = _titled(setter, said, (said.office, SIZE_3, 1.6), y, placed)
    y = _titled(setter, said, (said.title, SIZE_2, 1.4), y, placed)
    numbers: tuple[Placed, ...] = ()
    if said.number:
        numbers = (_number(setter, said, y + 0.2 * SIZE_3),)
        y += 1.5 * SIZE_3
    return Head(y + 0.3 * leading, tuple(placed), numbers, _corner(setter, said, leading), is_on_grid=said.size == 3)


def _red(setter: Typesetter, said: Composition, leading: float) -> Head:
    """发文机关标志, 文号 two rows below, red line 4 mm under it, title two rows below, one empty row (GB/T 9704)."""
    letters = max(len(said.office), 1)
    size = min(_LARGEST_RED, MEASURE / letters)
    if size < _SMALLEST_RED:  # two lines of larger characters
        size = max(min(_SMALLEST_RED, MEASURE / (letters / 2 + 1)), SIZE_2)
    placed: list[Placed] = []
    y = RED_HEAD_DROP
    for line in setter.balanced(said.office, Face.TITLE, Setting(size, size), MEASURE, said.keep_together):
        placed.append((line, y + ASCENT * size, size, RED))
        y += size * 1.2
    y += 2 * leading
    if said.number:
        number = setter.one_line([Run(said.number, Face.FANG)], Setting(SIZE_3, SIZE_3))
        placed.append((number, y + ASCENT * SIZE_3, SIZE_3, BLACK))
    red_line = y + SIZE_3 + RED_LINE_DROP
    y = red_line + 2 * leading
    for line in setter.balanced(
        said.title, Face.TITLE, Setting(SIZE_2, SIZE_2), MEASURE - 2 * SIZE_2, said.keep_together
    ):
        placed.append((line, y + ASCENT * SIZE_2, SIZE_2, BLACK))
        y += SIZE_2 * 1.5
    return Head(y + leading, tuple(placed), left=_corner(setter, said, leading), red_line=red_line)


def _titled(
    setter: Typesetter, said: Composition, what: tuple[str, float, float], y: float, placed: list[Placed]
) -> float:
    """Set a text in 小标宋 from ``y`` on, in lines that do not cut words; returns where it ends."""
    text, size, pitch = what
    for line in setter.balanced(text, Face.TITLE, Setting(size, size), MEASURE, said.keep_together):
        placed.append((line, y + ASCENT * size, size, BLACK))
        y += size * pitch
    return y


def _number(setter: Typesetter, said: Composition, y: float) -> Placed:
    line = setter.one_line([Run(said.number, Face.FANG)], Setting(SIZE_3, SIZE_3))
    return line, y + ASCENT * SIZE_3, SIZE_3, BLACK


def _corner(setter: Typesetter, said: Composition, leading: float) -> tuple[Placed, ...]:
    """份号 in digits, 密级 and 紧急程度 in 黑体, 3号, one below the other (GB/T 9704-2012, 7.2.1 to 7.2.3)."""
    lines = (
        setter.one_line([Run(text, Face.SONG if text.isascii() else Face.HEI)], Setting(SIZE_3, SIZE_3))
        for text in said.corner
    )
    return tuple((line, place * leading + ASCENT * SIZE_3, SIZE_3, BLACK) for place, line in enumerate(lines))
