"""Papers of a reverse review say what the review knows, and name a handler only to those who may see the name."""

from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.reverse_review import ReviewReport
from app.models.review_terms import (
    FindingObjectionOutcome,
    FindingVerdict,
    ReviewKind,
    ReviewReportKind,
    TriggerList,
    VerificationOutcome,
)
from app.services.documents.facts import RenderedDocument
from app.services.documents.preview import text_of
from app.services.foundation.errors import DomainError
from app.services.foundation.progress import Unwatched
from app.services.lists.listing import ListQuery
from app.services.papers.batches import BatchWish
from app.services.papers.rows import RecordKey, TypedPaper
from app.services.reverse_reviews.intentions import OPEN
from app.services.review_analysis.report_figures import ReportFigure
from app.services.review_papers.codes import paper_of_result
from app.services.review_papers.facts import NAMING
from app.services.review_papers.service import NamesHandler
from app.services.suggestions.rows import IssueDraft
from tests.services.reviewing import HANDLER, POLICE, Reviewing

CASE_REPORT, EVALUATION, HEARING = "case-review-report", "case-evaluation-report", "handler-hearing-record"
REMINDER, THEMATIC, ANNUAL = "reverse-review-reminder", "thematic-review-report", "annual-review-report"
LEADER, STRANGER = Actor("郑某"), Actor("钱某")


@pytest.fixture
def reviewing(desk: OpenDesk, database: Database, actor: Actor) -> Reviewing:
    """An office with a leader, where somebody reviews."""
    desk.offices.add_person(actor, "郑某", "副检察长")
    desk.offices.add_person(actor, "钱某", "检察官")
    return Reviewing(desk, database, actor)


def codes(desk: OpenDesk, key: RecordKey, reader: Actor | None = None) -> list[str]:
    return [template.asked_as for template in desk.papers.offered(key, reader)]


def test_a_report_keeps_the_offices_own_problems_apart_from_those_of_others(reviewing: Reviewing) -> None:
    key = reviewing.review(reviewing.case(), course="调阅案卷。", causes="核对不细。", opinion="依法补正。")
    reviewing.finding(key, "第五日才告知委托辩护人的权利", provision="刑事诉讼规则")
    reviewing.finding(key, "说理充分", dimension="释法说理", verdict=FindingVerdict.NONE)
    reviewing.of_police(key, "两份询问笔录时间重叠")
    said = reviewing.says(key, CASE_REPORT)
    own, others = said.split("本院办案中的问题\n", 1)[1].split("其他机关办案中的问题", 1)
    assert own.startswith("发现问题1个，其中瑕疵1个。释法说理经审视未发现问题。")
    assert "审查起诉\t办案程序\t第五日才告知委托辩护人的权利\t瑕疵\t刑事诉讼规则" in own
    assert "询问笔录" not in own
    assert "发现问题1个，其中错误1个；公安机关1个。" in others
    assert f"{POLICE}、侦查\t证据采信\t两份询问笔录时间重叠\t错误" in others
    assert "2025年3月1日审查逮捕：批准逮捕" not in said  # the course is the reviewer's own
    assert HANDLER not in said


def test_a_review_nobody_has_judged_yet_lacks_its_findings_and_a_concluded_one_says_there_are_none(
    reviewing: Reviewing, desk: OpenDesk
) -> None:
    key = reviewing.review(reviewing.case(), course="调阅案卷。")
    assert {"本院问题的概述", "其他机关问题的概述"} <= set(reviewing.missing(key, CASE_REPORT))
    reviewing.finding(key, "各方面均无问题", verdict=FindingVerdict.NONE)
    said = reviewing.says(key, CASE_REPORT)
    assert "经审视，没有发现本院办案中的问题。办案程序经审视未发现问题。" in said
    assert "经审视，没有发现其他机关办案中的问题。" in said
    assert "定性" not in said  # no table without a row


