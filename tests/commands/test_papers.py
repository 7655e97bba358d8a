"""document, sheet and month as outsiders use them: the files are opened and read."""

import hashlib
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from app.bootstrap import OpenDesk, Shop
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType, SuggestionKind
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.papers.rows import RecordKey
from app.services.suggestions.rows import IssueDraft, LetterDraft
from tests.commands.conftest import Command
from tests.services.reviewing import Reviewing

CLERK = Actor("张某")


def text_of(path: Path) -> str:
    """All text of a PDF, without the breaks of its lines."""
    return "".join(page.extract_text() for page in PdfReader(path).pages).replace("\n", "")


@pytest.mark.parametrize("kind", ["suggestion-letter", "检察建议书"])
def test_a_letter_without_its_official_number_says_that_it_is_a_draft(
    store: Command, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / "建议书.pdf"
    made = store("document", kind, "JY2026-00007", "--out", out)
    assert made.status == 0
    text = text_of(out)
    assert all(words in text for words in ("检察建议书", "文号待系统生成", "草稿", "某市人民政府", "强化监督职责"))
    assert "异议期限" in made.said  # the office forgot it, and the command names it


def test_a_letter_that_urges_knows_the_suggestion_and_asks_for_its_own_day(store: Command, tmp_path: Path) -> None:
    out = tmp_path / "督促函.pdf"
    made = store("document", "检察建议督促函", "JY2026-00007", "--out", out)
    assert all(label in made.said for label in ("督促的期限", "成文日期"))
    assert all(words in text_of(out) for words in ("检察建议督促函", "某市人民政府", "2019年9月11日", "第二十四条"))


def test_a_public_interest_suggestion_is_worded_with_its_own_eight_contents(store: Command, tmp_path: Path) -> None:
    out = tmp_path / "建议书.pdf"
    made = store("document", "检察建议书", "JY2026-00001", "--out", out)
    assert "公益受损的事实" in made.said
    assert "国家利益或者社会公共利益受到侵害的事实" in text_of(out)


def test_a_letter_is_written_as_a_word_document_too(store: Command, tmp_path: Path) -> None:
    out = tmp_path / "建议书.docx"
    made = store("document", "suggestion-letter", "JY2026-00007", "--out", out)
    assert made.status == 0
    assert "异议期限" in made.said
    text = "".join(paragraph.text for paragraph in Document(str(out)).paragraphs)
    assert all(words in text for words in ("检察建议书", "文号待系统生成", "某市人民政府", "强化监督职责"))


def test_the_documents_that_can_be_made_are_listed(store: Command) -> None:
    listed = store("document", "--kinds", "--json").json
    assert {"code": "suggestion-letter", "name": "检察建议书", "record": "suggestions"} in listed
    codes = [kind["code"] for kind in listed]
    assert "suggestion-letter-retrial" not in codes  # asked for as the letter; the record's kind chooses the wording
    assert len(codes) == len(set(codes))


def test_one_paper_serves_letters_and_matters(store: Command, resources: Resources, tmp_path: Path) -> None:
    store("import", "matters", resources.samples / "监督事项台账-公开案例.xlsx")
    for number, said in (("JY2026-00007", "某市人民政府"), ("SX2026-00001", "送达回证")):
        out = tmp_path / f"{number}.pdf"
        assert store("document", "送达回证", number, "--out", out).status == 0
        assert said in text_of(out)
    refused = store("document", "送达回证", "JY2026-00099", "--out", tmp_path / "x.pdf")
    assert "没有找到检察建议" in refused.refused


def test_a_register_of_the_office_needs_no_number(store: Command, tmp_path: Path) -> None:
    blank, log = tmp_path / "用印登记簿.pdf", tmp_path / "打印输出登记簿.pdf"
    assert store("document", "用印登记簿", "--out", blank).status == 0
    assert "用印登记簿" in text_of(blank)
    assert store("document", "打印输出登记簿", "--out", log).status == 0
    assert "用印登记簿" in text_of(log)  # what left a moment ago stands in the log
    assert "期限总览" in store("document", "期限预警表", "--out", tmp_path / "x.pdf").refused
    assert "要写明登记号或文号" in store("document", "检察建议书", "--out", tmp_path / "x.pdf").refused
    assert "只能生成 PDF" in store("document", "用印登记簿", "--out", tmp_path / "x.docx").refused


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("起诉书", "JY2026-00001", "--out", "x.pdf"), "没有文书"),
        (("检察建议书", "JY2026-00099", "--out", "x.pdf"), "没有找到检察建议"),
        (("检察建议书", "JY2026-00001", "--out", "x.txt"), "应以 .pdf 或 .docx 结尾"),
        (("检察建议书", "JY2026-00001"), "--out"),
    ],
)
def test_a_document_that_cannot_be_made_is_refused_in_a_sentence(
    store: Command, words: tuple[str, ...], sentence: str
) -> None:
    refused = store("document", *words)
    assert refused.status == 1
    assert sentence in refused.refused


