"""What people type into a date field, and the day they mean by it."""

from datetime import date

import pytest

from app.services.foundation.typed_dates import NotADate, read_date

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-9-15", "2026-09-15"),
        ("2026.09.15", "2026-09-15"),
        ("2026/9/15", "2026-09-15"),
        ("2026年9月15日", "2026-09-15"),
        ("２０２６年９月１５日", "2026-09-15"),
        (" 20260915 ", "2026-09-15"),
        ("26.9.15", "2026-09-15"),
        ("9.15", "2026-09-15"),
        ("9月15号", "2026-09-15"),
        ("15日", "2026-11-15"),
        ("今天", "2026-11-22"),
        ("昨天", "2026-11-21"),
        ("大后天", "2026-11-25"),
        ("+30", "2026-12-22"),
        ("-1", "2026-11-21"),
        ("+2周", "2026-12-06"),
        ("+3个月", "2027-02-22"),
        ("10天后", "2026-12-02"),
        ("下周五", "2026-11-27"),
        ("周五", "2026-11-20"),
        ("上星期一", "2026-11-09"),
    ],
)
def test_a_day_is_understood_as_people_write_it(typed: str, meant: str) -> None:
    assert read_date(typed, TODAY).text == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("2022年4月", "2022-04"), ("2022-4", "2022-04"), ("202204", "2022-04"), ("上月", "2026-10"), ("2019年", "2019")],
)
def test_a_month_is_taken_only_where_a_month_is_enough(typed: str, meant: str) -> None:
    assert read_date(typed, TODAY, is_month_enough=True).text == meant
    with pytest.raises(NotADate, match="需要具体到日"):
        read_date(typed, TODAY)


@pytest.mark.parametrize("typed", ["2026-2-30", "13.1", "2026年13月", "0.5"])
def test_a_day_the_calendar_lacks_is_refused_by_name(typed: str) -> None:
    with pytest.raises(NotADate, match=r"没有“.*”这一天"):
        read_date(typed, TODAY, is_month_enough=True)


@pytest.mark.parametrize("typed", ["明年春天", "abc", "十五", "12345678901"])
def test_what_is_no_date_is_answered_with_examples(typed: str) -> None:
    with pytest.raises(NotADate, match="可以写"):
        read_date(typed, TODAY, is_month_enough=True)


def test_a_month_ahead_ends_on_the_last_day_where_there_is_no_corresponding_one() -> None:
    assert read_date("+1月", date(2026, 1, 31)).text == "2026-02-28"
