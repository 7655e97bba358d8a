"""Tables with months or quarters as columns, laid out as one number a row, each with the row number it stands in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from unicodedata import normalize

from app.models.dates import PartialDate
from app.services.base_data.periods import Months, read_months
from app.services.foundation.errors import DomainError
from app.services.importing.header import SEARCHED_ROWS
from app.services.importing.parsing import UnreadableDate, as_text
from app.services.importing.rows import Finding
from app.services.importing.tables import Cell, Row, Sheet
from app.services.importing.vocabulary import Ledger

_MONTH = re.compile(r"(?:(\d{4})年)?(\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?")
_QUARTER = re.compile(r"(?:(\d{4})年?)?第?([一二三四1-4])季度?|(?:(\d{4})年?)?[Qq]([1-4])")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年?(?!\d)")
_NUMBERS = {
    words: place
    for place, words in enumerate(["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"], start=1)
}
_KEPT = frozenset({"unit", "department", "origin", "remarks"})
_ITEM = ("item", "indicator")
_YEAR_HEADS = frozenset({"年", "年份", "年度"})
_FEWEST = 2  # period columns; one alone is a table of one number a row


@dataclass(frozen=True)
class _Span:
    """What a head says: the months of a year that may stand elsewhere."""

    first: int
    last: int
    year: str = ""


@dataclass(frozen=True)
class _Layout:
    """The header of a wide table: its row, the column of the item, those kept, and the months of the others."""

    place: int
    item: int
    kept: tuple[int, ...]
    year_column: int | None
    spans: dict[int, _Span]
    left_out: tuple[str, ...]


def unfolded(sheet: Sheet, ledger: Ledger, file_name: str) -> tuple[Sheet, tuple[Finding, ...]]:
    """The sheet as one number a row where its heads are months or quarters; any other as it is.

    Raises DomainError where nothing says of which year the months are.
    """
    layout = _layout(sheet, ledger)
    if layout is None:
        return sheet, ()
    spans = _with_years(sheet, layout, file_name)
    head = sheet.rows[layout.place]
    heads = ("项目", *(head.cells[column] for column in layout.kept), "期间", "数值")
    rows = [*sheet.rows[: layout.place], Row(head.number, heads)]
    for row in sheet.rows[layout.place + 1 :]:
        rows += _numbers(sheet, row, replace(layout, spans=spans), ledger)
    left_out = tuple(
        Finding(sheet.name, head.number, words, f"第{head.number}行的“{words}”列不是某个月或某个季度，没有读取。")
        for words in layout.left_out
    )
    return replace(sheet, rows=tuple(rows), faults={}), left_out


def _layout(sheet: Sheet, ledger: Ledger) -> _Layout | None:
    for place, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        spans = {column: span for column, cell in enumerate(row.cells) if (span := _span(cell)) is not None}
        fields = {column: field.name for column, cell in _heads(row) if (field := ledger.field_of(cell)) is not None}
        item = next((column for name in _ITEM for column, field in fields.items() if field == name), None)
        if item is None or len(spans) < _FEWEST or {"period", "count"} & set(fields.values()):
            continue
        kept = tuple(column for column, name in fields.items() if name in _KEPT)
        year = next((column for column, cell in _heads(row) if cell in _YEAR_HEADS), None)
        known = {item, *kept, *spans, *([year] if year is not None else [])}
        known |= {column for column, name in fields.items() if name == "sequence"}
        left_out = tuple(cell for column, cell in _heads(row) if column not in known and cell not in _PLAIN)
        return _Layout(place, item, kept, year, spans, left_out)
    return None


_PLAIN = frozenset({"单位", "计量单位", "领域", "类别"})  # say what an item is; the library knows that itself


def _heads(row: Row) -> Iterator[tuple[int, str]]:
    return ((column, text) for column, cell in enumerate(row.cells) if (text := as_text(cell)))


def _span(cell: Cell) -> _Span | None:
    if isinstance(cell, date):  # a month typed into Excel is a day to it
        return _Span(cell.month, cell.month, f"{cell.year:04d}")
    text = "".join(normalize("NFKC", cell.text if isinstance(cell, PartialDate) else as_text(cell)).split())
    if match := _MONTH.fullmatch(text):
        month = _NUMBERS.get(match[2]) or (int(match[2]) if match[2].isdigit() else 0)
        return _Span(month, month, match[1] or "") if 1 <= month <= 12 else None
    if match := _QUARTER.fullmatch(text):
        said = match[2] or match[4]
        last = (_NUMBERS.get(said) or int(said)) * 3
        return _Span(last - 2, last, match[1] or match[3] or "")
    return _span_of_period(text)


def _span_of_period(text: str) -> _Span | None:
    """2026-01, 2026/1: a month or a quarter, no longer range."""
    if not text[:4].isdigit():
        return None
    try:
        months = read_months(text)
    except UnreadableDate:
        return None
    first, last = int(months.first[5:]), int(months.last[5:])
    is_one = months.first[:4] == months.last[:4] and (last == first or (last == first + 2 and last % 3 == 0))
    return _Span(first, last, months.first[:4]) if is_one else None


def _with_years(sheet: Sheet, layout: _Layout, file_name: str) -> dict[int, _Span]:
    """Each column's months with their year; a year column says it row by row."""
    if layout.year_column is not None:
        return layout.spans
    above = sheet.rows[layout.place - 1].cells if layout.place else ()
    titles = [as_text(cell) for row in sheet.rows[: layout.place] for cell in row.cells]
    whole = _only_year(titles) or _only_year([sheet.name]) or _only_year([file_name])
    found = {}
    for column, span in layout.spans.items():
        year = span.year or _year_above(above, column) or whole
        if not year:
            words = as_text(sheet.rows[layout.place].cells[column])
            raise DomainError(
                f"工作表“{sheet.name}”的表头写的是“{words}”，标题和表头都没有写明（或者写了几个）年份，没有读取。"
                "请在标题或表头写明是哪一年，例如“2026年1月”。"
            )
        found[column] = replace(span, year=year)
    return found


