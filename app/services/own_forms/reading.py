"""A form as it is shown: cells and merged areas of its sheets, bounded, and what a filled copy leaves old."""

from collections.abc import Iterator, Mapping

from app.services.own_forms.package import MAIN, Element, Package, SheetPart, text_of
from app.services.own_forms.places import Area, Place, area_of, place_of
from app.services.own_forms.rows import FormBook, FormSheet, SheetCell

MOST_ROWS, MOST_COLUMNS = 400, 80  # shown of a sheet; a form to be filled by hand is smaller
_USUAL_WIDTH = 8.43  # characters, where a sheet does not say
_WIDENED = 64  # columns that one width may name
_REMARKABLE = (
    (("xl/pivottables/", "xl/pivotcache/"), "表里有数据透视表：填好的文件要在 Excel 里按“刷新”，透视表才跟上新的数。"),
    (("xl/charts/",), "表里有图表：打开填好的文件时由 Excel 或 WPS 按新的数重画，预览软件里看到的可能还是旧图。"),
    (("xl/embeddings/",), "表里有嵌入的其他文件：原样保留，不会填数。"),
)


def read_book(package: Package) -> FormBook:
    """All sheets; raises DomainError where a part is damaged."""
    try:
        sheets = tuple(_sheet(package, part) for part in package.sheets)
    except (ValueError, OverflowError) as error:  # a number of a row, column or style that is none
        raise package.damaged() from error
    names = [each.lower() for each in package.names]
    warnings = tuple(why for parts, why in _REMARKABLE if any(name.startswith(parts) for name in names))
    return FormBook(sheets, warnings)


def formula_places(root: Element) -> tuple[set[Place], tuple[Area, ...]]:
    """The cells of a sheet that work themselves out, and the areas of formulas that fill several cells."""
    found: set[Place] = set()
    areas = []
    for cell in root.iter(f"{MAIN}c"):
        formula = cell.find(f"{MAIN}f")
        if formula is None:
            continue
        place = place_of(cell.get("r", ""))
        if place is not None:
            found.add(place)
        area = area_of(formula.get("ref", "")) if formula.get("t") in {"array", "dataTable"} else None
        if area is not None:
            areas.append(area)
    return found, tuple(areas)


def merged_areas(root: Element) -> tuple[Area, ...]:
    """The merged areas of a sheet."""
    found = (area_of(each.get("ref", "")) for each in root.iter(f"{MAIN}mergeCell"))
    return tuple(each for each in found if each is not None)


def _sheet(package: Package, part: SheetPart) -> FormSheet:
    root = package.sheet(part)
    cells, reach = {}, Place(0, 0)
    formulas, areas = formula_places(root)
    for place, cell in _cells(root):
        reach = Place(max(reach.row, place.row), max(reach.column, place.column))
        if place.row < MOST_ROWS and place.column < MOST_COLUMNS:
            worked_out = place in formulas or any(area.holds(place) for area in areas)
            cells[place] = _cell(package, cell, worked_out)
    merged = tuple(each for each in merged_areas(root) if each.first.row < MOST_ROWS)
    return FormSheet(
        name=part.name,
        cells=cells,
        merged=merged,
        widths=_widths(root),
        rows=min(reach.row + 1, MOST_ROWS),
        columns=min(reach.column + 1, MOST_COLUMNS),
        is_cut=reach.row >= MOST_ROWS or reach.column >= MOST_COLUMNS,
        is_hidden=part.is_hidden,
    )


def _cells(root: Element) -> Iterator[tuple[Place, Element]]:
    for cell in root.iter(f"{MAIN}c"):
        place = place_of(cell.get("r", ""))
        if place is not None:
            yield place, cell


def _cell(package: Package, cell: Element, is_formula: bool) -> SheetCell:
    kind, style = cell.get("t", "n"), cell.get("s", "0")
    value = cell.find(f"{MAIN}v")
    written = "" if value is None else value.text or ""
    formats = package.formats
    form = formats[int(style)] if style.isdecimal() and int(style) < len(formats) else ""
    if is_formula:
        formula = cell.find(f"{MAIN}f")
        text = "" if formula is None else formula.text or ""
        return SheetCell(f"={text}" if text else "=…", is_formula=True, number_format=form)
    if kind == "s":
        texts = package.texts
        text = texts[int(written)] if written.isdecimal() and int(written) < len(texts) else ""
        return SheetCell(text, number_format=form)
    if kind == "inlineStr":
        inline = cell.find(f"{MAIN}is")
        return SheetCell("" if inline is None else text_of(inline), number_format=form)
    return SheetCell(written, is_number=kind == "n" and bool(written), number_format=form)


def _widths(root: Element) -> Mapping[int, float]:
    found: dict[int, float] = {}
    for each in root.iter(f"{MAIN}col"):
        first, last = int(each.get("min", "1")), int(each.get("max", "1"))
        width = float(each.get("width", _USUAL_WIDTH))
        hidden = each.get("hidden", "0") in {"1", "true"}
        for column in range(first - 1, min(last, first - 1 + _WIDENED, MOST_COLUMNS)):
            found[column] = 0.0 if hidden else width
    return found