def test_sixty_findings_run_over_several_pages_under_one_repeated_head(reviewing: Reviewing) -> None:
    key = reviewing.review(reviewing.case(), course="调阅案卷。")
    for place in range(60):
        reviewing.finding(key, f"第{place}处问题：" + "告知书没有写明日期，送达回证没有签名。" * 3, place=place)
    made = reviewing.desk.papers.render(reviewing.actor, CASE_REPORT, key)
    assert made.page_count >= 8
    assert all(f"第{place}处问题" in made.text for place in range(60))
    assert text_of(made.pdf).count("环节方面问题定性依据") >= 7


def test_each_list_has_its_own_form_and_each_kind_its_report(reviewing: Reviewing, desk: OpenDesk) -> None:
    case = reviewing.case()
    reverse, analysis = reviewing.review(case), reviewing.review(case, trigger_list=TriggerList.ANALYSIS)
    thematic = reviewing.review(case, kind=ReviewKind.THEMATIC, title="权利告知")
    assert codes(desk, reverse)[0] == CASE_REPORT
    assert EVALUATION not in codes(desk, reverse)
    assert codes(desk, analysis)[0] == EVALUATION
    assert CASE_REPORT not in codes(desk, analysis)
    assert {THEMATIC, ANNUAL} & set(codes(desk, thematic)) == {THEMATIC}


def test_the_evaluation_goes_through_the_dimensions_and_only_repeats_what_was_decided(reviewing: Reviewing) -> None:
    case = reviewing.case()
    key = reviewing.review(case, trigger_list=TriggerList.ANALYSIS, trigger="捕后判轻缓刑", course="调阅案卷。")
    reviewing.finding(key, "文书有笔误", dimension="法律文书")
    reviewing.grade(key, case)
    proposed = reviewing.says(key, EVALUATION, LEADER)
    assert "建议评定为合格（2026年规定）。瑕疵不影响实体处理。" in proposed
    assert "本案等次为" not in proposed
    assert "法律文书\t文书有笔误\t瑕疵\t\t未整改" in proposed
    assert HANDLER in proposed
    heard = {"heard_on": PartialDate("2026-11-19"), "heard_who": HANDLER, "statement": "没有意见。"}
    decided = {"decided": "合格", "decided_as": "检察长", "decided_on": PartialDate("2026-11-21")}
    reviewing.grade(key, case, **heard, **decided)
    assert "经检察长于2026年11月21日决定，本案等次为合格（2026年规定）。" in reviewing.says(key, EVALUATION, LEADER)
    assert f"2026年11月19日听取{HANDLER}意见：没有意见。" in reviewing.says(key, EVALUATION, LEADER)


@pytest.mark.parametrize("code", sorted(NAMING))
def test_a_paper_that_names_the_handler_is_neither_offered_nor_made_for_others(
    reviewing: Reviewing, desk: OpenDesk, tmp_path: Path, code: str
) -> None:
    case = reviewing.case()
    key = reviewing.review(case, trigger_list=TriggerList.ANALYSIS, course="调阅案卷。")
    reviewing.grade(key, case, decided="合格", decided_as="检察长", heard_who=HANDLER)
    reviewing.objection(key)
    assert code in codes(desk, key, LEADER)
    assert code in codes(desk, key, Actor(HANDLER))
    assert code not in codes(desk, key, STRANGER)
    name = desk.documents.library.find(code, date(2026, 11, 22)).name
    for asked in (code, name):
        with pytest.raises(NamesHandler, match="当事检察官"):
            desk.papers.write(STRANGER, asked, key, tmp_path / "文书.docx")
    assert HANDLER in reviewing.says(key, code, LEADER)


