"""Charts as a paper of their own: each above the table of its figures, with head, foot and page numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.services.documents.charts import ChartSpec, LineSpec
from app.services.documents.composition import Block, Composition, Paragraph, Picture, Place, Table
from app.services.documents.facts import Align, DocumentStyle, Orientation, TableColumn, TableDocument
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.typesetter import Run

_FIRST, _FIGURE = 30.0, 24.0  # shares of the table's width
_MANY = 7  # columns; from there on the sheet lies


@dataclass(frozen=True)
class ChartPaper:
    """Several charts as one paper; the words are those of a table's head and foot."""

    title: str
    charts: tuple[ChartSpec, ...]
    head_lines: tuple[str, ...] = ()
    foot_lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    heading: str = ""
    watermark: str = ""
    author: str = ""


def tables_of(paper: ChartPaper) -> list[TableDocument]:
    """A table for each chart, the chart above it; the first has the head, the last notes and foot."""
    made = []
    for place, spec in enumerate(paper.charts):
        is_first, is_last = place == 0, place == len(paper.charts) - 1
        table = TableDocument(
            title=paper.title if is_first else f"图 {place + 1}",
            columns=_columns(spec),
            rows=spec.numbers[1:],
            head_lines=paper.head_lines if is_first else (),
            foot_lines=paper.foot_lines if is_last else (),
            notes=paper.notes if is_last else (),
            heading=paper.heading if is_first else "",
            watermark=paper.watermark,
            author=paper.author,
            orientation=_orientation(paper.charts),
            follows=not is_first,
            charts=(spec,),
        )
        made.append(table)
    return made


def text_of(paper: ChartPaper) -> Composition:
    """The same as a text, for a Word copy: charts as pictures, their figures as tables."""
    blocks: list[Block] = [_line(line) for line in paper.head_lines]
    for spec in paper.charts:
        columns = _columns(spec)
        titles, aligns = tuple(each.title for each in columns), tuple(each.align for each in columns)
        blocks += [Picture(spec), Table(titles, spec.numbers[1:], tuple(each.width for each in columns), aligns)]
    blocks += [_line(line) for line in (*paper.notes, *paper.foot_lines)]
    marks = (paper.watermark,) if paper.watermark else ()
    return Composition(DocumentStyle.PLAIN, paper.author, paper.title, "", "", tuple(blocks), None, size=5, marks=marks)


def _line(text: str) -> Paragraph:
    return Paragraph((Run(text, Face.FANG),), place=Place.FLUSH)


def _orientation(charts: Sequence[ChartSpec]) -> Orientation:
    widest = max(len(spec.numbers[0]) for spec in charts)
    return Orientation.LANDSCAPE if widest >= _MANY else Orientation.PORTRAIT


def _columns(spec: ChartSpec) -> tuple[TableColumn, ...]:
    said = [name or spec.unit or "数量" for name in spec.numbers[0][1:]]
    first = "期间" if isinstance(spec, LineSpec) else "项目"
    others = _FIGURE if len(said) > 1 else _FIRST + _FIGURE  # a single one says its shares in words
    return (TableColumn(first, _FIRST), *(TableColumn(name, others, Align.RIGHT) for name in said))
