"""旧存: what is open at the end of 31 December is what 1 January carries over, recounted here by SQL of our own."""

import random
import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from app.figure_desk import FigureDesk
from app.models.terms import SuggestionStep
from app.services.foundation.clock import FixedClock
from app.services.monthly_statistics.period import MonthNotBegun
from tests.conftest import CHINA
from tests.services.monthly_statistics.ledger import Ledger

# Issued or accepted by the end of the year, known at least to the month, and not ended by then.
_OPEN_LETTERS = """
    select entry_number from suggestion
    where step = 'issued' and length(issued_on) >= 7 and issued_on < :next
      and coalesce(not (length(closed_on) >= 7 and max(closed_on, issued_on) < :next), 1)
      and coalesce(not (length(withdrawn_on) >= 7 and max(withdrawn_on, issued_on) < :next), 1)
"""
_OPEN_MATTERS = """
    select entry_number from matter
    where length(accepted_on) >= 7 and accepted_on < :next
      and coalesce(not (length(closed_on) >= 7 and max(closed_on, accepted_on) < :next), 1)
"""


def _by_hand(path: Path, statement: str, year: int) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {number for (number,) in connection.execute(statement, {"next": str(year + 1)})}


def _sides(desk: FigureDesk, year: int) -> dict[str, tuple[set[str], set[str]]]:
    return {
        each.title: ({one.entry_number for one in each.open_at_end}, {one.entry_number for one in each.carried_over})
        for each in desk.year_end.carried(year)
    }


def test_the_last_day_of_the_year_and_the_first_of_the_next_fall_on_their_own_sides(
    desk: FigureDesk, ledger: Ledger
) -> None:
    last_day = ledger.letter(issued="2026-12-31")
    ledger.letter(issued="2027-01-01")
    ledger.letter(issued="2026-03-01", closed="2026-12-31")
    closed_after = ledger.letter(issued="2026-03-01", closed="2027-01-01")
    ledger.letter(issued="2026-03-01", withdrawn="2026-12")
    before, after = _sides(desk, 2026)["检察建议"]
    assert before == after == {last_day, closed_after}


def test_the_end_of_february_in_a_leap_year_is_an_ordinary_day_of_the_stock(desk: FigureDesk, ledger: Ledger) -> None:
    leap = ledger.matter(accepted="2024-02-29")
    ledger.matter(accepted="2024-02-29", closed="2024-02-29")
    before, after = _sides(desk, 2024)["监督事项"]
    assert before == after == {leap}
    assert _sides(desk, 2023)["监督事项"] == (set(), set())


def test_both_sides_agree_with_sql_of_our_own_whatever_dates_a_ledger_holds(
    desk: FigureDesk, ledger: Ledger, store_path: Path
) -> None:
    chance = random.Random(20261231)  # noqa: S311 - dates to count, no secret
    edges = [date(2026, 12, 30) + timedelta(days=each) for each in range(5)]

    def some_day() -> str:
        day = chance.choice([*edges, date(2025, 1, 1) + timedelta(days=chance.randrange(730))]).isoformat()
        return day[: chance.choice((10, 10, 10, 7, 4))]

    rows = [
        {
            "issued": some_day(),
            "closed": some_day() if chance.random() < 0.5 else None,
            "withdrawn": some_day() if chance.random() < 0.2 else None,
            "step": chance.choice((SuggestionStep.ISSUED, SuggestionStep.ISSUED, SuggestionStep.DRAFT)),
        }
        for _ in range(300)
    ]
    ledger.letters(rows)
    for _ in range(60):
        ledger.matter(accepted=some_day(), closed=some_day() if chance.random() < 0.6 else None)
    for year in (2025, 2026):
        sides = _sides(desk, year)
        assert sides["检察建议"][0] == sides["检察建议"][1] == _by_hand(store_path, _OPEN_LETTERS, year)
        assert sides["监督事项"][0] == sides["监督事项"][1] == _by_hand(store_path, _OPEN_MATTERS, year)
        assert sides["检察建议"][0]


def test_the_stock_at_the_turn_is_the_december_figure_of_the_monthly_statistics(
    desk: FigureDesk, ledger: Ledger
) -> None:
    ledger.letters([{"issued": f"2026-{month:02}-10"} for month in range(1, 13)])
    ledger.letter(issued="2026-05-05", closed="2026-12-20")
    december = desk.monthly_statistics.month("2026-12").figure("suggestions.open").n
    january = desk.monthly_statistics.month("2027-01").figure("suggestions.carried").n
    before, after = _sides(desk, 2026)["检察建议"]
    assert len(before) == len(after) == december == january == 12


def test_a_year_that_has_not_begun_is_refused(desk: FigureDesk) -> None:
    with pytest.raises(MonthNotBegun):
        desk.year_end.steps(2028)


def test_a_running_year_says_that_its_numbers_still_change(desk: FigureDesk, ledger: Ledger, clock: FixedClock) -> None:
    ledger.letter(issued="2026-11-01")
    now = FigureDesk(desk._database, clock, desk.resources)
    assert "年度未完" in now.year_end.list(2026, "carried").summary
    moved = FixedClock(datetime(2027, 1, 1, 0, 1, tzinfo=CHINA))
    after = FigureDesk(desk._database, moved, desk.resources)
    assert "到2026年12月31日未结：监督事项 0；检察建议 1" in after.year_end.list(2026, "carried").summary
