"""版记 at the foot of the last even page, and the line 抄送 of a legal instrument."""

import math
from dataclasses import dataclass

from app.services.documents.composition import Composition
from app.services.documents.paper.breaking import Line
from app.services.documents.paper.drawing import Rule, Sheet
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.geometry import (
    ASCENT,
    BLACK,
    DEPTH,
    IMPRINT_THICK,
    IMPRINT_THIN,
    LEFT,
    MEASURE,
    SIZE_4,
    TOP,
)
from app.services.documents.paper.typesetter import Run, Setting, Typesetter

_RIGHT = LEFT + MEASURE
_IMPRINT = Setting(SIZE_4, SIZE_4)
_IMPRINT_ROW = SIZE_4 * 1.7
_IMPRINT_DESCENT = _IMPRINT_ROW / 2 - SIZE_4 * (ASCENT - 0.5)  # baseline above the row's lower edge


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
        end = TOP + DEPTH
        middle = end - len(self.office) * _IMPRINT_ROW
        top = middle - len(self.copies) * _IMPRINT_ROW
        self._rule(sheet, top, IMPRINT_THICK)
        self._lines(sheet, self.copies, top)
        if self.copies:
            self._rule(sheet, middle, IMPRINT_THIN)
        self._lines(sheet, self.office, middle)
        sheet.put_right(self.printed, _RIGHT - SIZE_4, end - _IMPRINT_DESCENT, SIZE_4)
        self._rule(sheet, end, IMPRINT_THICK)

    @staticmethod
    def _lines(sheet: Sheet, lines: tuple[Line, ...], y: float) -> None:
        """Set lines downwards from ``y``, in the order in which they are read."""
        for place, line in enumerate(lines, 1):
            sheet.put(line, LEFT + SIZE_4, y + place * _IMPRINT_ROW - _IMPRINT_DESCENT, SIZE_4)

    @staticmethod
    def _rule(sheet: Sheet, y: float, width: float) -> None:
        sheet.rules.append(Rule(LEFT, y, _RIGHT, y, width, BLACK))


def imprint_of(setter: Typesetter, said: Composition) -> Imprint:
    """The 版记 of an official paper."""
    printed = setter.one_line([Run(said.printed, Face.FANG)], _IMPRINT)
    office = setter.lines([Run(said.office, Face.FANG)], _IMPRINT, MEASURE - 3 * SIZE_4 - printed.width)
    return Imprint(copies_lines(setter, said), tuple(office), printed)


def copies_lines(setter: Typesetter, said: Composition) -> tuple[Line, ...]:
    """抄送 in 4号仿宋, one character in on both sides, further lines under the first name."""
    if not said.copies:
        return ()
    hang = 3 * SIZE_4  # 抄送：
    runs = [Run(said.copies, Face.FANG)]
    return tuple(setter.lines(runs, _IMPRINT, MEASURE - 2 * SIZE_4, (0.0, hang)))
