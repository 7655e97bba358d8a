"""Cells into dates and texts: the ways offices write a date, and nothing guessed."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from unicodedata import normalize

from app.models.dates import PartialDate
from app.services.importing.tables import Cell

EARLIEST, LATEST = 1949, 2100

_STRAY = " \t\r\n\u3000\u00a0\u200b\u200c\u200d\ufeff"
_TIME = re.compile(r"[ T]+\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?)?[分秒]?(?:Z|[+-]\d\d:?\d\d)?$")
_CHINESE = re.compile(r"(\d{4})年(?:(\d{1,2})月份?(?:(\d{1,2})[日号]?)?)?")
_SIGNED = re.compile(r"(\d{4})([./\-。、])(\d{1,2})(?:\2(\d{1,2})日?)?[.。]?")
_SHORT_YEAR = re.compile(r"['‘’]?\d{2}(?:[./\-]\d{1,2}[./\-]\d{1,2}|年\d{1,2}月(?:\d{1,2}[日号]?)?)")
_NO_YEAR = re.compile(r"\d{1,2}(?:月(?:\d{1,2}[日号]?)?|[./\-]\d{1,2}|[日号])")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_DASHES = str.maketrans("—–―‐−~", "------")
_TEN = re.compile(r"([一二三四五六七八九]?)十([一二三四五六七八九]?)")


class UnreadableDate(ValueError):
    """``str()`` is the Chinese clause saying why; ``remedy`` says what to write instead."""

    def __init__(self, why: str, remedy: str) -> None:
        """Keep both halves of the sentence."""
        super().__init__(why)
        self.remedy = remedy


_WRITE = "请写成“2022-04-11”“2022年4月11日”这样的日期；只知道年月时写“2022年4月”。"


def read_date(cell: Cell) -> PartialDate:
    """The date in a filled cell, to the day, month or year as written; raises UnreadableDate."""
    if isinstance(cell, PartialDate):
        return cell
    if isinstance(cell, datetime):
        return _checked(cell.year, cell.month, cell.day)
    if isinstance(cell, date):
        return _checked(cell.year, cell.month, cell.day)
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise UnreadableDate("不是日期", _WRITE)
    return _read_text(str(int(cell)) if isinstance(cell, float) and 20000 < cell < 80000 else str(cell))


@lru_cache(maxsize=16_384)
def _read_text(written: str) -> PartialDate:
    """The date in a text; ledgers repeat few dates, so they are remembered."""
    text = _TIME.sub("", normalize("NFKC", written).strip(_STRAY)).translate(_DASHES)
    text = "".join(text.split()).rstrip("起止前")
    if "年" in text or "月" in text:
        text = _in_digits(text)
    if text.isascii() and text.isdigit():
        return _from_digits(text)
    if match := _CHINESE.fullmatch(text):
        return _checked(*(int(part) if part else None for part in match.groups()))
    if match := _SIGNED.fullmatch(text):
        return _checked(int(match[1]), int(match[3]), int(match[4]) if match[4] else None)
    if _SHORT_YEAR.fullmatch(text):
        raise UnreadableDate("年份只有两位，不能断定是哪一年", "请写四位年份，例如“2022-04-11”。")
    if _NO_YEAR.fullmatch(text):
        raise UnreadableDate("没有年份", "请补上四位年份，例如“2022-04-11”。")
    raise UnreadableDate("认不出是哪一天", _WRITE)


def _in_digits(text: str) -> str:
    """二〇二二年十一月三日 as 2022年11月3日; other texts as they are."""
    return _TEN.sub(lambda match: f"{match[1] or '一'}{match[2] or '〇'}", text).translate(_DIGITS)


def _from_digits(text: str) -> PartialDate:
    """20200320, 202003, 2020, or a day number of Excel such as 43910."""
    if len(text) == 8:
        return _checked(int(text[:4]), int(text[4:6]), int(text[6:]))
    if len(text) == 6 and text.startswith(("19", "20")):
        return _checked(int(text[:4]), int(text[4:]), None)
    if len(text) == 5 and 20000 < int(text) < 80000:
        day = date(1899, 12, 30) + timedelta(days=int(text))
        return _checked(day.year, day.month, day.day)
    if len(text) == 4:
        return _checked(int(text), None, None)
    raise UnreadableDate("认不出是哪一天", _WRITE)


def _checked(year: int | None, month: int | None = None, day: int | None = None) -> PartialDate:
    if year is None or not EARLIEST <= year <= LATEST:
        raise UnreadableDate(f"年份不在 {EARLIEST} 至 {LATEST} 年之间", "请核对年份。")
    text = f"{year:04}" + (f"-{month:02}" if month is not None else "") + (f"-{day:02}" if day is not None else "")
    try:
        return PartialDate(text)
    except ValueError as error:
        if month is not None and not 1 <= month <= 12:
            raise UnreadableDate(f"没有{month}月", "请核对月份。") from error
        raise UnreadableDate(
            f"{year}年{month}月没有{day}日", "请改成真实的日期；只知道年月时写“2022年2月”这样。"
        ) from error


def as_text(cell: Cell) -> str:
    """A cell as a clerk sees it, without stray blanks around it; dates as 2022-04-11, whole numbers without a point."""
    if isinstance(cell, str):
        return cell.strip(_STRAY)
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
