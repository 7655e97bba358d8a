"""How series look: besides colour a line has dashes and a mark, bars a hatching, so that grey tells them apart.

Marks and dashes come in the order of the papers (documents/charting/styles.py).
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from app.views.shared.theme import Theme

MARKS = (("o", "●"), ("s", "■"), ("t1", "▲"), ("d", "◆"), ("x", "✕"), ("t", "▼"))  # pyqtgraph's name, the heading's
DASHES: tuple[tuple[float, ...], ...] = ((), (4, 2), (1, 2), (5, 2, 1, 2), (8, 3), (2.5, 1.5))  # in widths of the pen
_COLOURS = ("accent", "lamp_due", "lamp_normal", "muted", "lamp_near", "text")
_PALE = 0.55  # how much of its colour a pale set of bars has
_THICK, _THIN = 2, 1  # pixels; from many lines on they are thin
_MANY = 8


class LineLook(NamedTuple):
    """One line: its pen, its mark as pyqtgraph and as a heading name it."""

    pen: QPen
    mark: str
    sign: str

    @property
    def colour(self) -> QColor:
        """The colour of pen and mark."""
        return self.pen.color()


class BarLook(NamedTuple):
    """One set of bars: what fills them, the pen around, and the sign of a legend that comes near it."""

    brush: QBrush
    pen: QPen
    sign: str


def line_looks(theme: Theme, names: Sequence[str], count: int) -> list[LineLook]:
    """The looks of so many lines; ``names`` are those of the first colours. No two of the first thirty are alike."""
    every = [*names, *(name for name in _COLOURS if name not in names)]
    made = []
    for place in range(count):
        turn = place // len(MARKS)
        pen = QPen(theme.colour(every[place % len(every)]), _THICK if count < _MANY else _THIN)
        pen.setCosmetic(True)
        dashes = DASHES[(place + turn) % len(DASHES)]
        if dashes:
            pen.setDashPattern(dashes)
        made.append(LineLook(pen, *MARKS[place % len(MARKS)]))
    return made


def bar_looks(theme: Theme, names: Sequence[str]) -> list[BarLook]:
    """The looks of sets of bars in these colours: full, hatched, pale, crossed, dense and level lines in turn."""
    patterns = (
        (Qt.BrushStyle.SolidPattern, "■"),
        (Qt.BrushStyle.BDiagPattern, "▨"),
        (None, "□"),
        (Qt.BrushStyle.DiagCrossPattern, "▩"),
        (Qt.BrushStyle.Dense4Pattern, "▒"),
        (Qt.BrushStyle.HorPattern, "▤"),
    )
    made = []
    for place, name in enumerate(names):
        colour, (pattern, sign) = theme.colour(name), patterns[place % len(patterns)]
        brush = QBrush(mixed(colour, theme.colour("base"), _PALE)) if pattern is None else QBrush(colour, pattern)
        pen = QPen(colour)
        pen.setCosmetic(True)
        made.append(BarLook(brush, pen, sign))
    return made


def mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """``share`` of a colour on a ground."""
    parts = ((colour.red(), ground.red()), (colour.green(), ground.green()), (colour.blue(), ground.blue()))
    return QColor(*(round(of * share + base * (1 - share)) for of, base in parts))
