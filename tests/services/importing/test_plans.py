"""Every row is checked before anything is written, and nothing is dropped in silence."""

from typing import Any

import pytest

from app.models.terms import Adoption, Rectification, ServiceMethod, SuggestionKind
from app.services.importing.rows import ImportPlan, PlannedRow
from app.services.importing.service import Importing
from tests.services.importing.conftest import HEAD, MakeLedger, letter


def only(plan: ImportPlan) -> PlannedRow:
    """The one row a plan accepts."""
    (row,) = plan.rows
    return row


def messages(plan: ImportPlan) -> str:
    """All warnings of a plan."""
    return "\n".join(warning.message for warning in plan.warnings)


@pytest.mark.parametrize(
    ("fact", "column", "said"),
    [
        ({"addressee": None}, "被建议单位", "没有填写。请写明检察建议发给哪个单位。"),
        ({"issued": None}, "发出日期", "没有填写。请补上发出日期；只知道年月时写“2022年4月”。"),
        (
            {"issued": "2026年2月30日"},
            "发出日期",
            "写的是“2026年2月30日”，2026年2月没有30日。请改成真实的日期；只知道年月时写“2022年2月”这样。",
        ),
        ({"served": "3月3日"}, "送达日期", "写的是“3月3日”，没有年份。请补上四位年份，例如“2022-04-11”。"),
        ({"replied": "2027-01-05"}, "回复日期", "是 2027-01-05，晚于今天（2026-11-22）。请核对年份和月份。"),
        ({"replied": "2026-02-27"}, "回复日期", "是 2026-02-27，早于发出日期 2026-03-02。请核对这两个日期。"),
        ({"addressee": "县" * 121}, "被建议单位", "有 121 个字，最多 120 个字。请把多出的内容移到“备注”。"),
        ({"kind": "同上"}, "检察建议类型", "写的是“同上”，但上一行这一列是空的。请写出内容。"),
    ],
)
def test_a_row_that_cannot_be_right_is_handed_back_with_row_field_and_remedy(
    importing: Importing, ledger: MakeLedger, fact: dict[str, Any], column: str, said: str
) -> None:
    plan = importing.plan("suggestions", ledger(letter(**fact), letter(addressee="县教育局")))
    assert [(error.row, error.column) for error in plan.errors] == [(2, column)]
    assert plan.errors[0].message == f"第2行“{column}”{said}"
    assert [row.row for row in plan.rows] == [3]
    assert (plan.read, plan.refusal) == (2, None)


def test_all_errors_of_a_row_are_told_at_once(importing: Importing, ledger: MakeLedger) -> None:
    plan = importing.plan("suggestions", ledger(letter(addressee=None, issued="不详", replied="y")))
    assert {error.column for error in plan.errors} == {"被建议单位", "发出日期", "回复日期"}
    assert len(plan.faulty) == 1
    assert plan.refusal is not None
    assert "1 行都有错误" in plan.refusal


def test_a_date_known_only_to_the_month_is_never_out_of_order_by_guess(
    importing: Importing, ledger: MakeLedger
) -> None:
    plan = importing.plan("suggestions", ledger(letter(issued="2026-03-20", served=None, replied="2026年3月")))
    assert str(only(plan).values["replied_on"]) == "2026-03"


def test_odd_dates_that_can_be_right_come_in_with_a_warning(importing: Importing, ledger: MakeLedger) -> None:
    early = letter(served="2026-02-27")
    hasty = letter(addressee="县教育局", served="2026-03-20", replied="2026-03-10")
    plan = importing.plan("suggestions", ledger(early, hasty))
    assert len(plan.rows) == 2
    assert "第2行：送达早于发出日期" in messages(plan)
    assert "第3行：回复早于送达日期" in messages(plan)


def test_an_empty_office_means_the_stores_own_and_another_comes_in_with_a_warning(
    importing: Importing, ledger: MakeLedger
) -> None:
    plan = importing.plan("suggestions", ledger(letter(), letter(office="白水县人民检察院")))
    assert [row.values["office_name"] for row in plan.rows] == ["青山县人民检察院", "白水县人民检察院"]
    assert "第3行：制发单位“白水县人民检察院”不是本院（青山县人民检察院）" in messages(plan)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("公益诉讼", SuggestionKind.PUBLIC_INTEREST),
        ("行政公益诉讼", SuggestionKind.PUBLIC_INTEREST),
        ("民事公益诉讼", SuggestionKind.PUBLIC_INTEREST),
        ("再审检察建议", SuggestionKind.RETRIAL),
        ("社 会 治 理", SuggestionKind.SOCIAL_GOVERNANCE),
        ("纠正违法", SuggestionKind.CORRECTION),
        ("其它", SuggestionKind.OTHER),
    ],
)
def test_kinds_are_known_by_the_words_offices_use(
    importing: Importing, ledger: MakeLedger, written: str, kind: SuggestionKind
) -> None:
    values = only(importing.plan("suggestions", ledger(letter(kind=written)))).values
    assert values["kind"] is kind
    assert values["kind_as_written"] == written


