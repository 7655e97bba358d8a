"""A change of calendar or rules is first seen as a dry run, then applied as one act, the very plan that was seen."""

from datetime import date
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.terms import DeadlineAct, RecordType
from app.services.docket.rows import Authority
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.progress import Cancelled
from app.services.lists.listing import ListQuery
from app.services.office_rules.rows import ChangePlan, OwnDayRow
from app.services.office_rules.service import PlanStale
from tests.services.docket.conftest import LETTER, MATTER, Office

FREE = OwnDayRow(date(2026, 11, 23), "县庆日")
LONGER = {
    "code": "H13",
    "name": "行政违法行为监督审结",
    "trigger": "受理",
    "length": 2,
    "unit": "月",
    "actor": "行政检察部门",
    "side": "本院",
    "certainty": "已核",
    "basis": [{"title": "青山县人民检察院办案规程", "article": "第3条", "year": 2026}],
}


@pytest.fixture
def filing(office: Office) -> int:
    """F03 of a letter issued on 16 November: five days end on Saturday 21, so on Monday 23 November."""
    return office.deadline(LETTER, office.issued("2026-11-16"), "F03").id


def test_a_day_of_the_offices_own_moves_the_deadline_that_would_end_on_it(desk: OpenDesk, filing: int) -> None:
    plan = desk.office_rules.propose_days([FREE], reason="县政府通知")
    (affected,) = plan.affected
    assert (affected.id, affected.due_before, affected.due_after) == (filing, date(2026, 11, 23), date(2026, 11, 24))
    assert any("县庆日" in step for step in affected.steps_after)
    assert plan.what == ("本院日历增加 2026-11-23 县庆日（放假）",)


def test_a_dry_run_writes_nothing(desk: OpenDesk, filing: int) -> None:
    desk.office_rules.propose_days([FREE], reason="县政府通知")
    assert desk.docket.card(filing).due_on == date(2026, 11, 23)
    assert desk.office_rules.own_days() == ()


def test_what_is_applied_is_what_was_seen(desk: OpenDesk, actor: Actor, filing: int) -> None:
    plan = desk.office_rules.propose_days([FREE], reason="县政府通知")
    desk.office_rules.apply(actor, plan)
    card = desk.docket.card(filing)
    assert (card.due_on, card.events[0].kind) == (date(2026, 11, 24), DeadlineAct.RECOMPUTED)
    assert (card.events[0].steps_before, card.events[0].steps_after) == (
        plan.affected[0].steps_before,
        plan.affected[0].steps_after,
    )
    assert desk.office_rules.own_days() == (FREE,)


def test_an_applied_change_is_taken_back_whole_and_the_calendar_with_it(
    desk: OpenDesk, actor: Actor, office: Office, filing: int
) -> None:
    act = desk.office_rules.apply(actor, desk.office_rules.propose_days([FREE], reason="县政府通知")).act
    assert not desk.deadlines.calendar.is_working_day(FREE.on)
    desk.history.take_back(actor, act)
    assert desk.docket.card(filing).due_on == date(2026, 11, 23)
    assert desk.docket.card(filing).events == ()
    assert desk.deadlines.calendar.is_working_day(FREE.on)
    assert office.deadline(LETTER, office.issued("2026-11-16"), "F03").due_on == date(2026, 11, 23)


def test_deadlines_started_after_the_change_go_by_the_new_calendar(
    desk: OpenDesk, actor: Actor, office: Office
) -> None:
    desk.office_rules.apply(actor, desk.office_rules.propose_days([FREE], reason="县政府通知"))
    assert office.deadline(LETTER, office.issued("2026-11-16"), "F03").due_on == date(2026, 11, 24)


def test_a_plan_seen_before_another_decision_is_refused(
    desk: OpenDesk, actor: Actor, filing: int, authority: Authority
) -> None:
    plan = desk.office_rules.propose_days([FREE], reason="县政府通知")
    desk.docket.extend(actor, filing, "5日", authority)
    with pytest.raises(PlanStale, match="重新预览"):
        desk.office_rules.apply(actor, plan)
    assert desk.office_rules.own_days() == ()


