"""Lays what was counted into the rows and lines of a table."""

from collections import Counter
from collections.abc import Mapping

from app.services.statistics_tables.definitions import ColumnDefinition, TableDefinition
from app.services.statistics_tables.period import TablePeriod
from app.services.statistics_tables.rows import Cell, Line, Reach, Row, StatisticsTable

TOTAL = "total"
Tallies = Mapping[str, Mapping[Reach, Counter[str]]]  # row → time → measure → count


def lay(
    definition: TableDefinition, period: TablePeriod, tallies: Tallies, notes: tuple[str, ...] = ()
) -> StatisticsTable:
    """The rows of the file in its order, spare ones where they hold anything, and their total."""
    rows = []
    for each in definition.rows:
        counts = tallies.get(each.key, {})
        if not each.is_spare or any(any(count.values()) for count in counts.values()):
            rows.append(Row(each.key, each.title, _lines(definition, counts)))
    total = {reach: sum((by.get(reach, Counter()) for by in tallies.values()), Counter()) for reach in Reach}
    rows.append(Row(TOTAL, "合计", _lines(definition, total), is_total=True))
    return StatisticsTable(
        code=definition.code,
        title=definition.title,
        months=period.months,
        as_of=period.as_of,
        columns=tuple(each.column for each in definition.columns),
        rows=tuple(rows),
        notes=(*definition.notes, *notes),
        source=definition.source,
        is_running=period.is_running,
    )


def _lines(definition: TableDefinition, counts: Mapping[Reach, Counter[str]]) -> tuple[Line, ...]:
    return tuple(Line(reach, _cells(definition, counts.get(reach, Counter()))) for reach in Reach)


def _cells(definition: TableDefinition, count: Counter[str]) -> tuple[Cell, ...]:
    return tuple(_cell(definition, each, count) for each in definition.columns)


def _cell(definition: TableDefinition, column: ColumnDefinition, count: Counter[str]) -> Cell:
    if column.unknown:
        return Cell(None, note=column.unknown)
    if not column.column.is_rate:
        apart = count[column.apart] if column.apart else 0
        return Cell(count[column.measure], note=f"{column.apart_name}{apart}" if apart else "")
    n, d = (count[definition.measure(key) or ""] for key in (column.column.n, column.column.d))
    return Cell(n, d, "" if d else "分母为0，不计算比率", is_rate=True)
