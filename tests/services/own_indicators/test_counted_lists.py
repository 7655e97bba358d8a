"""案-件比 and 结构比: what the office decides counts; the store's own counts held against raw SQL."""

import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.terms import SuggestionKind
from app.services.base_data.periods import Months
from app.services.base_data.rows import FigureDraft
from app.services.foundation.errors import FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.indicators.model import IndicatorFigure
from app.services.indicators.trend import each_of
from app.services.matters.rows import MatterDraft
from app.services.own_indicators.rows import ItemDraft
from app.services.suggestions.rows import IssueDraft, LetterDraft
from tests.services.own_indicators.conftest import UNIT, keep

OCTOBER = Months("2026-10", "2026-10")
WHY = "省院 2026 年统计口径"
STEPS = (
    *("批捕申诉件数", "不批捕复议件数", "不批捕复核件数", "一次退查件数", "二次退查件数", "一次延长审查起诉件数"),
    *("二次延长审查起诉件数", "三次延长审查起诉件数", "不起诉复议件数", "不起诉复核件数", "不起诉申诉件数"),
    *("撤回起诉件数", "法院退回件数", "建议延期审理件数", "国家赔偿件数"),
)
MATTERS = (
    ("立案监督", "办案发现", "2026-08-03"),
    ("立案监督", "履职中发现", "2026-10-08"),
    ("社区矫正监督", "12309热线", "2026-10-09"),
    ("民事执行监督", "群众来信", "2026-10"),
    ("公益诉讼", "益心为公", "2026-10-31"),
    ("公益诉讼", "某处偶然看到", "2026-10-11"),
    ("行政违法行为监督", "", "2026-11-01"),
    ("公益诉讼", "办案发现", "2026"),  # the month is not known: counted in none
)


def figure(desk: OpenDesk, code: str, months: Months = OCTOBER) -> IndicatorFigure:
    return next(each for each in desk.indicators.figures(months) if each.unit == UNIT and each.indicator.code == code)


def has_matters(desk: OpenDesk, actor: Actor) -> None:
    for number, (kind, source, day) in enumerate(MATTERS):
        draft = MatterDraft(kind=kind, source=source, unit=f"第{number}单位", accepted_on=PartialDate(day))
        desk.matters.register(actor, draft)


def only_the_store(desk: OpenDesk, actor: Actor) -> None:
    """Leave out of every structure what has to be typed."""
    for structure in desk.own_indicators.lists.structures():
        for kind in structure.kinds:
            if kind.part and not kind.is_counted_by_store:
                desk.own_indicators.lists.map_kind(actor, structure.code, kind.item, "", "本院不填报")


def test_a_field_counts_its_cases_and_the_steps_that_count(desk: OpenDesk, actor: Actor) -> None:
    assert desk.own_indicators.lists.ratios()[0].counted == STEPS
    keep(desk, actor, "刑事案数", {"2026-10": 100})
    for item in STEPS:
        keep(desk, actor, item, {"2026-10": 2})
    assert figure(desk, "XS01").shown == "1.30（130/100）"
    keep(desk, actor, "刑事件数", {"2026-10": 187})  # typed goes first
    assert figure(desk, "XS01").shown == "1.87（187/100）"


def test_a_step_left_out_with_a_reason_counts_no_more_until_that_is_taken_back(desk: OpenDesk, actor: Actor) -> None:
    lists = desk.own_indicators.lists
    keep(desk, actor, "刑事案数", {"2026-10": 100})
    for item in STEPS[:-1]:
        keep(desk, actor, item, {"2026-10": 2})
    assert figure(desk, "XS01").reason == "缺少国家赔偿件数"
    with pytest.raises(FieldProblem, match="请填写理由"):
        lists.count_step(actor, "刑事", "国家赔偿件数", False, " ")
    act = lists.count_step(actor, "刑事", "国家赔偿件数", False, WHY).act
    assert figure(desk, "XS01").shown == "1.28（128/100）"
    row = next(each for each in lists.ratios()[0].steps if each.item == "国家赔偿件数")
    assert (row.is_counted, row.shipped, row.reason, row.decided) == (False, True, WHY, "张某 2026-11-22")
    lists.count_step(actor, "刑事", "国家赔偿件数", True, "核对后恢复", row.version)
    with pytest.raises(ChangedMeanwhile):
        lists.count_step(actor, "刑事", "国家赔偿件数", False, WHY, row.version)
    desk.history.take_back(actor, desk.history.last_act().act)  # type: ignore[union-attr]  # there is one
    assert "国家赔偿件数" not in lists.ratios()[0].counted
    desk.history.take_back(actor, act)
    assert "国家赔偿件数" in lists.ratios()[0].counted


