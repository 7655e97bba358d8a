"""业务工作基本情况: golden numbers, recomputed by SQL of the test's own; what is missing is said."""

import random
import sqlite3
import tomllib
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.base_data import BaseFigure
from app.models.database import Database
from app.models.indicator_terms import FigureSource
from app.services.base_data.intentions import IMPORT
from app.services.base_data.periods import Months
from app.services.base_data.rows import FigureDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.quarterly_table.definitions import read_lines
from app.services.quarterly_table.rows import Amount, QuarterLine, QuarterlyTable, When, months_of

UNIT = "青山县人民检察院"
QUARTER = "2026-Q3"
SUM = """
    SELECT SUM(CASE WHEN ? IN ('', first) OR ? = '' THEN count END), COUNT(*) FROM base_figure
    WHERE item = ? AND unit = ? AND department = '' AND first BETWEEN ? AND ?
"""


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources) -> OpenDesk:
    """All services on an empty store, on 22 November 2026."""
    return OpenDesk(database, clock, resources)


def given(desk: OpenDesk, actor: Actor, months: tuple[str, str], **counts: int) -> None:
    """Counts of one period."""
    desk.base_data.record(actor, [FigureDraft(item, *months, count) for item, count in counts.items()])


def line(table: QuarterlyTable, name: str, section: str = "") -> QuarterLine:
    """A line by its name, in a section."""
    return next(each for each in table.lines if each.name == name and section in each.section)


def shown(each: QuarterLine, side: str) -> tuple[str, str, str, str]:
    """本期, 同期, 增减, 累计."""
    amounts = each.cases if side == "件" else each.people
    assert amounts is not None
    return amounts.now.shown, amounts.before.shown, amounts.change_shown, amounts.so_far.shown


def test_golden_numbers_of_a_quarter(desk: OpenDesk, actor: Actor) -> None:
    for month, carried, received, closed in (
        ("2026-07", 16, 180, 160),
        ("2026-08", 36, 170, 158),
        ("2026-09", 48, 182, 160),
    ):
        given(
            desk,
            actor,
            (month, month),
            审查起诉上期未结件数=carried,
            审查起诉受理件数=received,
            审查起诉审结件数=closed,
        )
    for months in (("2026-07", "2026-09"), ("2026-01", "2026-03"), ("2026-04", "2026-06")):
        given(desk, actor, months, 批捕人数=196, 不捕人数=40)
    given(desk, actor, ("2025-07", "2025-09"), 批捕人数=25, 不捕人数=24)
    table = desk.quarterly_tables.table("", QUARTER)
    assert (table.title, table.months, table.before, table.so_far) == (
        "2026年第三季度",
        ("2026-07", "2026-09"),
        ("2025-07", "2025-09"),
        ("2026-01", "2026-09"),
    )
    assert shown(line(table, "审查起诉审结率"), "件") == ("87.23%（478/548）", "—", "—", "—")
    assert shown(line(table, "不捕率"), "人") == (
        "16.95%（40/236）",
        "48.98%（24/49）",
        "-32.03个百分点",
        "16.95%（120/708）",
    )
    assert shown(line(table, "逮捕"), "人") == ("196", "25", "+171", "588")
    assert shown(line(table, "审查起诉", "一、总体"), "件") == ("532", "—", "—", "—")
    assert line(table, "审查起诉", "一、总体").reason == (
        "本期缺审查起诉受理人数；同期、累计缺审查起诉受理件数、审查起诉受理人数"
    )
    assert not table.is_running


def test_every_number_is_what_sql_over_the_base_data_says(
    desk: OpenDesk, actor: Actor, database: Database, clock: FixedClock, resources: Resources, store_path: Path
) -> None:
    dice = random.Random(7)  # noqa: S311 - numbers for a test
    figures = [
        {"item": item.name, "first": month, "last": month, "count": dice.randrange(0, 40)}
        for item in desk.indicators.library.standard.items.values()
        if item.total is None
        for year in (2025, 2026)
        for month in (f"{year}-{number:02}" for number in range(1, 10))
        if dice.random() > 0.004
    ]
    kept = {"unit": UNIT, "department": "", "source": FigureSource.IMPORTED}
    with database.write(actor, IMPORT, clock.now()) as unit:
        unit.insert_many(BaseFigure, [{**kept, **each, "id": key} for key, each in enumerate(figures, start=1)])
    table = desk.quarterly_tables.table("", QUARTER)
    sources = (resources.indicators / name for name in ("items.toml", "items_quarterly.toml"))
    items = {each["name"]: each for path in sources for each in tomllib.loads(path.read_text("utf-8"))["item"]}
    periods = {When.NOW: table.months, When.BEFORE: table.before, When.SO_FAR: table.so_far}
    definitions = read_lines(resources.base_data, desk.indicators.library.items)
    checked = 0
    with sqlite3.connect(store_path) as raw:
        for each, definition in zip(table.lines, definitions, strict=True):
            for amounts, counts in ((each.cases, definition.cases), (each.people, definition.people)):
                for when, months in periods.items() if amounts is not None and counts is not None else ():
                    n, d = (_sum(raw, items, text, months) for text in (counts.numerator.text, counts.denominator.text))
                    amount = amounts.of(when)
                    assert amount.n == n
                    assert amount.d == (d if amount.is_rate else None)
                    checked += n is not None
    assert checked > 200