def test_a_registered_paper_that_names_the_handler_stays_closed_to_others(reviewing: Reviewing, desk: OpenDesk) -> None:
    case = reviewing.case()
    key = reviewing.review(case, trigger_list=TriggerList.ANALYSIS)
    reviewing.finding(key, "文书有笔误", place=1)
    reviewing.grade(key, case, decided="合格", decided_as="检察长", decided_on=PartialDate("2026-11-21"))
    desk.papers.drafts.save(LEADER, key, "case-grade-decision", TypedPaper({"objection_period": "十日"}))
    desk.papers.issuing.issue(LEADER, key, "case-grade-decision", IssueDraft("", PartialDate("2026-11-22")))
    assert HANDLER in reviewing.says(key, "case-grade-decision", LEADER)
    with pytest.raises(NamesHandler):
        desk.papers.render(STRANGER, "案件等次决定书", key)


def test_the_hearing_and_the_answer_to_an_objection_say_what_was_registered(reviewing: Reviewing) -> None:
    case = reviewing.case()
    key = reviewing.review(case)
    reviewing.grade(key, case, heard_on=PartialDate("2026-11-19"), heard_who=HANDLER, statement="没有意见。")
    reviewing.finding(key, "文书有笔误")
    reviewing.objection(key, outcome=FindingObjectionOutcome.PENDING, decided_by=None, decided_as=None, decision=None)
    hearing = reviewing.says(key, HEARING, LEADER)
    assert "没有意见。" in hearing
    assert "建议评定为合格（2026年规定）。" in hearing
    assert "审查决定" in reviewing.missing(key, "grade-objection-answer", LEADER)
    reviewing.objection(key)
    answer = reviewing.says(key, "grade-objection-answer", LEADER)
    assert "你于2026年11月20日就甲某盗窃案的评查（审视）提出异议" in answer
    assert "经检察长于2026年11月21日决定，维持。没有送达回证。" in answer


