"""Writing .xlsx: the sheets of a table document with real numbers and dates, set up to be printed on A4."""

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from app.services.documents.facts import Align, Orientation, TableColumn, TableDocument
from app.services.documents.stated_mark import stating
from app.services.foundation.collector import collector_at_rest

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True)
class Formula:
    """A cell the workbook works out; ``text`` speaks of its own row as {row} and is never anybody's input."""

    text: str
    number_format: str


Value = str | int | Decimal | date | Formula | None

_A4 = 9
_MM_PER_CHARACTER = 1.8  # generous: a date that does not fit its column shows as ####, and print is fitted anyway
_MARGIN = 15 / 25.4  # inches
_SONG, _HEI = "宋体", "黑体"  # on every office workstation, WPS and Office alike
_BODY, _HEAD, _TITLE = 10.5, 12, 18
_LINE = 15  # points: the height of one line of the body
_LEADING = 1.5
_PADDING = 1  # characters of a column's width that are no room for text
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_ZIP_BEGINS = 1980
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DATE, _PERCENT, _WHOLE, _GENERAL = "yyyy-mm-dd", '0.00"%"', "0", "General"


@dataclass(frozen=True)
class WorkbookSheet:
    """One sheet: titles, columns and notes of ``document``, and its cells as values. A Decimal is a percentage."""

    name: str
    document: TableDocument
    cells: tuple[tuple[Value, ...], ...]


def workbook_bytes(sheets: Sequence[WorkbookSheet], made_at: datetime) -> bytes:
    """The workbook; a text is always a text, even where it begins like a formula."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    book.properties.creator = _clean(sheets[0].document.author)
    book.properties.title = _clean(sheets[0].document.title)
    book.properties.category = stating(each.document.marking for each in sheets) or None
    book.properties.created = book.properties.modified = made_at.replace(tzinfo=None)
    content = BytesIO()
    with collector_at_rest():
        for sheet in sheets:
            _fill(book, sheet)
        book.save(content)
        _take_apart(book)
    return _dated(content.getvalue(), made_at)


def _take_apart(book: "Workbook") -> None:
    """Cells and sheets know each other; one by one, for a million cells at once would hold up every other thread."""
    for page in book.worksheets:
        page.merged_cells.ranges.clear()  # each knows its first cell
        while page._cells:
            page._cells.popitem()


def _dated(content: bytes, made_at: datetime) -> bytes:
    """The same workbook with ``made_at`` wherever openpyxl wrote the clock: the same sheets give the same bytes."""
    said = f"{made_at.replace(tzinfo=None):%Y-%m-%dT%H:%M:%SZ}".encode()
    moment = made_at.timetuple()
    dated = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(dated, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>" + said + rb"\g<2>", part)
            info = ZipInfo(entry.filename, (max(moment[0], _ZIP_BEGINS), *moment[1:6]))
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, part)
    return dated.getvalue()


def _fill(book: "Workbook", sheet: WorkbookSheet) -> None:
    page = book.create_sheet(sheet.name)
    document = sheet.document
    width = len(document.columns)
    heading = "　".join(text for text in (document.marking, document.heading) if text)
    marks = [(text, _look(_HEI, _HEAD)) for text in (document.watermark, heading) if text]
    heads = [(text, _look(_SONG, _HEAD)) for text in document.head_lines]
    lines = [*marks, (document.title, _look(_HEI, _TITLE, "center")), *heads]
    for row, (text, look) in enumerate(lines, start=1):
        _across(page, row, width, text, look)
        page.row_dimensions[row].height = look["font"].size * _LEADING  # merged cells do not grow
    header = len(lines) + 1
    last = _table(page, header, sheet)
    _foot(page, last + 2, width, document)
    _set_up(page, document, header)


def _table(page: "Worksheet", first: int, sheet: WorkbookSheet) -> int:
    """Header, rows and a row across the table where another group begins; returns the last row."""
    from openpyxl.utils import get_column_letter

    columns = sheet.document.columns
    for place, column in enumerate(columns, start=1):
        _put(page.cell(first, place), column.title, {**_look(_HEI, _BODY, "center"), "border": _frame()})
        page.column_dimensions[get_column_letter(place)].width = column.width / _MM_PER_CHARACTER
    _grow(page, first, columns, [column.title for column in columns])
    looks = [{**_look(_SONG, _BODY, _side(column.align)), "border": _frame()} for column in columns]
    row, group = first, ""
    styles: dict[tuple[int, str], Any] = {}  # copied: openpyxl compares each it is given with all others
    for index, values in enumerate(sheet.cells):
        if sheet.document.group_of(index) != group:
            group, row = sheet.document.group_of(index), row + 1
            _group_row(page, row, len(columns), group)
        row += 1
        _grow(page, row, columns, values)
        for place, (value, look) in enumerate(zip(values, looks, strict=True), start=1):
            cell, like = page.cell(row, place), (place, _format(value))
            if like in styles:
                _put(cell, value, {"_style": copy(styles[like])})
            else:
                _put(cell, value, look)
                styles[like] = cell._style
    return row


def _grow(page: "Worksheet", row: int, columns: Sequence[TableColumn], values: Sequence[Value]) -> None:
    """Make a row as high as its longest text needs: not every program grows rows by itself when it opens a workbook."""
    lines = max(
        (
            sum(max(1, ceil(_breadth(line) / (column.width / _MM_PER_CHARACTER - _PADDING))) for line in lines)
            for column, value in zip(columns, values, strict=True)
            if isinstance(value, str)
            for lines in (value.split("\n"),)
        ),
        default=1,
    )
    if lines > 1:
        page.row_dimensions[row].height = _LINE * lines


def _breadth(text: str) -> int:
    """In digits; a Chinese character is as broad as two of them."""
    return sum(1 if letter.isascii() else 2 for letter in text)


def _group_row(page: "Worksheet", row: int, width: int, text: str) -> None:
    """A group's name across the table; every cell of the merged ones has its frame, or some edges stay open."""
    for place in range(1, width + 1):
        page.cell(row, place).border = _frame()
    _across(page, row, width, text, {**_look(_HEI, _BODY), "border": _frame()})


