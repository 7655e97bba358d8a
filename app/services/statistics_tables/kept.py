"""A table as plain data that JSON holds, and back: what a closed month keeps of its tables."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from app.services.base_data.periods import Months
from app.services.statistics_tables.rows import Cell, Column, Line, Reach, Row, StatisticsTable

_EMPTY = Cell(None)


def plain_table(table: StatisticsTable) -> dict[str, Any]:
    """The same table gives the same data; of a cell only what it says."""
    return {
        "code": table.code,
        "title": table.title,
        "months": list(table.months),
        "as_of": table.as_of.isoformat(),
        "columns": [asdict(each) for each in table.columns],
        "rows": [
            {
                "key": row.key,
                "title": row.title,
                "is_total": row.is_total,
                "lines": [[line.reach.value, [_plain_cell(cell) for cell in line.cells]] for line in row.lines],
            }
            for row in table.rows
        ],
        "notes": list(table.notes),
        "source": table.source,
        "is_standing": table.is_standing,
        "is_blank": table.is_blank,
        "lead": table.lead,
        "is_running": table.is_running,
    }


def table_of(kept: dict[str, Any]) -> StatisticsTable:
    """The table as it was."""
    return StatisticsTable(
        **{
            **kept,
            "months": Months(*kept["months"]),
            "as_of": date.fromisoformat(kept["as_of"]),
            "columns": tuple(Column(**each) for each in kept["columns"]),
            "rows": tuple(_row(each) for each in kept["rows"]),
            "notes": tuple(kept["notes"]),
        }
    )


def _plain_cell(cell: Cell) -> dict[str, Any]:
    said = {name: value for name, value in vars(cell).items() if value != getattr(_EMPTY, name)}
    return said | ({"points": str(cell.points)} if cell.points is not None else {})


def _row(kept: dict[str, Any]) -> Row:
    lines = (Line(Reach(reach), tuple(_cell(each) for each in cells)) for reach, cells in kept["lines"])
    return Row(kept["key"], kept["title"], tuple(lines), kept["is_total"])


def _cell(kept: dict[str, Any]) -> Cell:
    points = kept.get("points")
    return Cell(**{"n": None, **kept, "points": None if points is None else Decimal(points)})
