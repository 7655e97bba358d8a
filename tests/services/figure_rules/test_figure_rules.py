"""Rules between base figures: each relation bites, what is unknown breaks nothing, own rules are tested first."""

from dataclasses import replace

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.indicator_terms import Priority
from app.services.base_data.periods import Months, month_before
from app.services.base_data.rows import FigureDraft
from app.services.figure_rules.book import RuleBook
from app.services.figure_rules.model import rule_of, standard_rules
from app.services.figure_rules.rows import BrokenRule, RuleDraft, RuleForm, RuleRow
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.foundation.resources import Resources
from app.services.indicators.library import IndicatorLibrary

SHIPPED = Resources.shipped()
LIBRARY = IndicatorLibrary(SHIPPED.indicators)
RULES = standard_rules(SHIPPED.base_data)
OCTOBER = Months("2026-10", "2026-10")
YEAR = Months("2026-01", "2026-12")
SUM = RuleDraft("批捕不多于受理", "批捕人数", "<=", "审查逮捕受理人数", Priority.MEDIUM, "请核对。", "县院例会确定")


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources) -> OpenDesk:
    """All services on an empty store."""
    return OpenDesk(database, clock, resources)


def given(
    desk: OpenDesk, actor: Actor, *figures: tuple[str, int], months: Months = OCTOBER, department: str = ""
) -> int:
    """Counts of one period; gives the act."""
    return desk.base_data.record(actor, [FigureDraft(item, *months, count, department) for item, count in figures]).act


def codes(found: tuple[BrokenRule, ...]) -> list[tuple[str, str, str]]:
    """Rule, department and month."""
    return [(each.code, each.department, each.month) for each in found]


EXPRESSIONS = sorted(code for code, row in RULES.items() if row.form in {RuleForm.EXPRESSION, RuleForm.EARLIER})


@pytest.mark.parametrize("code", EXPRESSIONS)
def test_each_shipped_relation_holds_where_it_should_and_is_broken_by_one_too_many(
    desk: OpenDesk, actor: Actor, code: str
) -> None:
    row = RULES[code]
    rule = rule_of(row, LIBRARY.items)
    assert rule.left is not None
    assert rule.right is not None
    back = {"": 0, "上一期": 1, "上年同期": 12}[row.back]
    before = Months(*(month_before(month, back) for month in OCTOBER))
    parts = len(rule.right.items) * 10
    per_left, rest = divmod(parts, len(rule.left.items))
    left = [(item, per_left + (rest if place == 0 else 0)) for place, item in enumerate(rule.left.items)]
    given(desk, actor, *((item, 10) for item in rule.right.items), months=before)
    given(desk, actor, *left)
    assert code not in [each.code for each in desk.figure_rules.broken("", OCTOBER)]
    one_off = left[0][1] + (-1 if row.relation == ">=" else 1)
    given(desk, actor, (left[0][0], one_off))
    broken = [each for each in desk.figure_rules.broken("", OCTOBER) if each.code == code]
    assert [(each.priority, each.month, each.items) for each in broken] == [(row.priority, "2026-10", rule.items)]
    assert broken[0].whole_sentence.endswith(row.remedy)


@pytest.mark.parametrize("code", EXPRESSIONS)
def test_a_count_nobody_gave_breaks_no_rule(desk: OpenDesk, actor: Actor, code: str) -> None:
    rule = rule_of(RULES[code], LIBRARY.items)
    assert rule.left is not None
    given(desk, actor, *((item, 999) for item in rule.left.items if not LIBRARY.items[item].total))
    assert [each for each in desk.figure_rules.broken("", OCTOBER) if each.code == code] == []


def test_departments_months_and_units_are_looked_at_by_themselves(desk: OpenDesk, actor: Actor) -> None:
    given(desk, actor, ("起诉时羁押人数", 5), ("起诉人数", 4), department="第一检察部")
    given(desk, actor, ("起诉时羁押人数", 5), ("起诉人数", 9), department="第二检察部")
    given(desk, actor, ("起诉时羁押人数", 9), months=Months("2026-09", "2026-09"))
    assert codes(desk.figure_rules.broken("", YEAR)) == [("羁押-起诉", "第一检察部", "2026-10")]
    assert desk.figure_rules.broken("别的院", YEAR) == ()
    assert desk.figure_rules.broken("", YEAR)[0].sentence == (
        "2026年10月第一检察部：起诉时羁押人数是 5，应当不大于起诉人数（4）。"
    )


