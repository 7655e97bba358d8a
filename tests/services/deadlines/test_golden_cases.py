"""Due dates of published cases and of known arithmetic, each with where it comes from."""

from datetime import date, datetime

import pytest

from app.models.dates import PartialDate
from app.models.terms import SuggestionKind
from app.services.deadlines.arithmetic import Pause, due_date, overdue_after
from app.services.deadlines.calendar import WorkCalendar
from app.services.deadlines.circumstances import Circumstances, Extended, Restart
from app.services.deadlines.computation import compute
from app.services.deadlines.inputs import parse_day, parse_pause, parse_start, refuse_future_start, reply_start
from app.services.deadlines.periods import parse_period
from app.services.deadlines.rules import RuleLibrary
from app.services.foundation.errors import DomainError


def day(text: str) -> date:
    return date.fromisoformat(text)


# (source, rule, start, due): published cases; where only the sending day was published, it stands for receipt.
PUBLISHED = [
    ("检例185号 市财政局", "F02", "2019-09-09", "2019-11-11"),
    ("检例185号 市人民政府", "F02", "2019-09-11", "2019-11-11"),
    ("东洲河油污", "E03-1", "2019-11-14", "2020-01-14"),
    ("略阳尾矿库", "E03-1", "2018-10-11", "2018-12-11"),
    ("浑源（云冈区院）", "E03-1", "2018-10-15", "2018-12-17"),
    ("浑源（山西省院）", "E03-1", "2019-01-21", "2019-03-21"),
    ("海宁加油站", "E03-1", "2020-07-07", "2020-09-07"),
    ("鹿城瓯江", "E03-1", "2020-08-28", "2020-10-28"),
    ("榆次塔吊（紧急）", "E03-2", "2019-06-19", "2019-07-04"),
    ("怀远禁渔", "E03-1", "2020-08-17", "2020-10-19"),
    ("德惠垃圾（试点期）", "E03-2015", "2017-04-18", "2017-05-18"),
    ("检例92号 通知立案", "A44", "2019-08-06", "2019-08-21"),
    ("自然资源部门", "E03-1", "2022-02-11", "2022-04-11"),
    ("武山县院公告", "E03-1", "2019-04-23", "2019-06-24"),
    ("八月三十一日加六个月", "A29-2", "2025-08-31", "2026-02-28"),
    ("闰年二月二十九日加一年", "A29-1", "2024-02-29", "2025-02-28"),
    ("国庆假期顺延", "F02", "2026-08-03", "2026-10-08"),
    ("调休上班的星期六不顺延", "F02", "2026-08-10", "2026-10-10"),
    ("工作日数过中秋国庆", "B07", "2026-09-17", "2026-10-08"),
    ("归档：次年第二季度末", "M12", "2025-03-05", "2026-06-30"),
    ("届满前七日，遇国庆提前", "A12", "2026-10-09", "2026-09-30"),
    ("听证三日前", "C07", "2026-11-20", "2026-11-17"),
    ("当日移转", "A28-1", "2026-11-22", "2026-11-22"),
]


@pytest.mark.parametrize(("source", "code", "start", "due"), PUBLISHED, ids=[case[0] for case in PUBLISHED])
def test_a_published_case_ends_on_its_day(
    calendar: WorkCalendar, library: RuleLibrary, source: str, code: str, start: str, due: str
) -> None:
    derivation = compute(library.rule(code), day(start), calendar)
    assert str(derivation.due_on) == due, source
    assert not derivation.provisional


def test_a_reply_period_explains_every_step(calendar: WorkCalendar, library: RuleLibrary) -> None:
    derivation = compute(library.rule("F02"), day("2019-09-09"), calendar)
    assert derivation.nominal_on == day("2019-11-09")
    assert derivation.skipped == ((day("2019-11-09"), "星期六"), (day("2019-11-10"), "星期日"))
    assert [step[:5] for step in derivation.steps] == ["1. 起算", "2. 规则", "3. 期间", "4. 顺延", "5. 结果"]
    assert "《人民检察院检察建议工作规定》（2019）第19条（已核）" in derivation.steps[1]
    assert "2019-11-09星期六、2019-11-10星期日" in derivation.steps[3]
    assert "国办发明电〔2018〕15号" in derivation.steps[3]
    assert derivation.as_json()["skipped"] == [
        {"on": "2019-11-09", "name": "星期六"},
        {"on": "2019-11-10", "name": "星期日"},
    ]


def test_the_ledgers_own_period_wins_and_is_shown_as_the_source(calendar: WorkCalendar, library: RuleLibrary) -> None:
    own = Circumstances(period=parse_period("十五日(紧急)"), proof="签收日")
    derivation = compute(library.rule("F02"), day("2019-06-19"), calendar, own)
    assert derivation.due_on == day("2019-07-04")
    assert "台账载明15日（紧急），以此为准" in derivation.steps[2]