def test_a_plan_cannot_be_applied_twice(desk: OpenDesk, actor: Actor, filing: int) -> None:
    plan = desk.office_rules.propose_days([FREE], reason="县政府通知")
    desk.office_rules.apply(actor, plan)
    with pytest.raises(PlanStale):
        desk.office_rules.apply(actor, plan)


def test_decisions_about_a_deadline_outlive_a_change_of_the_calendar(
    desk: OpenDesk, actor: Actor, filing: int, authority: Authority
) -> None:
    desk.docket.extend(actor, filing, "2日", authority)
    assert desk.docket.card(filing).due_on == date(2026, 11, 23)
    desk.office_rules.apply(actor, desk.office_rules.propose_days([FREE], reason="县政府通知"))
    assert desk.docket.card(filing).due_on == date(2026, 11, 24)


def test_an_own_day_is_taken_out_again_with_a_dry_run(desk: OpenDesk, actor: Actor, filing: int) -> None:
    desk.office_rules.apply(actor, desk.office_rules.propose_days([FREE], reason="县政府通知"))
    plan = desk.office_rules.propose_days(without=[FREE.on], reason="通知撤销")
    assert [each.due_after for each in plan.affected] == [date(2026, 11, 23)]
    desk.office_rules.apply(actor, plan)
    assert desk.office_rules.own_days() == ()


NOTICE = "日期,名称,安排\n2027-01-01,元旦,放假\n2027-02-03,春节,放假\n2027-02-02,春节,放假\n2027-02-07,春节,上班\n"


def notice_of(desk: OpenDesk, folder: Path, text: str = NOTICE) -> ChangePlan:
    path = folder / "2027年放假.csv"
    path.write_text(text, encoding="utf-8")
    return desk.office_rules.propose_notice(path, "国务院办公厅关于2027年部分节假日安排的通知")


def test_a_holiday_notice_from_a_small_file_ends_what_was_provisional(
    desk: OpenDesk, actor: Actor, office: Office, tmp_path: Path
) -> None:
    review = office.deadline(MATTER, office.matter("行政违法行为监督"), "H13")
    assert review.is_provisional
    plan = notice_of(desk, tmp_path)
    assert [each.due_after for each in plan.affected] == [date(2027, 2, 4)]
    desk.office_rules.apply(actor, plan)
    after = desk.docket.card(review.id)
    assert (after.due_on, after.is_provisional) == (date(2027, 2, 4), False)
    assert [each.year for each in desk.office_rules.notices()] == [2027]


TOML = """year = 2027
[[paper]]
title = "国务院办公厅关于2027年部分节假日安排的通知"
number = "国办发明电〔2026〕8号"
[[rest]]
name = "春节"
from = 2027-02-02
to = 2027-02-08
[[work]]
on = 2027-02-14
"""


def test_a_holiday_notice_in_the_shipped_form_is_taken_as_it_is(
    desk: OpenDesk, actor: Actor, office: Office, tmp_path: Path
) -> None:
    review = office.deadline(MATTER, office.matter("行政违法行为监督"), "H13").id
    (tmp_path / "2027.toml").write_text(TOML, encoding="utf-8")
    desk.office_rules.apply(actor, desk.office_rules.propose_notice(tmp_path / "2027.toml"))
    card = desk.docket.card(review)
    assert card.due_on == date(2027, 2, 9)
    assert any("国办发明电〔2026〕8号" in step for step in card.steps)


def test_a_provisional_year_is_no_notice(desk: OpenDesk, tmp_path: Path) -> None:
    (tmp_path / "2027.toml").write_text("year = 2027\nprovisional = true\n", encoding="utf-8")
    with pytest.raises(DomainError, match="不是正式放假通知"):
        desk.office_rules.propose_notice(tmp_path / "2027.toml")