def test_departments_are_compared_with_the_whole_once_all_that_count_the_item_have_given_it(
    desk: OpenDesk, actor: Actor
) -> None:
    given(desk, actor, ("不捕人数", 10))
    given(desk, actor, ("不捕人数", 6), department="第一检察部")
    assert desk.figure_rules.broken("", OCTOBER) == ()  # the second department is unknown
    given(desk, actor, ("不捕人数", 2), months=Months("2026-08", "2026-08"), department="第二检察部")
    assert desk.figure_rules.broken("", OCTOBER) == ()
    given(desk, actor, ("不捕人数", 3), department="第二检察部")
    assert [each.sentence for each in desk.figure_rules.broken("", OCTOBER)] == [
        "2026年10月全院：不捕人数是 10，应当等于各部门不捕人数合计（9）。"
    ]
    given(desk, actor, ("不捕人数", 4), department="第二检察部")
    assert desk.figure_rules.broken("", OCTOBER) == ()


def test_departments_that_come_to_more_than_the_whole_are_wrong_at_once(desk: OpenDesk, actor: Actor) -> None:
    given(desk, actor, ("不捕人数", 10))
    given(desk, actor, ("不捕人数", 11), department="第一检察部")
    assert codes(desk.figure_rules.broken("", OCTOBER)) == [("全院与各部门", "", "2026-10")]


def test_a_typed_total_is_compared_with_its_parts(desk: OpenDesk, actor: Actor) -> None:
    given(desk, actor, ("批捕与不捕人数", 12), ("批捕人数", 8))
    assert desk.figure_rules.broken("", OCTOBER) == ()
    given(desk, actor, ("不捕人数", 3))
    found = desk.figure_rules.broken("", OCTOBER)
    assert [(each.code, each.items) for each in found] == [("合计与各项", ("批捕与不捕人数", "批捕人数", "不捕人数"))]


def test_a_quarter_is_compared_with_its_months_and_stocks_do_not_add_up(desk: OpenDesk, actor: Actor) -> None:
    quarter = Months("2026-07", "2026-09")
    given(desk, actor, ("起诉人数", 10), ("员额检察官人数", 12), months=quarter)
    for month, count in zip(("2026-07", "2026-08", "2026-09"), (4, 4, 1), strict=True):
        given(desk, actor, ("起诉人数", count), ("员额检察官人数", 12), months=Months(month, month))
    found = desk.figure_rules.broken("", YEAR)
    assert [(each.code, each.first, each.last) for each in found] == [("长期间与逐月", *quarter)]
    given(desk, actor, ("起诉人数", 2), months=Months("2026-09", "2026-09"))
    assert desk.figure_rules.broken("", YEAR) == ()


def test_rules_look_at_quarters_as_they_look_at_months(desk: OpenDesk, actor: Actor) -> None:
    quarter = Months("2026-07", "2026-09")
    given(desk, actor, ("起诉时羁押人数", 9), months=quarter)
    for month in ("2026-07", "2026-08", "2026-09"):
        given(desk, actor, ("起诉人数", 2), months=Months(month, month))
    assert [(each.code, each.first) for each in desk.figure_rules.broken("", YEAR)] == [("羁押-起诉", "2026-07")]


def test_what_is_written_in_the_same_transaction_counts(desk: OpenDesk, actor: Actor, database: Database) -> None:
    given(desk, actor, ("起诉时羁押人数", 5), ("起诉人数", 4))
    with database.read() as session:
        assert codes(desk.figure_rules.broken_in(session, "", OCTOBER)) == [("羁押-起诉", "", "2026-10")]


def test_an_own_rule_is_tested_on_past_months_before_it_counts(desk: OpenDesk, actor: Actor) -> None:
    given(desk, actor, ("批捕人数", 5), ("审查逮捕受理人数", 4))
    given(desk, actor, ("批捕人数", 3), ("审查逮捕受理人数", 4), months=Months("2026-09", "2026-09"))
    test = desk.figure_rules.test(SUM)
    assert (test.known, [each.month for each in test.broken]) == (2, ["2026-10"])
    assert test.sentence == "2024-12 至 2026-11试算 2 处，1 处不成立，涉及 1 个月。"
    assert desk.figure_rules.broken("", OCTOBER) == ()
    act = desk.figure_rules.take_effect(actor, test).act
    assert codes(desk.figure_rules.broken("", OCTOBER)) == [("本院-1", "", "2026-10")]
    desk.history.take_back(actor, act)
    assert desk.figure_rules.broken("", OCTOBER) == ()


