"""The ruled grid of one table: widths of the columns, cells broken into lines, group rows, and drawing them."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from app.services.documents.facts import Align, TableDocument
from app.services.documents.paper.breaking import Line
from app.services.documents.paper.drawing import Rule, Sheet
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.geometry import ASCENT, BLACK, MM, SIZE_5
from app.services.documents.paper.typesetter import Run, Setting, Typesetter

CELL = Setting(SIZE_5, SIZE_5)
LEADING = SIZE_5 * 1.35
PADDING = 3.0  # pt between text and rule
SMALLEST_ROW = 7 * MM  # room to write by hand
_SPARE_FROM = 24 * MM  # only columns wider than this give way
_LOOKED_AT = 20  # of the longest figures of a column
_FIGURE = re.compile(r"[0-9.,:/%-]{1,16}")
_OUTER, _INNER = 0.9, 0.45
_CONTINUED = "（续）"

Cells = list[list[Line]]


class Row(NamedTuple):
    """A row as it will be drawn; ``group`` is the text of the group row over it, which a new page repeats."""

    cells: Cells
    aligns: Sequence[Align]
    height: float
    group: str = ""
    begins_group: bool = False
    is_group_row: bool = False


class Grid:
    """The columns of one table from ``left`` over ``measure`` points, and its rows."""

    def __init__(self, document: TableDocument, setter: Typesetter, left: float, measure: float) -> None:
        """The header is broken here, the rows when they are asked for."""
        self._document, self._setter, self._left, self._measure = document, setter, left, measure
        self._lefts = self._column_lefts()
        titles = [self._title_lines(place, column.title) for place, column in enumerate(document.columns)]
        self._header = Row(titles, [Align.CENTRE] * len(titles), _height(titles))
        self._group_rows: dict[str, Row] = {}

    def rows(self) -> Iterator[Row]:
        """The rows of the document."""
        aligns = [column.align for column in self._document.columns]
        before = ""
        for place, texts in enumerate(self._document.rows):
            cells = self._broken([*texts, *[""] * (len(aligns) - len(texts))], aligns)
            group = self._document.group_of(place)
            height = max(_height(cells), self._document.row_height * MM)
            yield Row(cells, aligns, height, group, begins_group=group != before)
            before = group

    @property
    def widths(self) -> list[float]:
        """The widths of the columns in points."""
        return [right - left for left, right in zip(self._lefts, self._lefts[1:], strict=False)]

    def height(self, rows: Sequence[Row]) -> float:
        """How tall the header, these rows and the group rows over them stand on one page, in points."""
        return sum(row.height for row in self._stacked(rows))

    def draw(self, sheet: Sheet, rows: Sequence[Row], top: float) -> None:
        """Text and rules of the header, these rows and the group rows over them."""
        stacked = self._stacked(rows)
        edges = list(accumulate((row.height for row in stacked), initial=top))
        for row, y in zip(stacked, edges, strict=False):
            self._draw_row(sheet, row, y)
        right = self._left + self._measure
        for y in edges:
            width = _OUTER if y in (edges[0], edges[-1]) else _INNER
            sheet.rules.append(Rule(self._left, y, right, y, width, BLACK))
        for x in (self._left, right):
            sheet.rules.append(Rule(x, edges[0], x, edges[-1], _OUTER, BLACK))
        for first, last in _ruled(stacked, edges):
            sheet.rules += [Rule(x, first, x, last, _INNER, BLACK) for x in self._lefts[1:-1]]

    def _stacked(self, rows: Sequence[Row]) -> list[Row]:
        """The rows of one page with the header and, wherever another group begins, its group row."""
        stacked, group = [self._header], ""
        for row in rows:
            if row.group and row.group != group:
                stacked.append(self._group_row(row.group if row.begins_group else row.group + _CONTINUED))
            group = row.group
            stacked.append(row)
        return stacked

    def _group_row(self, text: str) -> Row:
        if text not in self._group_rows:
            cells = [self._setter.lines([Run(text, Face.HEI)], CELL, self._measure - 2 * PADDING)]
            self._group_rows[text] = Row(cells, [Align.LEFT], _height(cells), is_group_row=True)
        return self._group_rows[text]

    def _column_lefts(self) -> list[float]:
        """Left edges of the columns and the right edge of the last."""
        columns = self._document.columns
        total = sum(column.width for column in columns)
        widths = [self._measure * column.width / total for column in columns]
        # A date or an amount broken in two is easily misread: wider columns give way to it.
        smallest = [self._longest_figure(number) for number in range(len(columns))]
        lacking = sum(max(need - width, 0.0) for need, width in zip(smallest, widths, strict=True))
        spare = [max(width - max(need, _SPARE_FROM), 0.0) for need, width in zip(smallest, widths, strict=True)]
        share = min(lacking / sum(spare), 1.0) if sum(spare) else 0.0
        widths = [max(width, need) - free * share for width, need, free in zip(widths, smallest, spare, strict=True)]
        return list(accumulate((width * self._measure / sum(widths) for width in widths), initial=self._left))

    def _longest_figure(self, column: int) -> float:
        """Room the longest date or number of a column needs, in points."""
        texts = [row[column] for row in self._document.rows if column < len(row)]
        # Digits differ by hundredths of an em, so of equally long figures any may be the widest.
        figures = sorted({text for text in texts if _FIGURE.fullmatch(text)}, key=len)[-_LOOKED_AT:]
        widest = max((self._setter.one_line([Run(text, Face.FANG)], CELL).width for text in figures), default=0.0)
        return widest + 2 * PADDING + 0.1

    def _room(self, column: int) -> float:
        return self._lefts[column + 1] - self._lefts[column] - 2 * PADDING

    def _title_lines(self, column: int, title: str) -> list[Line]:
        """A column's title in lines of about equal length, not spread out; its own line breaks are kept."""
        parts = [
            self._setter.balanced(part, Face.HEI, CELL, self._room(column), ()) for part in title.splitlines() if part
        ]
        return [line for lines in parts for line in lines]

    def _broken(self, texts: Sequence[str], aligns: Sequence[Align]) -> Cells:
        """Every cell's lines, spread out only where they begin at the left; line breaks in a cell are kept."""
        cells = []
        for column, (text, align) in enumerate(zip(texts, aligns, strict=False)):
            parts = [self._setter.lines([Run(part, Face.FANG)], CELL, self._room(column)) for part in text.splitlines()]
            lines = [line for part in parts for line in part]
            cells.append(lines if align is Align.LEFT else [Line(line.cells, line.starts, 0.0, 0.0) for line in lines])
        return cells

    def _draw_row(self, sheet: Sheet, row: Row, top: float) -> None:
        """The cells of a row, each around its middle height."""
        edges = [self._left, self._left + self._measure] if row.is_group_row else self._lefts
        for cell, align, left, right in zip(row.cells, row.aligns, edges, edges[1:], strict=False):
            y = top + (row.height - len(cell) * LEADING) / 2 + (LEADING - SIZE_5) / 2 + ASCENT * SIZE_5
            for line in cell:
                if align is Align.RIGHT:
                    sheet.put_right(line, right - PADDING, y, SIZE_5)
                elif align is Align.CENTRE:
                    sheet.put_centred(line, (left + right) / 2, y, SIZE_5)
                else:
                    sheet.put(line, left + PADDING, y, SIZE_5)
                y += LEADING


def divided(row: Row, lines: int, height: float) -> tuple[Row, Row]:
    """A row cut after so many lines: its beginning, ``height`` points tall, and the rest."""
    begun = row._replace(cells=[cell[:lines] for cell in row.cells], height=height)
    rest = [cell[lines:] for cell in row.cells]
    return begun, row._replace(cells=rest, height=_height(rest), begins_group=False)


def _height(cells: Cells) -> float:
    return max(SMALLEST_ROW, max((len(cell) for cell in cells), default=0) * LEADING + 2 * PADDING)


def _ruled(stacked: Sequence[Row], edges: Sequence[float]) -> Iterator[tuple[float, float]]:
    """From where to where the inner upright rules run: between the group rows, which go across."""
    first = edges[0]
    for row, top, bottom in zip(stacked, edges, edges[1:], strict=False):
        if row.is_group_row:
            if top > first:
                yield first, top
            first = bottom
    if edges[-1] > first:
        yield first, edges[-1]
