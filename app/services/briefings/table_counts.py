"""Figures that the statistics tables have: the 结构比, 流程监控, and what was proposed in matters, as printed there."""

from collections.abc import Iterator
from typing import NamedTuple

from app.services.base_data.periods import Months
from app.services.briefings.figures import BriefingFigure
from app.services.briefings.reach import Reach
from app.services.briefings.rows import BehindRow
from app.services.statistics_tables.rows import Cell, Column, Row, StatisticsTable
from app.services.statistics_tables.rows import Reach as Time
from app.services.statistics_tables.service import StatisticsTables

_MONITORING, _MATTERS, _STRUCTURES = "monitoring", "matters", "structures"
_PROPOSED = ("proposed", "answered", "corrected", "overdue")
_TOTAL = "total"


class _Places(NamedTuple):
    """Which columns of the table of 结构比 are n and d, and those of the year before."""

    prefix: str
    n: str
    d: str
    before_n: str = ""
    before_d: str = ""


_TIMES = (
    _Places("structure", "n", "d", "before_n", "before_d"),
    _Places("structure12", "rolling_n", "rolling_d"),
)


def table_figures(tables: StatisticsTables, reach: Reach) -> Iterator[BriefingFigure]:
    """Known or not, as of the briefing's cut-off."""
    known = tables.titles()
    if _MONITORING in known:
        table = tables.settled(_MONITORING, reach.months, reach.as_of)
        yield from _row_figures(table, _TOTAL, [column.key for column in table.columns])
    if _MATTERS in known:
        table = tables.settled(_MATTERS, reach.months, reach.as_of)
        yield from _row_figures(table, _TOTAL, _PROPOSED)
        yield from _by_row(table, "proposed")
    if _STRUCTURES in known:
        yield from _structures(tables.settled(_STRUCTURES, reach.months, reach.as_of))


def rows_of(tables: StatisticsTables, reach: Reach, address: list[str]) -> tuple[list[BehindRow], list[BehindRow]]:
    """The records behind n and d of an address of this module now."""
    _kind, code, row, n, d = address
    found = []
    for column in (n, d):
        rows = tables.records(code, row, column, Time.NOW, reach.months, reach.as_of) if column else []
        found.append(
            [BehindRow(each.record_type, each.record_id, each.entry_number, each.title, each.detail) for each in rows]
        )
    return found[0], found[1]


def _row_figures(table: StatisticsTable, key: str, columns: list[str] | tuple[str, ...]) -> Iterator[BriefingFigure]:
    row = next((each for each in table.rows if each.key == key), None)
    for column in table.columns:
        if column.key in columns:
            code = f"table.{table.code}.{column.key}"
            yield _figure(table, row, column, (code, _flat(column.title), ""))


def _by_row(table: StatisticsTable, key: str) -> Iterator[BriefingFigure]:
    column = next(each for each in table.columns if each.key == key)
    for row in table.rows:
        if not row.is_total and row.key != _TOTAL:
            group = f"table.{table.code}_rows.{key}"
            yield _figure(table, row, column, (f"{group}/{row.key}", row.title, group))


def _figure(table: StatisticsTable, row: Row | None, column: Column, named: tuple[str, str, str]) -> BriefingFigure:
    now, before = _cell(table, row, Time.NOW, column.key), _cell(table, row, Time.BEFORE, column.key)
    code, name, of = named
    return BriefingFigure(
        code=code,
        name=name,
        definition=f"{column.definition or _flat(column.title)}（口径同{table.title}）",
        unit=column.unit,
        origin=table.title,
        n=now.n if now else None,
        before_n=before.n if before else None,
        of=of,
        address="|".join(("table", table.code, row.key if row else "", column.key, "")),
        group=_flat(column.title) if of else "",
    )


def _structures(table: StatisticsTable) -> Iterator[BriefingFigure]:
    for places in _TIMES:
        for row in table.rows:
            group, _dash, part = row.key.rpartition("-")
            whole, _colon, name = row.title.partition("：")
            n, d, before_n, before_d = (
                _cell(table, row, Time.NOW, key) if key else None
                for key in (places.n, places.d, places.before_n, places.before_d)
            )
            is_rolling = not places.before_n
            yield BriefingFigure(
                code=f"{places.prefix}.{group}_{part}",
                name=name or row.title,
                definition=f"{whole}：{name}件数÷各类合计{_span(table.months, is_rolling)}；归类由本院维护。",
                unit="件",
                origin=table.title,
                n=n.n if n else None,
                d=d.n if d else None,
                is_rate=True,
                before_n=before_n.n if before_n and before_d and before_d.n is not None else None,
                before_d=before_d.n if before_d else None,
                of=f"{places.prefix}.{group}",
                address="|".join(("table", table.code, row.key, places.n, places.d)),
                group=whole + ("（十二个月）" if is_rolling else ""),
            )


def _span(months: Months, is_rolling: bool) -> str:
    return f"，截至{months.last}的十二个月" if is_rolling else f"，{months.shown}"


def _cell(table: StatisticsTable, row: Row | None, time: Time, key: str) -> Cell | None:
    line = row.line(time) if row else None
    place = next((at for at, column in enumerate(table.columns) if column.key == key), None)
    return line.cells[place] if line and place is not None else None


def _flat(title: str) -> str:
    return "".join(title.split())
