"""Every cell of both tables is what independent SQL counts, and leads to as many records as it says."""

import random
import sqlite3
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from app.models.database import Database
from app.services.base_data.periods import Months
from app.services.documents.service import Documents
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.monthly_statistics.service import MonthlyStatistics
from app.services.statistics_tables.rows import Cell, Reach, StatisticsTable
from app.services.statistics_tables.service import StatisticsTables
from tests.services.statistics_tables import by_hand
from tests.services.statistics_tables.by_hand import Span
from tests.services.statistics_tables.conftest import NOON, tables_of

STORES = ("edges", "demonstration")
# What is asked for, and by hand the time of each line: this one, the year before, the year so far.
Asked = tuple[Months, date | None, tuple[Span, Span, Span]]
ASKED: tuple[Asked, ...] = (
    (
        Months("2026-03", "2026-03"),
        None,
        (("2026-03", "2026-03-31"), ("2025-03", "2025-03-31"), ("2026-01", "2026-03-31")),
    ),
    (
        Months("2026-04", "2026-06"),
        date(2026, 4, 10),
        (("2026-04", "2026-04-10"), ("2025-04", "2025-04-10"), ("2026-01", "2026-04-10")),
    ),
    (
        Months("2026-01", "2026-12"),
        None,
        (("2026-01", "2026-11-22"), ("2025-01", "2025-11-22"), ("2026-01", "2026-11-22")),
    ),
    (
        Months("2025-11", "2026-02"),
        None,
        (("2025-11", "2026-02-28"), ("2024-11", "2025-02-28"), ("2026-01", "2026-02-28")),
    ),
)
LETTER_ROWS = {
    "retrial": "retrial",
    "correction": "correction",
    "public_interest": "public_interest",
    "social_governance": "social_governance",
    "other": "other",
    "unclassified": "unclassified",
}
MATTER_ROWS = {
    "立案监督": "filing",
    "刑事立案监督": "filing",
    "撤案监督": "withdrawal",
    "侦查活动监督": "investigation",
    "纠正漏捕": "missed_arrest",
    "刑事审判监督": "trial",
    "民事抗诉": "protest",
    "社区矫正监督": "penal_execution",
    "刑事执行监督": "penal_execution",
    "民事生效裁判监督": "civil",
    "民事执行监督": "civil",
    "行政公益诉讼": "public_interest",
    "行政违法行为监督": "administrative_violation",
    "社会治理": "other",
    "未归类": "unclassified",
    "从没有过的写法": "unclassified",
}


def cells(table: StatisticsTable, reach: Reach) -> dict[tuple[str, str], Cell]:
    """Row and column → cell of one line."""
    return {
        (row.key, column.key): line.cells[place]
        for row in table.rows
        for line in row.lines
        if line.reach is reach
        for place, column in enumerate(table.columns)
    }


def in_rows(counted: dict[str, Counter[str]], rows: dict[str, str]) -> dict[tuple[str, str], int]:
    """What was counted by kind, by row and column, and all together."""
    found: Counter[tuple[str, str]] = Counter()
    for column, kinds in counted.items():
        for kind, count in kinds.items():
            found[rows[kind], column] += count
            found["total", column] += count
    return dict(found)


@pytest.mark.parametrize("store", STORES)
@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: f"{asked[0].first}..{asked[0].last}")
def test_every_cell_is_what_independent_sql_counts(store: str, asked: Asked, request: pytest.FixtureRequest) -> None:
    path: Path = request.getfixturevalue(store)
    tables, raw = tables_of(path), sqlite3.connect(path)
    months, as_of, spans = asked
    is_running = tables.period(months, as_of).is_running
    for code, rows in (("suggestions", LETTER_ROWS), ("matters", MATTER_ROWS)):
        table = tables.table(code, months, as_of)
        for reach, span in zip(Reach, spans, strict=True):
            counted = (
                by_hand.letters(raw, span, is_running=is_running)
                if code == "suggestions"
                else by_hand.matters(raw, span)
            )
            expected = in_rows(counted, rows)
            for (row, column), cell in cells(table, reach).items():
                definition = table.column(column)
                if definition.is_rate:
                    parts = (expected.get((row, definition.n), 0), expected.get((row, definition.d), 0))
                    assert (cell.n, cell.d) == parts, (code, reach, row, column)
                elif column != "persons":
                    assert cell.n == expected.get((row, column), 0), (code, reach, row, column)
                    apart = expected.get((row, f"{column}!"))
                    assert apart is None or cell.note.endswith(str(apart)), (code, reach, row, column, cell.note, apart)


