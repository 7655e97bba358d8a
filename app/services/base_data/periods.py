"""Periods of base data: ranges of months as offices write them."""

import re
from typing import NamedTuple
from unicodedata import normalize

from app.models.dates import PartialDate
from app.services.importing.parsing import UnreadableDate, read_date
from app.services.importing.tables import Cell

_YEAR_MONTHS = re.compile(r"(\d{4})年?(\d{1,2})月?[至到~—–\-](\d{1,2})月(?:份)?")
_QUARTER = re.compile(r"(\d{4})年?(?:第)?([一二三四1-4])季度?")
_HALF = re.compile(r"(\d{4})年?(上|下)半年")
_RANGE = re.compile(r"(.+?)(?:至|到|~|—|–|\.\.)(.+)")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


class Months(NamedTuple):
    """A range of months, both ends included: 2021-01 to 2021-11."""

    first: str
    last: str

    @property
    def shown(self) -> str:
        """2021年1月 or 2021年1月至11月, as on screen."""
        year, month = self.first[:4], int(self.first[5:])
        if self.first == self.last:
            return f"{year}年{month}月"
        if (self.first[5:], self.last) == ("01", f"{year}-12"):
            return f"{year}年"
        same = self.last[:4] == year
        return f"{year}年{month}月至{'' if same else self.last[:4] + '年'}{int(self.last[5:])}月"


def month_before(month: str, count: int = 1) -> str:
    """The month so many before: 2026-01 is one before 2026-02."""
    place = int(month[:4]) * 12 + int(month[5:]) - 1 - count
    return f"{place // 12:04d}-{place % 12 + 1:02d}"


def read_months(cell: Cell) -> Months:
    """The months a cell says; raises UnreadableDate with what to write instead."""
    if not isinstance(cell, str):
        return _months_of(read_date(cell))
    text = "".join(normalize("NFKC", cell).split())
    if match := _QUARTER.fullmatch(text):
        quarter = _QUARTERS[match[2]]
        return _checked(f"{match[1]}-{quarter * 3 - 2:02}", f"{match[1]}-{quarter * 3:02}")
    if match := _HALF.fullmatch(text):
        first, last = ("01", "06") if match[2] == "上" else ("07", "12")
        return _checked(f"{match[1]}-{first}", f"{match[1]}-{last}")
    if match := _YEAR_MONTHS.fullmatch(text):
        return _checked(f"{match[1]}-{int(match[2]):02}", f"{match[1]}-{int(match[3]):02}")
    if match := _RANGE.fullmatch(text):
        return _checked(_months_of(read_date(match[1])).first, _months_of(read_date(match[2])).last)
    return _months_of(read_date(text))


def _months_of(day: PartialDate) -> Months:
    """A year is its twelve months; a day is no period."""
    if len(day.text) == len("2021"):
        return Months(f"{day.text}-01", f"{day.text}-12")
    if len(day.text) == len("2021-01"):
        return Months(day.text, day.text)
    raise UnreadableDate("写到了日，不是期间", "请写成“2021-01”“2021年1月至11月”“2021年”这样。")


def _checked(first: str, last: str) -> Months:
    for month in (first, last):
        if not "01" <= month[5:] <= "12":
            raise UnreadableDate(f"没有{int(month[5:])}月", "请核对月份。")
    if last < first:
        raise UnreadableDate("起止颠倒", "请把前面的月份写在前面。")
    return Months(first, last)