def _year_above(above: Sequence[Cell], column: int) -> str:
    """The year in the row above, at the column or left of it: a head merged over its months."""
    for cell in reversed(above[: column + 1]):
        years = _YEAR.findall(as_text(cell))
        if len(years) == 1:
            return str(years[0])
        if as_text(cell):
            return ""
    return ""


def _only_year(texts: Sequence[str]) -> str:
    """The one year some texts speak of; empty where they speak of none, or of several."""
    years = {year for text in texts for year in _YEAR.findall(normalize("NFKC", text))}
    return str(years.pop()) if len(years) == 1 else ""


def _numbers(sheet: Sheet, row: Row, layout: _Layout, ledger: Ledger) -> Iterator[Row]:
    cells = dict(enumerate(row.cells))
    kept = tuple(cells.get(column, "") for column in (layout.item, *layout.kept))
    numbers = [(column, sheet.faults.get((row.number, column)) or cells.get(column, "")) for column in layout.spans]
    filled = [(column, cell) for column, cell in numbers if as_text(cell) not in ("", *ledger.common["empty"])]
    # A row without its item and a total are told apart where all rows are: once, not number by number.
    if not filled or as_text(kept[0]) in ledger.common["total"]:
        yield Row(row.number, (*kept, "", ""))
        return
    for column, cell in filled:
        yield Row(row.number, (*kept, _period(layout.spans[column], row, layout), cell))


def _period(span: _Span, row: Row, layout: _Layout) -> str:
    year = span.year
    if not year and layout.year_column is not None and layout.year_column < len(row.cells):
        year = _only_year([as_text(row.cells[layout.year_column])]) or as_text(row.cells[layout.year_column])
    first, last = Months(f"{year}-{span.first:02}", f"{year}-{span.last:02}")
    return first if first == last else f"{first}至{last}"
