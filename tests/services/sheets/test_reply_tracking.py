"""The reply-tracking sheet: which letters are on it, what it says of each, and how it is printed."""

import gc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from pypdf import PdfReader

from app.services.lists.listing import ListQuery
from app.services.lists.store_listing import UnknownColumn
from app.services.sheets.reply_tracking import TrackedLetter
from app.services.sheets.service import Sheets, UnknownSheetFormat
from tests.services.monthly_statistics.ledger import Ledger

TODAY = date(2026, 11, 22)


def tracked(sheets: Sheets, query: ListQuery) -> dict[str, TrackedLetter]:
    """The letters on the sheet by addressee."""
    return {str(each.cells["addressee"]): each for each in sheets.tracking(query).letters}


def text_of(path: Path) -> str:
    """The words of a PDF, without the spaces between cells."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(path.read_bytes())).pages)


@pytest.fixture
def rounds() -> Iterator[list[int]]:
    """The generations Python's collector has gone through since, which it does after every fifty objects."""
    seen: list[int] = []

    def note(phase: str, about: dict[str, int]) -> None:
        if phase == "start":
            seen.append(about["generation"])

    usual = gc.get_threshold()
    gc.set_threshold(50, 2, 2)
    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)
    gc.set_threshold(*usual)


def test_the_published_letters_stand_on_the_sheet_with_their_counts(ledger: Ledger, sheets: Sheets) -> None:
    ledger.published_letters()
    sheet = sheets.tracking(ListQuery(TODAY))
    assert sheet.counts == (
        "共 12 份：已回复 12 份（其中逾期回复 1 份），未回复 0 份（其中已逾期 0 份）；是否按期无法判断 8 份。"
    )
    assert tracked(sheets, ListQuery(TODAY))["某市人民政府"].timeliness == "逾期3天"
    assert sheet.letters[0].cells["issued_on"] == "2017-04-18"
    assert sheet.scope == "全部已制发的检察建议"


def test_a_later_reply_does_not_count_on_an_earlier_day(ledger: Ledger, sheets: Sheets) -> None:
    ledger.letter(issued="2019-09-11", received="2019-09-11", due="2019-11-11", replied="2019-11-14")
    (before,) = sheets.tracking(ListQuery(date(2019, 11, 13))).letters
    assert (before.timeliness, before.cells["replied_on"]) == ("逾期2天未回复", None)


def test_drafts_and_letters_issued_later_are_not_tracked(ledger: Ledger, sheets: Sheets) -> None:
    ledger.letter(step="draft", addressee="县教育局")
    ledger.letter(issued="2026-12-01", addressee="县财政局")
    ledger.letter(issued="2026-10-01", addressee="县水利局")
    assert list(tracked(sheets, ListQuery(TODAY))) == ["县水利局"]


def test_the_range_of_issue_dates_includes_both_ends(ledger: Ledger, sheets: Sheets) -> None:
    for day in ("2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01"):
        ledger.letter(issued=day, addressee=day)
    query = ListQuery(TODAY, issued_from="2026-02-01", issued_to="2026-02-28", where=(("kind", "公益诉讼"),))
    assert list(tracked(sheets, query)) == ["2026-02-01", "2026-02-28"]
    assert sheets.tracking(query).scope == "发出日期 2026-02-01 至 2026-02-28；类型：公益诉讼"


def test_a_period_may_be_told_in_months_or_years(ledger: Ledger, sheets: Sheets) -> None:
    for day in ("2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01"):
        ledger.letter(issued=day, addressee=day)
    february = ListQuery(TODAY, issued_from="2026-02", issued_to="2026-02")
    assert list(tracked(sheets, february)) == ["2026-02-01", "2026-02-28"]
    assert len(tracked(sheets, ListQuery(TODAY, issued_from="2026", issued_to="2026"))) == 4


def test_the_head_says_filter_count_and_day(ledger: Ledger, sheets: Sheets) -> None:
    ledger.letter(issued="2026-02-01", addressee="县水利局")
    query = ListQuery(TODAY, where=(("addressee", "县水利局"), ("state", "待回复")), issued_from="2026-02")
    heads = sheets.tracking(query).table().head_lines
    assert heads[1:] == (
        "范围：发出日期 2026-02 以后（含）；被建议单位：县水利局；状态：待回复",
        "截止日期：2026年11月22日，共 1 份",
    )


