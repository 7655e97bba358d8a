"""Tables on A4: repeated header row, tables one after another, notes and signature foot; time linear in the rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from app.services.documents.charting.canvas import Area, Canvas
from app.services.documents.charting.drawing import draw_chart, natural_height
from app.services.documents.facts import Orientation, TableDocument
from app.services.documents.paper.breaking import Line
from app.services.documents.paper.drawing import Mark, Sheet, write_pdf
from app.services.documents.paper.fonts import Face, Fonts
from app.services.documents.paper.geometry import (
    A4_HEIGHT,
    A4_WIDTH,
    ASCENT,
    MM,
    SIZE_2,
    SIZE_4,
    SIZE_5,
    SIZE_S4,
)
from app.services.documents.paper.metadata import Description
from app.services.documents.paper.typesetter import Run, Setting, Typesetter
from app.services.documents.stated_mark import stating
from app.services.documents.table_grid import CELL, LEADING, PADDING, SMALLEST_ROW, Grid, Row, blocks, divided

_SIDE, _TOP, _BOTTOM = 15 * MM, 18 * MM, 16 * MM
_HEAD = Setting(SIZE_S4, SIZE_S4)
_TITLE = Setting(SIZE_2, SIZE_2)
_FOLLOWING_TITLE = Setting(SIZE_4, SIZE_4)
_MARK = Setting(60.0, 60.0)
_TOLERANCE = 0.01
_FEWEST_LINES = 4  # of a split row, left on a page
_FEWEST_ROWS = 2  # of a table, left on a page
_ROWS_WITH_FOOT = 3  # on the last page of a table
_FOOT_ROOM = 12 * MM
_GIVEN = 2.0  # pt of a row's 2 × PADDING, given up where a page lacks little
_BETWEEN = 7 * MM  # from one table to the next on the same page
_MEASURE_OF = {Orientation.LANDSCAPE: (A4_HEIGHT, A4_WIDTH), Orientation.PORTRAIT: (A4_WIDTH, A4_HEIGHT)}


def render_table(document: TableDocument, fonts: Fonts) -> bytes:
    """The table as PDF; raises GlyphMissing before anything is drawn."""
    return render_tables([document], fonts)


def render_tables(documents: Sequence[TableDocument], fonts: Fonts) -> bytes:
    """Several tables as one PDF named for the first, the pages numbered through."""
    setter = Typesetter(fonts)
    sheets: list[Sheet] = []
    place = None
    for document in documents:
        layout = _Layout(document, setter)
        place = layout.fill(place)
        sheets += layout.new_sheets
    for number, sheet in enumerate(sheets, 1):
        _number(sheet, number, len(sheets), setter)
    setter.check()
    said = Description(documents[0].title, documents[0].author, stating(each.marking for each in documents))
    return write_pdf(sheets, said, fonts)


class _Place(NamedTuple):
    """Where the next thing would stand."""

    sheet: Sheet
    y: float


@dataclass
class _Page:
    """The part of a sheet that one table fills from ``top``; its rows are drawn when the table is done."""

    sheet: Sheet
    top: float
    rows: list[Row] = field(default_factory=list)


class _Layout:
    """Fills pages from the top with the rows of one table."""

    def __init__(self, document: TableDocument, setter: Typesetter) -> None:
        self.new_sheets: list[Sheet] = []
        self._document, self._setter = document, setter
        self._width, self._height = _MEASURE_OF[document.orientation]
        self._measure = self._width - 2 * _SIDE
        self._end = self._height - _BOTTOM + _TOLERANCE
        self._grid = Grid(document, setter, _SIDE, self._measure)
        self._mark = (Mark(setter.one_line([Run(document.watermark, Face.HEI)], _MARK), _MARK.size),)
        self._pages: list[_Page] = []

    def fill(self, before: _Place | None) -> _Place:
        """Lay the table out, a following one from ``before`` on; returns where it ends."""
        rows = list(self._grid.rows())
        notes = self._note_lines()
        foot = (len(notes) * LEADING + 2 * PADDING if notes else 0.0) + self._signing_room
        self._begin(before, rows, foot)
        for block in blocks(rows):
            self._block(block)
        self._keep_rows_with_foot(foot)
        for page in self._pages:
            self._grid.draw(page.sheet, page.rows, page.top)
        return self._foot(notes)

    @property
    def _signing_room(self) -> float:
        return _FOOT_ROOM if self._document.foot_lines else 0.0

    def _begin(self, before: _Place | None, rows: Sequence[Row], foot: float) -> None:
        """The first page: after the table before where enough of the table fits there, else a new one."""
        if not self._document.follows:
            sheet = self._sheet()
            place = self._charts(_Place(sheet, self._headline(sheet)))
            self._pages.append(_Page(place.sheet, place.y))
            return
        # A short table is kept whole; of a longer one enough rows remain to go over with the foot.
        is_short = len(rows) < _FEWEST_ROWS + _ROWS_WITH_FOOT
        height = self._grid.height(rows) + foot if is_short else self._grid.height(rows[:_FEWEST_ROWS])
        if self._document.charts:
            height = natural_height(self._document.charts[0])
        title = self._titled(_FOLLOWING_TITLE)
        height += self._title_height(title, _FOLLOWING_TITLE)
        if before is None or before.sheet.width != self._width or before.y + _BETWEEN + height > self._end:
            sheet, y = self._sheet(), _TOP
        else:
            sheet, y = before.sheet, before.y + _BETWEEN
        place = self._charts(_Place(sheet, self._put_title(sheet, title, _FOLLOWING_TITLE, y)))
        self._pages.append(_Page(place.sheet, place.y))

    def _charts(self, place: _Place) -> _Place:
        """The charts one under another, each whole; returns where the rows begin."""
        for spec in self._document.charts:
            height = natural_height(spec)
            place = self._room(place, height)
            draw_chart(Canvas(place.sheet, self._setter), Area(_SIDE, place.y, self._measure, height), spec)
            place = place._replace(y=place.y + height + _BETWEEN / 2)
        if self._document.charts and place.y + self._grid.height(()) + _FEWEST_ROWS * SMALLEST_ROW > self._end:
            return _Place(self._sheet(), _TOP)
        return place

    def _begin_page(self) -> None:
        self._pages.append(_Page(self._sheet(), _TOP))

    def _sheet(self) -> Sheet:
        sheet = Sheet(self._width, self._height, watermark=self._mark if self._document.watermark else ())
        self.new_sheets.append(sheet)
        if self._document.marking:
            line = self._setter.one_line([Run(self._document.marking, Face.HEI)], _HEAD)
            sheet.put(line, self._width - _SIDE - line.width, _TOP - _HEAD.size * 0.6, _HEAD.size)
        return sheet

    def _headline(self, sheet: Sheet) -> float:
        """Heading line, title and head lines of the first page; returns where the table begins."""
        y = _TOP
        if self._document.heading:
            line = self._setter.one_line([Run(self._document.heading, Face.HEI)], _HEAD)
            sheet.put(line, _SIDE, y + ASCENT * _HEAD.size, _HEAD.size)
            y += _HEAD.size * 1.5
        y = self._put_title(sheet, self._titled(_TITLE), _TITLE, y)
        return self._spread(sheet, self._document.head_lines, y) + 4 if self._document.head_lines else y

    def _titled(self, setting: Setting) -> list[Line]:
        face = Face.TITLE if setting is _TITLE else Face.HEI
        return self._setter.balanced(self._document.title, face, setting, self._measure, ())

    @staticmethod
    def _title_height(lines: Sequence[Line], setting: Setting) -> float:
        return setting.size * (1.4 * len(lines) + 0.3)

    def _put_title(self, sheet: Sheet, lines: Sequence[Line], setting: Setting, y: float) -> float:
        for number, line in enumerate(lines):
            top = y + number * 1.4 * setting.size
            sheet.put_centred(line, self._width / 2, top + ASCENT * setting.size, setting.size)
        return y + self._title_height(lines, setting)

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

    def _block(self, rows: Sequence[Row]) -> None:
        """Rows that share their first cell on one page where a page has room for them."""
        page = self._pages[-1]
        if len(rows) > 1 and page.rows and not self._fits(page, [*page.rows, *rows], 0.0):
            self._begin_page()
        for row in rows:
            self._row(row)

    def _row(self, row: Row) -> None:
        """Put a row where it fits whole; one taller than a page is divided by lines."""
        while True:
            page = self._pages[-1]
            bottom = page.top + self._grid.height([*page.rows, row])
            if bottom <= self._end:
                page.rows.append(row)
                return
            room = self._end - (bottom - row.height)
            fitting = int((room - 2 * PADDING) / LEADING)
            fits_a_page = _TOP + self._grid.height([row]) <= self._end
            if not (page.rows and (fits_a_page or fitting < _FEWEST_LINES)):
                begun, row = divided(row, max(fitting, 1), room)
                page.rows.append(begun)
            self._begin_page()

    def _keep_rows_with_foot(self, foot: float) -> None:
        """The last page gets a few rows with the foot: neither signatures nor one row stand there alone."""
        page = self._pages[-1]
        self._draw_in(page, foot)
        together = _last_block(page.rows)
        if not self._fits(page, page.rows, foot) and len(page.rows) > len(together) and self._fits_anew(together, foot):
            self._begin_page()
        if len(self._pages) == 1:
            return
        before, last = self._pages[-2:]
        while len(last.rows) < _ROWS_WITH_FOOT and len(before.rows) > (_FEWEST_ROWS if last.rows else 1):
            block = _last_block(before.rows)
            if len(block) == len(before.rows) or not self._fits(last, [*block, *last.rows], foot):
                return
            del before.rows[-len(block) :]
            last.rows[:0] = block

    def _draw_in(self, page: _Page, foot: float) -> None:
        """Let the rows stand a little closer where the foot lacks a few points, so that no half page stays empty."""
        lacking = page.top + self._grid.height(page.rows) + foot - (self._end - _TOLERANCE)
        if 0.0 < lacking <= _GIVEN * len(page.rows):
            given = lacking / len(page.rows)
            page.rows[:] = [row._replace(height=row.height - given) for row in page.rows]

    def _fits(self, page: _Page, rows: Sequence[Row], foot: float) -> bool:
        return page.top + self._grid.height(rows) + foot <= self._end

    def _fits_anew(self, rows: Sequence[Row], foot: float) -> bool:
        return _TOP + self._grid.height(rows) + foot <= self._end

    def _note_lines(self) -> list[Line]:
        return [
            line
            for note in self._document.notes
            for line in self._setter.lines([Run(note, Face.FANG)], CELL, self._measure)
        ]

    def _foot(self, notes: Sequence[Line]) -> _Place:
        """Notes and the signature line below the last row; returns where they end."""
        page = self._pages[-1]
        place = _Place(page.sheet, page.top + self._grid.height(page.rows))
        if notes:
            place = place._replace(y=place.y + 2 * PADDING)
        for number, line in enumerate(notes, 1):
            is_last = number == len(notes)
            place = self._room(place, LEADING + (self._signing_room if is_last else 0.0))
            place.sheet.put(line, _SIDE, place.y + ASCENT * SIZE_5, SIZE_5)
            place = place._replace(y=place.y + LEADING)
        if self._document.foot_lines:
            place = self._room(place, _FOOT_ROOM)
            self._signatures(place.sheet, place.y + _HEAD.size)
        return place._replace(y=place.y + self._signing_room)

    def _room(self, place: _Place, height: float) -> _Place:
        """Where ``height`` points fit: here, or on a new sheet without table (notes may be longer than a page)."""
        return place if place.y + height <= self._end else _Place(self._sheet(), _TOP)

    def _signatures(self, sheet: Sheet, y: float) -> None:
        """填表人, 审核人, 负责人 in equal parts, each with room to sign."""
        share = self._measure / max(len(self._document.foot_lines), 1)
        for number, text in enumerate(self._document.foot_lines):
            line = self._setter.one_line([Run(text, Face.FANG)], _HEAD)
            sheet.put(line, _SIDE + number * share, y + ASCENT * _HEAD.size, _HEAD.size)


def _last_block(rows: Sequence[Row]) -> list[Row]:
    return list(blocks(rows))[-1] if rows else []


def _number(sheet: Sheet, number: int, count: int, setter: Typesetter) -> None:
    line = setter.one_line([Run(f"第 {number} 页 共 {count} 页", Face.SONG)], CELL)
    sheet.put_centred(line, sheet.width / 2, sheet.height - _BOTTOM / 2, SIZE_5)
