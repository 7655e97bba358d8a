"""The statement of one list on paper and as a workbook, and its block in the month's papers."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from app.models.database import Database
from app.models.review_terms import TriggerList
from app.services.documents.service import Documents
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.monthly_statistics.service import MonthlyStatistics
from app.services.review_statistics.period import ReviewPeriod
from app.services.review_statistics.service import ReviewStatistics

MARCH = ReviewPeriod.month("2026-03")
REVERSE, ANALYSIS = TriggerList


def words_of(pdf: bytes) -> list[str]:
    """The words of each page, without the spaces between cells."""
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def test_the_form_says_whose_it_is_for_when_and_who_signs(known: ReviewStatistics) -> None:
    words = "".join(words_of(known.draw(MARCH, REVERSE)))
    for said in (
        "内部台账统计",
        "2026年3月反向审视统计表",
        "填报单位：青山县人民检察院",
        "统计期间：2026年3月",
        "截止时点：2026年3月31日",
        "不得作为考核依据",
        "同期指2025年3月",
        "问题纠正率个141/4",
        "不能归入月份1",
    ):
        assert said in words
    for signed in ("填表人：", "审核人：", "负责人：", "日期：", "审计链："):
        assert words.count(signed) == 1


def test_each_list_has_a_form_of_its_own_with_every_figure_explained(known: ReviewStatistics) -> None:
    reverse, analysis = ("".join(words_of(known.draw(MARCH, each))) for each in TriggerList)
    assert "信访申诉总量" in reverse
    assert "信访申诉总量" not in analysis
    assert "2026年3月逐案分析·重点评查统计表" in analysis
    for figure in known.statement(MARCH).of(ANALYSIS):
        assert analysis.count("".join(figure.name.split())) >= 2
    assert "排名" not in (reverse + analysis).replace("不作排名", "")


def test_the_workbook_computes_rates_and_changes_from_its_counts(known: ReviewStatistics, tmp_path: Path) -> None:
    path = tmp_path / "统计.xlsx"
    known.write(MARCH, REVERSE, path)
    book = load_workbook(path)
    assert book.sheetnames == ["反向审视", "反向审视口径"]
    page = book["反向审视"]
    rows = {row[0].value: row for row in page.iter_rows()}
    rate, count = rows["问题纠正率"], rows["发现问题"]
    assert [cell.value for cell in rate[2:4]] == [1, 4]
    row = rate[0].row
    assert rate[4].value == f'=IF(D{row}=0,"—",IF(D{row}<10,C{row}&"/"&D{row},ROUND(C{row}/D{row}*100,2)))'
    assert rate[4].number_format == '0.00"%"'
    assert [cell.value for cell in count[2:6]] == [4, None, 4, 1]
    assert count[8].value == f"=C{count[0].row}-F{count[0].row}"
    assert page.freeze_panes == "A7"
    for each in book:
        assert (each.page_setup.paperSize, each.page_setup.fitToWidth) == (9, 1)
        assert each.print_title_rows


def test_a_file_of_another_kind_is_refused(known: ReviewStatistics, tmp_path: Path) -> None:
    with pytest.raises(DomainError, match="请改用其中一种文件名"):
        known.write(MARCH, REVERSE, tmp_path / "统计.docx")


def month_of(database: Database, known: ReviewStatistics) -> MonthlyStatistics:
    resources = Resources.shipped()
    clock = FixedClock(known._clock.now())
    return MonthlyStatistics(database, clock, resources, Documents(resources), known)


def test_the_month_carries_both_lists_as_blocks_of_their_own(
    known: ReviewStatistics, known_store: Database, tmp_path: Path
) -> None:
    workbook, pdf = month_of(known_store, known).write("2026-03", tmp_path)
    words = "".join(words_of(pdf.read_bytes()))
    for title in ("反向审视统计表", "逐案分析·重点评查统计表", "反向审视统计口径"):
        assert words.count(f"2026年3月{title}") == 1
    assert words.count("负责人：") == 3  # the month and each list are signed by themselves
    assert words.index("逐案分析·重点评查统计表") < words.rindex("负责人：") < words.index("月度统计口径")
    names = load_workbook(workbook).sheetnames
    assert names[-5:] == ["统计口径", "反向审视", "逐案分析·重点评查", "反向审视口径", "逐案分析·重点评查口径"]


def test_the_month_of_a_store_without_reviews_keeps_its_papers_as_they_were(
    database: Database, statistics: ReviewStatistics, tmp_path: Path
) -> None:
    workbook, _ = month_of(database, statistics).write("2026-03", tmp_path)
    assert load_workbook(workbook).sheetnames[-1] == "统计口径"


def test_the_months_figures_as_json_hold_those_of_both_lists_with_their_entry_numbers(
    known: ReviewStatistics, known_store: Database
) -> None:
    found = month_of(known_store, known).json("2026-03")
    figures = {figure["code"]: figure for figure in found["figures"]}
    rate = figures["reverse.corrected_rate"]
    assert (rate["n"], rate["d"], rate["value"], rate["list"]) == (1, 4, 25.0, "反向审视")
    assert rate["previous"] == {"n": 1, "d": 1}
    assert figures["analysis.concluded"]["records"] == ["FS2026-00008"]
    assert figures["suggestions.issued"]["n"] == 0
    for figure in figures.values():
        assert len(figure["records"]) == (figure["n"] if figure["d"] is None else figure["d"])
