"""Local items and indicators: refused with the reason beside the field, tried before they count, every edition kept."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.services.base_data.periods import Months
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.foundation.resources import Resources
from app.services.own_indicators.rows import EditionState, IndicatorDraft, ItemDraft
from tests.services.own_indicators.conftest import REASON, UNIT, keep

SUMMER = Months("2026-01", "2026-05")


def in_force(desk: OpenDesk, actor: Actor, draft: IndicatorDraft) -> int:
    """The id of an edition that was tried and counts."""
    own = desk.own_indicators
    edition = own.draft(actor, draft).id
    own.test(actor, edition, UNIT, SUMMER)
    own.put_in_force(actor, edition, REASON)
    return edition


def test_an_item_of_the_office_is_filled_in_and_counted_like_any_other(desk: OpenDesk, actor: Actor) -> None:
    own = desk.own_indicators
    written = own.add_item(actor, ItemDraft("检察听证件数", "综合", "件"))
    assert "检察听证件数" in [line.item.name for line in desk.base_data.year("", "", 2026).lines]
    keep(desk, actor, "检察听证件数", {"2026-10": 3})
    assert own.items()[0].figures == 1
    with pytest.raises(FieldProblem, match="已填报 1 个数，不能改名"):
        own.change_item(actor, written.id, ItemDraft("听证件数", "综合", "件"))
    own.change_item(actor, written.id, ItemDraft("检察听证件数", "综合", "场"))
    assert own.items()[0].unit == "场"


def test_taking_back_takes_an_item_out_of_everything_at_once(desk: OpenDesk, actor: Actor) -> None:
    written = desk.own_indicators.add_item(actor, ItemDraft("检察听证件数", "综合", "件"))
    assert desk.own_indicators.library.item_called("检察听证件数") is not None
    desk.history.take_back(actor, written.act)
    assert desk.own_indicators.library.item_called("检察听证件数") is None
    assert "检察听证件数" not in [line.item.name for line in desk.base_data.year("", "", 2026).lines]


def test_what_another_window_wrote_counts_here_at_once(
    desk: OpenDesk, database: Database, clock: FixedClock, resources: Resources, actor: Actor
) -> None:
    assert desk.own_indicators.items() == ()
    other = OpenDesk(Database(database.path), clock, resources)
    written = other.own_indicators.add_item(actor, ItemDraft("检察听证件数", "综合", "件"))
    assert "检察听证件数" in desk.own_indicators.library.items
    other.history.take_back(actor, written.act)
    assert "检察听证件数" not in desk.own_indicators.library.items
    other.close()


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"name": "不捕人数"}, "name", "已有叫“不捕人数”的项目"),
        ({"name": "不批准逮捕人数"}, "name", "已有叫“不捕人数”的项目"),  # a synonym
        ({"name": "案-件比分子"}, "name", "不能写进算式"),
        ({"name": "ＡＢ件数"}, "name", "不能写进算式"),
        ({"name": "lambda"}, "name", "不能写进算式"),
        ({"name": " "}, "name", "请填写项目名称"),
        ({"total": "不捕人数 + 听证场次"}, "total", "绕了一圈：听证场次 → 听证场次"),
        ({"total": "不捕人 + 批捕人数"}, "total", "最接近的是：不捕人数"),
        ({"total": "不捕人数 / 批捕人数"}, "total", "加、减、乘以外的运算"),
        ({"total": "1 + 2"}, "total", "没有项目"),
    ],
)
def test_an_item_that_cannot_be_is_refused_beside_its_field(
    desk: OpenDesk, actor: Actor, change: dict[str, str], field: str, said: str
) -> None:
    with pytest.raises(FieldProblem, match=said) as refused:
        desk.own_indicators.add_item(actor, replace(ItemDraft("听证场次", "综合", "场"), **change))
    assert refused.value.field == field
    assert desk.own_indicators.items() == ()


def test_a_sum_that_comes_back_to_itself_over_another_is_refused(desk: OpenDesk, actor: Actor) -> None:
    own = desk.own_indicators
    first = own.add_item(actor, ItemDraft("甲数", "综合", "件"))
    own.add_item(actor, ItemDraft("乙数", "综合", "件", "甲数 + 不捕人数"))
    with pytest.raises(FieldProblem, match="甲数 → 乙数 → 甲数"):
        own.change_item(actor, first.id, ItemDraft("甲数", "综合", "件", "乙数 + 批捕人数"))


def test_sums_of_sums_are_added_up_where_nobody_typed_them(desk: OpenDesk, actor: Actor) -> None:
    own = desk.own_indicators
    own.add_item(actor, ItemDraft("乙数", "综合", "件", "批捕与不捕人数 + 起诉人数"))  # itself a sum
    for item, count in (("批捕人数", 4), ("不捕人数", 2), ("起诉人数", 10)):
        keep(desk, actor, item, {"2026-03": count})
    draft = IndicatorDraft("BY01", "比", "综合", "乙数", "起诉人数", source="本院", valid_from="2026-01")
    line = own.try_out(draft, UNIT, Months("2026-03", "2026-03")).lines[0]
    assert (line.n, line.d, line.shown) == (16, 10, "160.00%")


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"code": "xs02"}, "code", "标准指标“不捕率”的"),
        ({"code": "B"}, "code", "2 到 20 个"),
        ({"numerator": "退查件"}, "numerator", "最接近的是："),
        ({"denominator": "__import__('os')"}, "denominator", "读不懂"),
        ({"source": "  "}, "source", "请填写依据"),
        ({"valid_from": "2026年3月"}, "valid_from", "不是月份"),
        ({"valid_to": "2026-02"}, "valid_to", "早于起用月份"),
    ],
)
def test_an_indicator_that_cannot_be_is_refused_beside_its_field(
    desk: OpenDesk, actor: Actor, draft: IndicatorDraft, change: dict[str, str], field: str, said: str
) -> None:
    with pytest.raises(FieldProblem, match=said) as refused:
        desk.own_indicators.draft(actor, replace(draft, **change))
    assert refused.value.field == field


def test_a_draft_counts_only_after_it_was_tried_and_put_in_force(
    desk: OpenDesk, actor: Actor, draft: IndicatorDraft
) -> None:
    own = desk.own_indicators
    for item, counts in (
        ("一次退查件数", {"2026-03": 2, "2026-04": 3, "2026-05": 0}),
        ("二次退查件数", {"2026-03": 1, "2026-04": 0}),
        ("审查起诉受理件数", {"2026-03": 20, "2026-04": 0, "2026-05": 9}),
    ):
        keep(desk, actor, item, counts)
    edition = own.draft(actor, draft).id
    with pytest.raises(FieldProblem, match="还没有试算过"):
        own.put_in_force(actor, edition, REASON)
    own.test(actor, edition, UNIT, SUMMER)
    assert "BY01" not in own.library.indicators
    own.put_in_force(actor, edition, REASON)
    found = own.edition(edition)
    assert found.state is EditionState.IN_FORCE
    assert found.trial is not None
    assert (found.trial.tested_by, found.trial.tested_on, found.trial.computed) == ("张某", "2026-11-22", 1)
    january, _, march, april, may = found.trial.lines
    assert january.missing == ("一次退查件数", "二次退查件数", "审查起诉受理件数")
    assert (march.n, march.d, march.shown) == (3, 20, "15.00%")
    assert (april.n, april.d, april.reason) == (3, 0, "分母为0，不计算")
    assert may.reason == "缺少二次退查件数"
    figures = {each.indicator.code: each for each in desk.indicators.figures(Months("2026-03", "2026-03"))}
    assert figures["BY01"].shown == "15.00%（3/20）"


def test_a_changed_draft_has_to_be_tried_anew(desk: OpenDesk, actor: Actor, draft: IndicatorDraft) -> None:
    own = desk.own_indicators
    edition = own.draft(actor, draft).id
    own.test(actor, edition, UNIT, SUMMER)
    shown = own.edition(edition).version
    own.change_draft(actor, edition, replace(draft, code="BY07", numerator="一次退查件数"), shown)
    assert own.edition(edition).state is EditionState.DRAFT
    with pytest.raises(FieldProblem, match="还没有试算过"):
        own.put_in_force(actor, edition, REASON)
    with pytest.raises(ChangedMeanwhile, match="修改本院指标草稿"):
        own.delete_draft(actor, edition, shown)
    act = own.delete_draft(actor, edition).act
    assert own.indicators() == ()
    desk.history.take_back(actor, act)
    assert [each.draft.code for each in own.indicators()] == ["BY07"]


def test_a_change_is_a_new_edition_and_the_old_one_stays_readable(
    desk: OpenDesk, actor: Actor, draft: IndicatorDraft
) -> None:
    own = desk.own_indicators
    first = in_force(desk, actor, draft)
    with pytest.raises(DomainError, match="已经施行，不能再改"):
        own.change_draft(actor, first, draft)
    with pytest.raises(FieldProblem, match="代码 BY01 已用于"):
        own.draft(actor, draft)
    second = own.draft(actor, replace(draft, numerator="二次退查件数"), of="BY01").id
    with pytest.raises(FieldProblem, match="已有一份没有施行的草稿"):
        own.draft(actor, draft, of="BY01")
    assert own.library.indicators["BY01"].numerator.text == "一次退查件数 + 二次退查件数"  # the draft counts not yet
    own.test(actor, second, UNIT, SUMMER)
    act = own.put_in_force(actor, second, "口径调整").act
    assert own.library.indicators["BY01"].numerator.text == "二次退查件数"
    states = [(each.edition, each.state) for each in own.editions("BY01")]
    assert states == [(2, EditionState.IN_FORCE), (1, EditionState.REPLACED)]
    assert own.editions("BY01")[1].draft.numerator == "一次退查件数 + 二次退查件数"
    desk.history.take_back(actor, act)
    assert own.library.indicators["BY01"].numerator.text == "一次退查件数 + 二次退查件数"


def test_a_withdrawn_indicator_counts_no_more_and_does_not_let_the_edition_before_it_back(
    desk: OpenDesk, actor: Actor, draft: IndicatorDraft
) -> None:
    own = desk.own_indicators
    in_force(desk, actor, draft)
    second = own.draft(actor, draft, of="BY01").id
    own.test(actor, second, UNIT, SUMMER)
    own.put_in_force(actor, second, "口径调整")
    act = own.withdraw(actor, second, "不再需要").act
    assert "BY01" not in own.library.indicators
    assert own.editions("BY01")[0].withdrawal == "不再需要"
    desk.history.take_back(actor, act)
    assert own.library.indicators["BY01"].edition == 2


def test_an_indicator_is_not_computed_before_its_first_month_or_after_its_last(
    desk: OpenDesk, actor: Actor, draft: IndicatorDraft
) -> None:
    for item, count in (("一次退查件数", 2), ("二次退查件数", 1), ("审查起诉受理件数", 20)):
        keep(desk, actor, item, {f"2026-{month:02}": count for month in range(1, 11)})
    in_force(desk, actor, replace(draft, valid_to="2026-06"))
    indicator = desk.own_indicators.library.indicators["BY01"]
    trend = desk.indicators.trend(indicator, UNIT, Months("2026-01", "2026-08"))
    points = {each.month: each.figure for each in trend.points}
    assert points["2026-02"].reason == "本指标自2026年3月起用，统计期间有更早的月份，不计算"
    assert points["2026-02"].shown == "—"
    assert points["2026-03"].shown == "15.00%（3/20）"
    assert points["2026-07"].reason == "本指标用到2026年6月为止，统计期间有更晚的月份，不计算"
    whole = [each for each in desk.indicators.figures(Months("2026-01", "2026-10")) if each.indicator.code == "BY01"]
    assert whole[0].as_json()["value"] is None


def test_a_standard_indicator_is_copied_but_never_changed(desk: OpenDesk, actor: Actor) -> None:
    own = desk.own_indicators
    copied = own.copy_of("XS02")
    assert (copied.code, copied.numerator, copied.denominator) == ("BY01", "不捕人数", "批捕与不捕人数")
    assert copied.source == "由标准指标 XS02“不捕率”复制"
    in_force(desk, actor, copied)
    assert not own.library.indicators["BY01"].is_historical
    assert own.library.indicators["XS02"].is_historical


def test_an_item_that_something_counts_is_not_withdrawn(desk: OpenDesk, actor: Actor, draft: IndicatorDraft) -> None:
    own = desk.own_indicators
    item = own.add_item(actor, ItemDraft("检察听证件数", "综合", "件")).id
    edition = own.draft(actor, replace(draft, numerator="检察听证件数")).id
    with pytest.raises(FieldProblem, match="还在被草稿 BY01使用"):
        own.withdraw_item(actor, item, "不再统计")
    own.delete_draft(actor, edition)
    own.withdraw_item(actor, item, "不再统计")
    assert "检察听证件数" not in own.library.items
    with pytest.raises(FieldProblem, match="按“恢复”"):
        own.add_item(actor, ItemDraft("检察听证件数", "综合", "件"))
    own.restore_item(actor, item)
    assert "检察听证件数" in own.library.items


def test_a_definition_that_can_no_longer_be_read_leaves_the_others_in_force(
    desk: OpenDesk, actor: Actor, draft: IndicatorDraft, database: Database, clock: FixedClock, tmp_path: Path
) -> None:
    own = desk.own_indicators
    own.add_item(actor, ItemDraft("检察听证件数", "综合", "件"))
    in_force(desk, actor, draft)
    shipped = tmp_path / "resources"
    shutil.copytree(Resources.shipped().root, shipped, ignore=shutil.ignore_patterns("fonts", "manual", "icons"))
    items = shipped / "indicators" / "items.toml"
    later = '\n[[item]]\nname = "检察听证件数"\narea = "综合"\nunit = "场"\n'  # a later version of the program ships it
    items.write_text(items.read_text(encoding="utf-8") + later, encoding="utf-8")
    library = OpenDesk(database, clock, Resources(shipped)).own_indicators.library
    assert library.items["检察听证件数"].unit == "场"
    assert library.current.damaged == ("本院项目“检察听证件数”没有计入：标准项目里已有同名的项目。",)
    assert "BY01" in library.indicators
