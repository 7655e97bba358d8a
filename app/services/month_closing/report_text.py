"""A month's report as the text that is kept and hashed, and back: what is locked prints the same for ever."""

import json
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from app.services.monthly_statistics.rows import Breakdown, BreakdownRow, Figure, Group, MonthReport
from app.services.statistics_tables.kept import plain_table, table_of


def text_of(report: MonthReport) -> str:
    """The same report gives the same text."""
    plain = asdict(replace(report, tables=())) | {"tables": [plain_table(each) for each in report.tables]}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, default=str)


def report_of(text: str) -> MonthReport:
    """The report as it was."""
    kept: dict[str, Any] = json.loads(text)
    return MonthReport(
        **{
            **kept,
            "as_of": date.fromisoformat(kept["as_of"]),
            "figures": tuple(Figure(**each) for each in kept["figures"]),
            "breakdowns": tuple(_breakdown(each) for each in kept["breakdowns"]),
            "notes": tuple(kept["notes"]),
            "tables": tuple(table_of(each) for each in kept.get("tables", ())),
            "signed": tuple(kept.get("signed", ())),
        }
    )


def _breakdown(kept: dict[str, Any]) -> Breakdown:
    rows = tuple(BreakdownRow(Group(*each["group"]), tuple(each["counts"])) for each in kept["rows"])
    names = ("measures", "heads", "totals")
    return Breakdown(**{**kept, **{name: tuple(kept[name]) for name in names}, "rows": rows})
