"""Reads a period as offices write it: 两个月, 2个月, 十五日（紧急）, 30天, 半个月, 10个工作日内."""

import re
import unicodedata
from dataclasses import dataclass

from app.models.terms import PeriodUnit
from app.services.foundation.errors import DomainError

HALF_MONTH_DAYS = 15  # 最高人民法院关于适用刑事诉讼法的解释 2021 art. 202: 半个月一律按十五日

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_DIGITS |= {char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")} | {"貳": 2, "參": 3, "陸": 6}
_SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100}
_TWENTY_UP = {"廿": "二十", "卅": "三十"}

_UNITS = {
    "工作日": PeriodUnit.WORKING_DAY,
    "月": PeriodUnit.MONTH,
    "日": PeriodUnit.DAY,
    "天": PeriodUnit.DAY,
    "小时": PeriodUnit.HOUR,
    "时": PeriodUnit.HOUR,
    "周": PeriodUnit.DAY,
    "星期": PeriodUnit.DAY,
    "年": PeriodUnit.MONTH,
}
_TIMES = {"周": 7, "星期": 7, "年": 12}
_NUMBER = "[0-9零〇一二三四五六七八九十百两俩壹贰貳叁參肆伍陆陸柒捌玖拾佰廿卅]+"
_PERIOD = re.compile(
    rf"(?:自?(?:收到|送达|签收)[^0-9一二三四五六七八九十两半]{{0,12}})?(?:期限[为:]?)?(?P<number>{_NUMBER}|半)"
    r"(?P<half_before>个半)?个?(?:自然)?(?P<unit>工作日|小时|星期|月|日|天|时|周|年)(?P<half_after>半)?"
    r"(?:之?[内里]|以内|期|期限|回复|书面回复|内书面回复|内回复)*"
)
_BRACKET = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】|〔([^〔〕]*)〕")
_NO_LENGTH = ("立即", "及时", "随办", "随时", "当即", "无固定期限")
_MOST = 999


@dataclass(frozen=True)
class Period:
    """A length of time: 2 months, 15 days. ``extra_days`` is the half month of 一个半月; ``note`` what stood beside."""

    length: int
    unit: PeriodUnit
    note: str = ""
    extra_days: int = 0

    @property
    def days(self) -> float:
        """About how many calendar days it lasts; for choosing a reminder, never for a due date."""
        if self.unit is PeriodUnit.HOUR:
            return self.length / 24
        each = {PeriodUnit.MONTH: 30.4, PeriodUnit.WORKING_DAY: 1.4, PeriodUnit.NONE: 0}.get(self.unit, 1)
        return self.length * each + self.extra_days

    def __str__(self) -> str:
        """As written on paper: 2个月, 15日, 10个工作日, 24小时, 1个月15日."""
        if self.unit is PeriodUnit.NONE:
            return self.unit.label
        unit = {PeriodUnit.WORKING_DAY: "个工作日"}.get(self.unit, self.unit.label)
        return f"{self.length}{unit}" + (f"{self.extra_days}日" if self.extra_days else "")


def parse_period(text: str) -> Period | None:
    """The period a cell names, or None for an empty cell; raises DomainError where it cannot be read."""
    plain = unicodedata.normalize("NFKC", text)
    notes = [next(part for part in groups if part is not None) for groups in _brackets(plain)]
    body = re.sub(r"[\s,。.、;]+", "", _BRACKET.sub("", plain))
    if not body:
        if notes:
            raise _unreadable(text)
        return None
    note = "；".join(part.strip() for part in notes if part.strip())
    if body in _NO_LENGTH:
        return Period(0, PeriodUnit.NONE, note or body)
    for urgent in ("紧急", "试点期", "试点"):
        if body.startswith(urgent) and len(body) > len(urgent):
            body, note = body.removeprefix(urgent).lstrip(":"), note or urgent
    match = _PERIOD.fullmatch(body)
    if match is None:
        raise _unreadable(text)
    return _measured(match, note, text)


def chinese_number(text: str) -> int | None:
    """十五 → 15, 一百二十 → 120, 九十 → 90, 一五 → 15; None where it is no number below a thousand."""
    if text.isascii() and text.isdigit():
        return int(text)
    for short, long in _TWENTY_UP.items():
        text = text.replace(short, long)
    if not any(char in _SCALES for char in text):
        digits = [_DIGITS.get(char) for char in text]
        known = [digit for digit in digits if digit is not None]
        if not known or len(known) < len(digits) or _is_about(known):
            return None
        return int("".join(map(str, known)))
    return _scaled(text)


def _is_about(digits: list[int]) -> bool:
    """两三, 七八: neighbours side by side mean roughly, not a number."""
    return len(digits) == 2 and digits[1] == digits[0] + 1


def _scaled(text: str) -> int | None:
    total, digit, smallest = 0, None, 1000
    for char in text:
        if char in _SCALES:
            scale = _SCALES[char]
            if scale >= smallest:
                return None
            total += (1 if digit is None else digit) * scale
            digit, smallest = None, scale
        elif char in _DIGITS and (digit is None or digit == 0):
            digit = _DIGITS[char]
        else:
            return None
    return total + (digit or 0)


def _brackets(text: str) -> list[tuple[str | None, ...]]:
    return [match.groups() for match in _BRACKET.finditer(text)]


def _measured(match: re.Match[str], note: str, text: str) -> Period:
    number, unit = match["number"], match["unit"]
    has_half = bool(match["half_before"] or match["half_after"])
    if number == "半" or has_half:
        return _with_half(number, unit, note, text)
    length = chinese_number(number)
    if length is None or not 0 < length <= _MOST:
        raise _unreadable(text)
    return Period(length * _TIMES.get(unit, 1), _UNITS[unit], note)


def _with_half(number: str, unit: str, note: str, text: str) -> Period:
    if unit == "月" and number == "半":
        return Period(HALF_MONTH_DAYS, PeriodUnit.DAY, note)
    if unit == "年" and number == "半":
        return Period(6, PeriodUnit.MONTH, note)
    length = chinese_number(number) if number != "半" else None
    if unit == "月" and length:
        return Period(length, PeriodUnit.MONTH, note, extra_days=HALF_MONTH_DAYS)
    raise _unreadable(text)


def _unreadable(text: str) -> DomainError:
    return DomainError(f"期限“{text.strip()}”读不懂。请写成“两个月”“十五日”或“10个工作日”这样的形式。")
