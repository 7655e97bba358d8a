"""Reports: the figures with those of the year before, the text as it is written from them, and what is kept."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.review_terms import ReviewReportKind
from app.models.terms import Lamp
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.foundation.resources import Resources
from app.services.review_analysis.report_figures import ReportFigure, figures_as_json, figures_of_json
from app.services.review_analysis.report_rows import Presentation, ReportAsked
from app.services.review_analysis.report_texts import read_report_texts
from tests.services.review_analysis.reviewed_store import lay_case, lay_review

YEAR = ReportAsked(ReviewReportKind.ANNUAL, 2026)
HALF = ReportAsked(ReviewReportKind.HALF_YEAR, 2026, 1)

ANNUAL_TEXT = """\
一、案件和审视情况
2026年度（截至11月22日），本院新收申诉、赔偿和信访案件5件，比上年同期（1件）增加4件；办结5件，比上年同期（1件）增加4件。\
全年审结反向审视，审视案件3件，比上年同期（1件）增加2件。\
本年办结的案件中，已经审视3/5；分类型看（已审视/办结）：刑事申诉2/2、国家赔偿0/1、信访申诉0/1、重复信访1/1。
二、问题和原因
审视的案件中，有问题的2/3。共发现问题5个，比上年同期（1个）增加4个，\
其中错误2个，比上年同期（0个）增加2个；瑕疵3个，比上年同期（1个）增加2个。\
本院问题4个，其他单位问题1个。从审视方面看：证据采信3个、办案程序1个、文书制作1个。\
从办案环节看：公安立案侦查1个、审查逮捕1个、审查起诉3个。从产生原因看：证据审查不细致3个、程序意识不强1个、责任心不强1个。
三、纠正整改和结果运用
发现的问题已纠正、补正2/5。错误已纠正1/2。瑕疵已补正1/3。\
发出审视结果2份，比上年同期（0份）增加2份，其中个案讲评1份、反向审视提醒函1份；已销号1/2。
四、重复信访和息诉化解
新收案件中重复信访2件，比上年同期（0件）增加2件；已化解1/2。\
全年息诉化解1件，比上年同期（0件）增加1件。
五、意见和建议
（请按本院实际填写。）"""


def test_a_yearly_report_is_written_from_its_figures(reading: OpenDesk) -> None:
    proposal = reading.review_reports.propose(YEAR)
    assert proposal.title == "青山县人民检察院2026年度（截至11月22日）申诉、赔偿和信访案件综合审视报告"
    assert proposal.text == ANNUAL_TEXT
    assert (proposal.first, proposal.last, proposal.as_of) == (
        date(2026, 1, 1),
        date(2026, 11, 22),
        date(2026, 11, 22),
    )


def test_the_figures_are_what_statements_of_their_own_give(reading: OpenDesk) -> None:
    figures = {each.code: each for each in reading.review_reports.propose(YEAR).figures}
    statements = {
        "received": "SELECT id FROM original_case WHERE petition_kind IS NOT NULL AND petitioned_on LIKE '2026%'",
        "closed": "SELECT id FROM original_case WHERE petition_kind IS NOT NULL AND petition_on LIKE '2026%'",
        "reviewed": "SELECT c.case_id FROM reviewed_case c JOIN reverse_review r ON r.id = c.review_id "
        "WHERE r.concluded_on LIKE '2026%'",
        "problems": "SELECT f.id FROM review_finding f WHERE f.found_on LIKE '2026%' AND f.verdict != 'none' AND "
        "f.withdrawn_on IS NULL",
        "repeated": "SELECT id FROM original_case WHERE petitioned_on LIKE '2026%' AND petition_times > 1",
        "results": "SELECT id FROM review_result WHERE sent_on LIKE '2026%'",
    }
    with closing(sqlite3.connect(reading._database.path)) as store:
        for code, statement in statements.items():
            assert sorted(figures[code].ids) == sorted(row[0] for row in store.execute(statement)), code
    for each in figures.values():
        assert len(each.ids) == each.n, each.code
        assert each.d is None or (len(each.d_ids) == each.d and set(each.ids) <= set(each.d_ids)), each.code


def test_what_the_year_before_lacks_is_a_dash_with_its_reason(reading: OpenDesk) -> None:
    figures = {each.code: each for each in reading.review_reports.propose(YEAR).figures}
    errors = figures["errors"]
    assert (errors.n, errors.d, errors.earlier_n, errors.earlier_d) == (2, 5, 0, 1)
    assert (errors.change, errors.reason) == ("—", "分母不足10，不比较百分比")
    rate = figures["errors_corrected"]
    assert (rate.shown, rate.earlier_shown) == ("1/2", "—")
    assert "上年同期分母为0" in rate.reason
    results = figures["results"]
    assert (results.change, results.reason) == ("+2", "上年同期为0，不计算增减幅度")


def figure(n: int, d: int | None, earlier_n: int, earlier_d: int | None) -> ReportFigure:
    return ReportFigure("reviewed_of_closed", "审视占办结", "", "case", n, d, earlier_n=earlier_n, earlier_d=earlier_d)


@pytest.mark.parametrize(
    ("asked", "change"),
    [
        (figure(0, 3, 2, 2), "—"),
        (figure(9, 12, 2, 3), "—"),
        (figure(9, 12, 5, 10), "+25.00个百分点"),
        (figure(6, 12, 5, 10), "持平"),
        (figure(15, None, 12, None), "+3（+25.00%）"),
        (figure(3, None, 9, None), "-6"),
        (figure(3, None, 3, None), "持平"),
    ],
)
def test_what_is_shown_as_a_share_is_compared_in_points_and_a_small_number_without_a_percentage(
    asked: ReportFigure, change: str
) -> None:
    assert asked.change == change


def test_a_sentence_tells_the_number_of_the_year_before_and_a_percentage_of_a_large_one_only() -> None:
    assert figure(0, 3, 2, 2).change_words == "比上年同期（2件）减少2件"
    assert figure(15, None, 12, None).change_words == "比上年同期（12件）增加3件（25.00%）"
    assert figure(2, None, 2, None).change_words == "与上年同期（2件）持平"


def test_a_year_without_anything_says_so(reading: OpenDesk) -> None:
    proposal = reading.review_reports.propose(ReportAsked(ReviewReportKind.ANNUAL, 2020))
    assert "本年没有办结申诉、赔偿和信访案件。" in proposal.text
    assert "本年审结的反向审视没有发现错误或者瑕疵。" in proposal.text
    assert {each.n for each in proposal.figures} == {0}
    assert {each.shown for each in proposal.figures if each.d is not None} == {"—"}
    with pytest.raises(FieldProblem, match="之间的年份"):
        reading.review_reports.propose(ReportAsked(ReviewReportKind.ANNUAL, 2027))
    with pytest.raises(FieldProblem, match="上半年还是下半年"):
        reading.review_reports.propose(ReportAsked(ReviewReportKind.HALF_YEAR, 2026))


def test_a_kind_that_only_the_year_before_had_is_still_told(reading: OpenDesk) -> None:
    second = reading.review_reports.propose(ReportAsked(ReviewReportKind.ANNUAL, 2026)).figures
    assert [each.name for each in second if each.of == "kinds"] == ["刑事申诉", "国家赔偿", "信访申诉", "重复信访"]
    half = reading.review_reports.propose(HALF)
    assert half.title == "青山县人民检察院2026年上半年反向审视工作情况报告"
    by_code = {each.code: each for each in half.figures}
    assert (by_code["closed"].n, by_code["closed"].earlier_n) == (3, 1)
    assert by_code["dimensions/文书制作"].earlier_d == 0


def test_a_report_keeps_its_figures_whatever_becomes_of_the_records(desk: OpenDesk, actor: Actor) -> None:
    reports = desk.review_reports
    proposal = reports.propose(HALF)
    made = reports.make(actor, proposal, proposal.title, proposal.text + "\n建议加强证据审查。")
    before = reports.card(made.id)
    assert before.figures == proposal.figures
    lay_case(desk._database, 8, petition_kind="刑事申诉", petitioned_on="2026-02-02", petition_on="2026-03-03")
    assert reports.card(made.id) == before
    assert {each.code: each.n for each in reports.propose(HALF).figures}["closed"] == 4
    assert [each.title for each in reports.list(ReviewReportKind.HALF_YEAR)] == [proposal.title]
    desk.history.take_back(actor, made.act)
    assert reports.list() == ()


def test_a_text_written_from_other_figures_is_not_kept(desk: OpenDesk, actor: Actor) -> None:
    proposal = desk.review_reports.propose(HALF)
    lay_case(desk._database, 8, petition_kind="刑事申诉", petitioned_on="2026-02-02")
    with pytest.raises(DomainError, match="重新生成"):
        desk.review_reports.make(actor, proposal, proposal.title, proposal.text)


def test_a_presented_report_is_not_rewritten(desk: OpenDesk, actor: Actor) -> None:
    reports = desk.review_reports
    proposal = reports.propose(HALF)
    made = reports.make(actor, proposal, proposal.title, proposal.text)
    first = reports.amend(actor, made.id, 1, proposal.title, "第一次改写")
    desk.history.take_back(actor, first.act)
    assert reports.card(made.id).text == proposal.text
    reports.amend(actor, made.id, reports.card(made.id).row.version, proposal.title, "改写的正文")
    with pytest.raises(ChangedMeanwhile, match="修改审视报告"):
        reports.amend(actor, made.id, 1, proposal.title, "第二个人的正文")
    version = reports.card(made.id).row.version
    with pytest.raises(FieldProblem, match="早于报告的时期"):
        reports.present(actor, made.id, version, Presentation("党组", PartialDate("2025-12-31")))
    with pytest.raises(FieldProblem, match="晚于今天"):
        reports.present(actor, made.id, version, Presentation("党组", PartialDate("2026-12-31")))
    heard = reports.present(actor, made.id, version, Presentation("党组", PartialDate("2026-07-20"), "抓好整改"))
    card = reports.card(made.id)
    assert (card.row.presented_to, str(card.row.presented_on), card.demands) == ("党组", "2026-07-20", "抓好整改")
    with pytest.raises(DomainError, match="正文不能再改"):
        reports.amend(actor, made.id, version + 1, proposal.title, "再改")
    desk.history.take_back(actor, heard.act)
    assert reports.card(made.id).row.presented_on is None


def test_the_next_hearing_is_reckoned_by_the_rule_and_never_turns_red(desk: OpenDesk, actor: Actor) -> None:
    reports = desk.review_reports
    first, second = reports.duties()
    assert (first.code, first.due_on, first.lamp) == ("Q03", None, Lamp.UNKNOWN)
    assert "还没有登记过" in second.words
    proposal = reports.propose(HALF)
    made = reports.make(actor, proposal, proposal.title, proposal.text)
    reports.present(actor, made.id, 1, Presentation("党组", PartialDate("2026-01-15")))
    hearing = reports.duties()[0]
    assert (hearing.last_on, hearing.due_on, hearing.lamp) == (date(2026, 1, 15), date(2026, 7, 15), Lamp.DUE)
    assert hearing.is_near
    assert hearing.words == "已过130天（本院提醒）"
    assert any("六" in step or "6" in step for step in hearing.steps)
    yearly = reports.propose(YEAR)
    reports.make(actor, yearly, yearly.title, yearly.text)
    assert reports.duties()[1].due_on == date(2027, 11, 22)


def test_a_report_of_a_review_counts_its_cases(desk: OpenDesk, actor: Actor) -> None:
    from app.models.review_terms import ReviewKind

    fields = {"kind": ReviewKind.THEMATIC, "case_id": None, "title": "盗窃案件证据采信类案审视"}
    review = lay_review(desk._database, 9, (1, 2, 7), None, **fields)
    proposal = desk.review_reports.propose(ReportAsked(ReviewReportKind.THEMATIC, review_id=review))
    assert proposal.title == "盗窃案件证据采信类案审视报告"
    assert "共审视3件。" in proposal.text
    assert "有问题的案件2/3；共发现问题4个，其中错误1个、瑕疵3个；本院问题3个，其他单位问题1个。" in proposal.text
    assert "从审视方面看（有该方面问题的案件/审视案件）：证据采信2/3、文书制作1/3。" in proposal.text
    assert "在两件以上案件里出现的问题类型：证据审查不全面2/3。" in proposal.text
    made = desk.review_reports.make(actor, proposal, proposal.title, proposal.text)
    (row,) = desk.review_reports.list(review_id=review)
    assert (row.id, row.review_number) == (made.id, "FS2025-00009")


def test_figures_come_back_as_they_were_kept(reading: OpenDesk) -> None:
    figures = reading.review_reports.propose(YEAR).figures
    assert figures_of_json(figures_as_json(figures)) == figures
    with pytest.raises(DomainError, match="读不懂"):
        figures_of_json('[{"code": 1}]')


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("{closed.n}", "{closing.n}", "不认识"),
        ("{closed.n}", "{closed.sum}", "不认识"),
        ('figures = ["received", "closed"]', 'figures = ["received"]', "不一致"),
        ('when = "closed"', 'when = "close"', "没有的数"),
        ('kind = "annual"', 'kind = "weekly"', "half_year"),
        ('heading = "一、基本情况"', 'head = "一、基本情况"', "不认识的项"),
    ],
)
def test_a_spoilt_file_is_refused_by_file_and_key(
    tmp_path: Path, resources: Resources, before: str, after: str, said: str
) -> None:
    text = (resources.reverse_reviews / "report_texts.toml").read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "report_texts.toml").write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(DomainError, match=said) as refused:
        read_report_texts(tmp_path)
    assert "report_texts.toml" in str(refused.value)


def test_a_title_too_long_is_refused_beside_its_field(desk: OpenDesk, actor: Actor) -> None:
    proposal = replace(desk.review_reports.propose(HALF))
    with pytest.raises(FieldProblem, match="最多 200 个字"):
        desk.review_reports.make(actor, proposal, "长" * 201, proposal.text)
