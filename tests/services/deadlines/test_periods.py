"""Periods as ledgers write them, and when they are reminded of."""

from datetime import date

import pytest

from app.models.terms import PeriodUnit
from app.services.deadlines.lamps import remind_days, remind_on, serious_on
from app.services.deadlines.periods import Period, chinese_number, parse_period
from app.services.foundation.errors import DomainError

MONTH, DAY, WORKING_DAY = PeriodUnit.MONTH, PeriodUnit.DAY, PeriodUnit.WORKING_DAY


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("两个月", Period(2, MONTH)),
        ("2个月", Period(2, MONTH)),
        ("２个月", Period(2, MONTH)),
        (" 二 个月内 ", Period(2, MONTH)),
        ("二个月之内", Period(2, MONTH)),
        ("两月", Period(2, MONTH)),
        ("收到之日起两个月内书面回复", Period(2, MONTH)),
        ("一个月(试点期)", Period(1, MONTH, "试点期")),
        ("一个月（试点期）", Period(1, MONTH, "试点期")),
        ("十五日(紧急)", Period(15, DAY, "紧急")),
        ("紧急15日", Period(15, DAY, "紧急")),
        ("15日", Period(15, DAY)),
        ("１５ 日", Period(15, DAY)),
        ("30天", Period(30, DAY)),
        ("三十日以内", Period(30, DAY)),
        ("卅日", Period(30, DAY)),
        ("60日", Period(60, DAY)),
        ("六十个自然日", Period(60, DAY)),
        ("一百二十日", Period(120, DAY)),
        ("一百零五日", Period(105, DAY)),
        ("半个月", Period(15, DAY)),
        ("半月", Period(15, DAY)),
        ("一个半月", Period(1, MONTH, extra_days=15)),
        ("半年", Period(6, MONTH)),
        ("一年", Period(12, MONTH)),
        ("两周", Period(14, DAY)),
        ("10个工作日", Period(10, WORKING_DAY)),
        ("十个工作日内", Period(10, WORKING_DAY)),
        ("24小时", Period(24, PeriodUnit.HOUR)),
        ("立即", Period(0, PeriodUnit.NONE, "立即")),
        ("贰个月", Period(2, MONTH)),
    ],
)
def test_a_period_is_read_however_an_office_writes_it(text: str, period: Period) -> None:
    assert parse_period(text) == period


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_an_empty_cell_names_no_period(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize(
    "text", ["尽快", "2", "个月", "零日", "2019-11-09", "两三个月", "十十日", "1000日", "（紧急）"]
)
def test_an_unreadable_period_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(DomainError) as refused:
        parse_period(text)
    assert f"期限“{text}”读不懂" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "number"), [("十", 10), ("二十一", 21), ("一百", 100), ("三百六十五", 365), ("一五", 15), ("百十", None)]
)
def test_chinese_numerals_are_read_up_to_the_hundreds(text: str, number: int | None) -> None:
    assert chinese_number(text) == (110 if text == "百十" else number)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("10日", 2), ("7日", 2), ("11日", 5), ("15日", 5), ("30日", 5), ("一个月", 5), ("60日", 7), ("两个月", 7),
        ("3个工作日", 2), ("10个工作日", 5), ("1日", 1), ("24小时", 1),
    ],
)  # fmt: skip
def test_the_reminder_comes_earlier_the_longer_the_period(text: str, days: int) -> None:
    period = parse_period(text)
    assert period is not None
    assert remind_days(period) == days
    assert (date(2026, 11, 30) - remind_on(date(2026, 11, 30), period)).days == days


def test_a_rule_may_set_its_own_reminder() -> None:
    assert remind_on(date(2026, 11, 30), Period(2, MONTH), remind_before=3) == date(2026, 11, 27)


def test_overdue_is_serious_after_thirty_days() -> None:
    assert serious_on(date(2019, 11, 11)) == date(2019, 12, 11)
