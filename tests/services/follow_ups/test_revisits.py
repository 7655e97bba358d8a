"""回头看 plans itself from the day of rectification, outlives the closing of its letter, and ends by a revisit."""

import pytest

from app.models.dates import PartialDate
from app.models.letter_terms import FollowUpKind, RectificationLight
from app.models.terms import Lamp, Rectification
from app.services.deadlines.computation import compute
from app.services.foundation.errors import FieldProblem
from tests.services.follow_ups.conftest import Rectifying

COMPLETE, INCOMPLETE = Rectification.COMPLETE, Rectification.INCOMPLETE
REVISIT = FollowUpKind.REVISIT


def test_two_revisits_are_planned_three_and_six_months_after_rectification(work: Rectifying) -> None:
    assert work.plan(work.rectified("2026-09-15")) == [
        ("R01", "2026-12-15", "进行中"),
        ("R02", "2027-03-15", "进行中"),
    ]


@pytest.mark.parametrize(
    ("rectified", "first", "second"),
    [
        ("2026-11-30", "2027-03-01", "2027-05-31"),  # no 30 February: the 28th, a Sunday, so the Monday after
        ("2023-11-30", "2024-02-29", "2024-05-30"),  # a leap year has the 29th
        ("2024-02-29", "2024-05-29", "2024-08-29"),
        ("2024-08-31", "2024-12-02", "2025-02-28"),  # 30 November 2024 is a Saturday
        ("2025-12-15", "2026-03-16", "2026-06-15"),
    ],
)
def test_month_ends_and_leap_years_are_counted_as_for_any_period(
    work: Rectifying, rectified: str, first: str, second: str
) -> None:
    library, calendar = work.desk.deadlines.library, work.desk.deadlines.calendar
    start = PartialDate(rectified).exact
    assert start is not None
    assert str(compute(library.rule("R01"), start, calendar).due_on) == first
    assert str(compute(library.rule("R02"), start, calendar).due_on) == second


def test_a_plan_that_is_missed_reminds_in_amber_and_never_turns_red(work: Rectifying) -> None:
    letter = work.rectified("2026-09-15")
    work.on("2027-06-01")
    planned = [each for each in work.deadlines(letter) if each.rule_code == "R01"]
    assert [each.lamp for each in planned] == [Lamp.DUE]
    assert "仅提醒" in planned[0].lamp_words


def test_a_day_known_only_to_the_month_plans_nothing(work: Rectifying) -> None:
    letter = work.replied()
    work.look(letter, COMPLETE, "2026-09")
    assert work.plan(letter) == []


def test_seen_put_right_again_the_plan_stays_with_the_first_day(work: Rectifying) -> None:
    letter = work.rectified("2026-09-15")
    work.look(letter, COMPLETE, "2026-10-20")
    assert str(work.row(letter).rectified_on) == "2026-09-15"
    assert [due for _, due, _ in work.plan(letter)] == ["2026-12-15", "2027-03-15"]


def test_closing_the_letter_leaves_the_plan(work: Rectifying) -> None:
    letter = work.rectified("2026-09-15")
    work.close(letter)
    assert [state for _, _, state in work.plan(letter)] == ["进行中", "进行中"]
    assert not work.is_open(letter, "F02")


def test_withdrawing_the_letter_ends_the_plan(work: Rectifying) -> None:
    letter = work.rectified("2026-09-15")
    work.desk.suggestions.withdraw(work.clerk, letter, PartialDate("2026-11-20"), "依据有误")
    assert [state for _, _, state in work.plan(letter)] == ["不再适用", "不再适用"]


def test_a_revisit_after_closing_ends_the_earliest_that_was_planned(work: Rectifying) -> None:
    letter = work.rectified("2026-09-15")
    work.close(letter)
    work.on("2026-12-14")
    done = work.look(letter, COMPLETE, "2026-12-14", kind=REVISIT)
    assert work.plan(letter) == [("R01", "2026-12-15", "已完成"), ("R02", "2027-03-15", "进行中")]
    assert (str(work.row(letter).revisited_on), done.said) == ("2026-12-14", "")
    work.on("2027-03-20")
    work.look(letter, COMPLETE, "2027-03-20", kind=REVISIT)
    assert [state for _, _, state in work.plan(letter)] == ["已完成", "已完成"]


