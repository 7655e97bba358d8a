"""Forms and tables of a composition as ruled rows, over the whole width of the page area."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from app.services.documents.composition import Form, FormCell, Place, Table
from app.services.documents.facts import Align
from app.services.documents.layout.ruled import PADDING, ROW_LEADING, ROW_SIZE, RuledCell, RuledRow, height_of
from app.services.documents.paper.breaking import Line
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.geometry import DEPTH, LEFT, MEASURE, MM
from app.services.documents.paper.typesetter import Run, Setting, Typesetter

_CELL = Setting(ROW_SIZE, ROW_SIZE)
_LEAST, _LEAST_OF_TABLE = 10 * MM, 9 * MM  # a row has room to write by hand
_GIVEN_UP = 0.7  # of the room above what the text needs, at most, so that some is left for the pen
_WRITTEN_FROM = 20.0  # mm; in a cell as tall as this the text begins at the top


def form_rows(setter: Typesetter, form: Form) -> list[RuledRow]:
    """The rows of a form; rows under one merged label stay together where a page can hold them."""
    lefts = _lefts(form.shares)
    rows: list[RuledRow] = []
    held: dict[int, RuledCell] = {}  # merged labels by their first column
    for cells in form.rows:
        least = min(max(max((cell.height for cell in cells), default=0.0) * MM, _LEAST), DEPTH)
        ruled = tuple(_row_cells(setter, cells, lefts, held))
        tall = height_of(ruled, least)
        spare = (tall - height_of(ruled, _LEAST)) * _GIVEN_UP
        row = RuledRow(ruled, tall, spare, keeps_next=any(cell.below for cell in ruled))
        rows.append(row)
        _make_room(rows)
    return rows


def table_rows(setter: Typesetter, table: Table) -> list[RuledRow]:
    """The header row, kept with the first row and repeated on every page, and the rows."""
    shares = table.shares or _shares_of(table)
    lefts = _lefts(shares)
    header = _table_row(setter, table.titles, lefts, [Align.CENTRE] * len(shares), Face.HEI)
    head = RuledRow(header, height_of(header), keeps_next=True)
    aligns = table.aligns or (Align.LEFT,) * len(shares)
    cells = (_table_row(setter, row, lefts, aligns, Face.FANG) for row in table.rows)
    rows = [RuledRow(row, height_of(row, _LEAST_OF_TABLE), header=head) for row in cells]
    for place in {0, len(rows) - 2} if len(rows) > 1 else ():  # neither the first nor the last row stands alone
        rows[place] = replace(rows[place], keeps_next=True)
    return [head, *rows]


def _row_cells(
    setter: Typesetter,
    cells: Sequence[FormCell],
    lefts: Sequence[float],
    held: dict[int, RuledCell],
) -> Iterator[RuledCell]:
    """The cells of a row from left to right, those merged from above in their columns."""
    at, waiting = 0, list(cells)
    while at < len(lefts) - 1:
        if at in held:
            cell = held[at]._replace(above=held[at].above + 1, below=held[at].below - 1)
        else:
            spec = waiting.pop(0)
            cell = _form_cell(setter, spec, lefts[at], lefts[at + spec.span] - lefts[at])
        if cell.below:
            held[at] = cell
        else:
            held.pop(at, None)
        yield cell
        at += cell.span


def _make_room(rows: list[RuledRow]) -> None:
    """Make the row in which a merged label ends tall enough for it."""
    for cell in rows[-1].cells:
        if cell.above and not cell.below:
            covered = sum(row.tall for row in rows[-1 - cell.above :])
            lacking = len(cell.lines) * ROW_LEADING + 2 * PADDING - covered
            if lacking > 0:
                rows[-1] = replace(rows[-1], tall=rows[-1].tall + lacking)


def _form_cell(setter: Typesetter, cell: FormCell, left: float, width: float) -> RuledCell:
    room = width - 2 * PADDING
    if cell.is_label:
        runs = [run for paragraph in cell.paragraphs for run in paragraph.runs]
        lines = [line for run in runs for line in setter.balanced(run.text, run.face, _CELL, room, ())]
    else:
        indents = {Place.BODY: (2 * _CELL.pitch, 0.0)}
        lines = [
            line
            for each in cell.paragraphs
            for line in setter.lines(each.runs, _CELL, room, indents.get(each.place, (0.0, 0.0)), cell.whole)
        ]
    if cell.align is not Align.LEFT:
        lines = [_unspread(line) for line in lines]
    foot = tuple(setter.one_line([Run(text, Face.FANG)], _CELL) for text in cell.signing.splitlines())
    is_middle = cell.is_label or (not foot and cell.height < _WRITTEN_FROM)
    return RuledCell(
        left, width, tuple(lines), cell.align, is_middle, foot, cell.is_label, below=cell.down - 1, span=cell.span
    )


def _table_row(
    setter: Typesetter, texts: Sequence[str], lefts: Sequence[float], aligns: Sequence[Align], face: Face
) -> tuple[RuledCell, ...]:
    cells = []
    for text, left, right, align in zip(texts, lefts, lefts[1:], aligns, strict=False):
        parts = [setter.lines([Run(part, face)], _CELL, right - left - 2 * PADDING) for part in text.splitlines()]
        lines = [line for part in parts for line in part]
        if align is not Align.LEFT:
            lines = [_unspread(line) for line in lines]
        cells.append(RuledCell(left, right - left, tuple(lines), align, is_middle=True))
    return tuple(cells)


def _unspread(line: Line) -> Line:
    return Line(line.cells, line.starts, 0.0, 0.0)


def _shares_of(table: Table) -> tuple[float, ...]:
    """Widths by the longest text of each column, none under a tenth of the widest or too narrow for two characters."""
    longest = [
        max(len(row[column]) if column < len(row) else 0 for row in (table.titles, *table.rows))
        for column in range(len(table.titles))
    ]
    bounded = [min(max(length, 3), 30) for length in longest]
    return tuple(max(length, max(bounded) / 10) for length in bounded)


def _lefts(shares: Sequence[float]) -> list[float]:
    total = sum(shares)
    return list(accumulate((MEASURE * share / total for share in shares), initial=LEFT))