def test_month_ends_remind_at_the_earlier_day_and_bind_outsiders_after_the_later(
    calendar: WorkCalendar, library: RuleLibrary
) -> None:
    outside = compute(library.rule("F02"), day("2025-02-28"), calendar)
    assert (outside.due_on, outside.overdue_after) == (day("2025-04-28"), day("2025-04-30"))
    own = compute(library.rule("F01"), day("2025-02-28"), calendar)
    assert (own.due_on, own.overdue_after) == (day("2025-04-28"), day("2025-04-28"))
    assert any("2025-04-30" in step for step in own.steps)


def test_custody_keeps_the_last_day_on_the_holiday(calendar: WorkCalendar, library: RuleLibrary) -> None:
    rule, start = library.rule("A13"), day("2026-09-05")
    assert compute(rule, start, calendar).due_on == day("2026-10-08")
    held = compute(rule, start, calendar, Circumstances(is_custody=True))
    assert held.due_on == day("2026-10-05")
    assert any("在押期间不因节假日延长" in step for step in held.steps)


def test_overlapping_pauses_take_each_day_out_once(calendar: WorkCalendar, library: RuleLibrary) -> None:
    pauses = (parse_pause("2026-03-10..2026-03-19", "鉴定"), parse_pause("2026-03-15..2026-03-24", "调卷"))
    derivation = compute(library.rule("C01"), day("2026-03-02"), calendar, Circumstances(pauses=pauses))
    assert derivation.nominal_on == day("2026-06-17")  # 2 June and fifteen days
    assert any("鉴定、调卷，2026-03-10至2026-03-24共15日" in step for step in derivation.steps)


def test_a_pause_that_begins_on_the_last_day_still_counts_and_one_after_it_does_not(
    calendar: WorkCalendar, library: RuleLibrary
) -> None:
    def nominal(pause: str) -> date | None:
        happened = Circumstances(pauses=(parse_pause(pause),))
        return compute(library.rule("E03-2"), day("2026-03-02"), calendar, happened).nominal_on

    assert nominal("2026-03-17..2026-03-17") == day("2026-03-18")
    assert nominal("2026-03-18..2026-03-25") == day("2026-03-17")
    assert nominal("2026-02-20..2026-03-02") == day("2026-03-17")


def test_extensions_follow_one_another_with_who_decided(calendar: WorkCalendar, library: RuleLibrary) -> None:
    extensions = [
        Extended(period, by)
        for text, by in (("1个月", "上一级人民检察院"), ("2个月", "省级人民检察院"), ("2个月", "省级人民检察院"))
        if (period := parse_period(text)) is not None
    ]
    derivation = compute(library.rule("A11"), day("2026-01-15"), calendar, Circumstances(extensions=tuple(extensions)))
    assert derivation.due_on == day("2026-08-15")  # a Saturday: detention never rolls
    assert sum("省级人民检察院决定" in step for step in derivation.steps) == 2


def test_an_extension_to_a_total_counts_from_the_start(calendar: WorkCalendar, library: RuleLibrary) -> None:
    total = parse_period("20日")
    assert total is not None
    happened = Circumstances(extensions=(Extended(total, is_total=True),))
    assert compute(library.rule("A02"), day("2026-11-02"), calendar, happened).nominal_on == day("2026-11-22")


def test_a_restart_counts_anew(calendar: WorkCalendar, library: RuleLibrary) -> None:
    happened = Circumstances(restarts=(Restart(day("2026-04-20"), "退回补充侦查后重报"),))
    derivation = compute(library.rule("A13"), day("2026-03-02"), calendar, happened)
    assert derivation.due_on == day("2026-05-20")
    assert any("退回补充侦查后重报" in step for step in derivation.steps)


def test_hours_end_at_a_moment_and_do_not_roll(calendar: WorkCalendar, library: RuleLibrary) -> None:
    derivation = compute(library.rule("A30"), datetime(2026, 9, 30, 10, 30), calendar)  # noqa: DTZ001 - wall clock time
    assert derivation.as_json()["due_at"] == "2026-10-01 10:30"
    assert derivation.due_on == day("2026-10-01")


def test_a_rule_without_length_gives_no_day_and_says_so(calendar: WorkCalendar, library: RuleLibrary) -> None:
    derivation = compute(library.rule("F04-2"), day("2026-03-02"), calendar)
    assert derivation.due_on is None
    assert "没有到期日" in derivation.steps[-1]


def test_a_year_without_its_notice_makes_the_result_provisional(calendar: WorkCalendar, library: RuleLibrary) -> None:
    derivation = compute(library.rule("F02"), day("2026-11-20"), calendar)
    assert derivation.provisional
    assert any("2027年的放假通知未收入日历" in step for step in derivation.steps)
    held = compute(library.rule("A29-2"), day("2026-11-20"), calendar)
    assert not held.provisional  # what never rolls needs no calendar


