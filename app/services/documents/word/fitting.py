"""Character spacing that lets a paragraph take no more lines in a word processor than on the PDF.

The PDF squeezes punctuation to draw a last mark into its line, and sets figures close to Han. LibreOffice does neither
(it ignores autoSpaceDE=0, measured with 7.4), so that a paragraph which just fits would run over by one character. A
typist then sets the whole paragraph a little tighter; so does this.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from app.services.documents.paper.breaking import Cell, break_lines
from app.services.documents.paper.geometry import MEASURE
from app.services.documents.paper.typesetter import Run, Setting, Typesetter

_STEP = 0.05  # pt; Word knows twentieths of a point
_TIGHTEST = 0.055  # of the type size, taken from every character
_LOST = 1.5  # pt of the line that LibreOffice gives to its own grid
_AUTOMATIC_ROOM = 0.25  # em between Han and figures
_CLOSING = frozenset("，。、；：！？．）〕】》〉」』｝］”’")
_OPENING = frozenset("（〔【《〈「『｛［“‘")


def spacing_of(setting: Setting) -> float:
    """What is added to a character so that as many stand in a line as on the grid, with a little to spare."""
    return math.floor((setting.pitch - setting.size) / _STEP) * _STEP - _STEP


def fitted_spacing(setter: Typesetter, runs: Sequence[Run], setting: Setting, first: float) -> float:
    """The spacing of a paragraph whose first line is indented by ``first`` points: the usual one where that does."""
    usual = spacing_of(setting)
    wanted = len(setter.lines(runs, setting, MEASURE, (first, 0.0)))
    cells = setter.one_line(runs, Setting(setting.size, setting.size)).cells

    def fits(steps: int) -> bool:
        loose = list(_loose(cells, setting.size, usual - steps * _STEP))
        return len(break_lines(loose, MEASURE - _LOST, first)) <= wanted

    most = int((_TIGHTEST * setting.size + usual) / _STEP)
    if fits(0) or not fits(most):
        return usual
    return usual - bisect_left(range(most), True, key=fits) * _STEP


def _loose(cells: Sequence[Cell], size: float, spacing: float) -> Iterator[Cell]:
    """The cells as a simpler line breaker sees them: marks that may not begin or end a line, but cannot be squeezed."""
    for cell, following in pairwise([*cells, None]):
        if cell is None:
            return
        is_seam = following is not None and _is_seam(cell.char, following.char)
        room = _AUTOMATIC_ROOM * size if is_seam else 0.0
        char = "%" if cell.char in _CLOSING else "$" if cell.char in _OPENING else cell.char
        yield replace(cell, char=char, advance=cell.advance + spacing + room)


def _is_seam(one: str, other: str) -> bool:
    return (_is_han(one) and _is_latin(other)) or (_is_latin(one) and _is_han(other))


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or ord(char) > 0xFFFF


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