def test_a_due_date_counted_from_issue_is_marked_and_explained(ledger: Ledger, sheets: Sheets, tmp_path: Path) -> None:
    ledger.letter(issued="2026-08-03", due="2026-10-09", replied="2026-09-30")
    assert sheets.reply_tracking(ListQuery(TODAY), tmp_path / "表.pdf") == 1
    words = text_of(tmp_path / "表.pdf")
    assert "2026-10-09*" in words
    assert "自发出之日起算" in words
    for said in ("填报单位：青山县人民检察院", "截止日期：2026年11月22日", "填表人：", "审核人：", "负责人："):
        assert said in words


def test_the_mark_of_a_due_date_counted_from_issue_stands_on_its_line(
    ledger: Ledger, sheets: Sheets, tmp_path: Path
) -> None:
    ledger.letter(issued="2026-08-03", due="2026-10-09", replied="2026-09-30")
    sheets.reply_tracking(ListQuery(TODAY), tmp_path / "表.pdf")
    (page,) = PdfReader(BytesIO((tmp_path / "表.pdf").read_bytes())).pages
    assert "2026-10-09*" in page.extract_text()  # on a line of its own it would come after a space


def test_the_head_of_the_table_is_repeated_on_every_page(ledger: Ledger, sheets: Sheets, tmp_path: Path) -> None:
    ledger.letters([{"issued": "2026-08-03", "addressee": f"第{number}乡人民政府"} for number in range(60)])
    sheets.reply_tracking(ListQuery(TODAY), tmp_path / "表.pdf")
    pages = PdfReader(BytesIO((tmp_path / "表.pdf").read_bytes())).pages
    assert len(pages) > 1
    assert all("被建议单位" in page.extract_text() for page in pages)
    assert all(page.mediabox.width > page.mediabox.height for page in pages)


@pytest.mark.parametrize("count", [18, 19, 20, 40])
def test_counts_and_signatures_stand_on_the_last_page_below_letters(
    ledger: Ledger, sheets: Sheets, tmp_path: Path, count: int
) -> None:
    ledger.letters([{"issued": "2026-08-03", "addressee": f"第{number}乡人民政府"} for number in range(count)])
    sheets.reply_tracking(ListQuery(TODAY), tmp_path / "表.pdf")
    pages = [
        "".join(page.extract_text().split()) for page in PdfReader(BytesIO((tmp_path / "表.pdf").read_bytes())).pages
    ]
    for said in (f"共{count}份：", "负责人："):
        assert [said in page for page in pages] == [False] * (len(pages) - 1) + [True]
    assert pages[-1].count("乡人民政府") >= 3


def test_a_long_addressee_goes_over_several_lines_and_a_full_number_stays_on_one(
    ledger: Ledger, sheets: Sheets, tmp_path: Path
) -> None:
    ledger.letter(
        issued="2026-08-03", number="青检行公建〔2026〕117号", addressee="青山县农业农村和水利水务发展服务中心" * 2
    )
    sheets.reply_tracking(ListQuery(TODAY), tmp_path / "表.pdf")
    text = PdfReader(BytesIO((tmp_path / "表.pdf").read_bytes())).pages[0].extract_text()
    assert any("〔2026〕117号" in "".join(line.split()) for line in text.splitlines())
    assert "青山县农业农村和水利水务发展服务中心" * 2 not in text.replace(" ", "")
    assert "发展服务中心" in "".join(text.split())


def test_a_demonstration_cannot_pass_for_the_office_s_own_sheet(ledger: Ledger, sheets: Sheets, tmp_path: Path) -> None:
    ledger.becomes_a_demonstration()
    ledger.letter(issued="2026-08-03")
    sheets.reply_tracking(ListQuery(TODAY), tmp_path / "表.pdf")
    sheets.reply_tracking(ListQuery(TODAY), tmp_path / "表.xlsx")
    page = load_workbook(tmp_path / "表.xlsx").active
    assert "演示数据" in text_of(tmp_path / "表.pdf")
    assert "演示数据" in str(page["A1"].value)
    assert "演示数据" in page.oddHeader.center.text


