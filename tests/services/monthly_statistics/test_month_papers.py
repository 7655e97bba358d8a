"""The month's workbook and PDF: what stands on them and how they are printed."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from pypdf import PdfReader

from app.services.monthly_statistics.service import MonthlyStatistics
from tests.services.monthly_statistics.ledger import Ledger


def pages_of(path: Path) -> list[str]:
    """The words of each page, without the spaces between cells."""
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(path.read_bytes())).pages]


def test_the_form_says_whose_it_is_for_when_and_from_which_state_and_has_room_to_sign(
    ledger: Ledger, statistics: MonthlyStatistics, tmp_path: Path
) -> None:
    ledger.published_letters()
    _, pdf = statistics.write("2022-04", tmp_path / "统计")
    form = pages_of(pdf)[0]
    report = statistics.month("2022-04")
    for said in (
        "内部台账统计",
        "填报单位：青山县人民检察院",
        "统计期间：2022年4月",
        "截止时点：2022年4月30日",
        "填表人：",
        "审核人：",
        "负责人：",
        "分母为0，另有无法判断3份",
        f"共{report.audit_entries}条",
        report.audit_head[:16],
    ):
        assert said in form


def test_every_figure_is_explained_and_nothing_is_ranked(
    ledger: Ledger, statistics: MonthlyStatistics, tmp_path: Path
) -> None:
    _, pdf = statistics.write("2022-04", tmp_path)
    words = "".join(pages_of(pdf))
    for figure in statistics.month("2022-04").figures:
        assert figure.name in words
        assert figure.definition
    assert "排名" not in words.replace("不作排名", "")


def test_the_workbook_has_numbers_and_prints_on_a4_with_repeated_heads(
    ledger: Ledger, statistics: MonthlyStatistics, tmp_path: Path
) -> None:
    ledger.letters(
        [{"issued": "2026-02-10", "due": "2026-04-10", "replied": f"2026-04-{day:02d}"} for day in range(5, 17)]
    )
    path, _ = statistics.write("2026-04", tmp_path)
    book = load_workbook(path)
    page = book["月度统计"]
    rows = {row[1].value: row for row in page.iter_rows() if row[0].value == "检察建议"}
    assert [cell.value for cell in rows["按期率"][2:5]] == [50, 6, 12]
    assert rows["按期率"][2].number_format == '0.00"%"'
    assert rows["到期应回复"][2].value == 12
    assert book.sheetnames == ["月度统计", "监督事项", "检察建议结存", "检察建议办理", "统计口径"]
    for each in book:
        assert each.page_setup.paperSize == 9
        assert each.page_setup.fitToWidth == 1
        assert each.print_title_rows


def test_papers_of_a_demonstration_bear_its_mark(ledger: Ledger, statistics: MonthlyStatistics, tmp_path: Path) -> None:
    ledger.becomes_a_demonstration()
    workbook, pdf = statistics.write("2026-04", tmp_path)
    assert all("演示数据" in words for words in pages_of(pdf))
    assert all("演示数据" in page["A1"].value for page in load_workbook(workbook))
