"""Rows of forms and tables: cells, merged labels, dividing a row between pages, drawing rows that touch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple

from app.services.documents.facts import Align
from app.services.documents.paper.breaking import Line
from app.services.documents.paper.drawing import Rule, Sheet
from app.services.documents.paper.geometry import ASCENT, BLACK, SIZE_S4

ROW_SIZE = SIZE_S4  # forms and tables inside a text are set in 小四
ROW_LEADING = ROW_SIZE * 1.5
PADDING = 4.0  # pt between text and rule
FRAME, RULE = 1.1, 0.5  # pt, around a form and inside it
_TIGHTEST = ROW_SIZE * 1.1  # leading of a merged label on a page that shows little of it
_SIGNING_ROOM = ROW_LEADING  # above 签名, so that the pen has room
_FEWEST_LINES = 2  # of a row, left on a page


class RuledCell(NamedTuple):
    """A cell with its place across the page; ``foot`` stands at its lower right.

    A label merged downwards stands in each of its rows: ``above`` and ``below`` count those before and after.
    """

    left: float
    width: float
    lines: tuple[Line, ...]
    align: Align
    is_middle: bool  # in the middle of the height, else at its top
    foot: tuple[Line, ...] = ()
    is_label: bool = False
    above: int = 0
    below: int = 0
    span: int = 1  # columns

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def is_merged(self) -> bool:
        """It covers more than one row."""
        return bool(self.above or self.below)

    @property
    def height(self) -> float:
        """What its own text needs, in points; a merged label is not held by one row."""
        lines = 0 if self.is_merged else len(self.lines) + len(self.foot)
        return lines * ROW_LEADING + 2 * PADDING + (_SIGNING_ROOM if self.foot else 0.0)


@dataclass(frozen=True, slots=True)
class RuledRow:
    """A row of a form or table. ``header`` is repeated above it where it begins a page."""

    cells: tuple[RuledCell, ...]
    tall: float  # points
    spare: float = 0.0  # of these, room that may be given up to keep a form on one page
    header: "RuledRow | None" = None
    keeps_next: bool = False

    def height(self, _leading: float) -> float:
        """Fixed, whatever the grid."""
        return self.tall

    def split(self, room: float) -> "tuple[RuledRow, RuledRow] | None":
        """The part that fits into ``room`` points and the rest, its foot; None where nothing sensible fits.

        Labels stand in both parts.
        """
        fitting = int((room - 2 * PADDING) / ROW_LEADING)
        longest = max((len(cell.lines) for cell in self.cells if not cell.is_label), default=0)
        labels = max((len(cell.lines) for cell in self.cells if cell.is_label and not cell.is_merged), default=0)
        if fitting < max(_FEWEST_LINES, labels) or longest <= fitting:
            return None
        begun = tuple(_part(cell, cell.lines[:fitting], ()) for cell in self.cells)
        rest = tuple(_part(cell, cell.lines[fitting:], cell.foot) for cell in self.cells)
        begins = replace(self, cells=begun, tall=room, spare=0.0)
        return begins, replace(self, cells=rest, tall=height_of(rest), spare=0.0)

    def lower(self, share: float) -> "RuledRow":
        """The row without a share of its spare room."""
        return replace(self, tall=self.tall - self.spare * share, spare=self.spare * (1 - share))


def height_of(cells: Iterable[RuledCell], least: float = 0.0) -> float:
    """The height a row of these cells needs, in points, at least ``least``."""
    return max(least, max((cell.height for cell in cells), default=0.0))


def draw_rows(sheet: Sheet, rows: Sequence[RuledRow], top: float) -> None:
    """Rows that stand one under another: their text, thin rules between the cells, a thicker frame around all."""
    edges = list(accumulate((row.tall for row in rows), initial=top))
    for place, (row, y) in enumerate(zip(rows, edges, strict=False)):
        for cell in row.cells:
            if place and cell.above:  # drawn with the row it begins in
                continue
            last = min(place + cell.below + 1, len(rows))
            _draw_cell(sheet, cell, y, edges[last] - y)
            if place:
                sheet.rules.append(Rule(cell.left, y, cell.right, y, RULE, BLACK))
        for cell in row.cells[1:]:
            sheet.rules.append(Rule(cell.left, y, cell.left, y + row.tall, RULE, BLACK))
    left, right = rows[0].cells[0].left, rows[0].cells[-1].right
    for y in (edges[0], edges[-1]):
        sheet.rules.append(Rule(left - FRAME / 2, y, right + FRAME / 2, y, FRAME, BLACK))
    for x in (left, right):
        sheet.rules.append(Rule(x, edges[0], x, edges[-1], FRAME, BLACK))


def _part(cell: RuledCell, lines: tuple[Line, ...], foot: tuple[Line, ...]) -> RuledCell:
    return cell if cell.is_label else cell._replace(lines=lines, foot=foot, is_middle=False)


def _draw_cell(sheet: Sheet, cell: RuledCell, top: float, tall: float) -> None:
    leading = ROW_LEADING
    if cell.is_merged and len(cell.lines) * leading > tall:
        leading = max(tall / len(cell.lines), _TIGHTEST)
        if cell.above and len(cell.lines) * leading > tall:  # said on the page where it began
            return
    text, foot = len(cell.lines) * leading, len(cell.foot) * ROW_LEADING
    drop = (leading - ROW_SIZE) / 2 + ASCENT * ROW_SIZE  # from the top of a line down to its baseline
    y = top + (max(tall - text - foot, 0.0) / 2 if cell.is_middle else PADDING) + drop
    for line in cell.lines:
        _put(sheet, line, cell, cell.align, y)
        y += leading
    y = top + tall - PADDING - foot + (ROW_LEADING - ROW_SIZE) / 2 + ASCENT * ROW_SIZE
    for line in cell.foot:
        _put(sheet, line, cell, Align.RIGHT, y)
        y += ROW_LEADING


def _put(sheet: Sheet, line: Line, cell: RuledCell, align: Align, y: float) -> None:
    if align is Align.CENTRE:
        sheet.put_centred(line, cell.left + cell.width / 2, y, ROW_SIZE)
    elif align is Align.RIGHT:
        sheet.put_right(line, cell.right - PADDING, y, ROW_SIZE)
    else:
        sheet.put(line, cell.left + PADDING, y, ROW_SIZE)
