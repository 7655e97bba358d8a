"""A register (登记簿) from its template: the columns are the template's, the rows come with the facts."""

from app.models.dates import PartialDate
from app.services.documents.facts import DocumentFacts, Orientation, TableColumn, TableDocument
from app.services.documents.rich_text import plain
from app.services.documents.templates.model import Commons, Template

ROWS = "rows"  # one row a line, its cells divided by tabs
HEAD_LINES = "head_lines"


def register_of(template: Template, facts: DocumentFacts, commons: Commons) -> TableDocument:
    """The register's table; raises ValueError for a template that is none."""
    spec = template.register
    if spec is None:
        raise ValueError(f"{template.code} is no register")
    office = _text(facts, "office")
    heads = _lines(facts, HEAD_LINES) or (f"填报单位：{office}",)
    return TableDocument(
        title=facts.title or template.title,
        columns=tuple(
            TableColumn(title, share, align)
            for title, share, align in zip(spec.titles, spec.shares, spec.aligns, strict=True)
        ),
        rows=tuple(_cells(line, len(spec.titles)) for line in _lines(facts, ROWS)),
        head_lines=heads,
        foot_lines=spec.foot_lines,
        notes=spec.notes,
        heading="内部台账",
        watermark=_watermark(facts, commons),
        author=office,
        orientation=Orientation.LANDSCAPE if spec.is_landscape else Orientation.PORTRAIT,
    )


def _watermark(facts: DocumentFacts, commons: Commons) -> str:
    if facts.is_sample:
        return "样张"
    return commons.demonstration_mark if facts.is_demonstration else ""


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