def _foot(page: "Worksheet", row: int, width: int, document: TableDocument) -> None:
    room = sum(column.width for column in document.columns) / _MM_PER_CHARACTER
    for row_of_note, note in enumerate(document.notes, start=row):
        _across(page, row_of_note, width, note, _look(_SONG, _BODY))
        page.row_dimensions[row_of_note].height = _LINE * ceil(len(note) * 2 / room)  # merged cells do not grow
    if document.foot_lines:
        gap = " " * max(4, int(room / len(document.foot_lines)) - 8)
        signed = row + len(document.notes) + 1
        _across(page, signed, width, gap.join(document.foot_lines), _look(_SONG, _HEAD))


def _set_up(page: "Worksheet", document: TableDocument, header: int) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.paperSize = _A4
    page.page_setup.orientation = "landscape" if document.orientation is Orientation.LANDSCAPE else "portrait"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.print_title_rows = f"{header}:{header}"
    page.freeze_panes = f"A{header + 1}"
    page.print_options.horizontalCentered = True
    margins = page.page_margins
    margins.left = margins.right = margins.top = margins.bottom = _MARGIN
    margins.header = margins.footer = _MARGIN / 2
    page.oddFooter.center.text = "第 &P 页 共 &N 页"
    if document.marking:
        page.oddHeader.right.text = document.marking
        page.oddHeader.right.size = 14
    if document.watermark:
        page.oddHeader.center.text = _clean(document.watermark)
        page.oddHeader.center.size = 14


def _across(page: "Worksheet", row: int, width: int, text: str, look: dict[str, Any]) -> None:
    _put(page.cell(row, 1), text, look)
    page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)


def _put(cell: Any, value: Value, look: dict[str, Any]) -> None:
    if isinstance(value, Formula):
        cell.value = value.text.format(row=cell.row)
    elif isinstance(value, str):
        cell.value = _clean(value)
        cell.data_type = "s"  # or a text beginning with = becomes a formula of whoever sent the ledger
    else:
        cell.value = value
    if "_style" not in look:
        cell.number_format = _format(value)
    for name, part in look.items():
        setattr(cell, name, part)


def _clean(text: str) -> str:
    """Without the signs that no workbook holds."""
    return _ILLEGAL.sub("", text)


def _format(value: Value) -> str:
    if isinstance(value, Formula):
        return value.number_format
    if isinstance(value, str):
        return _GENERAL
    if isinstance(value, date):
        return _DATE
    return _PERCENT if isinstance(value, Decimal) else _WHOLE


def _look(face: str, size: float, side: str = "left") -> dict[str, Any]:
    from openpyxl.styles import Alignment, Font

    return {
        "font": Font(name=face, size=size),
        "alignment": Alignment(horizontal=side, vertical="center", wrap_text=True),
    }


def _frame() -> Any:
    from openpyxl.styles import Border, Side

    line = Side(style="thin")
    return Border(left=line, right=line, top=line, bottom=line)


def _side(align: Align) -> str:
    return {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}[align]
