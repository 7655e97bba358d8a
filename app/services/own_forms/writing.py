"""Values into cells of a workbook: numbers as numbers, texts never as formulas, nothing else touched."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from app.services.own_forms.package import MAIN, Element, Package
from app.services.own_forms.places import Place, place_of
from app.services.own_forms.rows import Value

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What stands before calcPr in a workbook; the order is part of the format.
_BEFORE_CALCULATION = ("definedNames", "externalReferences", "functionGroups", "sheets")
# What stands before headerFooter in a worksheet.
_BEFORE_HEADER = (
    *("pageSetup", "pageMargins", "printOptions", "hyperlinks", "dataValidations", "conditionalFormatting"),
    *("phoneticPr", "mergeCells", "customSheetViews", "dataConsolidate", "sortState", "autoFilter", "scenarios"),
    *("protectedRanges", "sheetProtection", "sheetCalcPr", "sheetData"),
)

Values = Mapping[str, Mapping[Place, Value]]  # by the name of the sheet; None empties a cell


def filled(package: Package, values: Values, mark: str = "") -> bytes:
    """The workbook with some cells filled; formulas stay, lose what they came to before, and are worked out anew.

    ``mark`` is printed at the head of every page.
    """
    changed: dict[str, bytes] = {}
    has_formulas = False
    for part in package.sheets:
        root = package.sheet(part)
        is_old = _forget_results(root)
        has_formulas |= is_old
        own = values.get(part.name, {})
        if own:
            _fill(root, own, package.counts_days_from_1904)
        if mark:
            _print_mark(root, mark)
        if own or is_old or mark:
            changed[part.path] = _bytes(root)
    if has_formulas:
        changed[package.workbook_path] = _bytes(_calculated_when_opened(package.tree(package.workbook_path)))
    return package.replaced(changed)


def _fill(root: Element, values: Mapping[Place, Value], from_1904: bool) -> None:
    data = root.find(f"{MAIN}sheetData")
    dimension = root.find(f"{MAIN}dimension")
    if dimension is not None:
        root.remove(dimension)  # a hint only, wrong once a cell beyond it is filled
    rows = {int(each.get("r", "0")) - 1: each for each in data}
    columns = _column_styles(root)
    for place in sorted(values):
        row = rows.get(place.row)
        if row is None:
            row = rows[place.row] = _new_row(data, place.row)
        _put(_cell_of(row, place, columns), values[place], from_1904)


def _put(cell: Element, value: Value, from_1904: bool) -> None:
    for child in list(cell):
        cell.remove(child)
    for name in ("t", "cm", "vm"):
        cell.attrib.pop(name, None)
    if isinstance(value, str):
        cell.set("t", "inlineStr")
        inline = _below(cell, "is")
        text = _below(inline, "t")
        text.text = _ILLEGAL.sub("", value)
        text.set(_SPACE, "preserve")
    elif value is not None:
        _below(cell, "v").text = _number(value, from_1904)


def _number(value: int | Decimal | date, from_1904: bool) -> str:
    if isinstance(value, date):
        return str((value - (date(1904, 1, 1) if from_1904 else date(1899, 12, 30))).days)
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _cell_of(row: Element, place: Place, columns: Mapping[int, str]) -> Element:
    """The cell at a place, made in its order with the style of its row or column where it is not written yet."""
    cells = list(row)
    standing = [_column(each) for each in cells]
    at = bisect_left(standing, place.column)
    if at < len(cells) and standing[at] == place.column:
        return cells[at]
    row.attrib.pop("spans", None)  # a hint only
    cell = row.makeelement(f"{MAIN}c", {"r": place.name})
    style = row.get("s") if row.get("customFormat") in {"1", "true"} else columns.get(place.column)
    if style is not None:
        cell.set("s", style)
    row.insert(at, cell)
    return cell


def _column(cell: Element) -> int:
    place = place_of(cell.get("r", ""))
    return place.column if place else -1


def _new_row(data: Element, number: int) -> Element:
    row = data.makeelement(f"{MAIN}row", {"r": str(number + 1)})
    standing = [int(each.get("r", "0")) - 1 for each in data]
    data.insert(bisect_left(standing, number), row)
    return row


def _column_styles(root: Element) -> dict[int, str]:
    found: dict[int, str] = {}
    for each in root.iter(f"{MAIN}col"):
        if each.get("style"):
            for column in range(int(each.get("min", "1")) - 1, min(int(each.get("max", "1")), 1024)):
                found[column] = each.get("style")
    return found


def _forget_results(root: Element) -> bool:
    """Take away what formulas came to before the form was filled; says whether there are any."""
    has_any = False
    for cell in root.iter(f"{MAIN}c"):
        if cell.find(f"{MAIN}f") is None:
            continue
        has_any = True
        for value in cell.findall(f"{MAIN}v"):
            cell.remove(value)
        cell.attrib.pop("t", None)
    return has_any


def _calculated_when_opened(workbook: Element) -> Element:
    found = workbook.find(f"{MAIN}calcPr")
    if found is None:
        found = workbook.makeelement(f"{MAIN}calcPr", {})
        before = next(each for name in _BEFORE_CALCULATION if (each := workbook.find(f"{MAIN}{name}")) is not None)
        before.addnext(found)
    found.set("fullCalcOnLoad", "1")
    return workbook


def _print_mark(root: Element, mark: str) -> None:
    shown, head = f"&C&14{_ILLEGAL.sub('', mark)}", root.find(f"{MAIN}headerFooter")
    if head is None:
        head = root.makeelement(f"{MAIN}headerFooter", {})
        before = next(each for name in _BEFORE_HEADER if (each := root.find(f"{MAIN}{name}")) is not None)
        before.addnext(head)
    for name in ("oddHeader", "evenHeader", "firstHeader"):
        standing = head.find(f"{MAIN}{name}")
        if standing is not None:
            standing.text = shown
    if head.find(f"{MAIN}oddHeader") is None:
        first = head.makeelement(f"{MAIN}oddHeader", {})
        first.text = shown
        head.insert(0, first)


def _below(parent: Element, name: str) -> Element:
    child = parent.makeelement(f"{MAIN}{name}", {})
    parent.append(child)
    return child


def _bytes(root: Element) -> bytes:
    from lxml import etree

    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content
