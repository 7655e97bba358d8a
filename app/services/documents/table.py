"""Tables on A4: repeated header row, cells wrapped over rows and pages, signature foot; time linear in the rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from app.services.documents.facts import Align, Orientation, TableDocument
from app.services.documents.paper.breaking import Line
from app.services.documents.paper.drawing import Description, Mark, Rule, Sheet, write_pdf
from app.services.documents.paper.fonts import Face, Fonts
from app.services.documents.paper.geometry import A4_HEIGHT, A4_WIDTH, ASCENT, BLACK, MM, SIZE_2, SIZE_5, SIZE_S4
from app.services.documents.paper.typesetter import Run, Setting, Typesetter

_SIDE, _TOP, _BOTTOM = 15 * MM, 18 * MM, 16 * MM
_CELL = Setting(SIZE_5, SIZE_5)
_HEAD = Setting(SIZE_S4, SIZE_S4)
_TITLE = Setting(SIZE_2, SIZE_2)
_MARK = Setting(60.0, 60.0)
_LEADING = SIZE_5 * 1.35
_PADDING = 3.0  # pt between text and rule
_SMALLEST_ROW = 7 * MM  # room to write by hand
_TOLERANCE = 0.01
_FEWEST_LINES = 4  # of a split row, left on a page
_FOOT_ROOM = 12 * MM
_SPARE_FROM = 24 * MM  # only columns wider than this give way
_FIGURE = re.compile(r"[0-9.,:/%-]{1,16}")
_OUTER, _INNER = 0.9, 0.45
_MEASURE_OF = {Orientation.LANDSCAPE: (A4_HEIGHT, A4_WIDTH), Orientation.PORTRAIT: (A4_WIDTH, A4_HEIGHT)}

_Cells = list[list[Line]]


def render_table(document: TableDocument, fonts: Fonts) -> bytes:
    """The table as PDF; raises GlyphMissing before anything is drawn."""
    return render_tables([document], fonts)


def render_tables(documents: Sequence[TableDocument], fonts: Fonts) -> bytes:
    """Several tables as one PDF named for the first, each begun on a page of its own, the pages numbered through."""
    setter = Typesetter(fonts)
    sheets = [sheet for document in documents for sheet in _Layout(document, setter).sheets()]
    for number, sheet in enumerate(sheets, 1):
        _number(sheet, number, len(sheets), setter)
    setter.check()
    return write_pdf(sheets, Description(documents[0].title, documents[0].author), fonts)


class _Row(NamedTuple):
    """A row as it will be drawn."""

    cells: _Cells
    aligns: Sequence[Align]
    height: float


@dataclass
class _Page:
    """A sheet being filled; its rows, the header first, begin at ``top`` and are drawn when the page is done."""

    sheet: Sheet
    top: float
    rows: list[_Row] = field(default_factory=list)

    @property
    def y(self) -> float:
        """Where the next row begins."""
        return self.top + sum(row.height for row in self.rows)

    @property
    def is_begun(self) -> bool:
        """Whether a row stands below the header."""
        return len(self.rows) > 1


class _Layout:
    """Fills pages from the top with the rows of one table."""

    def __init__(self, document: TableDocument, setter: Typesetter) -> None:
        self._document, self._setter = document, setter
        self._width, self._height = _MEASURE_OF[document.orientation]
        self._measure = self._width - 2 * _SIDE
        self._end = self._height - _BOTTOM
        self._lefts = self._column_lefts()
        titles = [column.title for column in document.columns]
        self._header = self._broken(titles, Face.HEI)
        self._mark = (Mark(setter.one_line([Run(document.watermark, Face.HEI)], _MARK), _MARK.size),)
        self._pages: list[_Page] = []

    def sheets(self) -> list[Sheet]:
        """All pages, not yet numbered."""
        self._begin_page()
        for row in self._document.rows:
            texts = [*row, *[""] * (len(self._document.columns) - len(row))]
            self._row(self._broken(texts, Face.FANG), [column.align for column in self._document.columns])
        notes = self._note_lines()
        self._keep_with_last_row(
            len(notes) * _LEADING + 2 * _PADDING + (_FOOT_ROOM if self._document.foot_lines else 0)
        )
        for page in self._pages:
            self._draw(page)
        self._foot(notes)
        return [page.sheet for page in self._pages]

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
        return list(accumulate((width * self._measure / sum(widths) for width in widths), initial=_SIDE))

    def _longest_figure(self, column: int) -> float:
        """Room the longest date or number of a column needs, in points."""
        texts = [row[column] for row in self._document.rows if column < len(row)]
        longest = max((text for text in texts if _FIGURE.fullmatch(text)), key=len, default="")
        return self._setter.one_line([Run(longest, Face.FANG)], _CELL).width + 2 * _PADDING + 0.1

    def _broken(self, texts: Sequence[str], face: Face) -> _Cells:
        """Every cell's lines; line breaks in a cell are kept."""
        cells = []
        for text, left, right in zip(texts, self._lefts, self._lefts[1:], strict=False):
            room = right - left - 2 * _PADDING
            parts = [self._setter.lines([Run(part, face)], _CELL, room) for part in text.splitlines()]
            cells.append([line for lines in parts for line in lines])
        return cells

    def _begin_page(self) -> None:
        sheet = self._sheet()
        y = _TOP if self._pages else self._headline(sheet)
        header = _Row(self._header, [Align.CENTRE] * len(self._header), self._row_height(self._header))
        self._pages.append(_Page(sheet, y, [header]))

    def _sheet(self) -> Sheet:
        return Sheet(self._width, self._height, watermark=self._mark if self._document.watermark else ())

    def _headline(self, sheet: Sheet) -> float:
        """Heading line, title and head lines of the first page; returns where the table begins."""
        y = _TOP
        if self._document.heading:
            line = self._setter.one_line([Run(self._document.heading, Face.HEI)], _HEAD)
            sheet.put(line, _SIDE, y + ASCENT * _HEAD.size, _HEAD.size)
            y += _HEAD.size * 1.5
        for line in self._setter.balanced(self._document.title, Face.TITLE, _TITLE, self._measure, ()):
            sheet.put_centred(line, self._width / 2, y + ASCENT * _TITLE.size, _TITLE.size)
            y += _TITLE.size * 1.4
        y += _TITLE.size * 0.3
        return self._spread(sheet, self._document.head_lines, y) + 4 if self._document.head_lines else y

    def _spread(self, sheet: Sheet, texts: Sequence[str], y: float) -> float:
        """Short texts side by side from edge to edge, or one under another where they do not fit."""
        lines = [self._setter.one_line([Run(text, Face.FANG)], _HEAD) for text in texts]
        free = self._measure - sum(line.width for line in lines)
        if free < _HEAD.size * len(lines):
            broken = [
                line for text in texts for line in self._setter.lines([Run(text, Face.FANG)], _HEAD, self._measure)
            ]
            for number, line in enumerate(broken):
                sheet.put(line, _SIDE, y + ASCENT * _HEAD.size + number * _HEAD.size * 1.4, _HEAD.size)
            return y + len(broken) * _HEAD.size * 1.4
        x = _SIDE
        for line in lines:
            sheet.put(line, x, y + ASCENT * _HEAD.size, _HEAD.size)
            x += line.width + free / max(len(lines) - 1, 1)
        return y + _HEAD.size * 1.4

    def _row(self, cells: _Cells, aligns: Sequence[Align]) -> None:
        """Put a row where it fits whole; one taller than a page is divided by lines."""
        room_of_a_page = self._end - _TOP - self._row_height(self._header)
        while True:
            page = self._pages[-1]
            height, room = self._row_height(cells), self._end - page.y
            if height <= room + _TOLERANCE:
                page.rows.append(_Row(cells, aligns, height))
                return
            fitting = int((room - 2 * _PADDING) / _LEADING)
            if not (page.is_begun and (height <= room_of_a_page or fitting < _FEWEST_LINES)):
                fitting = max(fitting, 1)
                page.rows.append(_Row([cell[:fitting] for cell in cells], aligns, room))
                cells = [cell[fitting:] for cell in cells]
            self._begin_page()

    @staticmethod
    def _row_height(cells: _Cells) -> float:
        return max(_SMALLEST_ROW, max((len(cell) for cell in cells), default=0) * _LEADING + 2 * _PADDING)

    def _draw(self, page: _Page) -> None:
        """Text and rules of a page's rows."""
        if not page.rows:
            return
        edges = list(accumulate((row.height for row in page.rows), initial=page.top))
        for row, top in zip(page.rows, edges, strict=False):
            self._draw_row(page.sheet, row, top)
        first, last = edges[0], edges[-1]
        for y in edges:
            width = _OUTER if y in (first, last) else _INNER
            page.sheet.rules.append(Rule(_SIDE, y, _SIDE + self._measure, y, width, BLACK))
        for x in self._lefts:
            width = _OUTER if x in (self._lefts[0], self._lefts[-1]) else _INNER
            page.sheet.rules.append(Rule(x, first, x, last, width, BLACK))

    def _draw_row(self, sheet: Sheet, row: _Row, top: float) -> None:
        """The cells of a row, each around its middle height."""
        for cell, align, left, right in zip(row.cells, row.aligns, self._lefts, self._lefts[1:], strict=False):
            y = top + (row.height - len(cell) * _LEADING) / 2 + (_LEADING - SIZE_5) / 2 + ASCENT * SIZE_5
            for line in cell:
                if align is Align.RIGHT:
                    sheet.put_right(line, right - _PADDING, y, SIZE_5)
                elif align is Align.CENTRE:
                    sheet.put_centred(line, (left + right) / 2, y, SIZE_5)
                else:
                    sheet.put(line, left + _PADDING, y, SIZE_5)
                y += _LEADING

    def _note_lines(self) -> list[Line]:
        return [
            line
            for note in self._document.notes
            for line in self._setter.lines([Run(note, Face.FANG)], _CELL, self._measure)
        ]

    def _keep_with_last_row(self, foot: float) -> None:
        """Where the foot does not fit below the table, the last row goes over to the next page with it."""
        page = self._pages[-1]
        if page.y + foot > self._end + _TOLERANCE and page.is_begun:
            last = page.rows.pop()
            self._begin_page()
            self._pages[-1].rows.append(last)

    def _foot(self, notes: Sequence[Line]) -> None:
        """Notes and the signature line below the last row."""
        page = self._pages[-1]
        y = page.y + 2 * _PADDING
        for line in notes:
            page, y = self._room(page, y, _LEADING)
            page.sheet.put(line, _SIDE, y + ASCENT * SIZE_5, SIZE_5)
            y += _LEADING
        page, y = self._room(page, y, _FOOT_ROOM)
        self._signatures(page.sheet, y + _HEAD.size)

    def _room(self, page: _Page, y: float, height: float) -> tuple[_Page, float]:
        """Where ``height`` points fit: here, or on a new sheet without table (notes may be longer than a page)."""
        if y + height <= self._end + _TOLERANCE:
            return page, y
        self._pages.append(_Page(self._sheet(), _TOP))
        return self._pages[-1], _TOP

    def _signatures(self, sheet: Sheet, y: float) -> None:
        """填表人, 审核人, 负责人 in equal parts, each with room to sign."""
        share = self._measure / max(len(self._document.foot_lines), 1)
        for number, text in enumerate(self._document.foot_lines):
            line = self._setter.one_line([Run(text, Face.FANG)], _HEAD)
            sheet.put(line, _SIDE + number * share, y + ASCENT * _HEAD.size, _HEAD.size)


def _number(sheet: Sheet, number: int, count: int, setter: Typesetter) -> None:
    line = setter.one_line([Run(f"第 {number} 页 共 {count} 页", Face.SONG)], _CELL)
    sheet.put_centred(line, sheet.width / 2, sheet.height - _BOTTOM / 2, SIZE_5)