def test_an_unknown_kind_is_kept_as_written_and_shown_as_unclassified(importing: Importing, ledger: MakeLedger) -> None:
    plan = importing.plan("suggestions", ledger(letter(kind="溯源治理")))
    assert only(plan).values["kind"] is SuggestionKind.UNCLASSIFIED
    assert only(plan).values["kind_as_written"] == "溯源治理"
    assert "类型“溯源治理”不认识" in messages(plan)


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("未到位", Rectification.INCOMPLETE),
        ("未整改到位", Rectification.INCOMPLETE),
        ("正在整改", Rectification.IN_PROGRESS),
        ("已整改", Rectification.COMPLETE),
        ("整改到位。", Rectification.COMPLETE),
        ("以沙土掩埋，未整改到位", Rectification.STATED),
        (None, Rectification.UNRECORDED),
    ],
)
def test_only_short_words_are_taken_for_an_assessed_rectification(
    importing: Importing, ledger: MakeLedger, written: str | None, state: Rectification
) -> None:
    values = only(importing.plan("suggestions", ledger(letter(rectified=written)))).values
    assert (values["rectification"], values["rectification_note"]) == (state, written)


@pytest.mark.parametrize(
    ("facts", "is_undated"),
    [
        ({"adopted": "采纳"}, True),
        ({"rectified": "已整改"}, True),
        ({"rectified": "清退费用12万元"}, True),
        ({"rectified": "尚未回复，已电话督促"}, False),
        ({"rectified": "整改中"}, False),
        ({"adopted": "采纳", "replied": "2026-04-30"}, False),
        ({}, False),
    ],
)
def test_what_shows_an_answer_without_a_day_counts_as_answered_on_an_unknown_day(
    importing: Importing, ledger: MakeLedger, facts: dict[str, Any], is_undated: bool
) -> None:
    assert only(importing.plan("suggestions", ledger(letter(**facts)))).values["is_reply_undated"] is is_undated


def test_service_is_known_by_its_words_and_announced_by_a_column_of_its_own(
    importing: Importing, ledger: MakeLedger
) -> None:
    head = [*HEAD, "送达方式", "宣告送达"]
    path = ledger(
        [*letter(addressee="甲局"), "公开送达", None],
        [*letter(addressee="乙局"), "邮寄", "否"],
        [*letter(addressee="丙局"), None, "是"],
        [*letter(addressee="丁局"), "微信", None],
        head=head,
    )
    plan = importing.plan("suggestions", path)
    assert [row.values["service_method"] for row in plan.rows] == [
        ServiceMethod.ANNOUNCED,
        ServiceMethod.POSTED,
        ServiceMethod.ANNOUNCED,
        ServiceMethod.UNSPECIFIED,
    ]
    assert "送达方式“微信”不认识" in messages(plan)


def test_what_has_no_place_of_its_own_is_kept_in_the_remarks(importing: Importing, ledger: MakeLedger) -> None:
    head = [*HEAD, "督促次数", "签收日期", "备注"]
    row = [*letter(adopted="研究中"), "多次", "2026-03-05", "经听证"]
    plan = importing.plan("suggestions", ledger(row, head=head))
    values = only(plan).values
    assert values["adoption"] is Adoption.UNRECORDED
    assert str(values["received_on"]) == "2026-03-05"
    assert values["remarks"] == "经听证\n送达日期：2026-03-03\n督促次数：多次\n采纳情况：研究中"
    assert "采纳情况“研究中”不认识" in messages(plan)


def test_the_number_of_urgings_is_read_from_words(importing: Importing, ledger: MakeLedger) -> None:
    plan = importing.plan("suggestions", ledger([*letter(), "2次"], head=[*HEAD, "督促次数"]))
    assert only(plan).values["urgings"] == 2


def test_as_above_looks_past_empty_rows_and_through_faulty_ones(importing: Importing, ledger: MakeLedger) -> None:
    faulty = letter(addressee="县教育局", issued="不详年月")
    plan = importing.plan("suggestions", ledger(faulty, [None], letter(addressee="同上"), letter(addressee="〃", no=3)))
    assert {row.values["addressee"] for row in plan.rows} == {"县教育局"}


