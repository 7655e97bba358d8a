"""The counts and rates of tables as ``month --json`` gives them, with the records behind counts of the period."""

from collections.abc import Callable, Iterable
from typing import Any

from app.services.statistics_tables.rows import Cell, Column, Reach, Row, StatisticsTable

# The entry numbers behind a count of the period itself, by code of the table, key of the row and of the column.
Behind = Callable[[StatisticsTable, str, str], list[str]]


def cells_json(tables: Iterable[StatisticsTable], behind: Behind) -> list[dict[str, Any]]:
    """One object for each figure that is known; words and standing lists are no figures.

    Only counts of the period name their records: a rate's are those of its two counts.
    """
    return [
        _told(table, row, column, cell, behind)
        for table in tables
        if not table.is_standing
        for row in table.rows
        for column, cell in zip(table.columns, row.lines[0].cells, strict=True)
        if not column.is_text and _is_known(column, cell)
    ]


def _told(table: StatisticsTable, row: Row, column: Column, cell: Cell, behind: Behind) -> dict[str, Any]:
    is_count = not (column.is_rate or column.minus or column.is_other_time)
    found: dict[str, Any] = {
        "code": f"{table.code}.{row.key}.{column.key}",
        "name": "·".join((table.title, row.title.strip(), "".join(column.title.split()))),
        "unit": column.unit,
        "n": cell.n,
        "d": cell.d if column.is_rate else None,
        "value": _value(cell),
        "records": behind(table, row.key, column.key) if is_count and cell.n else [],
    }
    others = (("previous", Reach.BEFORE), ("cumulative", Reach.CUMULATIVE))
    for name, reach in others:
        line = row.line(reach)
        if line is not None:
            other = line.cells[table.columns.index(column)]
            found[name] = {"n": other.n, "d": other.d if column.is_rate else None}
    return found


def _is_known(column: Column, cell: Cell) -> bool:
    if column.is_rate:
        return cell.n is not None and cell.d is not None
    return cell.n is not None or cell.points is not None


def _value(cell: Cell) -> float | int | None:
    """A whole number of a count, else two decimals; None where the denominator is 0."""
    if cell.is_rate or cell.points is not None:
        return None if cell.value is None else float(cell.value)
    return cell.n