def test_the_tracking_sheet_takes_the_letters_of_its_issue_dates(store: Command, tmp_path: Path) -> None:
    out = tmp_path / "跟踪表.pdf"
    assert store("sheet", "reply-tracking", "--from", "2019-01-01", "--to", "2019-12-31", "--out", out).status == 0
    text = text_of(out)
    assert all(unit in text for unit in ("某市财政局", "某市人民政府", "住房和城乡建设局"))
    assert "税务部门" not in text


def test_the_tracking_sheet_as_a_workbook_has_real_dates(store: Command, tmp_path: Path) -> None:
    out = tmp_path / "跟踪表.xlsx"
    assert store("sheet", "reply-tracking", "--addressee", "某市人民政府", "--out", out).status == 0
    cells = [
        cell.value for row in load_workbook(out).active.iter_rows() for cell in row if isinstance(cell.value, datetime)
    ]
    assert [f"{day:%Y-%m-%d}" for day in cells] == ["2019-09-11", "2019-09-11", "2019-11-11", "2019-11-14"]


def test_a_sheet_of_another_type_is_refused(store: Command, tmp_path: Path) -> None:
    refused = store("sheet", "reply-tracking", "--out", tmp_path / "跟踪表.doc")
    assert refused.status == 1
    assert not list(tmp_path.glob("跟踪表*"))


@pytest.mark.parametrize(
    ("period", "figures"),
    [
        ("2019-11", {"suggestions.due": (2, None), "suggestions.on_time_rate": (1, 2)}),
        ("2022-02", {"suggestions.issued": (3, None)}),
        (
            "2022-04",
            {"suggestions.due": (3, None), "suggestions.replied": (3, None), "suggestions.on_time_rate": (0, 0)},
        ),
    ],
)
def test_the_month_counts_the_published_ledger(
    store: Command, tmp_path: Path, period: str, figures: dict[str, tuple[int, int | None]]
) -> None:
    report = store("month", period, "--out", tmp_path / "月报", "--json").json
    assert report["period"] == period
    found = {figure["code"]: figure for figure in report["figures"]}
    assert figures == {code: (found[code]["n"], found[code]["d"]) for code in figures}
    suffixes = sorted(path.suffix for path in (tmp_path / "月报").iterdir())
    assert suffixes == [".pdf", ".xlsx"]


def test_what_cannot_be_judged_stands_outside_the_rate_and_is_named(store: Command, tmp_path: Path) -> None:
    report = store("month", "2022-04", "--out", tmp_path / "月报", "--json").json
    (rate,) = (figure for figure in report["figures"] if figure["code"] == "suggestions.on_time_rate")
    assert (rate["value"], rate["left_out"]) == (None, 3)
    assert rate["left_out_records"] == ["JY2026-00003", "JY2026-00004", "JY2026-00005"]


