"""What stands on a page, one below the other: lines of text, empty lines, rows of forms and tables."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from app.services.documents.composition import Place
from app.services.documents.facts import Align
from app.services.documents.paper.breaking import Line
from app.services.documents.paper.drawing import Rule, Sheet
from app.services.documents.paper.geometry import ASCENT, BLACK, LEFT, MEASURE, SIZE_S4

ROW_SIZE = SIZE_S4  # forms and tables inside a text are set in 小四
ROW_LEADING = ROW_SIZE * 1.5
PADDING = 4.0  # pt between text and rule
_RULE = 0.6
_RIGHT = LEFT + MEASURE


@dataclass(frozen=True, slots=True)
class TextRow:
    """One line of text on the page's grid; a heading's last line stays with the next row."""

    line: Line
    size: float
    place: Place = Place.BODY
    keeps_next: bool = False

    def height(self, leading: float) -> float:
        """One line of the grid."""
        return leading

    def draw(self, sheet: Sheet, y: float, _leading: float) -> None:
        """Set it with its upper edge at ``y``."""
        baseline = y + ASCENT * self.size
        if self.place is Place.CENTRE:
            sheet.put_centred(self.line, LEFT + MEASURE / 2, baseline, self.size)
        elif self.place is Place.RIGHT:
            sheet.put_right(self.line, _RIGHT, baseline, self.size)
        else:
            sheet.put(self.line, LEFT, baseline, self.size)


@dataclass(frozen=True, slots=True)
class GapRow:
    """Empty room, in lines of the grid or in points; none at the top of a page."""

    lines: float = 1.0
    points: float = 0.0
    keeps_next: bool = False

    def height(self, leading: float) -> float:
        """The room in points."""
        return self.points or self.lines * leading

    def draw(self, sheet: Sheet, y: float, leading: float) -> None:
        """Nothing is drawn."""


class RuledCell(NamedTuple):
    """A cell with its place across the page; ``foot`` stands at its lower right."""

    left: float
    width: float
    lines: tuple[Line, ...]
    align: Align
    is_middle: bool  # in the middle of the height, else at its top
    foot: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class RuledRow:
    """A row of a form or table. ``header`` is repeated above it where it begins a page."""

    cells: tuple[RuledCell, ...]
    tall: float  # points
    header: "RuledRow | None" = None
    keeps_next: bool = False

    def height(self, _leading: float) -> float:
        """Fixed, whatever the grid."""
        return self.tall

    def draw(self, sheet: Sheet, y: float, _leading: float) -> None:
        """Text and rules of the row."""
        for cell in self.cells:
            _draw_cell(sheet, cell, y, self.tall)
        for edge in (y, y + self.tall):
            sheet.rules.append(Rule(self.cells[0].left, edge, _end(self.cells[-1]), edge, _RULE, BLACK))
        for x in (*(cell.left for cell in self.cells), _end(self.cells[-1])):
            sheet.rules.append(Rule(x, y, x, y + self.tall, _RULE, BLACK))

    def split(self, room: float) -> "tuple[RuledRow, RuledRow] | None":
        """The part that fits into ``room`` points and the rest, its foot; None where nothing sensible fits."""
        fitting = int((room - 2 * PADDING) / ROW_LEADING)
        if fitting < _FEWEST_LINES or max(len(cell.lines) for cell in self.cells) <= fitting:
            return None
        begun = tuple(cell._replace(lines=cell.lines[:fitting], foot=(), is_middle=False) for cell in self.cells)
        rest = tuple(cell._replace(lines=cell.lines[fitting:], is_middle=False) for cell in self.cells)
        return replace(self, cells=begun, tall=room), replace(self, cells=rest, tall=height_of(rest))


Item = TextRow | GapRow | RuledRow
_FEWEST_LINES = 2  # of a row, left on a page


def height_of(cells: tuple[RuledCell, ...], least: float = 0.0) -> float:
    """The height a row of these cells needs, in points, at least ``least``."""
    lines = max((len(cell.lines) + len(cell.foot) for cell in cells), default=0)
    return max(least, lines * ROW_LEADING + 2 * PADDING)


def _draw_cell(sheet: Sheet, cell: RuledCell, top: float, tall: float) -> None:
    text, foot = len(cell.lines) * ROW_LEADING, len(cell.foot) * ROW_LEADING
    y = top + (max(tall - text - foot, 0.0) / 2 if cell.is_middle else PADDING) + _DROP
    for line in cell.lines:
        _put(sheet, line, cell, cell.align, y)
        y += ROW_LEADING
    y = top + tall - PADDING - foot + _DROP
    for line in cell.foot:
        _put(sheet, line, cell, Align.RIGHT, y)
        y += ROW_LEADING


_DROP = (ROW_LEADING - ROW_SIZE) / 2 + ASCENT * ROW_SIZE  # from the top of a line down to its baseline


def _put(sheet: Sheet, line: Line, cell: RuledCell, align: Align, y: float) -> None:
    if align is Align.CENTRE:
        sheet.put_centred(line, cell.left + cell.width / 2, y, ROW_SIZE)
    elif align is Align.RIGHT:
        sheet.put_right(line, cell.left + cell.width - PADDING, y, ROW_SIZE)
    else:
        sheet.put(line, cell.left + PADDING, y, ROW_SIZE)


def _end(cell: RuledCell) -> float:
    return cell.left + cell.width
