"""How each fact of a document is typed: one line, several, rich, a date, names, a table."""

import re
from collections.abc import Iterator
from enum import Enum, auto

from app.models.dates import PartialDate
from app.services.documents.facts import Value
from app.services.documents.templates.model import BlockSpec, FactSpec, Template
from app.services.papers.letter_words import NAMES

_LONG = 36  # characters of an example that would not be read in one line of the form


class Shape(Enum):
    """The field a fact gets."""

    LINE = auto()
    NAMES = auto()
    LONG = auto()
    BOLD = auto()  # lines the paper numbers itself: rich, but without lists and tables
    RICH = auto()
    DATE = auto()
    TABLE = auto()


def shape_of(template: Template, spec: FactSpec) -> Shape:
    """The field of one fact of a template."""
    if spec.name in NAMES:
        return Shape.NAMES
    if spec.name.endswith("_on") or spec.label.endswith("日期"):
        return Shape.DATE
    forms = {block.form for block in _blocks(template, spec.name)}
    if "table" in forms:
        return Shape.TABLE
    if "numbered" in forms:
        return Shape.BOLD if spec.is_rich else Shape.LONG
    if spec.is_rich:
        return Shape.LONG if "form" in forms else Shape.RICH  # a form's cells print in one weight
    is_long = "\n" in spec.example.strip() or len(spec.example) > _LONG or _is_tall(template, spec.name)
    return Shape.LONG if is_long else Shape.LINE


def titles_of(template: Template, name: str) -> tuple[str, ...]:
    """The columns of a fact that is a table."""
    return next((block.titles for block in _blocks(template, name) if block.form == "table"), ())


def as_text(value: Value) -> str:
    """A recorded fact as it would be typed."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, PartialDate):
        return value.chinese()
    if isinstance(value, list | tuple):
        return "\n".join(value)
    return PartialDate(f"{value}").chinese()


def _blocks(template: Template, name: str) -> Iterator[BlockSpec]:
    wanted = re.compile(rf"\{{{name}\??\}}")
    for block in template.blocks:
        texts = [block.text, *(cell.text for row in block.rows for cell in row)]
        if any(wanted.search(text) for text in texts):
            yield block


def _is_tall(template: Template, name: str) -> bool:
    cells = (cell for block in template.blocks for row in block.rows for cell in row)
    return any(cell.height > 20 and f"{{{name}" in cell.text for cell in cells)