def test_a_notice_that_was_taken_in_is_given_up_again_with_a_dry_run(
    desk: OpenDesk, actor: Actor, office: Office, tmp_path: Path
) -> None:
    review = office.deadline(MATTER, office.matter("行政违法行为监督"), "H13")
    desk.office_rules.apply(actor, notice_of(desk, tmp_path))
    plan = desk.office_rules.propose_without_notice(2027, "文件有误")
    assert [(each.due_before, each.due_after) for each in plan.affected] == [(date(2027, 2, 4), date(2027, 2, 2))]
    assert plan.what == ("移除 2027 年放假通知：《国务院办公厅关于2027年部分节假日安排的通知》，恢复为暂定",)
    act = desk.office_rules.apply(actor, plan).act
    after = desk.docket.card(review.id)
    assert (after.due_on, after.is_provisional) == (date(2027, 2, 2), True)
    assert desk.office_rules.notices() == ()
    desk.history.take_back(actor, act)
    assert desk.docket.card(review.id).due_on == date(2027, 2, 4)
    assert [each.year for each in desk.office_rules.notices()] == [2027]


@pytest.mark.parametrize("year", [2026, 2028])
def test_a_year_without_a_notice_of_its_own_has_none_to_give_up(desk: OpenDesk, year: int) -> None:
    with pytest.raises(DomainError, match=f"{year} 年没有本院导入的放假通知，不用移除"):
        desk.office_rules.propose_without_notice(year, "文件有误")


def test_a_notice_taken_in_over_the_shipped_one_leaves_that_behind(
    desk: OpenDesk, actor: Actor, tmp_path: Path
) -> None:
    wrong = "日期,名称,安排\n2026-11-25,县庆日,放假\n"
    desk.office_rules.apply(actor, notice_of(desk, tmp_path, wrong))
    assert not desk.deadlines.calendar.is_working_day(date(2026, 11, 25))
    plan = desk.office_rules.propose_without_notice(2026, "文件有误")
    assert plan.what[0].endswith("恢复程序自带的通知")
    desk.office_rules.apply(actor, plan)
    assert desk.deadlines.calendar.is_working_day(date(2026, 11, 25))
    assert not desk.deadlines.calendar.is_working_day(date(2026, 10, 1))


WRONG_NOTICES = {
    "no head": ("2027-01-01,元旦,放假\n", "第 1 行应当是表头"),
    "a day that does not exist": ("日期,名称,安排\n2027-02-29,春节,放假\n", "第 2 行.*只有28天"),
    "a word nobody knows": ("日期,名称,安排\n2027-01-01,元旦,休息\n", "应当是“放假”或“上班”"),
    "a weekday worked instead": ("日期,名称,安排\n2027-01-04,元旦,上班\n", "不是星期六或星期日"),
    "two years": ("日期,名称,安排\n2027-01-01,元旦,放假\n2028-01-01,元旦,放假\n", "2 个年份"),
}


@pytest.mark.parametrize("case", WRONG_NOTICES, ids=list(WRONG_NOTICES))
def test_a_notice_that_cannot_be_right_is_refused_in_a_sentence(desk: OpenDesk, tmp_path: Path, case: str) -> None:
    text, sentence = WRONG_NOTICES[case]
    with pytest.raises(DomainError, match=sentence):
        notice_of(desk, tmp_path, text)


def test_a_local_rule_moves_the_open_deadlines_of_its_code(desk: OpenDesk, actor: Actor, office: Office) -> None:
    matter = office.matter("行政违法行为监督")
    plan = desk.office_rules.propose_rule(LONGER, "本院规程缩短为两个月")
    assert [(each.due_before, each.due_after) for each in plan.affected] == [(date(2027, 2, 2), date(2027, 1, 4))]
    desk.office_rules.apply(actor, plan)
    card = office.deadline(MATTER, matter, "H13")
    assert (card.due_on, card.length) == (date(2027, 1, 4), "2个月")
    assert "青山县人民检察院办案规程" in card.basis


