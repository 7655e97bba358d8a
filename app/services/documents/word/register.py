"""A table on its own sheet as a Word document: head lines, repeated header, group rows, notes, signature foot."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from app.services.documents.composition import Picture
from app.services.documents.facts import Orientation, TableDocument
from app.services.documents.paper.fonts import Face, Fonts
from app.services.documents.paper.geometry import A4_HEIGHT, A4_WIDTH, MM, SIZE_2, SIZE_5, SIZE_S4
from app.services.documents.paper.metadata import Description
from app.services.documents.paper.typesetter import Run, Setting, Typesetter
from app.services.documents.table_grid import LEADING, PADDING, SMALLEST_ROW, Grid
from app.services.documents.word import sheets
from app.services.documents.word.blocks import CELL_ALIGNS
from app.services.documents.word.charts import chart_picture
from app.services.documents.word.markup import Element, Look, paragraph, paragraph_of_lines
from app.services.documents.word.package import new_document, packed
from app.services.documents.word.ruled import Cell, Row, ruled_table

if TYPE_CHECKING:
    from docx.document import Document

_SIDE, _TOP, _BOTTOM = 15 * MM, 18 * MM, 16 * MM
_HEAD = Setting(SIZE_S4, SIZE_S4)
_OUTER, _INNER = 0.9, 0.45
_ROWS_WITH_FOOT = 3  # on the last page, as on the PDF
_LAST = Look(1.0, 1.0)


def word_of_table(document: TableDocument, fonts: Fonts) -> bytes:
    """The table as .docx; raises GlyphMissing where the PDF does.

    A group row stands where its group begins; what the PDF adds on the next page, （续）, a word processor cannot.
    """
    setter = Typesetter(fonts)
    for run in _runs(document):
        setter.one_line([run], _HEAD)
    setter.check()
    return _Copy(document, setter, fonts).packed()


def _runs(document: TableDocument) -> Iterator[Run]:
    """Everything that is printed, in its face."""
    heavy = (document.heading, document.watermark, *document.groups, *(column.title for column in document.columns))
    yield from (Run(text, Face.HEI) for text in heavy)
    yield Run(document.title, Face.TITLE)
    cells = (text for row in document.rows for text in row)
    yield from (Run(text, Face.FANG) for text in (*document.head_lines, *cells, *document.notes, *document.foot_lines))


class _Copy:
    """One table being written."""

    def __init__(self, said: TableDocument, setter: Typesetter, fonts: Fonts) -> None:
        self._said, self._setter, self._fonts = said, setter, fonts
        is_wide = said.orientation is Orientation.LANDSCAPE
        width, height = (A4_HEIGHT, A4_WIDTH) if is_wide else (A4_WIDTH, A4_HEIGHT)
        self._edges = sheets.Edges(width, height, _TOP, _SIDE, _BOTTOM, _SIDE, (_BOTTOM - SIZE_5) / 2)
        self._measure = width - 2 * _SIDE

    def packed(self) -> bytes:
        """The finished file."""
        document = new_document(SIZE_5, LEADING, has_even_pages=False)
        self._sheet(document)
        last = document.element.body.sectPr
        charts = (chart_picture(document, self._fonts, Picture(chart), self._measure) for chart in self._said.charts)
        for element in (*self._head(), *charts, self._table(), *self._foot()):
            last.addprevious(element)
        return packed(document, Description(self._said.title, self._said.author))

    def _sheet(self, document: "Document") -> None:
        section = document.sections[0]
        sheets.set_up(section, self._edges)
        sheets.set_page_count(section, SIZE_5)
        sheets.set_marks(document, [self._said.watermark] if self._said.watermark else [], False, self._edges)

    def _head(self) -> Iterator[Element]:
        said = self._said
        if said.heading:
            yield paragraph([Run(said.heading, Face.HEI)], Look(SIZE_S4, SIZE_S4 * 1.5, align="left"))
        lines = self._setter.balanced(said.title, Face.TITLE, Setting(SIZE_2, SIZE_2), self._measure, ())
        title = Look(SIZE_2, SIZE_2 * 1.4, after=SIZE_2 * 0.3, align="center", keeps_next=True)
        yield paragraph_of_lines([line.text for line in lines], Face.TITLE, title)
        yield from self._spread(said.head_lines)

    def _spread(self, texts: Sequence[str]) -> Iterator[Element]:
        """Short texts side by side from edge to edge, or one under another where they do not fit."""
        widths = [self._setter.one_line([Run(text, Face.FANG)], _HEAD).width for text in texts]
        free = self._measure - sum(widths)
        if free < SIZE_S4 * len(texts):
            for place, text in enumerate(texts, 1):
                yield paragraph([Run(text, Face.FANG)], _with_room(4.0 if place == len(texts) else 0.0))
            return
        if texts:
            gap = free / max(len(texts) - 1, 1)
            stops = [("left", sum(widths[:place]) + gap * place) for place in range(1, len(texts) - 1)]
            stops += [("right", self._measure)] if len(texts) > 1 else []
            yield paragraph([Run("\t".join(texts), Face.FANG)], _with_room(4.0, stops))

    def _table(self) -> Element:
        said = self._said
        grid = Grid(said, self._setter, 0.0, self._measure)
        aligns = [CELL_ALIGNS[column.align] for column in said.columns]
        header = tuple(_cell(column.title, "center", Face.HEI) for column in said.columns)
        rows, group = [Row(header, SMALLEST_ROW, is_header=True)], ""
        for place, texts in enumerate(said.rows):
            if said.group_of(place) != group:
                group = said.group_of(place)
                cell = _cell(group, "left", Face.HEI, keeps_next=True)._replace(span=len(aligns))
                rows.append(Row((cell,), SMALLEST_ROW))
            cells = (*texts, *[""] * (len(aligns) - len(texts)))
            keeps = place >= len(said.rows) - _ROWS_WITH_FOOT
            filled = tuple(_cell(text, align, Face.FANG, keeps) for text, align in zip(cells, aligns, strict=False))
            rows.append(Row(filled, SMALLEST_ROW))
        return ruled_table(grid.widths, rows, PADDING, (_OUTER, _INNER))

    def _foot(self) -> Iterator[Element]:
        """Notes, and the places to sign in equal parts."""
        said = self._said
        for place, note in enumerate(said.notes):
            before = 2 * PADDING if place == 0 else 0.0
            yield paragraph(
                [Run(note, Face.FANG)], Look(SIZE_5, LEADING, before=before, keeps_next=bool(said.foot_lines))
            )
        if said.foot_lines:
            count = len(said.foot_lines)
            places = [self._measure / count * place for place in range(1, count)]
            yield paragraph([Run("\t".join(said.foot_lines), Face.FANG)], _signed(places))
        elif not said.notes:
            yield paragraph([], _LAST)


def _with_room(after: float, stops: Sequence[tuple[str, float]] = ()) -> Look:
    return Look(SIZE_S4, SIZE_S4 * 1.4, after=after, align="left", stops=tuple(stops), keeps_next=True)


def _signed(places: Sequence[float]) -> Look:
    stops = [("left", place) for place in places]
    return Look(SIZE_S4, SIZE_S4 * 1.4, before=SIZE_S4, align="left", stops=tuple(stops))


def _cell(text: str, align: str, face: Face, keeps_next: bool = False) -> Cell:
    look = Look(SIZE_5, LEADING, align=align, keeps_next=keeps_next)
    parts = [paragraph([Run(part.replace("\t", " "), face)], look) for part in text.splitlines() or [""]]
    return Cell(tuple(parts), is_middle=True)