class TestReminders:
    """反向审视提醒函: one for each result, in the office's name."""

    def test_it_speaks_of_the_findings_of_its_result_and_asks_for_feedback_by_its_day(
        self, reviewing: Reviewing
    ) -> None:
        key = reviewing.review(reviewing.case(), causes="核对不细。")
        reviewing.finding(key, "第五日才告知")
        told = reviewing.of_police(key, "笔录时间重叠")
        reviewing.of_police(key, "没有同步录音录像")
        reviewing.result(key, told, feedback_due_on=date(2026, 12, 10))
        said = reviewing.says(key, REMINDER)
        assert f"{POLICE}：" in said
        assert "办理刑事申诉案件（青检申〔2026〕3号）中" in said
        assert "笔录时间重叠。" in said
        assert "录音录像" not in said
        assert "第五日" not in said
        assert "请你局于2026年12月10日前将整改情况书面反馈本院" in said
        assert HANDLER not in said

    def test_without_findings_of_its_own_what_goes_outside_speaks_of_others_only(self, reviewing: Reviewing) -> None:
        key = reviewing.review(reviewing.case())
        reviewing.finding(key, "第五日才告知")
        reviewing.of_police(key, "笔录时间重叠")
        reviewing.result(key)
        said = reviewing.says(key, REMINDER)
        assert "笔录时间重叠" in said
        assert "第五日" not in said

    def test_a_second_one_has_its_own_paper_its_own_number_and_its_own_place_in_the_list(
        self, reviewing: Reviewing, desk: OpenDesk
    ) -> None:
        key = reviewing.review(reviewing.case(), causes="核对不细。")
        reviewing.of_police(key, "笔录时间重叠")
        due = {"feedback_due_on": date(2026, 12, 10)}
        first = paper_of_result(REMINDER, reviewing.result(key, **due))
        other = paper_of_result(REMINDER, reviewing.result(key, addressee="青山县人民法院", **due))
        offered = {each.asked_as: each.name for each in desk.papers.offered(key)}
        assert offered[first] == f"反向审视提醒函（{POLICE}）"
        assert offered[other] == "反向审视提醒函（青山县人民法院）"
        reviewing.approval(key)
        for code in (REMINDER, other):  # by the template's code the first is meant
            desk.papers.issuing.issue(reviewing.actor, key, code, IssueDraft("", PartialDate("2026-11-22")))
        first_paper, second_paper = desk.papers.frozen(first, key), desk.papers.frozen(other, key)
        assert first_paper is not None
        assert second_paper is not None
        assert first_paper.number != second_paper.number
        assert "青山县人民法院：" in second_paper.body
        assert "你院" in second_paper.body

    def test_what_was_typed_before_there_was_a_result_becomes_the_first_ones(
        self, reviewing: Reviewing, desk: OpenDesk
    ) -> None:
        key = reviewing.review(reviewing.case())
        desk.papers.drafts.save(reviewing.actor, key, REMINDER, TypedPaper({"reminders": "及时补正。"}))
        made = [paper_of_result(REMINDER, reviewing.result(key)) for _ in range(2)]
        offered = [each.asked_as for each in desk.papers.offered(key) if each.asked_as.startswith(REMINDER)]
        assert offered == [REMINDER, made[1]]
        assert "及时补正。" in desk.papers.render(reviewing.actor, REMINDER, key).text
        assert "及时补正。" not in desk.papers.render(reviewing.actor, made[1], key).text
        with pytest.raises(DomainError, match="已经不在了"):
            desk.papers.template(paper_of_result(REMINDER, 999), key)

    def test_what_goes_outside_is_registered_only_once_the_head_of_the_office_has_decided(
        self, reviewing: Reviewing, desk: OpenDesk
    ) -> None:
        key = reviewing.review(reviewing.case(), causes="核对不细。")
        wish = IssueDraft("", PartialDate("2026-11-22"))
        with pytest.raises(DomainError, match="请先在本案登记这份提醒函"):
            desk.papers.issuing.issue(reviewing.actor, key, REMINDER, wish)
        reviewing.of_police(key, "笔录时间重叠")
        reviewing.result(key, feedback_due_on=date(2026, 12, 10), number="青检审视〔2026〕7号")
        reviewing.approval(key, decided_as="副检察长")
        with pytest.raises(DomainError, match="须由检察长决定"):
            desk.papers.issuing.issue(reviewing.actor, key, REMINDER, wish)
        reviewing.approval(key)
        desk.papers.issuing.issue(reviewing.actor, key, REMINDER, wish)
        frozen = desk.papers.frozen(REMINDER, key)
        assert frozen is not None
        assert frozen.number == "青检审视〔2026〕7号"  # the one it was sent under, not another

    def test_one_that_was_sent_bears_its_number_and_date_and_no_mark_of_a_draft(self, reviewing: Reviewing) -> None:
        key = reviewing.review(reviewing.case())
        reviewing.result(key, number="青检审视〔2026〕7号", sent_on=PartialDate("2026-11-20"))
        said = reviewing.said(key, REMINDER)
        assert (said.number, said.marks) == ("青检审视〔2026〕7号", ())
        assert said.signature is not None
        assert said.signature.date == "2026年11月20日"


def test_commentary_and_bulletin_speak_of_cases_by_number_and_name_no_handler(reviewing: Reviewing) -> None:
    key = reviewing.review(reviewing.case(), causes=f"{HANDLER}核对不细。")
    reviewing.finding(key, f"{HANDLER}第五日才告知")
    inside = {"is_outside": False, "addressee": "本院各部门", "content": f"以{HANDLER}所办案件为例改进。"}
    reviewing.result(key, kind="case-commentary", name="个案讲评", title="讲评", **inside)
    reviewing.result(key, kind="special-bulletin", name="专项通报", title="关于权利告知的通报", **inside)
    for code in ("case-commentary", "special-bulletin"):
        said = reviewing.says(key, code)
        assert HANDLER not in said
        assert "甲某" not in said
        assert "承办人员第五日才告知，属于瑕疵。" in said
    assert "讲评案件：青检一部受〔2025〕12号" in reviewing.says(key, "case-commentary")
    assert reviewing.says(key, "special-bulletin").splitlines()[1] == "关于权利告知的通报"