def test_the_workbook_holds_real_dates_where_the_day_is_known(ledger: Ledger, sheets: Sheets, tmp_path: Path) -> None:
    ledger.letter(issued="2022-02-11", due="2022-04-11", replied="2022-04", addressee="=1+1")
    sheets.reply_tracking(ListQuery(TODAY), tmp_path / "表.XLSX")
    page = load_workbook(tmp_path / "表.XLSX").active
    header = next(row[0].row for row in page.iter_rows() if row[0].value == "序号")
    row = {page.cell(header, place).value: page.cell(header + 1, place) for place in range(1, 14)}
    assert row["发出日期"].value == datetime(2022, 2, 11)  # noqa: DTZ001 - cells know no time zone
    assert row["发出日期"].number_format == "yyyy-mm-dd"
    assert row["回复日期"].value == "2022-04"
    assert (row["起算"].value, row["是否按期/逾期天数"].value) == ("自发出", "无法判断")
    assert (row["被建议单位"].value, row["被建议单位"].data_type) == ("=1+1", "s")


def test_the_workbook_prints_on_landscape_a4_with_repeated_heads(
    ledger: Ledger, sheets: Sheets, tmp_path: Path
) -> None:
    ledger.letter(issued="2022-02-11")
    sheets.reply_tracking(ListQuery(TODAY), tmp_path / "表.xlsx")
    page = load_workbook(tmp_path / "表.xlsx").active
    header = next(row[0].row for row in page.iter_rows() if row[0].value == "序号")
    assert page.print_title_rows == f"${header}:${header}"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage


def test_another_file_type_or_column_is_refused_in_words_and_nothing_is_written(sheets: Sheets, tmp_path: Path) -> None:
    with pytest.raises(UnknownSheetFormat, match=r"可以存为 \.pdf 或 \.xlsx"):
        sheets.reply_tracking(ListQuery(TODAY), tmp_path / "表.docx")
    with pytest.raises(UnknownColumn, match="没有“颜色”这一列"):
        sheets.reply_tracking(ListQuery(TODAY, where=(("颜色", "红"),)), tmp_path / "表.pdf")
    assert list(tmp_path.glob("表*")) == []


def test_the_columns_are_those_of_the_template_in_its_order(ledger: Ledger, sheets: Sheets) -> None:
    ledger.letter(issued="2026-10-01", addressee="县水利局")
    sheet = sheets.tracking(ListQuery(TODAY))
    spec = replace(
        sheet.spec,
        titles=("单位", "发出", "届满", "本院加的一列"),
        keys=("addressee", "issued_on", "due_on", "added"),
        shares=(40.0, 20.0, 20.0, 20.0),
        aligns=sheet.spec.aligns[:4],
    )
    own = replace(sheet, spec=spec)
    assert [column.title for column in own.table().columns] == ["单位", "发出", "届满", "本院加的一列"]
    assert own.table().rows[0][:2] == ("县水利局", "2026-10-01")
    assert own.table().rows[0][3] == ""
    assert [column.title for column in own.sheet().document.columns] == ["单位", "发出", "届满", "起算", "本院加的一列"]
    assert own.sheet().cells[0][:2] == ("县水利局", date(2026, 10, 1))


@pytest.mark.parametrize("name", ["跟踪表.pdf", "跟踪表.xlsx"])
def test_the_collector_rests_while_a_sheet_is_made(
    ledger: Ledger, sheets: Sheets, rounds: list[int], tmp_path: Path, name: str
) -> None:
    ledger.published_letters()
    sheets.reply_tracking(ListQuery(TODAY), tmp_path / name)  # what is imported and read once
    rounds.clear()
    sheets.reply_tracking(ListQuery(TODAY), tmp_path / name)
    assert len(rounds) < 20  # before and after it; hundreds while the letters are laid out
    assert gc.isenabled()


def test_a_workbook_leaves_no_cells_for_the_collector(ledger: Ledger, sheets: Sheets, tmp_path: Path) -> None:
    ledger.published_letters()
    gc.collect()
    gc.disable()
    try:
        sheets.reply_tracking(ListQuery(TODAY), tmp_path / "跟踪表.xlsx")
        left = [each for each in gc.get_objects() if isinstance(each, Cell)]
    finally:
        gc.enable()
    assert left == []
