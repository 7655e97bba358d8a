"""Both statistics tables of a year against hand-written SQL that computes the same counts on the same indexes.

The hand-written one is what somebody would type at the sqlite3 prompt: for each kind of record one statement with
every count of the period, of the year before and of the year so far as a sum, and one for each table beside them. It
gives the bare counts; ours also puts them into rows, adds them up and makes the rates.
"""

import sqlite3
import sys
from functools import partial
from pathlib import Path
from typing import Any

from app.models.database import Database
from app.services.base_data.periods import Months
from app.services.documents.service import Documents
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.statistics_tables.rows import Reach
from app.services.statistics_tables.service import StatisticsTables
from app.services.statistics_tables.sources import sources_of
from tests.services.statistics_tables import by_hand
from tests.services.statistics_tables.by_hand import Span
from tests.tools.benchmark_stores import MOMENT, store_of
from tests.tools.measuring import in_turn, report

LETTERS = 100_000
YEAR = Months("2025-01", "2025-12")
SPANS: tuple[Span, ...] = (("2025-01", "2025-12-31"), ("2024-01", "2024-12-31"))  # the year so far is the year itself
MONTH = Months("2026-10", "2026-10")
MONTH_SPANS: tuple[Span, ...] = (("2026-10", "2026-10-31"), ("2025-10", "2025-10-31"), ("2026-01", "2026-10-31"))


def main() -> None:
    """A past year and a past month of a store of 100,000 letters, or of the store named as argument."""
    store = Path(sys.argv[1]) if len(sys.argv) > 1 else store_of(LETTERS)
    raw = sqlite3.connect(store)
    resources = Resources.shipped()
    ours = StatisticsTables(Database(store), FixedClock(MOMENT), sources_of(resources), Documents(resources))
    size = raw.execute("select count(*) from matter").fetchone()[0]
    for title, months, spans in (("year", YEAR, SPANS), ("month", MONTH, MONTH_SPANS)):
        _compare(ours, months, raw, spans[0])
        for code, by in (("suggestions", _letters), ("matters", _matters)):
            pair = in_turn(partial(ours.table, code, months), partial(by, raw, spans), rounds=5)
            report(f"table {code}, {title}: {size:,} matters", *pair, aim=1.5)
    pair = in_turn(
        lambda: ours.records("matters", "total", "closed", Reach.NOW, YEAR),
        lambda: raw.execute(
            "select id, entry_number, unit, kind, closed_on from matter where closed_on between '2025-01' and "
            "'2025-12-31' and accepted_on <= '2025-12-31' order by id"
        ).fetchall(),
        rounds=5,
    )
    report(f"records behind a count, year: {size:,} matters", *pair, aim=1.5)


def _letters(raw: sqlite3.Connection, spans: tuple[Span, ...]) -> list[Any]:
    conditions = by_hand.LETTERS | {f"{name}!": each for name, each in by_hand.LETTERS_APART.items()}
    plain = {name: each.replace("{running}", "0") for name, each in conditions.items()}
    return raw.execute(by_hand.in_one_pass("suggestion", "t.kind", plain, spans)).fetchall()


def _matters(raw: sqlite3.Connection, spans: tuple[Span, ...]) -> list[Any]:
    conditions = by_hand.MATTERS | {f"{name}!": each for name, each in by_hand.MATTERS_APART.items()}
    return raw.execute(by_hand.in_one_pass("matter", "t.kind", conditions, spans)).fetchall()


def _compare(ours: StatisticsTables, months: Months, raw: sqlite3.Connection, span: Span) -> None:
    """Both must count the same, or the ratio says nothing."""
    for code, counted in (("suggestions", by_hand.letters(raw, span)), ("matters", by_hand.matters(raw, span))):
        table = ours.table(code, months)
        for column, counts in counted.items():
            if not column.endswith("!"):
                shown = table.cell("total", column).n
                assert shown == counts.total(), f"{code}.{column}: {shown} shown, {counts.total()} counted by hand"


if __name__ == "__main__":
    main()