@pytest.mark.parametrize(
    ("period", "months", "name"),
    [
        ("2019", "2019-01..2019-12", "统计表-2019年"),
        ("2019-Q3", "2019-07..2019-09", "统计表-2019年第三季度"),
        ("2019-11..2020-02", "2019-11..2020-02", "统计表-2019年11月至2020年2月"),
    ],
)
def test_the_tables_of_a_year_a_quarter_or_any_months_are_written(
    store: Command, tmp_path: Path, period: str, months: str, name: str
) -> None:
    report = store("month", period, "--out", tmp_path / "统计", "--json").json
    assert report["period"] == months
    assert {path.name for path in (tmp_path / "统计").iterdir()} == {f"{name}.xlsx", f"{name}.pdf"}
    found = {figure["code"]: figure for figure in report["figures"]}
    issued = found["suggestions.total.issued"]
    assert (issued["d"], issued["value"], len(issued["records"])) == (None, issued["n"], issued["n"])


def test_the_tables_of_a_month_are_among_its_figures_and_sheets(store: Command, tmp_path: Path) -> None:
    report = store("month", "2022-04", "--out", tmp_path, "--json").json
    codes = {figure["code"] for figure in report["figures"]}
    assert {"suggestions.issued", "suggestions.total.issued", "matters.total.received"} <= codes
    sheets = load_workbook(tmp_path / "月度统计-2022-04.xlsx").sheetnames
    assert {"月度统计", "检察建议统计表", "监督事项统计表", "统计表口径"} <= set(sheets)


@pytest.mark.parametrize("period", ["2022-13", "2022-Q5", "22", "2022-04..2022-01"])
def test_what_is_no_period_is_refused_with_what_to_write(store: Command, tmp_path: Path, period: str) -> None:
    refused = store("month", period, "--out", tmp_path)
    assert refused.status == 2
    assert "2026-01..2026-11" in refused.refused


def test_a_month_that_has_not_begun_is_refused(store: Command, tmp_path: Path) -> None:
    assert store("month", "2027-01", "--out", tmp_path / "月报").status == 1


def test_a_folder_that_cannot_be_made_is_one_sentence(store: Command, tmp_path: Path) -> None:
    (tmp_path / "月报").write_text("a file stands where the folder should be", encoding="utf-8")
    refused = store("month", "2022-04", "--out", tmp_path / "月报")
    assert refused.status == 1
    assert "建不了" in refused.refused


def test_a_registered_letter_is_recognised_and_a_changed_one_refused(
    store: Command, store_path: Path, tmp_path: Path, clock: FixedClock, resources: Resources
) -> None:
    desk = Shop(clock, resources).open(store_path)
    texts = dict.fromkeys(("case_source", "facts", "problem", "proposal", "basis"), "经查，河道淤塞。")
    said = LetterDraft(SuggestionKind.OTHER, "某县水利局", objection_period="十五日", reply_period="两个月", **texts)  # type: ignore[arg-type]  # texts only
    key = RecordKey(RecordType.SUGGESTION, desk.suggestions.draft(CLERK, said).id)
    draft = IssueDraft("某检建〔2026〕9号", PartialDate("2026-11-20"))
    desk.papers.issuing.issue(CLERK, key, "suggestion-letter", draft)
    frozen = desk.papers.frozen("suggestion-letter", key)
    desk.close()
    assert frozen is not None
    out = tmp_path / "建议书.pdf"
    assert store("document", "检察建议书", "某检建〔2026〕9号", "--out", out).status == 0
    assert hashlib.sha256(out.read_bytes()).hexdigest() == frozen.sha256
    told = store("document", "--verify", out)
    assert (told.status, "逐字节相同" in told.said) == (0, True)
    found = store("document", "--verify", frozen.check_code, "--json").json
    assert (found["ok"], found["document"]["number"], found["document"]["state"]) == (
        True,
        "某检建〔2026〕9号",
        "已登记",
    )
    out.write_bytes(out.read_bytes() + b" ")
    changed = store("document", "--verify", out)
    assert (changed.status, changed.said) == (1, "")
    assert "不是登记时的那个文件" in changed.refused
    unknown = store("document", "--verify", "0000 0000 0000 0000", "--json")
    assert (unknown.status, unknown.json["ok"], unknown.json["document"]) == (1, False, None)
    assert store("document", "--verify", "123").status == 1
    assert "读不了" in store("document", "--verify", tmp_path / "没有.pdf").refused