def test_a_test_that_was_overtaken_by_other_figures_takes_no_effect(desk: OpenDesk, actor: Actor) -> None:
    test = desk.figure_rules.test(SUM)
    assert "没有一处的数是齐的" in test.sentence
    given(desk, actor, ("批捕人数", 5), ("审查逮捕受理人数", 4))
    with pytest.raises(DomainError, match="试算以后基础数据有了变化"):
        desk.figure_rules.take_effect(actor, test)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"left": "没有的项目"}, "left"),
        ({"left": "__import__('os')"}, "left"),
        ({"right": "批捕人数 / 2"}, "right"),
        ({"left": "1", "right": "2"}, "left"),
        ({"relation": "!="}, "relation"),
        ({"name": " "}, "name"),
        ({"remedy": ""}, "remedy"),
        ({"reason": ""}, "reason"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_naming_the_field(desk: OpenDesk, change: dict[str, str], field: str) -> None:
    with pytest.raises(FieldProblem) as refused:
        desk.figure_rules.test(replace(SUM, **change))  # type: ignore[arg-type]  # texts
    assert refused.value.field == field


def test_a_standard_rule_is_changed_stopped_and_taken_up_again_by_editions(desk: OpenDesk, actor: Actor) -> None:
    rules = desk.figure_rules
    given(desk, actor, ("起诉时羁押人数", 5), ("起诉人数", 4))
    shipped = RULES["羁押-起诉"]
    named = (shipped.name, shipped.left, shipped.relation, shipped.right)
    softer = RuleDraft(*named, Priority.LOW, shipped.remedy, "本院另有口径", code=shipped.code)
    rules.take_effect(actor, rules.test(softer))
    assert [each.priority for each in rules.broken("", OCTOBER)] == [Priority.LOW]
    rules.withdraw(actor, shipped.code, "例会决定停用", edition=1)
    assert rules.broken("", OCTOBER) == ()
    with pytest.raises(DomainError, match="已经停用"):
        rules.withdraw(actor, shipped.code, "再停一次", edition=2)
    again = replace(softer, priority=Priority.HIGH, edition=2)
    rules.take_effect(actor, rules.test(again))
    assert [(each.edition, each.standing) for each in rules.editions(shipped.code)] == [
        (3, "本院改订第3版"),
        (2, "已停用"),
        (1, "本院改订第1版"),
        (0, "标准"),
    ]
    assert [each.priority for each in rules.broken("", OCTOBER)] == [Priority.HIGH]


def test_whoever_comes_second_is_told(desk: OpenDesk, actor: Actor) -> None:
    rules = desk.figure_rules
    rules.take_effect(actor, rules.test(SUM))
    mine = replace(SUM, code="本院-1", edition=1)
    rules.take_effect(actor, rules.test(replace(mine, name="别人改的")))
    with pytest.raises(ChangedMeanwhile, match="别人改的"):
        rules.take_effect(actor, rules.test(mine))
    with pytest.raises(ChangedMeanwhile):
        rules.withdraw(actor, "本院-1", "停用", edition=1)


def test_a_rule_that_speaks_of_every_item_keeps_what_it_compares(desk: OpenDesk, actor: Actor) -> None:
    shipped = RULES["合计与各项"]
    draft = RuleDraft(shipped.name, "批捕人数", "=", "不捕人数", Priority.LOW, "核对", "理由", code=shipped.code)
    with pytest.raises(FieldProblem, match="比较的内容不能改"):
        desk.figure_rules.test(draft)
    desk.figure_rules.take_effect(actor, desk.figure_rules.test(replace(draft, left=shipped.left, right=shipped.right)))
    given(desk, actor, ("批捕与不捕人数", 12), ("批捕人数", 8), ("不捕人数", 3))
    assert [each.priority for each in desk.figure_rules.broken("", OCTOBER)] == [Priority.LOW]


def test_the_list_prints_as_pdf_and_workbook(desk: OpenDesk, actor: Actor) -> None:
    given(desk, actor, ("起诉时羁押人数", 5), ("起诉人数", 4))
    workbook, pdf = desk.figure_rules.files("", OCTOBER)
    assert workbook[:2] == b"PK"
    assert pdf[:4] == b"%PDF"


def test_a_rule_whose_own_item_is_gone_rests(desk: OpenDesk, actor: Actor, database: Database) -> None:
    rules = desk.figure_rules
    rules.take_effect(actor, rules.test(SUM))
    smaller = IndicatorLibrary(SHIPPED.indicators)
    del smaller.items["审查逮捕受理人数"], smaller.items["审查逮捕受理件数"]
    book = RuleBook(SHIPPED.base_data, smaller)
    book.standard.clear()
    with database.read() as session:
        assert book.in_force(session) == ()


def test_the_shipped_rules_speak_of_known_items_and_say_where_they_come_from() -> None:
    assert len(RULES) > 40
    rows: list[RuleRow] = list(RULES.values())
    assert all(rule_of(row, LIBRARY.items) and row.source and row.certainty for row in rows)