def test_another_look_leaves_the_plan_as_it_is(work: Rectifying) -> None:
    letter = work.rectified("2026-09-15")
    work.look(letter, COMPLETE, "2026-11-02", kind=FollowUpKind.HEARING)
    assert [state for _, _, state in work.plan(letter)] == ["进行中", "进行中"]


def test_a_revisit_that_finds_it_undone_makes_the_rest_of_the_plan_moot(work: Rectifying) -> None:
    letter = work.rectified("2026-08-03")
    work.look(letter, INCOMPLETE, "2026-11-03", kind=REVISIT, note="又堆满了")
    assert [state for _, _, state in work.plan(letter)] == ["已完成", "不再适用"]
    assert work.desk.follow_ups.card(letter).light is RectificationLight.INCOMPLETE
    assert work.row(letter).rectified_on is None


def test_put_right_once_more_a_new_plan_is_made(work: Rectifying) -> None:
    letter = work.rectified("2026-08-03")
    work.look(letter, INCOMPLETE, "2026-09-03", note="又堆满了")
    work.look(letter, COMPLETE, "2026-11-16")
    assert work.plan(letter) == [
        ("R01", "2026-11-03", "不再适用"),
        ("R02", "2027-02-03", "不再适用"),
        ("R01", "2027-02-16", "进行中"),
        ("R02", "2027-05-17", "进行中"),
    ]


def test_a_closed_letter_found_undone_says_what_can_come_next(work: Rectifying) -> None:
    letter = work.rectified("2026-08-03")
    work.close(letter)
    done = work.look(letter, INCOMPLETE, "2026-11-21", kind=REVISIT, note="又堆满了")
    assert "重新办理" in done.said
    assert "新线索" in done.said
    card = work.desk.follow_ups.card(letter)
    assert (card.is_closed, card.has_relapsed) == (True, True)
    work.desk.letter_closing.reopen(work.clerk, letter, PartialDate("2026-11-22"), "回头看发现反弹")
    assert not work.desk.follow_ups.card(letter).is_closed
    work.look(letter, COMPLETE, "2026-11-22")
    assert work.is_open(letter, "R01")


def test_before_rectification_a_look_is_no_revisit(work: Rectifying) -> None:
    with pytest.raises(FieldProblem, match="不是回头看") as refused:
        work.look(work.replied(), COMPLETE, kind=REVISIT)
    assert refused.value.field == "kind"


def test_a_revisit_before_the_rectification_is_refused(work: Rectifying) -> None:
    with pytest.raises(FieldProblem, match="早于上一步"):
        work.look(work.rectified("2026-09-15"), COMPLETE, "2026-09-01", kind=REVISIT)


def test_after_closing_only_a_revisit_is_a_look(work: Rectifying) -> None:
    letter = work.rectified()
    work.close(letter)
    with pytest.raises(FieldProblem, match="请选“回头看”"):
        work.look(letter, INCOMPLETE, "2026-11-21")


def test_taking_a_revisit_back_opens_the_plan_again(work: Rectifying) -> None:
    letter = work.rectified("2026-08-03")
    work.close(letter)
    before = work.plan(letter), work.row(letter).revisited_on
    act = work.look(letter, INCOMPLETE, "2026-11-21", kind=REVISIT, note="又堆满了").act
    work.desk.history.take_back(work.clerk, act)
    assert (work.plan(letter), work.row(letter).revisited_on) == before


def test_a_local_rule_changes_when_the_office_goes_back(work: Rectifying) -> None:
    own = {
        "code": "R01",
        "name": "回头看（整改到位后一个月）",
        "trigger": "整改到位",
        "length": 1,
        "unit": "月",
        "actor": "承办检察官",
        "side": "本院",
        "certainty": "已核",
        "basis": [{"title": "青山县人民检察院回头看办法", "article": "第2条", "year": 2026}],
    }
    rules = work.desk.office_rules
    rules.apply(work.clerk, rules.propose_rule(own, "本院另有规定"))
    assert [due for _, due, _ in work.plan(work.rectified("2026-11-09"))] == ["2026-12-09", "2027-05-10"]