def test_an_item_of_the_office_may_be_a_step_but_no_total_may(desk: OpenDesk, actor: Actor) -> None:
    own = desk.own_indicators
    own.add_item(actor, ItemDraft("民事听证件数", "民事", "件"))
    own.lists.count_step(actor, "民事", "民事听证件数", True, WHY)
    assert own.library.items["民事件数"].total.text == "民事案数 + 民事听证件数"  # type: ignore[union-attr]  # it has one
    with pytest.raises(FieldProblem, match="本身就是合计"):
        own.lists.count_step(actor, "民事", "民事件数", True, WHY)
    own.add_item(actor, ItemDraft("民事全部件数", "民事", "件", "民事件数 + 行政案数"))
    with pytest.raises(FieldProblem, match="绕了一圈"):
        own.lists.count_step(actor, "民事", "民事全部件数", True, WHY)
    assert own.library.items["民事件数"].total is not None


def test_the_structures_count_what_raw_sql_counts(desk: OpenDesk, actor: Actor, store_path: Path) -> None:
    has_matters(desk, actor)
    only_the_store(desk, actor)
    parts = {each.item: dict(each.parts) for each in desk.own_indicators.library.standard.kinds}
    named = {item.measure: item.name for item in desk.own_indicators.library.items.values() if ":" in item.measure}
    with sqlite3.connect(store_path) as store:
        rows = store.execute(
            "select type_code, coalesce(source, ''), substr(accepted_on, 1, 7) from matter "
            "where length(accepted_on) > 4 order by id"
        ).fetchall()
    by_type = {measure.split(":")[1]: name for measure, name in named.items() if measure.startswith("matter:")}
    by_source = {
        word: name
        for measure, name in named.items()
        if measure.startswith("source:")
        for word in measure.split(":")[1].split("|")
    }
    for month in each_of(Months("2026-08", "2026-11")):
        for code, kinds, place in (("JG01", by_type, 0), ("JG02", by_type, 0), ("JG03", by_source, 1)):
            wanted: Counter[str] = Counter()
            for row in rows:
                if row[2] == month:
                    wanted[parts[kinds.get(row[place], kinds["-"])].get(code, "")] += 1
            structure = next(each for each in desk.indicators.structures(UNIT, month) if each.code == code)
            found = {each.indicator.code: each.points[0].figure.numerator.value for each in structure.parts}
            if code == "JG02":  # kinds of letters are counted too, of which the store has none
                assert found["JG02-1"] is None
                continue
            assert found == {part: wanted[part] for part in found}, (month, code)


def test_months_before_the_first_and_after_the_last_matter_are_unknown_and_so_are_twelve_months_with_one_of_them(
    desk: OpenDesk, actor: Actor
) -> None:
    has_matters(desk, actor)
    only_the_store(desk, actor)
    september, july = (
        desk.indicators.structures(UNIT, month)[0].parts[0].points[0] for month in ("2026-09", "2026-07")
    )
    assert (september.figure.numerator.value, september.figure.reason) == (0, "分母为0，不计算")
    assert july.figure.numerator.value is None
    assert "民事检察办案数（9个月）" in desk.indicators.structures(UNIT, "2026-10")[0].parts[0].points[0].rolling.reason


