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


def test_the_form_says_whose_it_is_for_when_and_what_for(
    ledger: Ledger, statistics: MonthlyStatistics, tmp_path: Path
) -> None:
    ledger.published_letters()
    _, pdf = statistics.write("2022-04", tmp_path / "统计")
    form = pages_of(pdf)[0]
    for said in (
        "内部台账统计",
        "填报单位：青山县人民检察院",
        "统计期间：2022年4月",
        "截止时点：2022年4月30日",
        "不得作为考核依据",
        "分母为0，另有无法判断3份",
    ):
        assert said in form


def test_the_figures_are_signed_once_at_their_end_with_the_state_they_were_counted_from(
    ledger: Ledger, statistics: MonthlyStatistics, tmp_path: Path
) -> None:
    ledger.published_letters()
    _, pdf = statistics.write("2022-04", tmp_path)
    report = statistics.month("2022-04")
    words = "".join(pages_of(pdf))
    for said in ("填表人：", "审核人：", "负责人：", f"共{report.audit_entries}条", report.audit_head[:16]):
        assert words.count(said) == 1
    assert words.index("检察建议办理统计表") < words.index("负责人：") < words.index("月度统计口径")


def test_the_form_is_one_page_and_the_breakdowns_of_a_small_month_share_the_next(
    ledger: Ledger, statistics: MonthlyStatistics, tmp_path: Path
) -> None:
    ledger.published_letters()
    _, pdf = statistics.write("2022-04", tmp_path)
    form, breakdowns, *meanings = pages_of(pdf)
    assert "整改到位" in form
    for title in ("检察建议结存统计表", "检察建议办理统计表", "负责人："):
        assert title in breakdowns
    assert "月度统计口径" in meanings[0]


def test_figures_of_unknown_dates_stand_on_the_form_only_where_there_are_any(
    ledger: Ledger, statistics: MonthlyStatistics, tmp_path: Path
) -> None:
    ledger.published_letters()
    _, pdf = statistics.write("2022-04", tmp_path)
    form = pages_of(pdf)[0]
    assert "回复日期不明5" in form
    assert "发出日期不明" not in form
    assert "日期不明的各项只在不为零时列出" in form
    assert "发出日期不明" in "".join(pages_of(pdf)[1:])


def test_a_rate_of_few_cases_says_that_it_is_numerator_over_denominator(
    ledger: Ledger, statistics: MonthlyStatistics, tmp_path: Path
) -> None:
    ledger.published_letters()
    workbook, pdf = statistics.write("2019-11", tmp_path)
    assert "按期率1/212分母不足10，只列分子/分母" in pages_of(pdf)[0]
    rows = {row[0].value: row for row in load_workbook(workbook)["月度统计"].iter_rows()}
    assert [cell.value for cell in rows["按期率"][1:]] == ["1/2", 1, 2, "分母不足10，只列分子/分母"]


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
    rows = {row[0].value: row for row in page.iter_rows()}
    assert [cell.value for cell in rows["按期率"][1:4]] == [50, 6, 12]
    assert rows["按期率"][1].number_format == '0.00"%"'
    assert rows["到期应回复"][1].value == 12
    assert book.sheetnames == ["月度统计", "监督事项", "检察建议结存", "检察建议办理", "统计口径"]
    for each in book:
        assert each.page_setup.paperSize == 9
        assert each.page_setup.fitToWidth == 1
        assert each.print_title_rows


def test_the_workbook_names_each_group_once_across_the_table(
    ledger: Ledger, statistics: MonthlyStatistics, tmp_path: Path
) -> None:
    ledger.published_letters()
    workbook, _ = statistics.write("2022-04", tmp_path)
    page = load_workbook(workbook)["月度统计"]
    first = [row[0].value for row in page.iter_rows()]
    assert (first.count("监督事项"), first.count("检察建议")) == (1, 1)
    assert f"A{first.index('检察建议') + 1}:E{first.index('检察建议') + 1}" in {str(each) for each in page.merged_cells}
    assert first.index("监督事项") < first.index("未结") < first.index("检察建议")


def test_the_same_month_of_the_same_store_gives_the_same_pdf(
    ledger: Ledger, statistics: MonthlyStatistics, tmp_path: Path
) -> None:
    ledger.published_letters()
    _, first = statistics.write("2022-04", tmp_path / "一")
    _, second = statistics.write("2022-04", tmp_path / "二")
    assert first.read_bytes() == second.read_bytes()


def test_papers_of_a_demonstration_bear_its_mark(ledger: Ledger, statistics: MonthlyStatistics, tmp_path: Path) -> None:
    ledger.becomes_a_demonstration()
    workbook, pdf = statistics.write("2026-04", tmp_path)
    assert all("演示数据" in words for words in pages_of(pdf))
    assert all("演示数据" in page["A1"].value for page in load_workbook(workbook))
