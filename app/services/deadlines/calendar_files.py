"""Reads and checks the holiday notices kept as data: one ``YYYY.toml`` a year, and the fixed-date holidays."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from app.services.foundation.toml_table import TomlTable, text_of


@dataclass(frozen=True)
class Paper:
    """The notice a year's arrangement comes from."""

    title: str
    number: str
    url: str

    def __str__(self) -> str:
        """As cited: 《国务院办公厅关于…的通知》（国办发明电〔2018〕15号）."""
        return f"《{self.title}》" + (f"（{self.number}）" if self.number else "")


@dataclass(frozen=True)
class YearNotice:
    """One year's arrangement: free days with their festival, weekend days worked instead."""

    year: int
    papers: tuple[Paper, ...]
    rest: dict[date, str]
    worked: frozenset[date]
    provisional: bool


@dataclass(frozen=True)
class FixedHoliday:
    """A statutory holiday that falls on the same date every year (全国年节及纪念日放假办法, 2024, art. 2)."""

    month: int
    day: int
    name: str


def read_year(path: Path) -> YearNotice:
    """One year's file; raises DomainError naming file and key where it is wrong."""
    return _year_in(text_of(path), path.name)


@lru_cache(maxsize=64)  # by the text: another store opened reads nothing again, a changed file is read anew
def _year_in(text: str, name: str) -> YearNotice:
    table = TomlTable.parse(text, f"文件 {name}")
    table.only(("year", "provisional", "paper", "rest", "work"))
    year = table.number("year")
    if year is None or str(year) != Path(name).stem:
        raise table.refuse("year", f"应当与文件名一致（{Path(name).stem}）")
    provisional = table.flag("provisional")
    papers = tuple(_paper(each) for each in table.tables("paper", "依据"))
    if not papers and not provisional:
        raise table.refuse("paper", "没有填写：放假通知未到的年份须写 provisional = true")
    rest = _rest_days(table, year)
    worked = frozenset(_worked_day(each, year, rest) for each in table.tables("work", "调休上班日"))
    return YearNotice(year, papers, rest, worked, provisional)


def read_fixed(path: Path) -> tuple[FixedHoliday, ...]:
    """The holidays with a fixed date, used provisionally for years that have no file."""
    table = TomlTable.read(path)
    table.only(("basis", "holiday"))
    table.text("basis")
    return tuple(_fixed(each) for each in table.tables("holiday", "节日"))


def _paper(table: TomlTable) -> Paper:
    table.only(("title", "number", "url"))
    return Paper(table.text("title"), table.text("number", ""), table.text("url", ""))


def _rest_days(table: TomlTable, year: int) -> dict[date, str]:
    rest: dict[date, str] = {}
    for each in table.tables("rest", "假期"):
        each.only(("name", "from", "to"))
        first, last = each.day("from"), each.day("to")
        if first.year != year or last.year != year:
            raise each.refuse("from", f"和“to”都应当在 {year} 年内")
        if last < first:
            raise each.refuse("to", "早于“from”")
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            if day in rest:
                raise each.refuse("from", f"与另一个假期重叠（{day}）")
            rest[day] = each.text("name")
    return rest


def _worked_day(table: TomlTable, year: int, rest: dict[date, str]) -> date:
    table.only(("on", "for"))
    day = table.day("on")
    if day.year != year:
        raise table.refuse("on", f"不在 {year} 年内")
    if day.weekday() < 5:
        raise table.refuse("on", f"（{day}）不是星期六或星期日，不会是调休上班日")
    if day in rest:
        raise table.refuse("on", f"（{day}）同时又写作假期")
    return day


def _fixed(table: TomlTable) -> FixedHoliday:
    table.only(("month", "day", "name"))
    month, day = table.number("month") or 0, table.number("day") or 0
    try:
        date(2023, month, day)  # a common year: a fixed holiday never falls on 29 February
    except ValueError as error:
        raise table.refuse("day", f"（{month}月{day}日）不是每年都有的日期") from error
    return FixedHoliday(month, day, table.text("name"))
