"""Every trigger of the standard lists: a case that meets it, and one that just misses it."""

from datetime import date
from typing import Any

import pytest

from app.models.review_terms import HitState
from app.services.foundation.resources import Resources
from app.services.review_triggers.matching import hits_of
from app.services.review_triggers.model import Trigger
from app.services.review_triggers.reading import read_lists

TODAY = date(2026, 11, 22)
Values = dict[str, Any]
ARRESTED, DECIDED = {"arrest_result": "批准逮捕"}, {"arrest_result": "决定逮捕"}
CASES: list[tuple[str, Values, Values]] = [
    ("FX01", {"petition_kind": "刑事申诉"}, {"petition_kind": "民事申诉"}),
    ("FX02", {"petition_kind": "国家赔偿"}, {"petition_kind": "司法救助"}),
    ("FX03", {"petition_kind": "涉检信访"}, {"petition_kind": "重复信访"}),
    ("FX03", {"petition_kind": "信访申诉"}, {"petition_kind": "举报"}),
    ("FX04", {"petition_kind": "信访申诉", "petition_times": 2}, {"petition_kind": "信访申诉", "petition_times": 1}),
    ("FX04", {"petition_kind": "重复信访"}, {"petition_times": None}),
    ("FX05", {"petition_kind": "阻碍律师执业权利"}, {"petition_kind": "律师咨询"}),
    ("FX11", {"appeal_result": "改判"}, {"appeal_result": "维持"}),
    ("FX12", {"appeal_result": "发回重审"}, {"appeal_result": "撤回"}),
    ("FX13", {"judgment_result": "无罪"}, {"judgment_result": "缓刑"}),
    ("FX14", {"judgment_result": "准许撤回起诉"}, {"judgment_result": "其他"}),
    ("FX15", {**ARRESTED, "indictment_result": "存疑不起诉"}, {"indictment_result": "存疑不起诉"}),
    ("ZA01", {**ARRESTED, "indictment_result": "存疑不起诉"}, {**ARRESTED, "indictment_result": "附条件不起诉"}),
    (
        "ZA01",
        {**DECIDED, "indictment_result": "酌定不起诉"},
        {"arrest_result": "不批准逮捕（存疑）", "indictment_result": "法定不起诉"},
    ),
    (
        "ZA02",
        {**ARRESTED, "judgment_result": "缓刑"},
        {"arrest_result": "不批准逮捕", "judgment_result": "缓刑"},
    ),
    ("ZA02", {**ARRESTED, "judgment_result": "免予刑事处罚"}, {**ARRESTED, "judgment_result": "有罪判决（实刑）"}),
    ("ZA03", {"indictment_result": "撤回起诉"}, {"indictment_result": "提起公诉"}),
    ("ZA03", {"judgment_result": "准许撤回起诉"}, {"protest_result": "撤回抗诉"}),
    ("ZA04", {"judgment_result": "无罪"}, {"judgment_result": "有罪判决（实刑）"}),
    ("ZA05", {"judgment_result": "免予刑事处罚"}, {"judgment_result": "管制拘役或单处附加刑"}),
    ("ZA06", {"difference": "罪名、事实"}, {"difference": "罪名"}),
    ("ZA07", {"difference": "罪名"}, {"difference": "量刑"}),
    (
        "ZA07",
        {"charged_with": "盗窃罪", "convicted_of": "侵占罪"},
        {"charged_with": "盗窃罪", "convicted_of": "盗窃罪"},
    ),
    ("ZA07", {"charged_with": "盗窃罪", "convicted_of": "抢夺罪"}, {"charged_with": "盗窃罪", "convicted_of": None}),
    ("ZA08", {"difference": "量刑"}, {"difference": "事实"}),
    ("ZA09", {"reconsideration_result": "改变"}, {"reconsideration_result": "维持"}),
    ("ZA10", {"reconsideration_result": "维持"}, {"reconsideration_result": "改变"}),
    ("ZA11", {"protest_result": "维持原判"}, {"protest_result": "采纳改判"}),
    ("ZA12", {"assigned_by": "青山市人民检察院"}, {"assigned_by": ""}),
    ("ZA13", {"petition_kind": "信访申诉"}, {"petition_kind": "刑事申诉"}),
    ("ZA32", {"petition_result": "赔偿"}, {"petition_result": "不予赔偿"}),
]
BY_HAND = ("ZA21", "ZA22", "ZA23", "ZA24", "ZA25", "ZA31", "ZA33", "ZA34", "ZA35", "ZA36")


def standard() -> dict[str, Trigger]:
    return {each.code: each for read in read_lists(Resources.shipped().reverse_reviews) for each in read.triggers}


@pytest.mark.parametrize(("code", "meets", "misses"), CASES)
def test_a_case_meets_the_trigger_and_another_just_misses_it(code: str, meets: Values, misses: Values) -> None:
    trigger = standard()[code]
    assert [hit["code"] for hit in hits_of(meets, [trigger], TODAY)] == [code]
    assert hits_of(misses, [trigger], TODAY) == []


def test_every_trigger_is_tried_or_put_on_by_hand() -> None:
    assert {code for code, _meets, _misses in CASES} | set(BY_HAND) == set(standard())
    assert [code for code, each in standard().items() if each.by_hand] == list(BY_HAND)


def test_nothing_meets_a_trigger_that_is_put_on_by_hand() -> None:
    everything = {name: "是" for name in ("difference", "assigned_by", "remarks")}
    assert hits_of(everything, [standard()[code] for code in BY_HAND], TODAY) == []


def test_a_case_without_any_fact_meets_nothing() -> None:
    assert hits_of({}, list(standard().values()), TODAY) == []


def test_a_hit_says_by_which_facts_it_was_met_and_waits() -> None:
    values = {**ARRESTED, "indictment_result": "存疑不起诉", "handlers": "王某"}
    (hit,) = hits_of(values, [standard()["ZA01"]], TODAY)
    assert hit["because"] == "审查逮捕结果：批准逮捕；审查起诉结果：存疑不起诉"
    assert (hit["state"], hit["met_on"], hit["form"]) == (HitState.OPEN, TODAY, "逐案分析")


def test_what_the_office_must_add_itself_is_off_and_marked_where_it_is_not_verified() -> None:
    triggers = standard()
    assert {code for code, each in triggers.items() if each.is_off} == {"FX13", "FX14", "FX15", "ZA13"}
    extensions = [each.certainty.label for code, each in triggers.items() if code.startswith("FX1")]
    assert set(extensions) == {"未核"}
