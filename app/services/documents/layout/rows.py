"""A composition's blocks as items of a page: paragraphs broken into lines, forms and tables into ruled rows."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from app.services.documents.composition import Block, Composition, Form, FormCell, Paragraph, Place, Space, Table
from app.services.documents.facts import Align
from app.services.documents.layout.items import (
    PADDING,
    ROW_SIZE,
    GapRow,
    Item,
    RuledCell,
    RuledRow,
    TextRow,
    height_of,
)
from app.services.documents.paper.breaking import Line
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.geometry import CELL, DEPTH, LEFT, LINES, MEASURE, MM, SIZE_3, SIZE_4, SIZE_S4
from app.services.documents.paper.typesetter import Run, Setting, Typesetter
from app.services.documents.wording.faces import faced

# By 字号: the type with its cell, and lines a page; 3 号 is the standard's grid, the others are our own for sheets.
SETTINGS = {
    3: (Setting(SIZE_3, CELL), LINES),
    4: (Setting(SIZE_4, MEASURE / 31), 25),
    5: (Setting(SIZE_S4, MEASURE / 36), 29),
}
ANNEX_GAP = GapRow(keeps_next=True)  # the empty line above 附件说明
_CELL = Setting(ROW_SIZE, ROW_SIZE)
_LEAST = 9 * MM  # a row has room to write by hand
_BEFORE, _AFTER = GapRow(points=4.0), GapRow(points=9.0)  # around a table or form


def items_of(setter: Typesetter, said: Composition) -> list[Item]:
    """Addressee, blocks and 附件说明 of a document."""
    setting, _lines = SETTINGS[said.size]
    items: list[Item] = []
    if said.addressee:
        addressee = Paragraph(faced(said.addressee, Face.FANG), place=Place.FLUSH)
        items += [_kept(row) for row in _paragraph(setter, addressee, setting)]
    items += block_items(setter, said.blocks, setting)
    return items + list(_annex_list(setter, said, setting))


def block_items(setter: Typesetter, blocks: Sequence[Block], setting: Setting) -> list[Item]:
    """The items of some blocks; forms and tables keep a little room around them."""
    items: list[Item] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            items += _paragraph(setter, block, setting)
        elif isinstance(block, Space):
            items.append(GapRow(block.lines))
        else:
            rows = _form(setter, block) if isinstance(block, Form) else _table(setter, block)
            items += [*([] if not items or items[-1] is _AFTER else [_BEFORE]), *rows, _AFTER]
    return items


def _paragraph(setter: Typesetter, paragraph: Paragraph, setting: Setting) -> list[TextRow]:
    indents = (2 * setting.pitch, 0.0) if paragraph.place is Place.BODY else (0.0, 0.0)
    lines = setter.lines(paragraph.runs, setting, MEASURE, indents)
    if paragraph.place in {Place.CENTRE, Place.RIGHT}:
        lines = [Line(line.cells, line.starts, 0.0, min(line.slack, 0.0)) for line in lines]
    return [TextRow(line, setting.size, paragraph.place, paragraph.is_heading) for line in lines]


def _kept(row: TextRow) -> TextRow:
    return TextRow(row.line, row.size, row.place, keeps_next=True)


def _annex_list(setter: Typesetter, said: Composition, setting: Setting) -> Iterator[Item]:
    """附件：1. … two characters in, one empty line above, further lines under the name (GB/T 9704-2012, 7.3.4)."""
    if not said.annex_names:
        return
    yield ANNEX_GAP
    for place, name in enumerate(said.annex_names):
        label = "附件：" if place == 0 else ""
        hang = 5 * setting.pitch
        indents = (2 * setting.pitch if place == 0 else hang, hang + (setting.pitch if said.annexes[1:] else 0.0))
        for line in setter.lines([Run(f"{label}{name}", Face.FANG)], setting, MEASURE, indents):
            yield TextRow(line, setting.size)


def _form(setter: Typesetter, form: Form) -> list[Item]:
    lefts = _lefts(form.shares)
    rows: list[Item] = []
    for cells in form.rows:
        at, ruled = 0, []
        for cell in cells:
            ruled.append(_form_cell(setter, cell, lefts[at], lefts[at + cell.span] - lefts[at]))
            at += cell.span
        least = min(max(max(cell.height for cell in cells) * MM, _LEAST), DEPTH)
        rows.append(RuledRow(tuple(ruled), height_of(tuple(ruled), least)))
    return rows


def _form_cell(setter: Typesetter, cell: FormCell, left: float, width: float) -> RuledCell:
    room = width - 2 * PADDING
    runs = [paragraph.runs for paragraph in cell.paragraphs]
    if cell.is_label:
        lines = [line for each in runs for run in each for line in setter.balanced(run.text, run.face, _CELL, room, ())]
    else:
        lines = [line for each in runs for line in setter.lines(each, _CELL, room)]
    if cell.align is not Align.LEFT:
        lines = [Line(line.cells, line.starts, 0.0, 0.0) for line in lines]
    foot = [setter.one_line([Run(text, Face.FANG)], _CELL) for text in cell.signing.splitlines()]
    return RuledCell(left, width, tuple(lines), cell.align, not foot and not cell.height, tuple(foot))


def _table(setter: Typesetter, table: Table) -> list[Item]:
    """The header row, kept with the first row and repeated on every page, and the rows."""
    shares = table.shares or _shares_of(table)
    lefts = _lefts(shares)
    header = _table_row(setter, table.titles, lefts, [Align.CENTRE] * len(shares), Face.HEI)
    head = RuledRow(header, height_of(header), keeps_next=True)
    aligns = table.aligns or (Align.LEFT,) * len(shares)
    cells = (_table_row(setter, row, lefts, aligns, Face.FANG) for row in table.rows)
    return [head, *(RuledRow(row, height_of(row, _LEAST), header=head) for row in cells)]


def _table_row(
    setter: Typesetter, texts: Sequence[str], lefts: Sequence[float], aligns: Sequence[Align], face: Face
) -> tuple[RuledCell, ...]:
    cells = []
    for text, left, right, align in zip(texts, lefts, lefts[1:], aligns, strict=False):
        parts = [setter.lines([Run(part, face)], _CELL, right - left - 2 * PADDING) for part in text.splitlines()]
        lines = [line for part in parts for line in part]
        if align is not Align.LEFT:
            lines = [Line(line.cells, line.starts, 0.0, 0.0) for line in lines]
        cells.append(RuledCell(left, right - left, tuple(lines), align, is_middle=True))
    return tuple(cells)


def _shares_of(table: Table) -> tuple[float, ...]:
    """Widths by the longest text of each column, none under a tenth of the widest."""
    longest = [
        max(len(row[column]) if column < len(row) else 0 for row in (table.titles, *table.rows))
        for column in range(len(table.titles))
    ]
    bounded = [min(max(length, 2), 30) for length in longest]
    return tuple(max(length, max(bounded) / 10) for length in bounded)


def _lefts(shares: Sequence[float]) -> list[float]:
    total = sum(shares)
    return list(accumulate((MEASURE * share / total for share in shares), initial=LEFT))
