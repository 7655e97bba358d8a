"""Every way offices write a date is read as precisely as it was written, and nothing is guessed."""

from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.importing.parsing import UnreadableDate, read_date


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2020/03/20", "2020-03-20"),
        ("2021.10.11", "2021-10-11"),
        ("2022年2月11日", "2022-02-11"),
        ("2020-4-3", "2020-04-03"),
        ("2020.7.7 ", "2020-07-07"),
        ("\u3000 2019-6-19\xa0", "2019-06-19"),
        ("2019年12月", "2019-12"),
        ("2019年12月份", "2019-12"),
        ("2022-04", "2022-04"),
        ("2022.4", "2022-04"),
        ("2022年", "2022"),
        ("2022", "2022"),
        (2022, "2022"),
        ("20200320", "2020-03-20"),
        (20200320, "2020-03-20"),
        ("202203", "2022-03"),
        (43910, "2020-03-20"),
        (43910.5, "2020-03-20"),
        ("43910", "2020-03-20"),
        ("２０２０年３月２０日", "2020-03-20"),
        ("2020 年 3 月 20 号", "2020-03-20"),
        ("二〇二二年四月十一日", "2022-04-11"),
        ("二○二二年十二月三十一日", "2022-12-31"),
        ("2020-03-20 00:00:00", "2020-03-20"),
        ("2020-03-20T09:30:00+08:00", "2020-03-20"),
        ("2020－03－20", "2020-03-20"),
        ("2020.3.20.", "2020-03-20"),
        (date(2020, 3, 20), "2020-03-20"),
        (datetime(2020, 3, 20, 15, 4), "2020-03-20"),  # noqa: DTZ001 - workbooks know no time zones
    ],
)
def test_a_date_is_read_as_it_was_written(written: Any, meant: str) -> None:
    assert str(read_date(written)) == meant


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("2022年2月30日", "2022年2月没有30日"),
        ("2023-02-29", "2023年2月没有29日"),
        ("2022.13.1", "没有13月"),
        ("20201301", "没有13月"),
        ("22.4.11", "年份只有两位"),
        ("22年4月11日", "年份只有两位"),
        ("4月11日", "没有年份"),
        ("11日", "没有年份"),
        ("4.11", "没有年份"),
        ("1022年4月1日", "年份不在"),
        ("2022年4月上旬", "认不出"),
        ("2020.7.7、2020.7.9", "认不出"),
        ("收到后", "认不出"),
        (True, "不是日期"),
        (7, "认不出"),
    ],
)
def test_a_text_that_is_no_date_is_refused_with_the_reason_and_the_remedy(written: Any, why: str) -> None:
    with pytest.raises(UnreadableDate, match=why) as refusal:
        read_date(written)
    assert refusal.value.remedy.endswith("。")


@given(
    st.dates(date(1949, 1, 1), date(2100, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"])
)
def test_every_day_is_read_back_from_every_way_of_writing_it(day: date, form: str) -> None:
    assert read_date(day.strftime(form)).exact == day


@given(st.text(max_size=12))
def test_no_text_whatever_ends_in_anything_but_a_date_or_a_reason(text: str) -> None:
    with suppress(UnreadableDate):
        assert read_date(text).text
