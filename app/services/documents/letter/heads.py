"""Head and foot of a letter: the legal instrument's plain head, the official paper's red head and 版记."""

import math
from dataclasses import dataclass

from app.services.documents.letter.template import LetterTemplate
from app.services.documents.letter.wording import Wording
from app.services.documents.paper.breaking import Line
from app.services.documents.paper.drawing import Colour, Rule, Sheet
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.geometry import (
    ASCENT,
    BLACK,
    DEPTH,
    IMPRINT_THICK,
    IMPRINT_THIN,
    LEFT,
    MEASURE,
    RED,
    RED_HEAD_DROP,
    RED_LINE_DROP,
    RED_LINE_WIDTH,
    SIZE_1,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    TOP,
)
from app.services.documents.paper.typesetter import Run, Setting, Typesetter

_MIDDLE, _RIGHT = LEFT + MEASURE / 2, LEFT + MEASURE
_LARGEST_RED = 44.0  # pt; the standard leaves the size to the office, long names are set smaller
_SMALLEST_RED = 32.0
_IMPRINT = Setting(SIZE_4, SIZE_4)
_IMPRINT_ROW = SIZE_4 * 1.7
_IMPRINT_DESCENT = _IMPRINT_ROW / 2 - SIZE_4 * (ASCENT - 0.5)  # baseline above the row's lower edge


@dataclass(frozen=True)
class Head:
    """Lines above the addressee: what they need in points below the page area's top, and what is drawn."""

    depth: float
    centred: tuple[tuple[Line, float, float, Colour], ...]  # line, baseline below TOP, size, colour
    right: tuple[tuple[Line, float, float, Colour], ...] = ()
    red_line: float | None = None

    def rows(self, leading: float) -> int:
        """Whole rows taken from the grid."""
        return math.ceil(self.depth / leading - 0.01)

    def draw(self, sheet: Sheet) -> None:
        """Put it at the top of the first page."""
        for line, y, size, colour in self.centred:
            sheet.put_centred(line, _MIDDLE, TOP + y, size, colour)
        for line, y, size, colour in self.right:
            sheet.put_right(line, _RIGHT, TOP + y, size, colour)
        if self.red_line is not None:
            y = TOP + self.red_line
            sheet.rules.append(Rule(LEFT, y, _RIGHT, y, RED_LINE_WIDTH, RED))


def legal_head(setter: Typesetter, wording: Wording, template: LetterTemplate, leading: float) -> Head:
    """院名 (2号), 文书名 (1号), 文号 at the right, one empty row: reported practice of 检察法律文书, unconfirmed."""
    placed: list[tuple[Line, float, float, Colour]] = []
    y = 0.0
    for text, size in ((wording.office, SIZE_2), (wording.title, SIZE_1)):
        lines = setter.balanced(text, Face.TITLE, Setting(size, size), MEASURE, template.keep_together)
        for line in lines:
            placed.append((line, y + ASCENT * size, size, BLACK))
            y += size * 1.45
        y += leading * 0.2
    number = setter.one_line([Run(wording.number, Face.FANG)], Setting(SIZE_3, SIZE_3))
    y += leading * 0.1
    return Head(y + leading * 2, tuple(placed), ((number, y + ASCENT * SIZE_3, SIZE_3, BLACK),))


def red_head(setter: Typesetter, wording: Wording, template: LetterTemplate, leading: float) -> Head:
    """发文机关标志, 文号 two rows below, red line 4 mm under it, title two rows below, one empty row (GB/T 9704)."""
    letters = max(len(wording.office), 1)
    size = min(_LARGEST_RED, MEASURE / letters)
    if size < _SMALLEST_RED:  # two lines of larger characters
        size = max(min(_SMALLEST_RED, MEASURE / (letters / 2 + 1)), SIZE_2)
    placed: list[tuple[Line, float, float, Colour]] = []
    y = RED_HEAD_DROP
    for line in setter.balanced(wording.office, Face.TITLE, Setting(size, size), MEASURE, template.keep_together):
        placed.append((line, y + ASCENT * size, size, RED))
        y += size * 1.2
    y += 2 * leading
    number = setter.one_line([Run(wording.number, Face.FANG)], Setting(SIZE_3, SIZE_3))
    placed.append((number, y + ASCENT * SIZE_3, SIZE_3, BLACK))
    red_line = y + SIZE_3 + RED_LINE_DROP
    y = red_line + 2 * leading
    for line in setter.balanced(
        wording.title, Face.TITLE, Setting(SIZE_2, SIZE_2), MEASURE - 2 * SIZE_2, template.keep_together
    ):
        placed.append((line, y + ASCENT * SIZE_2, SIZE_2, BLACK))
        y += SIZE_2 * 1.5
    return Head(y + leading, tuple(placed), red_line=red_line)


@dataclass(frozen=True)
class Imprint:
    """版记: 抄送, 印发机关 and 印发日期, sunk to the foot of the page area."""

    copies: tuple[Line, ...]
    office: tuple[Line, ...]
    printed: Line

    def rows(self, leading: float) -> int:
        """Rows of the grid it covers."""
        return math.ceil((len(self.copies) + len(self.office)) * _IMPRINT_ROW / leading - 0.01)

    def draw(self, sheet: Sheet) -> None:
        """Put it at the foot of a page, thick rules outside and a thin one between."""
        y = TOP + DEPTH
        self._rule(sheet, y, IMPRINT_THICK)
        sheet.put_right(self.printed, _RIGHT - SIZE_4, y - _IMPRINT_DESCENT, SIZE_4)
        y = self._rise(sheet, self.office, y)
        if self.copies:
            self._rule(sheet, y, IMPRINT_THIN)
        self._rule(sheet, self._rise(sheet, self.copies, y), IMPRINT_THICK)

    @staticmethod
    def _rise(sheet: Sheet, lines: tuple[Line, ...], y: float) -> float:
        """Set lines upwards from ``y``; returns their upper edge."""
        for line in reversed(lines):
            sheet.put(line, LEFT + SIZE_4, y - _IMPRINT_DESCENT, SIZE_4)
            y -= _IMPRINT_ROW
        return y

    @staticmethod
    def _rule(sheet: Sheet, y: float, width: float) -> None:
        sheet.rules.append(Rule(LEFT, y, _RIGHT, y, width, BLACK))


def imprint_of(setter: Typesetter, wording: Wording, template: LetterTemplate) -> Imprint:
    """The 版记 of an official paper."""
    printed = setter.one_line([Run(wording.issued + template.printed, Face.FANG)], _IMPRINT)
    office = setter.lines([Run(wording.office, Face.FANG)], _IMPRINT, MEASURE - 3 * SIZE_4 - printed.width)
    return Imprint(copies_lines(setter, wording), tuple(office), printed)


def copies_lines(setter: Typesetter, wording: Wording) -> tuple[Line, ...]:
    """抄送 in 4号仿宋, one character in on both sides, further lines under the first name."""
    if not wording.copies:
        return ()
    hang = 3 * SIZE_4  # 抄送：
    runs = [Run(wording.copies, Face.FANG)]
    return tuple(setter.lines(runs, _IMPRINT, MEASURE - 2 * SIZE_4, (0.0, hang)))
