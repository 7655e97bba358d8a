"""The blocks of a composition as paragraphs and tables of a Word copy."""

from collections.abc import Callable, Iterator, Sequence

from app.services.documents.composition import Block, Form, FormCell, Paragraph, Picture, Place, Space, Table
from app.services.documents.facts import Align
from app.services.documents.layout.rows import block_items
from app.services.documents.layout.ruled import PADDING, ROW_LEADING, ROW_SIZE, RuledRow
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.geometry import DEPTH, MEASURE
from app.services.documents.paper.typesetter import Run, Setting, Typesetter
from app.services.documents.word.fitting import fitted_spacing, spacing_of
from app.services.documents.word.markup import Element, Look, paragraph
from app.services.documents.word.ruled import Cell, Row, ruled_table

_AROUND = 5.0  # pt above and below a table
_RULE = 0.6
_ALIGNS = {Place.BODY: "both", Place.FLUSH: "both", Place.CENTRE: "center", Place.RIGHT: "right"}
CELL_ALIGNS = {Align.LEFT: "both", Align.CENTRE: "center", Align.RIGHT: "right"}
_BETWEEN = Look(1.0, _AROUND)
_BEFORE = Look(1.0, _AROUND, keeps_next=True)  # what stands above a table is its caption
_PEN_LINE = (("bottom", 0.5, 1.0, "000000"), ("between", 0.5, 1.0, "000000"))  # lines to write on by hand


class Blocks:
    """Makes the elements of one document's blocks."""

    def __init__(
        self, setter: Typesetter, setting: Setting, leading: float, picture: Callable[[Picture], Element]
    ) -> None:
        """Rows get the height that the PDF gives them, therefore the typesetter; ``picture`` puts a chart in."""
        self._setter, self._setting, self._leading, self._picture = setter, setting, leading, picture

    def elements(self, blocks: Sequence[Block], is_followed: bool = False) -> Iterator[Element]:
        """The blocks in turn; with ``is_followed`` the last paragraph stays with what comes after it."""
        after_table = False
        for place, block in enumerate(blocks):
            if isinstance(block, Paragraph):
                is_caption = isinstance(blocks[place + 1] if place + 1 < len(blocks) else None, Form | Table | Picture)
                yield self.paragraph(block, keeps_next=is_caption or (is_followed and place == len(blocks) - 1))
            elif isinstance(block, Space):
                look = self.look(borders=_PEN_LINE if block.is_ruled else ())
                for _ in range(block.lines):
                    yield paragraph([], look)
            elif isinstance(block, Picture):
                yield self._picture(block)
            else:
                # Without a paragraph between them Word takes two tables for one.
                if not after_table:
                    yield paragraph([], _BEFORE)
                yield self._form(block) if isinstance(block, Form) else self._table(block)
                yield paragraph([], _BETWEEN)
            after_table = isinstance(block, Form | Table)

    def look(self, **changes: object) -> Look:
        """A paragraph of the text, in the cells of the page's grid."""
        changes = {"spacing": spacing_of(self._setting), **changes}
        return Look(self._setting.size, self._leading, **changes)  # type: ignore[arg-type]  # fields by name

    def paragraph(self, said: Paragraph, keeps_next: bool = False) -> Element:
        """A paragraph of the text, two characters in where it is not placed otherwise."""
        first = 2 * self._setting.pitch if said.place is Place.BODY else 0.0
        look = self.look(
            spacing=fitted_spacing(self._setter, said.runs, self._setting, first),
            align=_ALIGNS[said.place],
            first=first,
            first_chars=2.0 if first else 0.0,
            keeps_next=said.is_heading or keeps_next,
            is_heading=said.is_heading,
        )
        return paragraph(said.runs, look)

    def _form(self, form: Form) -> Element:
        total = sum(form.shares)
        widths = [MEASURE * share / total for share in form.shares]
        rows = []
        spans: dict[float, int] = {}  # columns of labels that go down over several rows, by their left edge
        for said, ruled in zip(form.rows, self._ruled(form), strict=True):
            waiting, cells = iter(said), []
            for drawn in ruled.cells:
                if drawn.above:
                    cells.append(
                        Cell((paragraph([], Look(ROW_SIZE, ROW_LEADING)),), spans[drawn.left], merge="continue")
                    )
                    continue
                cell = next(waiting)
                spans[drawn.left] = cell.span
                made = _form_cell(cell, len(drawn.lines), ruled.tall)
                cells.append(made._replace(merge="restart") if drawn.below else made)
            rows.append(Row(tuple(cells), ruled.tall, may_split=ruled.tall > DEPTH / 2))
        return ruled_table(widths, rows, PADDING, (_RULE, _RULE))

    def _table(self, table: Table) -> Element:
        head, *ruled = self._ruled(table)
        widths = [cell.width for cell in head.cells]
        aligns = table.aligns or (Align.LEFT,) * len(widths)
        rows = [Row(_text_cells(table.titles, [Align.CENTRE] * len(widths), Face.HEI), head.tall, is_header=True)]
        for texts, drawn in zip(table.rows, ruled, strict=True):
            cells = _text_cells(texts, aligns, Face.FANG)
            rows.append(Row(cells, drawn.tall, may_split=drawn.tall > DEPTH / 2))
        return ruled_table(widths, rows, PADDING, (_RULE, _RULE))

    def _ruled(self, block: Form | Table) -> list[RuledRow]:
        items = block_items(self._setter, [block], self._setting)
        return [item for item in items if isinstance(item, RuledRow)]


def _form_cell(said: FormCell, line_count: int, tall: float) -> Cell:
    """A cell with its text; what is signed stands at its foot by the room above it."""
    align = "center" if said.is_label else CELL_ALIGNS[said.align]
    look = Look(ROW_SIZE, ROW_LEADING, align=align)
    made = [paragraph(each.runs, look) for each in said.paragraphs]
    foot = said.signing.splitlines()
    line_count += sum(not each.text.strip() for each in said.paragraphs)  # an empty paragraph takes a line here
    room = tall - 2 * PADDING - (line_count + len(foot)) * ROW_LEADING
    for place, text in enumerate(foot):
        before = max(room, 0.0) if place == 0 else 0.0
        signing = Look(ROW_SIZE, ROW_LEADING, before=before, align="right")
        made.append(paragraph([Run(text, Face.FANG)], signing))
    is_middle = said.is_label or not (foot or said.height)
    return Cell(tuple(made or [paragraph([], look)]), said.span, is_middle)


def _text_cells(texts: Sequence[str], aligns: Sequence[Align], face: Face) -> tuple[Cell, ...]:
    cells = []
    for text, align in zip(texts, aligns, strict=False):
        look = Look(ROW_SIZE, ROW_LEADING, align=CELL_ALIGNS[align])
        parts = [paragraph([Run(part.replace("\t", " "), face)], look) for part in text.splitlines() or [""]]
        cells.append(Cell(tuple(parts), is_middle=True))
    return tuple(cells)
