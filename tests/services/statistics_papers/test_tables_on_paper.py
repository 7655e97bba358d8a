"""The tables of a known month in a workbook and a PDF: every cell, every formula, every page."""

import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from app.bootstrap import OpenDesk
from app.services.documents.preview import text_of
from app.services.statistics_tables.paper import sheet_name
from tests.documents.test_golden_pages import differing
from tests.tools.golden_tables import CELLS, FOLDER, MARCH, cells_of, pages_of

_RATE = re.compile(
    r'=IFERROR\(IF\(COUNT\((\w+),(\w+)\)<2,"—",IF\(\2=0,"—",IF\(\2<10,\1&"/"&\2,ROUND\(\1/\2(\*100)?,2\)\)\)\),"—"\)'
)
_POINTS = re.compile(r'=IF\(COUNT\((\w+),(\w+)\)<2,"—",\1-\2\)')


def computed(sheet: Any, value: object) -> object:
    """What a formula comes to, from the cells it names; anything else is itself."""
    if not (isinstance(value, str) and value.startswith("=")):
        return value
    rate, points = _RATE.fullmatch(value), _POINTS.fullmatch(value)
    found = rate or points
    assert found is not None, value
    first, second = (computed(sheet, sheet[place].value) for place in found.groups()[:2])
    if not (isinstance(first, int | Decimal) and isinstance(second, int | Decimal)):
        return "—"
    if points:
        return first - second
    if second == 0:
        return "—"
    if second < 10:
        return f"{first}/{second}"
    times = Decimal(100) if rate is not None and rate[3] else Decimal(1)
    return (times * first / second).quantize(Decimal("0.01"), ROUND_HALF_UP)


def shown(value: object, number_format: str) -> str:
    """As Excel shows it in the formats there are."""
    if number_format.startswith("+"):
        return f"{value:+}" if isinstance(value, Decimal) else str(value)
    return f"{value}%" if isinstance(value, Decimal) and "%" in number_format else str(value)


def test_every_cell_of_the_workbook_holds_what_it_held(papers: tuple[Path, Path]) -> None:
    assert cells_of(papers[0]).splitlines() == (FOLDER / CELLS).read_text(encoding="utf-8").splitlines()


def test_every_formula_comes_to_what_the_pdf_says(desk: OpenDesk, papers: tuple[Path, Path]) -> None:
    book = load_workbook(papers[0])
    formulas = 0
    for table in desk.statistics_tables.tables(MARCH):
        if not table.is_known:
            continue
        sheet = book[sheet_name(table.title)]
        head = next(row for row in range(1, 12) if sheet.cell(row, 1).value == table.lead)
        lines = [(row, line) for row in table.rows for line in row.lines]
        lead = 2 if any(len(row.lines) > 1 for row in table.rows) else 1
        for place, (row, line) in enumerate(lines, head + 1):
            assert sheet.cell(place, 1).value == row.title
            cells = [sheet.cell(place, lead + 1 + column) for column in range(len(table.columns))]
            formulas += sum(str(cell.value).startswith("=") for cell in cells)
            found = [shown(computed(sheet, cell.value), cell.number_format) for cell in cells]
            assert found == [cell.shown for cell in line.cells], (table.title, row.title)
    assert formulas > 100


def test_every_sheet_is_set_up_to_be_printed_and_says_who_reports_and_signs(papers: tuple[Path, Path]) -> None:
    for sheet in load_workbook(papers[0]):
        head = next(row for row in range(1, 12) if sheet.cell(row, 1).border.left.style)
        assert (sheet.freeze_panes, sheet.print_title_rows) == (f"A{head + 1}", f"${head}:${head}")
        assert (sheet.page_setup.fitToWidth, int(sheet.page_setup.paperSize)) == (1, 9)
        texts = [str(cell.value or "") for row in sheet.iter_rows() for cell in row]
        assert texts[0] == "内部台账统计"
        for words in ("填报单位：青山县人民检察院", "统计期间：2026年3月", "截止时点：2026年3月31日"):
            assert words in texts
        broken = {cell.row: str(cell.value).count("\n") + 1 for row in sheet.iter_rows() for cell in row if cell.value}
        assert all(sheet.row_dimensions[row].height >= 15 * lines for row, lines in broken.items() if lines > 1)
        if sheet.title == "统计表口径":  # what is too long for its column has room, whichever program opens it
            longest = max(sheet["C"], key=lambda cell: len(str(cell.value or "")))
            assert sheet.row_dimensions[longest.row].height >= 30
        else:
            assert sheet.page_setup.orientation == "landscape"
            assert any(text.startswith("填表人：") and "日期：" in text for text in texts)


def test_every_page_looks_as_it_did(papers: tuple[Path, Path]) -> None:
    pages = dict(pages_of(papers[1]))
    assert {path.name for path in FOLDER.glob("*.png")} == set(pages)
    assert [name for name, page in pages.items() if differing(page, (FOLDER / name).read_bytes())] == []


def test_the_same_store_gives_the_same_bytes(desk: OpenDesk, papers: tuple[Path, Path], tmp_path: Path) -> None:
    again = desk.statistics_tables.write(MARCH, tmp_path / "再次")
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in papers]


def test_nobody_who_handled_a_case_is_named_on_the_papers(papers: tuple[Path, Path]) -> None:
    assert "承办0" not in text_of(papers[1].read_bytes())
    assert "承办0" not in cells_of(papers[0])
