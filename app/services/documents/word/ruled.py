"""Ruled tables of a Word copy: fixed widths, least heights, merged cells, header rows that each page repeats."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from app.services.documents.word.markup import Element, eighths, made, twips

_SIDES = ("top", "left", "bottom", "right")


class Cell(NamedTuple):
    """A cell: its paragraphs, over how many columns, and whether they stand at half its height.

    One that goes down over several rows begins with ``merge`` restart and goes on with continue.
    """

    paragraphs: tuple[Element, ...]
    span: int = 1
    is_middle: bool = False
    merge: str = ""


@dataclass(frozen=True)
class Row:
    """A row at least ``height`` points tall."""

    cells: tuple[Cell, ...]
    height: float
    is_header: bool = False
    may_split: bool = False
    keeps_next: bool = False


def ruled_table(widths: Sequence[float], rows: Sequence[Row], padding: float, rules: tuple[float, float]) -> Element:
    """A table in the middle of the text area; ``rules`` are the widths of the outer and of the inner ones."""
    columns = _columns(widths)
    grid = made("tblGrid", *(made("gridCol", w=column) for column in columns))
    return made("tbl", _table_properties(sum(columns), padding, rules), grid, *(_row(row, columns) for row in rows))


def foot_table(left: float, width: float, rows: Sequence[tuple[Element, ...]], rules: tuple[float, float]) -> Element:
    """Rows of one cell at the foot of the page area, ruled across: thick outside, thin between.

    It stays at the foot when the text is changed, and goes to another page with the paragraph after it.
    """
    outer, inner = ({"val": "single", "sz": eighths(rule), "space": 0, "color": "000000"} for rule in rules)
    borders = [made("top", **outer), made("bottom", **outer), made("insideH", **inner)]
    # A table as wide as the text floats in LibreOffice only where its place is counted from the sheet.
    place = {"vertAnchor": "margin", "horzAnchor": "page", "tblpX": twips(left), "tblpYSpec": "bottom"}
    properties = made(
        "tblPr",
        made("tblpPr", **place),
        made("tblOverlap", val="never"),
        made("tblW", w=twips(width), type="dxa"),
        made("tblBorders", *borders),
        made("tblLayout", type="fixed"),
        made("tblCellMar", *(made(side, w=0, type="dxa") for side in _SIDES)),
    )
    grid = made("tblGrid", made("gridCol", w=twips(width)))
    return made("tbl", properties, grid, *(_row(Row((Cell(row),), 0.0), [twips(width)]) for row in rows))


def _columns(widths: Sequence[float]) -> list[int]:
    """Widths in twips whose sum is that of the table: rounded edges, not rounded widths."""
    edges = [twips(sum(widths[:place])) for place in range(len(widths) + 1)]
    return [right - left for left, right in pairwise(edges)]


def _table_properties(width: int, padding: float, rules: tuple[float, float]) -> Element:
    outer, inner = ({"val": "single", "sz": eighths(rule), "space": 0, "color": "000000"} for rule in rules)
    borders = [made(side, **outer) for side in _SIDES]
    borders += [made(side, **inner) for side in ("insideH", "insideV")]
    # Above and below Word adds the margins to a least height, so the height has them already.
    margins = [made(side, w=twips(padding), type="dxa") for side in _SIDES]
    return made(
        "tblPr",
        made("tblW", w=width, type="dxa"),
        made("jc", val="center"),
        made("tblBorders", *borders),
        made("tblLayout", type="fixed"),
        made("tblCellMar", *margins),
    )


def _row(row: Row, columns: Sequence[int]) -> Element:
    properties = [] if row.may_split else [made("cantSplit")]
    properties += [made("trHeight", val=twips(row.height), hRule="atLeast")] if row.height else []
    properties += [made("tblHeader")] if row.is_header else []
    element, at = made("tr", made("trPr", *properties)), 0
    for cell in row.cells:
        width = sum(columns[at : at + cell.span])
        parts = [made("tcW", w=width, type="dxa")]
        parts += [made("gridSpan", val=cell.span)] if cell.span > 1 else []
        parts += [made("vMerge", val=cell.merge)] if cell.merge else []
        parts += [made("vAlign", val="center")] if cell.is_middle else []
        element.append(made("tc", made("tcPr", *parts), *cell.paragraphs))
        at += cell.span
    return element