def test_a_typed_count_goes_first_and_the_difference_is_shown_behind_it(desk: OpenDesk, actor: Actor) -> None:
    has_matters(desk, actor)
    only_the_store(desk, actor)
    keep(desk, actor, "公益诉讼事项件数", {"2026-10": 5})
    part = desk.indicators.structures(UNIT, "2026-10")[0].parts[3].points[0].figure
    assert part.numerator.value == 5
    cell = next(line for line in desk.base_data.year("", "", 2026).lines if line.item.name == "公益诉讼事项件数").cells[
        9
    ]
    assert (cell.count, cell.counted, cell.differs) == (5, 2, True)
    behind = {(each.figure.item, each.figure.source.label): each for each in desk.indicators.behind(part)}
    assert behind["公益诉讼事项件数", "填报"].why_not == ""
    assert behind["公益诉讼事项件数", "本台账"].why_not == "已用填报的数 5，本台账 2"


def test_the_records_behind_a_count_are_those_counted(desk: OpenDesk, actor: Actor) -> None:
    has_matters(desk, actor)
    letter = LetterDraft(kind=SuggestionKind.SOCIAL_GOVERNANCE, addressee="青山县水利局")
    written = desk.suggestions.draft(actor, letter).id
    desk.suggestions.register_issue(actor, written, IssueDraft("青检建〔2026〕1号", PartialDate("2026-10-12")))
    months = Months("2026-08", "2026-10")
    named = {
        item.name: (subject, len(found))
        for item in desk.own_indicators.library.items.values()
        if ":" in item.measure
        for subject, found in [desk.indicators.records(item.name, months)]
        if found
    }
    assert named == {
        "监督立案事项件数": ("matter", 2),
        "社区矫正事项件数": ("matter", 1),
        "民事审判与执行监督事项件数": ("matter", 1),
        "公益诉讼事项件数": ("matter", 2),
        "社会治理检察建议制发件数": ("suggestion", 1),
        "来源办案发现事项件数": ("matter", 2),
        "来源12309事项件数": ("matter", 1),
        "来源来信来访事项件数": ("matter", 1),
        "来源益心为公事项件数": ("matter", 1),
        "来源未归类事项件数": ("matter", 1),
    }


def test_a_kind_is_mapped_elsewhere_with_its_reason_and_back_again(desk: OpenDesk, actor: Actor) -> None:
    lists = desk.own_indicators.lists
    with pytest.raises(FieldProblem, match="没有“JG02-1”这一部分"):
        lists.map_kind(actor, "JG01", "社会治理事项件数", "JG02-1", WHY)
    act = lists.map_kind(actor, "JG01", "社会治理事项件数", "JG01-3", WHY).act
    assert "社会治理事项件数" in desk.own_indicators.library.items["行政检察办案数"].total.items  # type: ignore[union-attr]
    desk.history.take_back(actor, act)
    row = next(each for each in lists.structures()[0].kinds if each.item == "社会治理事项件数")
    assert (row.part, row.version, row.shipped) == ("", None, "")


def test_showing_old_indicators_is_kept_with_who_and_why_and_can_be_taken_back(desk: OpenDesk, actor: Actor) -> None:
    lists = desk.own_indicators.lists
    assert not lists.historical().is_on
    act = lists.show_historical(actor, True, "案管办分析研判需要").act
    kept = lists.historical()
    assert (kept.is_on, kept.by, kept.at[:10], kept.reason) == (True, "张某", "2026-11-22", "案管办分析研判需要")
    desk.history.take_back(actor, act)
    assert not lists.historical().is_on


def test_figures_of_another_office_never_take_what_this_store_counts(desk: OpenDesk, actor: Actor) -> None:
    has_matters(desk, actor)
    desk.base_data.record(actor, [FigureDraft("公益诉讼案数", "2026-10", "2026-10", 7, unit="白水县人民检察院")])
    other = [each for each in desk.indicators.figures(OCTOBER) if each.unit == "白水县人民检察院"]
    assert {name for each in other for name, _count in (*each.numerator.counts, *each.denominator.counts)} == {
        "公益诉讼案数"
    }
