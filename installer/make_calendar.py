"""Development only: makes resources/calendar/YYYY.toml from the PyPI package ``holidays`` and cross-checks it.

Run by hand once a year when the State Council's notice for the next year is out:
add the notice to NOTICES, then ``python installer/make_calendar.py [--against FOLDER]``. FOLDER may hold a second,
independent collection (``YYYY.json`` with days of date and isOffDay, as NateScarlet/holiday-cn publishes them);
every day of every year is then compared and any difference stops the run. The program reads the files only.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import holidays

TARGET = Path(__file__).resolve().parents[1] / "resources" / "calendar"
FIRST_YEAR, LAST_YEAR = 2015, 2027
REPORT = "https://www.gov.cn/zhengce/zhengceku/"

# Year of the days -> (title, number, address below REPORT). A notice may also move days of the December before.
_ANNUAL = "国务院办公厅关于{}年部分节假日安排的通知"
NOTICES: dict[int, tuple[tuple[str, str, str], ...]] = {
    2015: (
        (_ANNUAL.format(2015), "国办发明电〔2014〕28号", "2014-12/16/content_9302.htm"),
        (
            "国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知",
            "国发明电〔2015〕1号",
            "2015-05/13/content_9742.htm",
        ),
    ),
    2016: ((_ANNUAL.format(2016), "国办发明电〔2015〕18号", "2015-12/10/content_10394.htm"),),
    2017: ((_ANNUAL.format(2017), "国办发明电〔2016〕17号", "2016-12/01/content_5141603.htm"),),
    2018: (
        (_ANNUAL.format(2018), "国办发明电〔2017〕12号", "2017-11/30/content_5243579.htm"),
        (_ANNUAL.format(2019), "国办发明电〔2018〕15号", "2018-12/06/content_5346276.htm"),
    ),
    2019: (
        (_ANNUAL.format(2019), "国办发明电〔2018〕15号", "2018-12/06/content_5346276.htm"),
        (
            "国务院办公厅关于调整2019年劳动节假期安排的通知",
            "国办发明电〔2019〕3号",
            "2019-03/22/content_5375877.htm",
        ),
    ),
    2020: (
        (_ANNUAL.format(2020), "国办发明电〔2019〕16号", "2019-11/21/content_5454164.htm"),
        ("国务院办公厅关于延长2020年春节假期的通知", "国办发明电〔2020〕1号", "2020-01/27/content_5472352.htm"),
    ),
    2021: ((_ANNUAL.format(2021), "国办发明电〔2020〕27号", "2020-11/25/content_5564127.htm"),),
    2022: ((_ANNUAL.format(2022), "国办发明电〔2021〕11号", "2021-10/25/content_5644835.htm"),),
    2023: ((_ANNUAL.format(2023), "国办发明电〔2022〕16号", "2022-12/08/content_5730844.htm"),),
    2024: ((_ANNUAL.format(2024), "国办发明电〔2023〕7号", "202310/content_6911528.htm"),),
    2025: ((_ANNUAL.format(2025), "国办发明电〔2024〕12号", "202411/content_6986383.htm"),),
    2026: ((_ANNUAL.format(2026), "国办发明电〔2025〕7号", "202511/content_7047091.htm"),),
}
FESTIVALS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
# 70 years of victory added one day in 2015; 2020 was extended by decree.
HOLIDAYS_A_YEAR = range(26, 36)

Free = dict[date, str]


class Arrangement:
    """All years as the package knows them: free days named by festival, weekend days worked, and for what."""

    def __init__(self) -> None:
        """Read one year more on each side, because the new year's holiday crosses the boundary."""
        self.known = holidays.China(years=range(FIRST_YEAR - 1, LAST_YEAR + 2), language="zh_CN")
        self.worked = set(self.known.weekend_workdays)
        self.free = {day: name for run in self._runs() for day, name in run.items()}

    def festival_of(self, worked: date) -> str:
        """The festival a worked weekend day pays for."""
        for day, name in self.known.items():
            if f"{worked:%Y-%m-%d}" in name:
                return self.free[day]
        raise SystemExit(f"{worked} is worked, but no free day names it")

    def _runs(self) -> Iterator[Free]:
        """Unbroken free days that hold at least one festival, all named after it, as the notices write them."""
        run: list[date] = []
        day, end = date(FIRST_YEAR - 1, 12, 1), date(LAST_YEAR, 1, 31)
        while day <= end:
            if self._is_free(day):
                run.append(day)
            else:
                yield from self._named(run)
                run = []
            day += timedelta(days=1)

    def _is_free(self, day: date) -> bool:
        return day not in self.worked and (day.weekday() >= 5 or day in self.known)

    def _named(self, run: list[date]) -> Iterator[Free]:
        names: dict[str, None] = {}
        for day in run:
            for name in self.known.get(day, "").split("; "):
                if name and "（" not in name:
                    names[_short(name)] = None
        if names:
            # a plain weekend before or behind is not part of the holiday unless the festival touches it
            yield dict.fromkeys(run, "、".join(names))