def test_standard_and_local_rule_stand_side_by_side(desk: OpenDesk, actor: Actor) -> None:
    desk.office_rules.apply(actor, desk.office_rules.propose_rule(LONGER, "本院规程缩短为两个月"))
    (pair,) = (each for each in desk.office_rules.pairs() if each.code == "H13")
    assert pair.standard is not None
    assert pair.local is not None
    assert (pair.standard["length"], pair.local["length"], pair.local["override_reason"]) == (
        3,
        2,
        "本院规程缩短为两个月",
    )
    assert [rule.rule_set.label for rule in desk.deadlines.library.all() if rule.code == "H13"] == ["标准", "本地"]


UNTIL_JUNE = {**LONGER, "length": 1, "valid_to": date(2026, 6, 30)}
SINCE_JULY = {**LONGER, "valid_from": date(2026, 7, 1)}


def test_every_local_rule_of_one_code_makes_a_pair_of_its_own(desk: OpenDesk, actor: Actor, office: Office) -> None:
    for fields in (UNTIL_JUNE, SINCE_JULY):
        desk.office_rules.apply(actor, desk.office_rules.propose_rule(fields, "本院规程"))
    pairs = [each for each in desk.office_rules.pairs() if each.code == "H13"]
    assert [(each.standard or {}).get("length") for each in pairs] == [3, 3]
    assert [(each.local or {}).get("length") for each in pairs] == [2, 1]
    assert [each.locals for each in pairs] == [2, 2]
    newer, older = (each.local_id for each in pairs)
    assert newer is not None
    assert older is not None
    change = desk.office_rules.propose_rule({**UNTIL_JUNE, "length": 45, "unit": "日"}, "更正", older)
    desk.office_rules.apply(actor, change)
    desk.office_rules.apply(actor, desk.office_rules.propose_without_rule(newer, "规程废止"))
    (left,) = (each for each in desk.office_rules.pairs() if each.code == "H13")
    assert (left.local or {}).get("length") == 45
    assert (left.local_id, left.locals) == (older, 1)
    assert office.deadline(MATTER, office.matter("行政违法行为监督"), "H13").length == "3个月"


def test_local_rules_without_a_standard_one_are_all_listed(desk: OpenDesk, actor: Actor) -> None:
    for fields in (UNTIL_JUNE, SINCE_JULY):
        desk.office_rules.apply(actor, desk.office_rules.propose_rule({**fields, "code": "L01"}, "本院规程"))
    pairs = [each for each in desk.office_rules.pairs() if each.code == "L01"]
    assert [(each.standard, each.locals) for each in pairs] == [(None, 2), (None, 2)]


def test_two_local_rules_of_one_code_may_not_count_on_the_same_day(desk: OpenDesk, actor: Actor) -> None:
    desk.office_rules.apply(actor, desk.office_rules.propose_rule(SINCE_JULY, "本院规程"))
    with pytest.raises(DomainError, match="有效期重叠"):
        desk.office_rules.propose_rule({**LONGER, "valid_from": date(2026, 10, 1)}, "又一个规程")


class Counted:
    """Counts what it hears, and gives up at a certain report."""

    def __init__(self, until: int = 1_000_000) -> None:
        self.heard: list[tuple[int, int]] = []
        self._until = until

    def report(self, done: int, total: int) -> None:
        self.heard.append((done, total))
        if len(self.heard) == self._until:
            raise Cancelled


def test_a_dry_run_tells_of_every_deadline_how_far_it_is(desk: OpenDesk, office: Office) -> None:
    for _ in range(5):
        office.issued("2026-11-16")
    progress = Counted()
    plan = desk.office_rules.propose_days([FREE], reason="县政府通知", progress=progress)
    assert len(plan.affected) == 5
    assert [done for done, _ in progress.heard] == sorted(done for done, _ in progress.heard)
    assert len(progress.heard) == 3 * 5
    assert progress.heard[-1] == (10, 10)


