"""A register (登记簿) from its template: the columns are the template's, the rows come with the facts."""

from collections.abc import Mapping

from app.models.dates import PartialDate
from app.services.documents.facts import DocumentFacts, Orientation, TableColumn, TableDocument
from app.services.documents.rich_text import plain
from app.services.documents.templates.model import Commons, RegisterSpec, Template

ROWS = "rows"  # one row a line, its cells divided by tabs
HEAD_LINES = "head_lines"
_OF_PRINTED, _OF_WRITTEN = 7.0, 10.0  # mm, least height of a row that is printed or is to be written by hand


def register_of(template: Template, facts: DocumentFacts, commons: Commons) -> TableDocument:
    """The register's table; raises ValueError for a template that is none."""
    spec = template.register
    if spec is None:
        raise ValueError(f"{template.code} is no register")
    office = _text(facts, "office")
    lines = _lines(facts, ROWS)
    heads = _lines(facts, HEAD_LINES) or (f"填报单位：{office}",)
    return TableDocument(
        title=facts.title or template.title,
        columns=columns_of(spec),
        rows=tuple(_cells(line, len(spec.titles)) for line in lines or [""] * spec.blank),
        head_lines=heads,
        foot_lines=spec.foot_lines,
        notes=spec.notes,
        heading="内部台账",
        watermark=facts.mark.partition("\n")[0] or (commons.demonstration_mark if facts.is_demonstration else ""),
        author=office,
        orientation=orientation_of(spec),
        row_height=_OF_PRINTED if lines else _OF_WRITTEN,
    )


def columns_of(spec: RegisterSpec) -> tuple[TableColumn, ...]:
    """The columns as a table takes them."""
    parts = zip(spec.titles, spec.shares, spec.aligns, strict=True)
    return tuple(TableColumn(title, share, align) for title, share, align in parts)


def orientation_of(spec: RegisterSpec) -> Orientation:
    """How its sheet lies."""
    return Orientation.LANDSCAPE if spec.is_landscape else Orientation.PORTRAIT


def row_of(spec: RegisterSpec, cells: Mapping[str, str]) -> tuple[str, ...]:
    """The cells of one row in the order of the columns; a column nobody fills stays empty."""
    return tuple(cells.get(key, "") for key in spec.keys)


def _cells(line: str, width: int) -> tuple[str, ...]:
    cells = [plain(cell.strip()) for cell in line.split("\t")]
    return tuple((*cells, *[""] * width)[:width])


def _lines(facts: DocumentFacts, name: str) -> tuple[str, ...]:
    value = facts.values.get(name)
    if value is None or isinstance(value, PartialDate) or not isinstance(value, str | tuple | list):
        return ()
    return tuple(line for line in (value.splitlines() if isinstance(value, str) else value) if line.strip())


def _text(facts: DocumentFacts, name: str) -> str:
    return "".join(_lines(facts, name))
