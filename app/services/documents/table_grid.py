"""The ruled grid of one table: widths of the columns, cells broken into lines, group rows, and drawing them."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
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
_SIZES = (SIZE_5, 9.0, 7.5)  # smaller type before a figure or a short word is broken
_WHOLE = 4  # characters of a cell, or of a line of a head, that are not parted
_WHOLE_NAME = 8  # of the name that several rows share
_SPARE_FROM = 24 * MM  # only columns wider than this give way
_LOOKED_AT = 20  # of the longest figures of a column
_FIGURE = re.compile(r"[0-9.,:/%+-]{1,16}")
_WITH_NUMBERS = re.compile(_FIGURE.pattern + r"|\w{2,8}〔\d{4}〕\d{1,5}号")  # and 文号, where there is room
_OUTER, _INNER = 0.9, 0.45
_CONTINUED = "（续）"
_LATIN = 0xFF

Cells = list[list[Line]]
_Span = tuple[float, float]  # from where to where, in points


class Row(NamedTuple):
    """A row as it will be drawn; ``group`` is the text of the group row over it, which a new page repeats.

    Rows of one ``block`` other than 0 share their first cell: it is drawn once for those on a page.
    """

    cells: Cells
    aligns: Sequence[Align]
    height: float
    group: str = ""
    begins_group: bool = False
    is_group_row: bool = False
    block: int = 0


class Grid:
    """The columns of one table from ``left`` over ``measure`` points, and its rows."""

    def __init__(self, document: TableDocument, setter: Typesetter, left: float, measure: float) -> None:
        """The header is broken here, the rows when they are asked for."""
        self._document, self._setter, self._left, self._measure = document, setter, left, measure
        needs = self._needs()
        self._lefts = self._column_lefts(needs)
        titles = [self._title_lines(place, column.title) for place, column in enumerate(document.columns)]
        self._header = Row(titles, [Align.CENTRE] * len(titles), _height(titles))
        self._group_rows: dict[str, Row] = {}

    def rows(self) -> Iterator[Row]:
        """The rows of the document."""
        aligns = [column.align for column in self._document.columns]
        before, block = "", 0
        for (group, *_), places in groupby(range(len(self._document.rows)), key=self._together):
            together = list(places)
            block += self._document.joins_first
            for place in together:
                texts = self._document.rows[place]
                cells = self._broken([*texts, *[""] * (len(aligns) - len(texts))], aligns)
                needed = _height(cells[1:] if block else cells)
                shared = _height(cells[:1]) / len(together) if block else 0.0
                height = max(needed, shared, self._document.row_height * MM)
                yield Row(cells, aligns, height, group, begins_group=group != before, block=block)
                before = group

    def _together(self, place: int) -> tuple[str, str]:
        """What rows have in common whose first cell is one: their group and its text; else their place."""
        joins = self._document.joins_first
        return self._document.group_of(place), self._document.rows[place][0] if joins else str(place)

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
            self._draw_row(sheet, row._replace(cells=[[], *row.cells[1:]]) if row.block else row, y)
        right = self._left + self._measure
        blocks = list(_blocks(stacked, edges))
        for row, first, last in blocks:
            self._draw_cell(sheet, row.cells[0], row.aligns[0], (self._lefts[0], self._lefts[1]), (first, last))
        ends = {edges[0], *(last for _, _, last in blocks)} | {
            y for row, top, end in zip(stacked, edges, edges[1:], strict=False) if not row.block for y in (top, end)
        }
        for y in edges:
            width = _OUTER if y in (edges[0], edges[-1]) else _INNER
            sheet.rules.append(Rule(self._left if y in ends else self._lefts[1], y, right, y, width, BLACK))
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
            cells = [self._setter.lines([Run(text, Face.HEI)], self._setting, self._measure - 2 * PADDING)]
            self._group_rows[text] = Row(cells, [Align.LEFT], _height(cells), is_group_row=True)
        return self._group_rows[text]

    def _column_lefts(self, needs: Sequence[float]) -> list[float]:
        """Left edges of the columns and the right edge of the last."""
        columns = self._document.columns
        total = sum(column.width for column in columns)
        widths = [self._measure * column.width / total for column in columns]
        # A date or an amount broken in two is easily misread: wider columns give way to it, the widest first.
        for kept in (_SPARE_FROM, 0.0):
            lacking = sum(max(need - width, 0.0) for need, width in zip(needs, widths, strict=True))
            spare = [max(width - max(need, kept), 0.0) for need, width in zip(needs, widths, strict=True)]
            share = min(lacking / sum(spare), 1.0) if sum(spare) else 0.0
            given = share * sum(spare) / lacking if lacking else 0.0
            widths = [
                width - free * share + max(need - width, 0.0) * given
                for width, need, free in zip(widths, needs, spare, strict=True)
            ]
        return list(accumulate((width * self._measure / sum(widths) for width in widths), initial=self._left))

    def _needs(self) -> list[float]:
        """The least each column takes, in the largest type in which all of them fit; sets that type."""
        columns = range(len(self._document.columns))
        wanted = [(_SIZES[0], _WITH_NUMBERS), *((size, _FIGURE) for size in _SIZES)]
        for size, whole in wanted:
            self._setting = Setting(size, size)
            needs = [max(self._longest_figure(column, whole), self._longest_word(column)) for column in columns]
            if sum(needs) <= self._measure:
                break
        return needs

    def _longest_figure(self, column: int, whole: re.Pattern[str]) -> float:
        """Room the longest date or number of a column needs, in points."""
        texts = [row[column] for row in self._document.rows if column < len(row)]
        # Digits differ by hundredths of an em, so of equally long figures any may be the widest.
        figures = sorted({text for text in texts if whole.fullmatch(text)}, key=len)[-_LOOKED_AT:]
        widest = max(
            (self._setter.one_line([Run(text, Face.FANG)], self._setting).width for text in figures), default=0
        )
        return widest + 2 * PADDING + 0.1

    def _longest_word(self, column: int) -> float:
        """Room its short texts and its head need: 已回复 is read as one word, a head already in lines stays so."""
        heads = self._document.columns[column].title.splitlines()
        texts = {row[column] for row in self._document.rows if column < len(row)}
        parts = (*(head for head in heads if len(heads) > 1 or len(head) <= _WHOLE), *texts)
        most = _WHOLE_NAME if self._document.joins_first and column == 0 else _WHOLE
        longest = max((_ems(part) for part in parts if len(part) <= most or part in heads), default=0.0)
        return longest * self._setting.size + 2 * PADDING + 0.1

    def _room(self, column: int) -> float:
        return self._lefts[column + 1] - self._lefts[column] - 2 * PADDING

    def _title_lines(self, column: int, title: str) -> list[Line]:
        """A column's title in lines of about equal length, not spread out; its own line breaks are kept."""
        parts = [
            self._setter.balanced(part, Face.HEI, self._setting, self._room(column), ())
            for part in title.splitlines()
            if part
        ]
        return [line for lines in parts for line in lines]

    def _broken(self, texts: Sequence[str], aligns: Sequence[Align]) -> Cells:
        """Every cell's lines, spread out only where they begin at the left; line breaks in a cell are kept."""
        cells = []
        for column, (text, align) in enumerate(zip(texts, aligns, strict=False)):
            parts = [
                self._setter.lines([Run(part, Face.FANG)], self._setting, self._room(column))
                for part in text.splitlines()
            ]
            lines = [line for part in parts for line in part]
            cells.append(lines if align is Align.LEFT else [Line(line.cells, line.starts, 0.0, 0.0) for line in lines])
        return cells

    def _draw_row(self, sheet: Sheet, row: Row, top: float) -> None:
        """The cells of a row, each around its middle height."""
        edges = [self._left, self._left + self._measure] if row.is_group_row else self._lefts
        for cell, align, left, right in zip(row.cells, row.aligns, edges, edges[1:], strict=False):
            self._draw_cell(sheet, cell, align, (left, right), (top, top + row.height))

    def _draw_cell(self, sheet: Sheet, cell: Sequence[Line], align: Align, across: _Span, down: _Span) -> None:
        size, (left, right), (top, end) = self._setting.size, across, down
        y = (top + end - len(cell) * LEADING) / 2 + (LEADING - size) / 2 + ASCENT * size
        for line in cell:
            if align is Align.RIGHT:
                sheet.put_right(line, right - PADDING, y, size)
            elif align is Align.CENTRE:
                sheet.put_centred(line, (left + right) / 2, y, size)
            else:
                sheet.put(line, left + PADDING, y, size)
            y += LEADING


