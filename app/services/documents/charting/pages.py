"""Charts as a paper of their own: each above the table of its figures, with head, foot and page numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.services.documents.charts import ChartSpec, LineSpec
from app.services.documents.facts import Align, Orientation, TableColumn, TableDocument

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


def _orientation(charts: Sequence[ChartSpec]) -> Orientation:
    widest = max(len(spec.numbers[0]) for spec in charts)
    return Orientation.LANDSCAPE if widest >= _MANY else Orientation.PORTRAIT


def _columns(spec: ChartSpec) -> tuple[TableColumn, ...]:
    said = [name or spec.unit or "数量" for name in spec.numbers[0][1:]]
    first = "期间" if isinstance(spec, LineSpec) else "项目"
    others = _FIGURE if len(said) > 1 else _FIRST + _FIGURE  # a single one says its shares in words
    return (TableColumn(first, _FIRST), *(TableColumn(name, others, Align.RIGHT) for name in said))
