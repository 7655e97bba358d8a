"""What a document says, block by block, before it is laid out: the one source of its pages and of its Word copy."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from app.services.documents.charts import ChartSpec
from app.services.documents.facts import Align, DocumentStyle
from app.services.documents.paper.typesetter import Run


class Place(Enum):
    """Where a paragraph stands: with two characters' indent, flush left, in the middle, or at the right."""

    BODY = "body"
    FLUSH = "flush"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; a heading may not end a page."""

    runs: tuple[Run, ...]
    is_heading: bool = False
    place: Place = Place.BODY

    @property
    def text(self) -> str:
        """The paragraph without its faces."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class FormCell:
    """A cell of a form: ``span`` columns wide, at least ``height`` mm tall; ``signing`` stands at its foot, right.

    A label may go ``down`` over several rows, which then leave its columns out. Words of ``whole`` are not broken.
    """

    paragraphs: tuple[Paragraph, ...]
    span: int = 1
    height: float = 0.0
    is_label: bool = False
    signing: str = ""
    align: Align = Align.LEFT
    down: int = 1
    whole: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What it says, a paragraph a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True)
class Form:
    """A ruled form; ``shares`` are the widths of its columns in proportion."""

    shares: tuple[float, ...]
    rows: tuple[tuple[FormCell, ...], ...]


@dataclass(frozen=True)
class Table:
    """A table inside a text; its header is repeated on every page."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...] = ()
    aligns: tuple[Align, ...] = ()


@dataclass(frozen=True)
class Space:
    """So many empty lines, ruled where they are to be written on by hand."""

    lines: int = 1
    is_ruled: bool = False


@dataclass(frozen=True)
class Picture:
    """A chart across the text, ``height`` mm tall, 0 for what it needs; it stands on one page."""

    chart: ChartSpec
    height: float = 0.0


Block = Paragraph | Form | Table | Space | Picture


class Signature(NamedTuple):
    """署名 over 成文日期; with ``is_sealed`` room is kept for the seal on both."""

    name: str
    date: str
    is_sealed: bool = True


class Appendix(NamedTuple):
    """An annex on pages of its own; ``label`` is 附件 or 附件1."""

    label: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Composition:
    """Everything a document says, in the order of the page."""

    style: DocumentStyle
    office: str
    title: str
    number: str  # empty where the kind has none
    addressee: str
    blocks: tuple[Block, ...]
    signature: Signature | None
    closing_note: str = ""  # 附注 with its brackets, on the line below the date
    annexes: tuple[Appendix, ...] = ()
    copies: str = ""
    printed: str = ""  # 印发日期 in the 版记
    corner: tuple[str, ...] = ()  # 份号, 密级, 紧急程度, top left
    page_mark: str = ""  # 内部 or 工作秘密, above the text of every page after the first, whose corner says it
    page_foot: str = ""  # stands at the foot of every page instead of the page number alone
    size: int = 3  # 字号 of the text: 3 号, 4 号 or 5 for 小四
    imprint_on_even_page: bool = True
    keep_together: tuple[str, ...] = ()  # words a title's lines do not cut
    marks: tuple[str, ...] = ()  # across every page
    missing: tuple[str, ...] = ()
    check_code: str = ""

    @property
    def annex_names(self) -> tuple[str, ...]:
        """附件说明: the names, numbered where there are several."""
        names = [annex.title for annex in self.annexes]
        return tuple(names) if len(names) < 2 else tuple(f"{place}. {name}" for place, name in enumerate(names, 1))

    @property
    def text(self) -> str:
        """What it says, a paragraph a line, without page furniture."""
        return "\n".join(line for line in self._lines() if line)

    def _lines(self) -> Iterator[str]:
        yield from (*self.corner, self.office, self.title, self.number, self.addressee)
        for block in self.blocks:
            yield from block_lines(block)
        if self.annex_names:
            yield "附件：" + "\n".join(self.annex_names)
        if self.signature is not None:
            yield from self.signature[:2]
        yield self.closing_note
        for annex in self.annexes:
            yield from (annex.label, annex.title)
            for block in annex.blocks:
                yield from block_lines(block)
        yield from (self.copies, self.printed)


def block_lines(block: Block) -> Iterator[str]:
    """The text of one block, a paragraph or a row a line."""
    if isinstance(block, Paragraph):
        yield block.text
    elif isinstance(block, Picture):
        yield block.chart.title
    elif isinstance(block, Table):
        yield "\t".join(block.titles)
        yield from ("\t".join(row) for row in block.rows)
    elif isinstance(block, Form):
        for row in block.rows:
            yield "\t".join(f"{cell.text}{cell.signing}" for cell in row)