class TestReports:
    """Reports of several cases: every count with its denominator, those kept with a report as they were."""

    def test_common_problems_are_counted_over_the_cases_with_their_denominator(self, reviewing: Reviewing) -> None:
        cases = [reviewing.case(f"青检一部受〔2025〕{place}号") for place in range(1, 5)]
        key = reviewing.review(*cases, kind=ReviewKind.THEMATIC, title="权利告知", opinion="统一告知书。")
        singly = reviewing.review(cases[0])
        reviewing.finding(singly, "迟延告知", cases[0], problem="告知不及时", cause="审核不严")
        reviewing.finding(key, "迟延告知", cases[1], problem="告知不及时", cause="审核不严", place=1)
        reviewing.finding(key, "引用有误", cases[1], problem="法条有误", dimension="法律文书", place=2)
        said = reviewing.says(key, THEMATIC)
        assert "已审视案件4件，存在问题的2/4。发现问题3个，其中本院3个、其他机关0个。" in said
        assert "告知不及时\t办案程序\t2/4\t2\t2\t0\t2" in said
        assert "法条有误" not in said  # in one case only
        assert "方面\t审查起诉\t合计" in said
        assert "合计\t3\t3" in said
        assert "审核不严\t2/3\t■■■■■■■■■■" in said
        assert HANDLER not in said

    def test_a_years_report_prints_the_figures_that_were_kept_with_the_year_before(self, reviewing: Reviewing) -> None:
        key = self._year(reviewing, reviewing.case())
        assert "数据" in reviewing.missing(key, ANNUAL)
        closed = ReportFigure("closed", "审视占办结", "按办结日", "case", 10, 12, earlier_n=1, earlier_d=3)
        reviewed = ReportFigure("reviewed", "审视案件", "", "case", 10)
        reviewing.report(None, ReviewReportKind.ANNUAL, reviewed, closed, text="总的看，质量平稳。")
        said = reviewing.says(key, ANNUAL)
        assert said.splitlines()[1] == "2026年反向审视综合报告"
        assert "总的看，质量平稳。" in said
        assert "审视案件\t10件\t\t" in said
        assert "审视占办结\t83.33%（10/12）\t1/3\t按办结日" in said
        assert "数据截至2026年11月20日" in said

    def test_its_results_are_those_of_the_reviews_of_the_period_and_of_its_list(self, reviewing: Reviewing) -> None:
        case = reviewing.case()
        year = self._year(reviewing, case)
        due = {"sent_on": PartialDate("2026-11-03"), "feedback_due_on": date(2026, 11, 10)}
        settled = {
            "verification_outcome": VerificationOutcome.SETTLED,
            "feedback_on": PartialDate("2026-11-08"),
            "settled_on": PartialDate("2026-11-12"),
        }
        reviewing.result(reviewing.review(case), **due, **settled)
        reviewing.result(reviewing.review(case), **due)
        reviewing.result(reviewing.review(case, trigger_list=TriggerList.ANALYSIS), **due)
        reviewing.result(reviewing.review(case, started_on=PartialDate("2025-11-02")), **due)
        assert "反向审视提醒函\t2\t2\t2\t1/2\t1\t1" in reviewing.says(year, ANNUAL)

    def test_a_report_that_belongs_to_no_review_goes_on_paper_and_into_the_log(
        self, reviewing: Reviewing, desk: OpenDesk, tmp_path: Path
    ) -> None:
        figure = ReportFigure("reviewed", "审视案件", "", "case", 10)
        report = reviewing.report(None, ReviewReportKind.ANNUAL, figure, text="一、基本情况\n审视10件。")
        for target in (tmp_path / "报告.pdf", tmp_path / "报告.docx"):
            made = desk.papers.reports.write(reviewing.actor, report, target)
            assert target.stat().st_size > 1000
        assert "审视案件\t10件" in made.text
        assert [line.title for line in desk.papers.log.lines()] == ["2026年反向审视综合报告"] * 2
        with pytest.raises(DomainError, match=r"应以 \.pdf 或 \.docx 结尾"):
            desk.papers.reports.write(reviewing.actor, report, tmp_path / "报告.txt")
        with pytest.raises(DomainError, match="没有找到这份审视报告"):
            desk.papers.reports.render(reviewing.actor, report + 1)

    def test_unreadable_figures_are_reported_as_missing(self, reviewing: Reviewing, desk: OpenDesk) -> None:
        key = self._year(reviewing, reviewing.case())
        report = reviewing.report(key, ReviewReportKind.ANNUAL)
        with reviewing.database.write(reviewing.actor, OPEN, desk.clock.now()) as unit:
            unit.session.get_one(ReviewReport, report).figures = "没有数"
        assert "数据" in reviewing.missing(key, ANNUAL)

    @staticmethod
    def _year(reviewing: Reviewing, *cases: int) -> RecordKey:
        return reviewing.review(
            *cases, kind=ReviewKind.COMPREHENSIVE, period_first=date(2026, 1, 1), period_last=date(2026, 12, 31)
        )