def test_signs_for_nothing_are_empty_cells(importing: Importing, ledger: MakeLedger) -> None:
    plan = importing.plan("suggestions", ledger(letter(served="/", replied="未回复", number="——", adopted="-")))
    values = only(plan).values
    assert (values["received_on"], values["replied_on"], values["number"]) == (None, None, None)
    assert plan.errors == ()


@pytest.mark.parametrize(
    ("rows", "skipped"),
    [
        ([[None]], [(3, "空行")]),
        ([["  "]], [(3, "空行")]),
        ([["合 计", None, 1]], [(3, "合计行")]),
        ([["合计：1件"]], [(3, "合计行")]),
        ([["注：回复日期以收文登记为准。"]], [(3, "注释或填报说明")]),
        ([["审核人：", None, "填表人："]], [(3, "注释或填报说明")]),
        ([["二、社会治理类"]], [(3, "只有一格文字，是小标题或说明")]),
        ([[2]], [(3, "只有序号，没有内容")]),
        ([list(HEAD)], [(3, "重复的表头")]),
    ],
)
def test_a_row_that_is_no_data_is_listed_with_the_reason(
    importing: Importing, ledger: MakeLedger, rows: list[list[Any]], skipped: list[tuple[int, str]]
) -> None:
    plan = importing.plan("suggestions", ledger(letter(), *rows, letter(addressee="县教育局")))
    assert [(each.row, each.reason) for each in plan.skipped] == skipped
    assert len(plan.rows) == 2
    assert plan.warnings == ()


def test_subtotals_and_a_total_are_each_compared_with_their_own_rows(importing: Importing, ledger: MakeLedger) -> None:
    parts = (letter(), ["小计", 1], letter(addressee="县教育局"), ["小计", 1], ["合计", 2])
    assert importing.plan("suggestions", ledger(*parts)).warnings == ()


def test_a_total_that_differs_from_what_was_read_is_a_warning(importing: Importing, ledger: MakeLedger) -> None:
    plan = importing.plan("suggestions", ledger(letter(), ["合计", None, 3]))
    assert messages(plan) == "第3行：合计写的是 3，上面读到 1 行，请核对台账是否缺行或多行。"


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        ({"no": 9}, True),
        ({"addressee": " 县 水利局 "}, True),
        ({"office": "青山县人民检察院"}, True),
        ({"issued": "2026年3月2日"}, True),
        ({"kind": "行政公益诉讼"}, True),
        ({"replied": "2026-04-01"}, True),
        ({"addressee": "县教育局"}, False),
        ({"issued": "2026-03-03"}, False),
        ({"issued": "2026-03"}, False),
        ({"kind": "社会治理"}, False),
        ({"office": "白水县人民检察院"}, False),
    ],
)
def test_a_letter_without_number_is_known_by_office_addressee_day_kind_and_problem(
    importing: Importing, ledger: MakeLedger, other: dict[str, Any], is_same: bool
) -> None:
    plan = importing.plan("suggestions", ledger(letter(), letter(**other)))
    assert [(each.row, each.same_as) for each in plan.duplicates] == ([(3, 2)] if is_same else [])


def test_a_letter_with_a_number_is_known_by_it_alone_whatever_its_brackets(
    importing: Importing, ledger: MakeLedger
) -> None:
    first = letter(number="青检建〔2026〕3号")
    again = letter(number="青检建[2026] 3号", addressee="县教育局", issued="2026-05-06", served=None)
    other = letter(number="青检建〔2026〕4号")
    plan = importing.plan("suggestions", ledger(first, again, other))
    assert [row.values["number"] for row in plan.rows] == ["青检建〔2026〕3号", "青检建〔2026〕4号"]
    assert [(each.row, each.same_as) for each in plan.duplicates] == [(3, 2)]


def test_problems_that_differ_only_in_punctuation_are_the_same(importing: Importing, ledger: MakeLedger) -> None:
    head = [*HEAD, "主要问题"]
    plan = importing.plan("suggestions", ledger([*letter(), "占地，未批。"], [*letter(), " 占地,未批 "], head=head))
    assert len(plan.duplicates) == 1


def test_an_unreadable_period_is_kept_and_the_rule_counts(importing: Importing, ledger: MakeLedger) -> None:
    plan = importing.plan("suggestions", ledger([*letter(), "尽早"], head=[*HEAD, "回复期限"]))
    values = only(plan).values
    assert (values["reply_period"], str(values["due_on"])) == ("尽早", "2026-05-06")
    assert "期限“尽早”读不懂" in messages(plan)


def test_a_plan_cannot_be_changed_after_it_was_made(importing: Importing, ledger: MakeLedger) -> None:
    row = only(importing.plan("suggestions", ledger(letter())))
    with pytest.raises(TypeError):
        row.values["addressee"] = "县教育局"  # type: ignore[index]  # that it is refused is the point