def test_every_export_is_noted_in_the_log(
    store: Command, store_path: Path, tmp_path: Path, clock: FixedClock, resources: Resources
) -> None:
    store("document", "检察建议书", "JY2026-00007", "--out", tmp_path / "a.pdf")
    store("sheet", "reply-tracking", "--out", tmp_path / "b.xlsx")
    store("month", "2022-04", "--out", tmp_path / "c")
    desk = Shop(clock, resources).open(store_path)
    lines = [(line.who, line.kind, Path(line.target).suffix) for line in reversed(desk.papers.log.lines())]
    desk.close()
    assert lines[:2] == [("命令行", "suggestion-letter", ".pdf"), ("命令行", "reply-tracking", ".xlsx")]
    assert sorted(lines[2:]) == [("命令行", "month", ".pdf"), ("命令行", "month", ".xlsx")]


def test_a_batch_whose_letter_was_exported_can_still_be_taken_back(store: Command, tmp_path: Path) -> None:
    store("document", "检察建议书", "JY2026-00007", "--out", tmp_path / "a.pdf")
    assert store("undo-import", "1").status == 0


def test_the_papers_of_a_review_are_made_by_its_entry_number(
    store: Command, store_path: Path, clock: FixedClock, resources: Resources, tmp_path: Path
) -> None:
    kinds = {kind["code"]: kind["record"] for kind in store("document", "--kinds", "--json").json}
    assert kinds["case-review-report"] == kinds["reverse-review-reminder"] == "reverse-reviews"
    database = Database(store_path)
    reviewing = Reviewing(OpenDesk(database, clock, resources), database, Actor("张某"))
    key = reviewing.review(reviewing.case(), course="调阅案卷。")
    reviewing.finding(key, "第五日才告知委托辩护人的权利")
    reviewing.desk.close()
    for name in ("报告.pdf", "报告.docx"):
        assert store("document", "个案审视报告", "FS2026-00001", "--out", tmp_path / name).status == 0
    assert "第五日才告知" in text_of(tmp_path / "报告.pdf")
    assert any(
        "第五日才告知" in cell.text
        for table in Document(str(tmp_path / "报告.docx")).tables
        for row in table.rows
        for cell in row.cells
    )
    assert "FS2026-00009" in store("document", "个案审视报告", "FS2026-00009", "--out", tmp_path / "x.pdf").refused
    refused = store("document", "听取当事检察官意见记录", "FS2026-00001", "--out", tmp_path / "x.pdf")
    assert refused.status == 1
    assert "只有当事检察官" in refused.refused


@pytest.mark.parametrize(("name", "has_pages"), [("建议书.pdf", True), ("建议书.docx", False)])
def test_a_document_says_as_json_what_it_wrote(store: Command, tmp_path: Path, name: str, has_pages: bool) -> None:
    out = tmp_path / name
    made = store("document", "检察建议书", "JY2026-00007", "--out", out, "--json").json
    assert made["file"] == str(out)
    assert (made["pages"] is not None) is has_pages
    assert "异议期限" in made["missing"]


def test_a_range_of_dates_the_wrong_way_round_makes_no_sheet(store: Command, tmp_path: Path) -> None:
    out = tmp_path / "跟踪表.pdf"
    refused = store("sheet", "reply-tracking", "--from", "2019-12-31", "--to", "2019-01-01", "--out", out)
    assert (refused.status, refused.refused.count("\n")) == (1, 1)
    assert "起止颠倒" in refused.refused
    assert not out.exists()


def test_a_file_name_too_long_is_one_sentence(store: Command, tmp_path: Path) -> None:
    refused = store("document", "检察建议书", "JY2026-00007", "--out", tmp_path / f"{'长' * 200}.pdf")
    assert (refused.status, refused.refused.count("\n")) == (1, 1)
    assert "文件名太长" in refused.refused
