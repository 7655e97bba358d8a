"""Working days: what the notices say, what is provisional, what the office adds, and what is refused."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.services.deadlines.calendar import OwnDay, WorkCalendar
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources

# Days off on weekdays and weekend days worked, counted by hand from each year's State Council notice.
KNOWN_NOTICES = {
    date(2019, 5, 2): "劳动节",  # the amended notice of March 2019 made it four days
    date(2020, 1, 31): "春节",  # the extension of January 2020
    date(2020, 2, 2): "春节",
    date(2015, 9, 3): "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日",
    date(2023, 10, 6): "中秋节、国庆节",
    date(2026, 2, 23): "春节",
}


@pytest.mark.parametrize("day", KNOWN_NOTICES)
def test_a_day_of_a_notice_is_free_and_named(calendar: WorkCalendar, day: date) -> None:
    assert not calendar.is_working_day(day)
    assert calendar.reason(day) == KNOWN_NOTICES[day]


@pytest.mark.parametrize("day", ["2019-10-12", "2020-06-28", "2026-10-10", "2018-12-29", "2023-04-23"])
def test_a_weekend_day_worked_instead_is_a_working_day(calendar: WorkCalendar, day: str) -> None:
    assert calendar.is_working_day(date.fromisoformat(day))
    assert calendar.reason(date.fromisoformat(day)) == "调休上班"


def test_the_day_after_the_extended_holiday_of_2020_is_worked_and_the_saturday_before_is_not(
    calendar: WorkCalendar,
) -> None:
    assert not calendar.is_working_day(date(2020, 2, 1))  # the first notice had it worked
    assert calendar.is_working_day(date(2020, 2, 3))


def test_weekends_are_named_by_their_weekday_and_other_days_are_working_days(calendar: WorkCalendar) -> None:
    assert calendar.reason(date(2019, 11, 9)) == "星期六"
    assert calendar.reason(date(2019, 11, 10)) == "星期日"
    assert calendar.reason(date(2019, 11, 11)) == "工作日"


def test_every_year_since_2015_cites_its_notice_and_2027_is_provisional(calendar: WorkCalendar) -> None:
    for year in range(2015, 2027):
        assert f"{year}年部分节假日安排的通知》（国办发明电〔{year - 1}〕" in calendar.source(year)
        assert not calendar.is_provisional(date(year, 6, 1))
    assert calendar.is_provisional(date(2027, 1, 4))
    assert calendar.source(2027) == ""


@pytest.mark.parametrize("year", range(2015, 2027))
def test_each_notice_moves_as_many_working_days_as_it_gives_back(year: int) -> None:
    """Free weekdays less worked weekend days are the statutory days not lost to weekends: 11 a year, 13 from 2025."""
    notice = tomllib.loads((Resources.shipped().calendar / f"{year}.toml").read_text(encoding="utf-8"))
    free = 0
    for rest in notice["rest"]:
        days = [rest["from"] + timedelta(days=n) for n in range((rest["to"] - rest["from"]).days + 1)]
        free += sum(day.weekday() < 5 for day in days)
    gained = free - len(notice["work"])
    # Within a year the balance shifts where new year's holiday crosses it; special days were given in 2015 and 2020.
    assert 9 <= gained <= 14
    assert all(day["on"].weekday() >= 5 for day in notice["work"])


def test_a_year_without_a_file_has_weekends_and_fixed_holidays_and_is_provisional(calendar: WorkCalendar) -> None:
    assert calendar.reason(date(2031, 10, 1)) == "国庆节"
    assert not calendar.is_working_day(date(2031, 5, 1))
    assert calendar.is_working_day(date(2031, 4, 30))
    assert calendar.is_provisional(date(2031, 4, 30))


def test_the_offices_own_days_win_over_the_notice(calendar: WorkCalendar) -> None:
    own = calendar.with_own(
        [
            OwnDay(date(2026, 4, 15), "三月三"),
            OwnDay(date(2026, 10, 10), "本院调整休息"),
            OwnDay(date(2026, 10, 7), "值班上班", is_working=True),
        ]
    )
    assert own.reason(date(2026, 4, 15)) == "三月三"
    assert not own.is_working_day(date(2026, 4, 15))
    assert not own.is_working_day(date(2026, 10, 10))
    assert own.is_working_day(date(2026, 10, 7))
    assert calendar.is_working_day(date(2026, 4, 15))


def test_an_own_day_named_twice_is_refused(calendar: WorkCalendar) -> None:
    day = date(2026, 4, 15)
    with pytest.raises(DomainError, match="2026-04-15 写了两次"):
        calendar.with_own([OwnDay(day, "三月三"), OwnDay(day, "三月三", is_working=True)])


PAPER = '[[paper]]\ntitle = "通知"\n'


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("year = 2025\n" + PAPER, "2026.toml 的“year”应当与文件名一致"),
        ("year = 2026\n", "2026.toml 的“paper”没有填写"),
        ("year = 2026\nprovisional = 1\n", "“provisional”应当是 true 或 false"),
        ("year = 2026\nholidays = 3\n" + PAPER, "“holidays”是不认识的项"),
        (
            f'year = 2026\n{PAPER}[[rest]]\nname = "国庆节"\nfrom = 2026-10-07\nto = 2026-10-01\n',
            "第 1 个假期 的“to”早于“from”",
        ),
        (
            f'year = 2026\n{PAPER}[[rest]]\nname = "元旦"\nfrom = 2026-12-31\nto = 2027-01-01\n',
            "“from”和“to”都应当在 2026 年内",
        ),
        (f"year = 2026\n{PAPER}[[work]]\non = 2026-10-09\n", "不是星期六或星期日"),
        (f'year = 2026\n{PAPER}[[work]]\non = "10月10日"\n', "“on”应当是日期"),
        ("year = ", "2026.toml 格式有误"),
    ],
)
def test_a_wrong_calendar_file_is_refused_naming_file_and_key(tmp_path: Path, content: str, complaint: str) -> None:
    (tmp_path / "2026.toml").write_text(content, encoding="utf-8")
    (tmp_path / "fixed.toml").write_text('basis = "办法"\n', encoding="utf-8")
    with pytest.raises(DomainError) as refused:
        WorkCalendar.load(tmp_path)
    assert complaint in str(refused.value)


def test_a_folder_without_calendar_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DomainError, match="没有节假日文件"):
        WorkCalendar.load(tmp_path)
