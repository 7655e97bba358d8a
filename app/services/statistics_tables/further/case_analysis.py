"""逐案分析·重点评查统计表: the figures review_statistics counts, beside each other; nothing is counted twice."""

from sqlalchemy import Connection

from app.models.review_terms import TriggerList
from app.models.terms import RecordType
from app.services.review_statistics.rows import LISTS, BehindRow, Count, Figure, Part, ReviewStatement
from app.services.review_statistics.service import ReviewStatistics
from app.services.statistics_tables.further.within import period_of
from app.services.statistics_tables.period import TablePeriod
from app.services.statistics_tables.rows import Cell, Column, Line, Reach, Row, StatisticsTable
from app.services.statistics_tables.source import Place

_LIST = TriggerList.ANALYSIS
_TIMES = (("", "本期"), ("before_", "同期"), ("year_", "累计"))
_MEANT = (
    "计数，或者比率的分子；同期、累计相同。各项的统计口径见反向审视的统计报告。",
    "比率的分母；计数没有分母，列“—”。",
    "分子÷分母。",
)
_COLUMNS = (
    Column("unit", "单位", ""),
    *(
        column
        for key, words in _TIMES
        for column in (
            Column(f"{key}n", f"{words}\n数（分子）", "见各行", "" if key else _MEANT[0], is_other_time=bool(key)),
            Column(f"{key}d", f"{words}\n分母", "见各行", "" if key else _MEANT[1], is_other_time=bool(key)),
            Column(f"{key}rate", f"{words}\n比率", "%", "" if key else _MEANT[2], n=f"{key}n", d=f"{key}d"),
        )
    ),
)


class CaseAnalysis:
    """The list 逐案分析·重点评查 as a table, a figure a row."""

    code, title = "case_analysis", f"{LISTS[_LIST]}统计表"
    opens: RecordType | None = None

    def __init__(self, statistics: ReviewStatistics) -> None:
        """``statistics`` counts them."""
        self._statistics = statistics

    def table(self, _connection: Connection, period: TablePeriod) -> StatisticsTable:
        """The figures of the list; the year before is cut at the same day where the period still runs."""
        now, whole = self._statement(period), period.cumulative()
        year = now if whole.months == period.months else self._statement(whole)
        rows = (_row(figure, year) for figure in now.of(_LIST))
        return StatisticsTable(
            code=self.code,
            title=self.title,
            months=period.months,
            as_of=period.as_of,
            is_running=period.is_running,
            is_blank=not now.is_used,
            columns=_COLUMNS,
            rows=tuple(rows),
            notes=now.notes,
        )

    def records(self, _connection: Connection, period: TablePeriod, place: Place) -> list[BehindRow]:
        """The records behind one count, the row being the figure's code."""
        time, _, last = place.column.rpartition("_")
        part: Part = "d" if last == "d" else "n"
        asked = {"before": period.before, "year": period.cumulative}.get(time, lambda: period)()
        return self._statistics.records(period_of(asked.months), asked.as_of, place.row, part)

    def _statement(self, period: TablePeriod) -> ReviewStatement:
        return self._statistics.statement(period_of(period.months), period.as_of)


def _row(figure: Figure, year: ReviewStatement) -> Row:
    """All three times beside each other: the figures are many, and one line each keeps them to a few pages."""
    counts = (figure.now, figure.before, year.figure(figure.code).now)
    note = f"日期不能归入本期{figure.left_out}" if figure.left_out else ""
    cells = (cell for count in counts for cell in _cells(count, note if count is figure.now else ""))
    return Row(figure.code, figure.name, (Line(Reach.NOW, (Cell(None, text=figure.unit), *cells)),))


def _cells(count: Count, note: str) -> tuple[Cell, ...]:
    rate = Cell(count.n, count.d, is_rate=True) if count.d is not None else Cell(None)
    return (Cell(count.n, note=note), Cell(count.d), rate)