def _short(name: str) -> str:
    return "春节" if name in {"农历除夕", "春节延长假期"} else name


def statutory_days(year: int) -> Free:
    """The statutory days of a year whose notice is not in: no days moved, no compensation."""
    known = holidays.China(years=year, language="zh_CN")
    return {day: _short(name) for day, name in known.items() if "（" not in name}


def ranges(free: Free) -> Iterator[tuple[str, date, date]]:
    """Neighbouring days of one name as (name, first, last)."""
    start = previous = None
    for day in sorted(free):
        if start is None or previous is None or day - previous > timedelta(days=1) or free[day] != free[start]:
            if start is not None and previous is not None:
                yield free[start], start, previous
            start = day
        previous = day
    if start is not None and previous is not None:
        yield free[start], start, previous


def check(year: int, free: Free, worked: set[date]) -> None:
    """Stop where the year cannot be right."""
    problems = [f"{day} is worked but no weekend day" for day in worked if day.weekday() < 5]
    problems += [f"{day} is both free and worked" for day in worked & set(free)]
    missing = [name for name in FESTIVALS if not any(name in each for each in free.values())]
    problems += [f"no {name}" for name in missing]
    if len(free) not in HOLIDAYS_A_YEAR:
        problems.append(f"{len(free)} free days")
    if problems:
        raise SystemExit(f"{year}: " + "; ".join(problems))


def compare(folder: Path, arrangement: Arrangement) -> int:
    """Compare every day with the second collection; returns how many days were compared."""
    theirs: dict[str, bool] = {}
    for path in sorted(folder.glob("*.json")):
        theirs |= {day["date"]: day["isOffDay"] for day in json.loads(path.read_text(encoding="utf-8"))["days"]}
    day, compared = date(FIRST_YEAR, 1, 1), 0
    while day.year in NOTICES:
        off = theirs.get(day.isoformat(), day.weekday() >= 5)
        ours = day not in arrangement.worked and (day.weekday() >= 5 or day in arrangement.free)
        if off != ours:
            raise SystemExit(f"{day}: free here {ours}, there {off}")
        day, compared = day + timedelta(days=1), compared + 1
    return compared


def text(year: int, free: Free, worked: dict[date, str]) -> str:
    """The file of one year."""
    lines = [
        f"# {year}年节假日安排。由 installer/make_calendar.py 生成；本院另有安排的，写进本院日历，不改本文件。",
        f"year = {year}",
    ]
    if year in NOTICES:
        lines.append("provisional = false")
    else:
        lines += ["# 放假通知未到：只列法定节日，调休与连休未定，算出的日期为暂定。", "provisional = true"]
    for title, number, address in NOTICES.get(year, ()):
        lines += ["", "[[paper]]", f'title = "{title}"', f'number = "{number}"', f'url = "{REPORT}{address}"']
    for name, first, last in ranges(free):
        lines += ["", "[[rest]]", f'name = "{name}"', f"from = {first}", f"to = {last}"]
    for day in sorted(worked):
        lines += ["", "[[work]]", f"on = {day}", f'for = "{worked[day]}"']
    return "\n".join(lines) + "\n"


def main() -> None:
    """Make all files, after all checks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", type=Path, help="folder of YYYY.json files to compare with")
    chosen = parser.parse_args()
    arrangement = Arrangement()
    files: dict[int, str] = {}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        announced = year in NOTICES
        free = {d: n for d, n in arrangement.free.items() if d.year == year} if announced else statutory_days(year)
        worked = {day for day in arrangement.worked if day.year == year} if announced else set()
        if announced:
            check(year, free, worked)
        files[year] = text(year, free, {day: arrangement.festival_of(day) for day in worked})
    if chosen.against:
        sys.stdout.write(f"{compare(chosen.against, arrangement)} days agree with {chosen.against}\n")
    for year, content in files.items():
        (TARGET / f"{year}.toml").write_text(content, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{year}.toml {len(re.findall('^from', content, re.M))} holidays\n")


if __name__ == "__main__":
    main()
