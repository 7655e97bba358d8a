"""Periods as offices write them."""

from datetime import date

import pytest

from app.services.base_data.periods import Months, read_months
from app.services.importing.parsing import UnreadableDate


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2021-01~2021-11", "2021-01", "2021-11"),
        ("2021-01～2021-11", "2021-01", "2021-11"),
        ("2021年1月至2021年11月", "2021-01", "2021-11"),
        ("2021年1-11月", "2021-01", "2021-11"),
        ("2021年1月—11月", "2021-01", "2021-11"),
        ("2018", "2018-01", "2018-12"),
        ("2018年", "2018-01", "2018-12"),
        ("2026年第三季度", "2026-07", "2026-09"),
        ("2026年一季度", "2026-01", "2026-03"),
        ("2026上半年", "2026-01", "2026-06"),
        ("2026年11月", "2026-11", "2026-11"),
        ("202611", "2026-11", "2026-11"),
        ("2019-01..2020-06", "2019-01", "2020-06"),
    ],
)
def test_a_period_is_read_as_its_months(written: str, first: str, last: str) -> None:
    assert read_months(written) == (first, last)


@pytest.mark.parametrize("written", ["2021-13", "2021年3-1月", "2021-11~2021-01", "去年", "2021-01-05", "21年1月", ""])
def test_what_is_no_period_is_refused_with_what_to_write(written: str) -> None:
    with pytest.raises(UnreadableDate) as refused:
        read_months(written)
    assert refused.value.remedy.startswith("请")


def test_a_day_of_excel_is_no_period() -> None:
    with pytest.raises(UnreadableDate, match="写到了日"):
        read_months(date(2021, 1, 5))


def test_a_period_is_shown_as_short_as_it_can_be() -> None:
    shown = [Months(*each).shown for each in (("2021-01", "2021-12"), ("2021-01", "2021-11"), ("2019-01", "2020-06"))]
    assert shown == ["2021年", "2021年1月至11月", "2019年1月至2020年6月"]
