"""Ledgers of original cases, as untidy as offices write them: read, normalised, held against triggers, taken back."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.original_case import OriginalCase, TriggerHit
from app.models.reverse_review import ReverseReview
from app.models.review_terms import HitState, ReviewKind, TriggerList
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.importing.rows import ImportPlan
from app.services.original_cases.intentions import AMEND
from app.services.original_cases.visibility import HIDDEN_NAME
from app.services.review_triggers.rows import ReviewStart
from tests.services.importing.conftest import MakeLedger

HEAD = (
    "序号", "统一\n受案号", "案件名称", "罪名", "犯罪嫌疑人", "承办检察官", "侦查人员", "审查逮捕结果", "批捕时间",
    "捕后处理结果", "起诉日期", "判决结果", "判决日期", "信访类型", "信访次数", "办结时间", "羁押场所",
)  # fmt: skip


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources) -> OpenDesk:
    """All services on an empty store, on 22 November 2026."""
    return OpenDesk(database, clock, resources)


@pytest.fixture
def untidy(tmp_path: Path) -> Path:
    """A workbook with a title, a merged cell, dates of every kind, sentences for results, a total row and a note."""
    book = Workbook()
    sheet = book.active
    sheet.title = "2025年"
    sheet.append(["青山县人民检察院2025年刑事案件台账"])
    sheet.append([])
    sheet.append(list(HEAD))
    rows = (
        [1, "青检受〔2025〕1号", "甲某盗窃案", "盗窃罪", "甲某", "张某、李某", "陈警官", "批捕", date(2025, 3, 1),
         "移送法院起诉", "2025.5.20", "宣告无罪", "2025年8月11日", "", "", "20250811", "县看守所"],
        [2, "青检受〔2025〕2号", "", "诈骗罪", "乙某，丙某", "同上", "", "存疑不捕", "2025-04-02",
         "相对不诉", "2025年6月", "", "", "重访", "第三次", "2025-06", ""],
        [3, "青检受〔2025〕3号", "丁某故意伤害案", "", "丁某", "", "", "批准逮捕", 45800,
         "提起公诉", "2025-7-1", "判处有期徒刑三年，缓刑四年，并处罚金二千元", "2025-9-1", "", "2", "2025-9-1", ""],
        [4, "青检受〔2025〕4号", "戊某案", "", "戊某", "", "", "批准逮捕", "2025-7-1",
         "提起公诉", "2025-5-1", "", "", "", "", "", ""],
        [5, "青检受〔2025〕5号", "己某案", "", "己某", "", "", "批准逮捕", "7月1日",
         "提起公诉", "", "", "", "", "好几次", "", ""],
        [6, "青检受〔2025〕1号", "甲某盗窃案", "盗窃罪", "庚某", "张某", "", "批捕", date(2025, 3, 1),
         "起诉", "2025.5.20", "缓刑", "2025年8月11日", "", "", "20250811", ""],
        ["合计", "6件"],
        ["注：本表由案管填报"],
    )  # fmt: skip
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("G4:G5")  # 侦查人员 of both cases
    path = tmp_path / "原案台账.xlsx"
    book.save(path)
    return path


@pytest.fixture
def plan(desk: OpenDesk, untidy: Path) -> ImportPlan:
    """The untidy workbook looked at, with the standard triggers in force."""
    return desk.importing.plan("cases", untidy)


def test_an_untidy_ledger_comes_in_with_the_offices_own_words(desk: OpenDesk, actor: Actor, plan: ImportPlan) -> None:
    result = desk.importing.commit(actor, plan)
    assert result.entry_numbers == ("YA2026-00001", "YA2026-00002", "YA2026-00003")
    cases = desk.original_cases
    first = cases.card(Actor("李某"), 1)  # who handled it
    assert (first.draft.kind, first.draft.cause) == ("刑事", "盗窃罪")
    assert (first.draft.handlers, first.draft.other_handlers) == ("张某\n李某", "陈警官")
    assert (first.draft.arrest_result, first.draft.judgment_result) == ("批准逮捕", "无罪")
    assert (first.draft.indictment_on, first.draft.closed_on) == (PartialDate("2025-05-20"), PartialDate("2025-08-11"))
    assert first.further == (("羁押场所", "县看守所"),)
    second = cases.card(Actor("李某"), 2).draft
    assert (second.name, second.petition_kind, second.petition_times) == ("乙某诈骗案", "重复信访", 3)
    assert (second.arrest_result, second.indictment_result) == ("不批准逮捕（存疑）", "酌定不起诉")
    assert (second.handlers, second.other_handlers) == ("张某\n李某", "陈警官")  # 同上, and the merged cell
    third = cases.card(actor, 3).draft
    assert (third.judgment_result, str(third.arrest_on)) == ("缓刑", "2025-05-23")
    assert "一审结果：判处有期徒刑三年，缓刑四年" in third.remarks


def test_faulty_rows_come_back_with_row_field_and_remedy(plan: ImportPlan) -> None:
    told = [(error.row, error.column, error.message) for error in plan.errors]
    assert [(row, column) for row, column, _ in told] == [(7, "起诉日期"), (8, "批捕时间"), (8, "信访次数")]
    assert "起诉日期（2025-05-01）早于批捕时间（2025-07-01）" in told[0][2]
    assert "请补上四位年份" in told[1][2]
    assert "请只写数字，例如 3" in told[2][2]


def test_what_was_decided_about_a_row_is_told(plan: ImportPlan) -> None:
    warnings = "\n".join(warning.message for warning in plan.warnings)
    assert "3 件符合触发情形（重复信访 2、判决无罪 1、捕后判轻缓刑 1），导入后列入“触发清单”待处理" in warnings
    assert "“移送法院起诉”不在结果的清单里，已按原样登记" in warnings
    assert "按其中的字眼登记为“缓刑”，原文记入备注" in warnings
    assert "“羁押场所”），内容原样保留在“台账其他列”" in warnings
    assert [(each.row, each.same_as) for each in plan.duplicates] == [(9, 4)]
    assert plan.duplicates[0].differing == ("当事人", "审查起诉结果", "一审结果")
    assert {skipped.reason for skipped in plan.skipped} >= {"标题", "合计行", "注释或填报说明"}


def test_triggers_are_met_in_the_same_pass_and_go_with_the_batch(
    desk: OpenDesk, database: Database, actor: Actor, plan: ImportPlan
) -> None:
    result = desk.importing.commit(actor, plan)
    card = desk.original_cases.card(actor, 1)
    assert [(hit.name, hit.state) for hit in card.triggers] == [("判决无罪", HitState.OPEN)]
    assert desk.review_triggers.completeness().missing == ()  # nothing was left out by the pass
    assert result.batch is not None
    desk.importing.undo(actor, result.batch)
    with database.read() as session:
        assert session.scalar(select(func.count(OriginalCase.id))) == 0
        assert session.scalar(select(func.count(TriggerHit.id))) == 0
    again = desk.importing.commit(actor, plan)
    assert again.entry_numbers[0] == "YA2026-00004"


def test_a_batch_with_a_case_under_review_is_not_taken_back(
    desk: OpenDesk, database: Database, actor: Actor, plan: ImportPlan
) -> None:
    batch = desk.importing.commit(actor, plan).batch
    assert batch is not None
    review = ReverseReview(
        entry_number="FS2026-00001",
        kind=ReviewKind.CASE,
        trigger_list=TriggerList.ANALYSIS,
        title="甲某盗窃案",
        case_id=1,
        started_on=PartialDate("2026-11-22"),
    )
    with database.write(actor, AMEND, desk.clock.now()) as unit:
        unit.session.add(review)
    with pytest.raises(DomainError, match="已有人办理过 YA2026-00001"):
        desk.importing.undo(actor, batch)
    assert desk.original_cases.card(actor, 1).reviews[0].entry_number == "FS2026-00001"


def test_a_ledger_that_has_grown_tells_what_differs(desk: OpenDesk, actor: Actor, ledger: MakeLedger) -> None:
    head = ("统一受案号", "案件名称", "判决结果")
    desk.importing.commit(actor, desk.importing.plan("cases", ledger(["青检受1号", "甲某案", ""], head=head)))
    grown = desk.importing.plan(
        "cases", ledger(["青检受1号", "甲某案", "无罪"], ["青检受2号", "乙某案", ""], head=head)
    )
    assert len(grown.rows) == 1
    assert (grown.duplicates[0].same_as, grown.duplicates[0].differing) == ("YA2026-00001", ("一审结果",))


def test_names_of_a_ledger_are_hidden_like_typed_ones(desk: OpenDesk, actor: Actor, plan: ImportPlan) -> None:
    desk.importing.commit(actor, plan)
    seen = desk.original_cases.card(Actor("无名氏"), 1)
    assert (seen.draft.handlers, seen.further) == (HIDDEN_NAME, ())


def test_another_ledger_is_not_taken_for_one_of_cases(desk: OpenDesk, ledger: MakeLedger) -> None:
    with pytest.raises(DomainError, match="原案台账"):
        desk.importing.plan("cases", ledger(["县水利局", "2026-1-1"], head=("被建议单位", "发出日期")))


def test_a_batch_whose_reviews_were_taken_back_can_go_too(desk: OpenDesk, actor: Actor, ledger: MakeLedger) -> None:
    path = ledger(("乙某盗窃案", "刑事申诉"), head=("案件名称", "申诉信访类型", "备注"))
    result = desk.importing.commit(actor, desk.importing.plan("cases", path))
    case = desk.original_cases.find(result.entry_numbers[0])
    (hit,) = desk.review_triggers.of_case(case)
    begun = desk.review_triggers.take_up(actor, [hit.id], ReviewStart("李某", PartialDate("2026-11-20")))
    with pytest.raises(DomainError, match="请先逐件撤销这些办理，再撤销整批"):
        desk.importing.undo(actor, result.batch or 0)
    desk.history.take_back(actor, begun.act)
    assert desk.importing.undo(actor, result.batch or 0).removed == 1


def test_signs_nobody_sees_do_not_come_in_and_rare_characters_do(
    desk: OpenDesk, actor: Actor, ledger: MakeLedger
) -> None:
    written = "\u202e𠮷某㛃\u2066盗\x7f窃\x85案\U00030000\u200f"
    path = ledger((written, "\u202e", "刑事"), head=("案件名称", "案由", "案件类型"))
    (number,) = desk.importing.commit(actor, desk.importing.plan("cases", path)).entry_numbers
    draft = desk.original_cases.card(actor, desk.original_cases.find(number)).draft
    assert (draft.name, draft.cause) == ("𠮷某㛃盗窃案\U00030000", "")