def test_a_rule_not_in_force_at_the_start_is_pointed_out(calendar: WorkCalendar, library: RuleLibrary) -> None:
    derivation = compute(library.rule("F02"), day("2018-03-02"), calendar)
    assert any("2019-02-26起，起算日 2018-03-02 不在其内" in step for step in derivation.steps)


@pytest.mark.parametrize(
    ("start", "due", "late"), [("2019-09-09", "2019-11-11", "2019-11-11"), ("2025-02-28", "2025-04-28", "2025-04-30")]
)
def test_the_quick_way_gives_the_same_days(calendar: WorkCalendar, start: str, due: str, late: str) -> None:
    period = parse_period("两个月")
    assert period is not None
    assert due_date(day(start), period, calendar) == day(due)
    assert overdue_after(day(start), period, calendar) == day(late)


def test_the_reply_period_runs_from_receipt_and_says_where_it_does_not() -> None:
    issued, received = PartialDate("2019-09-05"), PartialDate("2019-09-09")
    from_receipt, from_issue = reply_start(issued, received), reply_start(issued, None)
    assert from_receipt is not None
    assert (from_receipt.on, from_receipt.is_receipt) == (received, True)
    assert from_issue is not None
    assert "以发出日代替" in from_issue.proof
    assert reply_start(None, None) is None


def test_bad_input_is_refused_with_a_sentence(calendar: WorkCalendar, library: RuleLibrary) -> None:
    rule = library.rule("F02")
    hours = library.rule("A30")
    refused = [
        (lambda: compute(rule, PartialDate("2022-04"), calendar), "起算日只知道是2022年4月"),
        (lambda: compute(rule, day("1066-01-01"), calendar), "超出可以计算的年份"),
        (lambda: compute(hours, day("2026-03-02"), calendar), "按小时计算，起算要写到时分"),
        (lambda: Pause(day("2026-03-02"), day("2026-03-01")), "中止期间写反了"),
        (lambda: parse_pause("2026-03-02"), "读不懂"),
        (lambda: parse_start("2025-02-29"), "2025年2月只有28天，没有2月29日"),
        (lambda: parse_start("2025-13-01"), "没有2025年13月"),
        (lambda: parse_start("2025-12-01 25:00"), "没有 25:00"),
        (lambda: parse_start("下周"), "“下周”不是日期"),
        (lambda: parse_day("2025-02"), "应当是到日的日期"),
        (lambda: refuse_future_start(day("2026-11-23"), day("2026-11-22")), "事情还没有发生"),
        (lambda: reply_start(PartialDate("2026-03-02"), PartialDate("2026-03-01")), "早于发出日"),
        (lambda: library.rule("Z99"), "没有规则“Z99”"),
        (lambda: library.rule("E03"), "E03-1 .+E03-2 "),
        (
            lambda: compute(rule, day("2026-03-02"), calendar, Circumstances(restarts=(Restart(day("2026-03-01")),))),
            "早于起算日",
        ),
        (
            lambda: compute(
                library.rule("A12"),
                day("2026-03-02"),
                calendar,
                Circumstances(pauses=(parse_pause("2026-01-01..2026-01-02"),)),
            ),
            "不能中止或延长",
        ),
    ]
    for attempt, sentence in refused:
        with pytest.raises(DomainError, match=sentence):
            attempt()


@pytest.mark.parametrize(
    ("kind", "on", "is_urgent", "code"),
    [
        (SuggestionKind.SOCIAL_GOVERNANCE, "2019-09-11", False, "F02"),
        (SuggestionKind.UNCLASSIFIED, "2019-09-11", False, "F02"),
        (SuggestionKind.PUBLIC_INTEREST, "2019-09-09", False, "E03-1"),
        (SuggestionKind.PUBLIC_INTEREST, "2019-06-19", True, "E03-2"),
        (SuggestionKind.PUBLIC_INTEREST, "2017-04-18", False, "E03-2015"),
        (SuggestionKind.PUBLIC_INTEREST, "2017-07-01", False, "E03-1"),
        (SuggestionKind.RETRIAL, "2022-01-01", False, "G02"),
    ],
)
def test_each_kind_of_letter_gets_the_rule_of_its_day(
    library: RuleLibrary, kind: SuggestionKind, on: str, is_urgent: bool, code: str
) -> None:
    assert library.reply_rule(kind, day(on), is_urgent).rule.code == code


def test_a_letter_older_than_its_rule_is_marked_as_computed_by_analogy(library: RuleLibrary) -> None:
    assert "参照计算" in library.reply_rule(SuggestionKind.CORRECTION, day("2018-05-01")).note
    assert library.reply_rule(SuggestionKind.CORRECTION, day("2020-05-01")).note == ""