def _sum(raw: sqlite3.Connection, items: dict[str, dict[str, str]], text: str, months: Months) -> int | None:
    """A sum of items by SQL; None where a month of one is missing."""
    total = 0
    for name in text.split(" + "):
        if name == "1":
            return 1
        if "sum" in items[name]:
            part = _sum(raw, items, items[name]["sum"], months)
        else:
            edge = {"期初": months.first, "期末": months.last}.get(items[name].get("stock", ""), "")
            part, known = raw.execute(SUM, (edge, edge, name, UNIT, *months)).fetchone()
            part = part if known == int(months.last[5:]) - int(months.first[5:]) + 1 else None
        if part is None:
            return None
        total += part
    return total


def test_a_click_leads_to_the_base_figures_of_that_period(desk: OpenDesk, actor: Actor) -> None:
    given(desk, actor, ("2025-07", "2025-09"), 批捕人数=25, 不捕人数=24)
    given(desk, actor, ("2025-08", "2025-08"), 批捕人数=9)
    table = desk.quarterly_tables.table("", QUARTER)
    behind = desk.quarterly_tables.behind(table, line(table, "不捕率"), "人", When.BEFORE)
    assert [(each.figure.item, each.figure.count, each.why_not) for each in behind] == [
        ("不捕人数", 24, ""),
        ("批捕人数", 25, ""),
        ("批捕人数", 9, "已用同一项目的其他数"),
    ]
    assert desk.quarterly_tables.behind(table, line(table, "不捕率"), "人", When.NOW) == ()


def test_a_running_quarter_counts_the_months_given_so_far(desk: OpenDesk, actor: Actor) -> None:
    given(desk, actor, ("2026-10", "2026-10"), 批捕人数=8)
    given(desk, actor, ("2025-10", "2025-10"), 批捕人数=5)
    table = desk.quarterly_tables.table("", "2026-Q4")
    assert (table.is_running, table.months, table.before) == (True, ("2026-10", "2026-10"), ("2025-10", "2025-10"))
    assert shown(line(table, "逮捕"), "人") == ("8", "5", "+3", "—")
    assert desk.quarterly_tables.quarters("") == ("2026-Q4", "2026-Q3", "2025-Q4")


def test_few_are_shown_as_counts_and_no_denominator_as_such() -> None:
    assert Amount(1, 2, is_rate=True, missing=()).shown == "1/2"
    none = Amount(0, 0, is_rate=True, missing=())
    assert (none.shown, none.reason) == ("—", "分母为0，不计算")


def test_the_workbook_holds_numbers_and_the_rates_are_formulas(desk: OpenDesk, actor: Actor) -> None:
    given(desk, actor, ("2026-07", "2026-09"), 批捕人数=196, 不捕人数=40)
    given(desk, actor, ("2025-07", "2025-09"), 批捕人数=25, 不捕人数=24)
    workbook, pdf = desk.quarterly_tables.files(desk.quarterly_tables.table("", QUARTER))
    book = load_workbook(BytesIO(workbook))
    rows = {str(row[0].value).strip("　"): row for row in book["业务工作基本情况"].iter_rows() if row[0].value}
    assert [rows["逮捕"][place].value for place in (5, 6, 8)] == [196, 25, "—"]
    assert str(rows["逮捕"][7].value).startswith("=F")
    head = [str(book["业务工作基本情况"].cell(row, 1).value) for row in range(1, 6)]
    assert f"填报单位：{UNIT}" in head
    assert "统计期间：2026年第三季度（2026年7月至9月）" in head
    rates = {row[0].value: row for row in book["率"].iter_rows() if row[0].value}
    assert [rates["不捕率"][place].value for place in (2, 3, 5, 6)] == [40, 236, 24, 49]
    assert "ROUND(C" in str(rates["不捕率"][4].value)
    assert pdf[:4] == b"%PDF"


def test_quarters_are_the_months_they_are() -> None:
    assert [months_of(f"2026-Q{place}") for place in (1, 4)] == [("2026-01", "2026-03"), ("2026-10", "2026-12")]