def test_many_reviews_are_printed_in_one_go_each_line_saying_what_it_lacks(
    reviewing: Reviewing, desk: OpenDesk
) -> None:
    keys = [reviewing.review(reviewing.case(f"青检一部受〔2025〕{place}号"), course="阅卷。") for place in (1, 2)]
    lines = desk.papers.batches.plan(reviewing.actor, CASE_REPORT, keys, Unwatched())
    assert [line.number for line in lines] == ["FS2026-00001", "FS2026-00002"]
    assert all("本院问题的概述" in line.missing for line in lines)
    made: RenderedDocument = desk.papers.batches.render(reviewing.actor, BatchWish(CASE_REPORT), lines, Unwatched())
    assert made.page_count >= 3


def test_the_word_copy_says_the_same_rare_names_and_all(reviewing: Reviewing, desk: OpenDesk, tmp_path: Path) -> None:
    case = reviewing.case()
    key = reviewing.review(case, trigger_list=TriggerList.ANALYSIS, course="阅卷。")
    reviewing.finding(key, "没有告知䶮某|和翀某\n委托辩护人")
    target = tmp_path / "报告.docx"
    desk.papers.write(LEADER, EVALUATION, desk.papers.find(EVALUATION, "FS2026-00001"), target)
    said = ZipFile(BytesIO(target.read_bytes())).read("word/document.xml").decode()
    assert HANDLER in said
    assert "没有告知䶮某｜和翀某 委托辩护人" in said.replace("</w:t></w:r><w:r>", "")


def test_the_register_of_reviews_lists_a_period_on_paper_and_in_a_workbook(
    reviewing: Reviewing, desk: OpenDesk, tmp_path: Path
) -> None:
    registers = desk.papers.registers
    assert "FS2026" not in registers.sheet("反向审视登记簿").text  # nothing yet: a sheet to write on
    key = reviewing.review(reviewing.case(), trigger="刑事申诉")
    reviewing.finding(key, "文书有笔误")
    reviewing.review(reviewing.case("青检一部受〔2025〕13号"), started_on=PartialDate("2025-03-02"))
    said = registers.sheet("反向审视登记簿").text.splitlines()
    assert [line.split("\t")[0] for line in said] == ["FS2026-00002", "FS2026-00001"]
    assert HANDLER not in "".join(said)
    target, query = tmp_path / "登记簿.xlsx", ListQuery(desk.clock.today(), issued_from="2026-01-01")
    assert registers.reviews.write(query, target) == 1
    rows = [[cell.value for cell in row] for row in load_workbook(target).active.iter_rows()]
    (line,) = [row for row in rows if "FS2026-00001" in row]
    assert (line[4], line[7:12]) == ("刑事申诉", [1, 0, 1, 0, 0])
    assert registers.reviews.write(query, tmp_path / "登记簿.pdf") == 1
    with pytest.raises(DomainError, match=r"可以存为 \.pdf 或 \.xlsx"):
        registers.reviews.write(query, tmp_path / "登记簿.doc")
