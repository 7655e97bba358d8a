"""A composition's blocks as items of a page: paragraphs broken into lines, forms and tables into ruled rows."""

from collections.abc import Iterator, Sequence

from app.services.documents.charting.drawing import natural_height
from app.services.documents.composition import Block, Composition, Form, Paragraph, Picture, Place, Space, Table
from app.services.documents.layout.forms import form_rows, table_rows
from app.services.documents.layout.items import ChartRow, GapRow, Item, PenRow, TextRow
from app.services.documents.paper.breaking import Line
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.geometry import CELL, LINES, MEASURE, MM, SIZE_3, SIZE_4, SIZE_S4
from app.services.documents.paper.typesetter import Run, Setting, Typesetter
from app.services.documents.wording.faces import faced

# By 字号: the type with its cell, and lines a page; 3 号 is the standard's grid, the others are our own for sheets.
SETTINGS = {
    3: (Setting(SIZE_3, CELL), LINES),
    4: (Setting(SIZE_4, MEASURE / 31), 25),
    5: (Setting(SIZE_S4, MEASURE / 36), 29),
}
ANNEX_GAP = GapRow(keeps_next=True)  # the empty line above 附件说明
_BEFORE, _AFTER = GapRow(points=5.0, keeps_next=True), GapRow(points=9.0)  # above and below a table or form


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
    """The items of some blocks; forms, tables and charts keep a little room around them."""
    items: list[Item] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            items += _paragraph(setter, block, setting)
        elif isinstance(block, Space):
            items += [PenRow()] * block.lines if block.is_ruled else [GapRow(block.lines)]
        else:
            rows = _standing(setter, block)
            if items and isinstance(items[-1], TextRow):  # its caption, or the sentence that is signed in the form
                items[-1] = _kept(items[-1])
            before = [] if not items or items[-1] is _AFTER else [_BEFORE]
            items += [*before, *rows, _AFTER]
    return items


def _standing(setter: Typesetter, block: Form | Table | Picture) -> Sequence[Item]:
    """The rows of a form or table; a chart is one of its own."""
    if isinstance(block, Picture):
        return [ChartRow(block.chart, block.height * MM or natural_height(block.chart), setter)]
    return form_rows(setter, block) if isinstance(block, Form) else table_rows(setter, block)


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
