"""Dates as people type them: 2026-9-15, 9.15, 20260915, +30, 下周五, 今天; plain functions of text and today."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from app.models.dates import PartialDate
from app.services.foundation.errors import DomainError

_DAYS = {
    "大前天": -3,
    "前天": -2,
    "昨天": -1,
    "昨日": -1,
    "今天": 0,
    "今日": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "大后天": 3,
}
_MONTHS = {"上月": -1, "上个月": -1, "本月": 0, "这个月": 0, "下月": 1, "下个月": 1}
_YEARS = {"去年": -1, "今年": 0, "明年": 1}
_WEEKS = {"上上": -2, "上": -1, "上个": -1, "本": 0, "这": 0, "这个": 0, "": 0, "下": 1, "下个": 1, "下下": 2}
_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5}
_SEPARATOR = r"[-./、年月]"

_WEEKDAY = re.compile(r"(上上|上个|上|本|这个|这|下个|下下|下|)(?:周|星期|礼拜)([一二三四五六日天末])")
_AHEAD = re.compile(r"([+-])(\d{1,4})(天|日|周|个?月|年|)")
_SPOKEN_AHEAD = re.compile(r"(\d{1,4})(天|日|周|个?月|年)(后|前)")
_WHOLE = re.compile(rf"(\d{{4}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{1,2}})[日号]?")
_SHORT_YEAR = re.compile(rf"(\d{{2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{1,2}})[日号]?")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_IN_YEAR = re.compile(rf"(\d{{1,2}}){_SEPARATOR}(\d{{1,2}})[日号]?")
_IN_MONTH = re.compile(r"(\d{1,2})[日号]")
_MONTH = re.compile(r"(\d{4})[-./年](\d{1,2})月?")
_MONTH_DIGITS = re.compile(r"(\d{4})(\d{2})")
_MONTH_ALONE = re.compile(r"(\d{1,2})月份?")
_YEAR = re.compile(r"(\d{4})年?")


class NotADate(DomainError):
    """The text cannot be read as a date, or as one exact enough."""


def read_date(text: str, today: date, *, is_month_enough: bool = False) -> PartialDate:
    """The date a person means by ``text`` on ``today``; raises NotADate with what to type instead.

    A day without a year is in the year of ``today``. ``is_month_enough`` admits dates known only to the month or year.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    try:
        day = _day(plain, today)
        if day is not None:
            return PartialDate.of(day)
        vague = _vague(plain, today)
    except (ValueError, OverflowError) as error:  # 2026-2-30, +9999年
        raise NotADate(f"没有“{text.strip()}”这一天，请核对月和日。") from error
    if vague is None:
        raise NotADate(f"看不懂日期“{text.strip()}”。可以写 2026-9-15、9.15、20260915、今天、下周五 或 +30。")
    if not is_month_enough:
        raise NotADate(f"这里需要具体到日，“{text.strip()}”只到{'月' if len(vague.text) == 7 else '年'}。")
    return vague


def _day(text: str, today: date) -> date | None:
    if text in _DAYS:
        return today + timedelta(days=_DAYS[text])
    for pattern, meaning in _EXACT:
        if match := pattern.fullmatch(text):
            return meaning(match, today)
    return None


def _vague(text: str, today: date) -> PartialDate | None:
    if text in _MONTHS:
        return PartialDate(f"{_months_on(today.replace(day=1), _MONTHS[text]):%Y-%m}")
    if text in _YEARS:
        return PartialDate(f"{today.year + _YEARS[text]:04d}")
    if match := _MONTH.fullmatch(text) or _MONTH_DIGITS.fullmatch(text):
        return PartialDate(f"{match[1]}-{int(match[2]):02d}")
    if match := _MONTH_ALONE.fullmatch(text):
        return PartialDate(f"{today.year:04d}-{int(match[1]):02d}")
    match = _YEAR.fullmatch(text)
    return PartialDate(match[1]) if match else None


def _weekday(match: re.Match[str], today: date) -> date:
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(weeks=_WEEKS[match[1]], days=_WEEKDAYS[match[2]])


def _ahead(match: re.Match[str], today: date) -> date:
    return _moved(today, int(match[2]) * (1 if match[1] == "+" else -1), match[3])


def _spoken_ahead(match: re.Match[str], today: date) -> date:
    return _moved(today, int(match[1]) * (1 if match[3] == "后" else -1), match[2])


def _moved(today: date, count: int, unit: str) -> date:
    if unit == "周":
        return today + timedelta(weeks=count)
    if unit.endswith("月"):
        return _months_on(today, count)
    if unit == "年":
        return _months_on(today, 12 * count)
    return today + timedelta(days=count)


def _months_on(day: date, count: int) -> date:
    """The corresponding day, or the month's last day where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _whole(match: re.Match[str], today: date) -> date:
    return date(int(match[1]), int(match[2]), int(match[3]))


def _short_year(match: re.Match[str], today: date) -> date:
    return date(today.year // 100 * 100 + int(match[1]), int(match[2]), int(match[3]))


def _in_year(match: re.Match[str], today: date) -> date:
    return date(today.year, int(match[1]), int(match[2]))


def _in_month(match: re.Match[str], today: date) -> date:
    return date(today.year, today.month, int(match[1]))


# In this order: 2026.9.15 must not be taken for 20 and 26.9.15, and 9.15 is a day, not a month of the year 9.
_EXACT: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date]], ...] = (
    (_WHOLE, _whole),
    (_DIGITS, _whole),
    (_SHORT_YEAR, _short_year),
    (_IN_YEAR, _in_year),
    (_IN_MONTH, _in_month),
    (_AHEAD, _ahead),
    (_SPOKEN_AHEAD, _spoken_ahead),
    (_WEEKDAY, _weekday),
)