@pytest.mark.parametrize("until", [1, 3, 7])
def test_a_dry_run_ends_at_the_very_deadline_at_which_it_is_given_up(
    desk: OpenDesk, office: Office, until: int
) -> None:
    for _ in range(5):
        office.issued("2026-11-16")
    progress = Counted(until)
    with pytest.raises(Cancelled):
        desk.office_rules.propose_refresh("新版本", progress)
    assert len(progress.heard) == until


def test_applying_that_is_given_up_leaves_everything_as_it_was(desk: OpenDesk, actor: Actor, filing: int) -> None:
    plan = desk.office_rules.propose_days([FREE], reason="县政府通知")
    with pytest.raises(Cancelled):
        desk.office_rules.apply(actor, plan, Counted(1))
    assert desk.docket.card(filing).due_on == date(2026, 11, 23)
    assert desk.office_rules.own_days() == ()


def test_giving_up_a_local_rule_brings_the_standard_one_back(desk: OpenDesk, actor: Actor, office: Office) -> None:
    matter = office.matter("行政违法行为监督")
    desk.office_rules.apply(actor, desk.office_rules.propose_rule(LONGER, "本院规程缩短为两个月"))
    (pair,) = (each for each in desk.office_rules.pairs() if each.local_id is not None)
    assert pair.local_id is not None
    plan = desk.office_rules.propose_without_rule(pair.local_id, "规程废止")
    desk.office_rules.apply(actor, plan)
    assert office.deadline(MATTER, matter, "H13").due_on == date(2027, 2, 2)


def test_a_local_rule_that_is_not_verified_leaves_the_matter_without_a_red_date(
    desk: OpenDesk, actor: Actor, office: Office
) -> None:
    matter = office.matter("行政违法行为监督")
    guess = {**LONGER, "certainty": "未核"}
    desk.office_rules.apply(actor, desk.office_rules.propose_rule(guess, "惯例"))
    assert "2027-01-04" not in desk.matters.listing.rows([matter], ListQuery(desk.clock.today()))[0].cells


WRONG_RULES = {
    "no length": ({"length": None}, "length", "本地 规则 H13 的“期限长度”没有填写"),
    "an unknown unit": ({"unit": "旬"}, "unit", "H13 的“单位”（旬）应当是"),
    "no basis": ({"basis": []}, "basis", "H13 的“依据”没有填写"),
    "a code of another form": ({"code": "第一条"}, "code", "“规则代码”（第一条）应当是大写字母加数字"),
    "a side nobody has": ({"side": "双方"}, "side", "H13 的“谁的期限”（双方）应当是"),
}


@pytest.mark.parametrize("case", WRONG_RULES, ids=list(WRONG_RULES))
def test_a_local_rule_that_is_wrong_is_refused_with_code_and_field(desk: OpenDesk, case: str) -> None:
    wrong, field, sentence = WRONG_RULES[case]
    with pytest.raises(FieldProblem, match=sentence) as refused:
        desk.office_rules.propose_rule({**LONGER, **wrong}, "本院规程")
    assert refused.value.field == field


def test_a_local_rule_needs_a_reason(desk: OpenDesk) -> None:
    with pytest.raises(FieldProblem, match="理由"):
        desk.office_rules.propose_rule(LONGER, " ")


def test_the_history_of_a_record_tells_why_its_deadline_was_recomputed(
    desk: OpenDesk, actor: Actor, filing: int
) -> None:
    desk.office_rules.apply(actor, desk.office_rules.propose_days([FREE], reason="县政府通知"))
    line = desk.history.lines(RecordType.SUGGESTION, desk.docket.card(filing).record.record_id)[-1]
    assert (line.title, line.reason) == ("变更日历或期限规则", "县政府通知")
    assert ("期限·届满日", "2026-11-23", "2026-11-24") in line.changes


def test_a_refresh_finds_nothing_to_move_where_nothing_changed(desk: OpenDesk, filing: int) -> None:
    plan = desk.office_rules.propose_refresh("新版本")
    assert (plan.affected, plan.not_computed) == ((), ())
    assert plan.looked_at >= 1
