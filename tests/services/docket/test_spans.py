"""Spans of due days by name."""

from datetime import date

import pytest

from app.services.docket.spans import SPANS


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        ("今日", date(2026, 12, 31), date(2026, 12, 31)),
        ("7日内", date(2026, 12, 31), date(2027, 1, 7)),
        ("30日内", date(2026, 12, 31), date(2027, 1, 30)),
        ("本月", date(2026, 12, 1), date(2026, 12, 31)),
        ("下月", date(2027, 1, 1), date(2027, 1, 31)),
    ],
)
def test_a_span_at_the_end_of_the_year_reaches_into_the_next(span: str, first: date, last: date) -> None:
    assert SPANS[span](date(2026, 12, 31)) == (first, last)


def test_next_month_ends_on_the_leap_day() -> None:
    assert SPANS["下月"](date(2028, 1, 31)) == (date(2028, 2, 1), date(2028, 2, 29))
