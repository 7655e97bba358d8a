"""A form filled for a period: every mapped cell with its figure, or empty with the reason."""

from collections import defaultdict
from collections.abc import Sequence

from app.models.indicator_terms import FormSource
from app.services.foundation.progress import Progress
from app.services.own_forms.figures import Figures, as_written
from app.services.own_forms.package import Package
from app.services.own_forms.places import Place, place_of
from app.services.own_forms.reading import read_book
from app.services.own_forms.rows import CellMapping, FilledCell, FillReport, FormBook, FormRow, SheetCell, Value
from app.services.own_forms.writing import filled

_COLONS = "：:"
_NO_CELL = SheetCell("")


def fill_form(
    form: FormRow,
    package: Package,
    mappings: Sequence[CellMapping],
    figures: Figures,
    mark: str,
    progress: Progress,
) -> tuple[bytes, FillReport]:
    """The workbook and its report; a cell whose figure is unknown is emptied, so that no old number stays in it.

    ``mark`` stands at the head of every printed page of a demonstration store. Raises MonthNotBegun.
    """
    as_of, book = figures.as_of, read_book(package)
    values: dict[str, dict[Place, Value]] = defaultdict(dict)
    told = []
    for done, mapping in enumerate(mappings):
        progress.report(done, len(mappings))
        told.append(_fill_cell(mapping, book, figures, values))
    progress.report(len(mappings), len(mappings))
    months = figures.filling.months
    report = FillReport(form.name, form.edition, months, as_of, tuple(told), book.warnings)
    return filled(package, values, mark), report


def _fill_cell(
    mapping: CellMapping, book: FormBook, figures: Figures, values: dict[str, dict[Place, Value]]
) -> FilledCell:
    sheet, place = book.sheet(mapping.sheet), place_of(mapping.cell)
    cell = sheet.cells.get(place, _NO_CELL) if sheet and place else _NO_CELL
    own = (mapping.sheet, mapping.cell, mapping.title)
    if sheet is None or place is None:
        return FilledCell(*own, "", "表里没有这个单元格", is_filled=False)
    if cell.is_formula:
        return FilledCell(*own, "", "这个单元格是公式，没有覆盖", is_filled=False)
    found = figures.found(mapping)
    prefix = _prefix(cell.text) if mapping.source is FormSource.HEAD else ""
    values[mapping.sheet][place] = as_written(found, cell.number_format, prefix)
    return FilledCell(*own, found.shown, found.note, is_filled=found.value is not None)


def _prefix(text: str) -> str:
    """填报单位： of 填报单位：（盖章）."""
    at = min((place for sign in _COLONS if (place := text.find(sign)) >= 0), default=-1)
    return text[: at + 1]