@pytest.mark.parametrize("store", STORES)
def test_the_same_figure_is_the_same_on_the_page_of_the_month(store: str, request: pytest.FixtureRequest) -> None:
    path: Path = request.getfixturevalue(store)
    resources = Resources.shipped()
    month = MonthlyStatistics(Database(path), FixedClock(NOON), resources, Documents(resources))
    tables = tables_of(path)
    same = {
        "suggestions": ("issued", "due", "replied", "adopted", "partly_adopted", "not_adopted", "withdrawn"),
        "matters": ("carried", "received", "closed", "open"),
    }
    for text in ("2026-03", "2026-11"):
        report = month.month(text)
        for code, columns in same.items():
            table = tables.table(code, Months(text, text))
            shown = {column: table.cell("total", column).n for column in columns}
            assert shown == {column: report.figure(f"{code}.{column}").n for column in columns}
        letters = tables.table("suggestions", Months(text, text))
        for rate in ("due_replied_rate", "adoption_rate"):
            figure, cell = report.figure(f"suggestions.{rate}"), letters.cell("total", rate)
            assert (cell.n, cell.d) == (figure.n, figure.d)
        assert letters.cell("total", "on_time").n == report.figure("suggestions.on_time_rate").n


@pytest.mark.parametrize("store", STORES)
def test_old_and_new_equal_closed_and_open_in_every_row_of_any_range(
    store: str, request: pytest.FixtureRequest
) -> None:
    tables = tables_of(request.getfixturevalue(store))
    chance = random.Random(11)  # noqa: S311 - the same ranges every time, no secrets
    for _ in range(12):
        first, last = sorted(f"{chance.choice((2024, 2025, 2026))}-{chance.randint(1, 11):02}" for _ in range(2))
        table = tables.table("matters", Months(first, last))
        for row in table.rows:
            for line in row.lines:
                carried, received, closed, left = (cell.n or 0 for cell in line.cells[:4])
                assert carried + received == closed + left, (first, last, row.key, line.reach)


@pytest.mark.parametrize("store", STORES)
def test_every_count_leads_to_as_many_records(store: str, request: pytest.FixtureRequest) -> None:
    tables, months, as_of = tables_of(request.getfixturevalue(store)), Months("2026-01", "2026-06"), date(2026, 5, 1)
    for code in tables.titles():
        table = tables.table(code, months, as_of)
        for row in (table.rows[0], table.rows[-2], table.rows[-1]):
            for column in table.columns:
                cell = table.cell(row.key, column.key, Reach.CUMULATIVE)
                if cell.n is not None and not column.is_rate:
                    found = tables.records(code, row.key, column.key, Reach.CUMULATIVE, months, as_of)
                    assert len({each.record_id for each in found}) == len(found) == cell.n, (code, row.key, column.key)


def test_no_matter_and_no_letter_is_lost_whatever_it_is_called(tables: StatisticsTables, edges: Path) -> None:
    raw = sqlite3.connect(edges)
    dated = "select count(*) from matter where length(accepted_on) >= 7 and accepted_on <= '2026-11-22'"
    table = tables.table("matters", Months("2020-01", "2026-11"))
    assert table.cell("total", "received").n == raw.execute(dated).fetchone()[0]
    assert (table.cell("unclassified", "received").n or 0) > 0
    undated = raw.execute("select count(*) from matter where coalesce(length(accepted_on), 0) < 7").fetchone()[0]
    assert any(f"的监督事项有{undated}件" in note for note in table.notes)


def test_a_table_asks_the_store_a_handful_of_times(tables: StatisticsTables) -> None:
    asked: list[str] = []
    tables.table("suggestions", Months("2026-03", "2026-03"))
    engine = tables._database.engine
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    for code, most in (("suggestions", 5), ("matters", 2)):
        asked.clear()
        tables.table(code, Months("2026-01", "2026-12"))
        assert len([each for each in asked if each.startswith("SELECT")]) <= most