def blocks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows that share their first cell together, every other row alone."""
    for block, together in groupby(rows, key=lambda row: row.block):
        if block:
            yield list(together)
        else:
            yield from ([row] for row in together)


def divided(row: Row, lines: int, height: float) -> tuple[Row, Row]:
    """A row cut after so many lines: its beginning, ``height`` points tall, and the rest."""
    begun = row._replace(cells=[cell[:lines] for cell in row.cells], height=height)
    rest = [cell[lines:] for cell in row.cells]
    return begun, row._replace(cells=rest, height=_height(rest), begins_group=False)


def _ems(text: str) -> float:
    """How wide a text is at most: a Chinese character one em, a digit or letter little more than half."""
    return sum(1.0 if ord(each) > _LATIN else 0.6 for each in text)


def _height(cells: Cells) -> float:
    return max(SMALLEST_ROW, max((len(cell) for cell in cells), default=0) * LEADING + 2 * PADDING)


def _blocks(stacked: Sequence[Row], edges: Sequence[float]) -> Iterator[tuple[Row, float, float]]:
    """Each block on a page: its first row there, from where to where it goes."""
    places = ((row, top, end) for row, top, end in zip(stacked, edges, edges[1:], strict=False) if row.block)
    for _, each in groupby(places, key=lambda place: place[0].block):
        rows = list(each)
        yield rows[0][0], rows[0][1], rows[-1][2]


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
