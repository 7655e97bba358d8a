"""反向审视统计表: the figures review_statistics counts, beside each other; nothing is counted twice."""

from sqlalchemy import Connection

from app.models.review_terms import TriggerList
from app.models.terms import RecordType
from app.services.review_statistics.rows import LISTS, BehindRow, Count, Figure, Part, ReviewStatement
from app.services.review_statistics.service import ReviewStatistics
from app.services.statistics_tables.further.within import period_of
from app.services.statistics_tables.period import TablePeriod
from app.services.statistics_tables.rows import Cell, Column, Line, Reach, Row, StatisticsTable
from app.services.statistics_tables.source import Place

CODES = {"reverse_reviews": TriggerList.REVERSE, "case_analysis": TriggerList.ANALYSIS}
_COLUMNS = (
    Column("unit", "单位", ""),
    Column("n", "数（分子）", "见各行", "计数；比率的分子。各项的统计口径见反向审视统计口径。"),
    Column("d", "分母", "见各行", "比率的分母；计数没有分母，列“—”。"),
    Column("rate", "比率", "%", "分子÷分母。", n="n", d="d"),
)


class Reviews:
    """One of the two lists of reverse review as a table."""

    opens: RecordType | None = None

    def __init__(self, statistics: ReviewStatistics, code: str) -> None:
        """``statistics`` counts them; ``code`` is one of ``CODES``."""
        self._statistics, self.code = statistics, code

    @property
    def title(self) -> str:
        """反向审视统计表, 逐案分析·重点评查统计表."""
        return f"{LISTS[CODES[self.code]]}统计表"

    def table(self, _connection: Connection, period: TablePeriod) -> StatisticsTable:
        """The figures of the list; the year before is cut at the same day where the period still runs."""
        now, whole = self._statement(period), period.cumulative()
        year = now if whole.months == period.months else self._statement(whole)
        rows = (_row(figure, year) for figure in now.of(CODES[self.code]))
        return StatisticsTable(
            code=self.code,
            title=self.title,
            months=period.months,
            as_of=period.as_of,
            is_running=period.is_running,
            columns=_COLUMNS,
            rows=tuple(rows),
            notes=now.notes,
        )

    def records(self, _connection: Connection, period: TablePeriod, place: Place) -> list[BehindRow]:
        """The records behind one count, the row being the figure's code."""
        part: Part = "d" if place.column == "d" else "n"
        return self._statistics.records(period_of(period.months), period.as_of, place.row, part)

    def _statement(self, period: TablePeriod) -> ReviewStatement:
        return self._statistics.statement(period_of(period.months), period.as_of)


def _row(figure: Figure, year: ReviewStatement) -> Row:
    counts = (
        (Reach.NOW, figure.now, figure.left_out),
        (Reach.BEFORE, figure.before, 0),
        (Reach.CUMULATIVE, year.figure(figure.code).now, 0),
    )
    lines = tuple(Line(reach, _cells(figure, count, left_out)) for reach, count, left_out in counts)
    return Row(figure.code, figure.name, lines)


def _cells(figure: Figure, count: Count, left_out: int) -> tuple[Cell, ...]:
    note = f"日期不能归入本期{left_out}" if left_out else ""
    rate = Cell(count.n, count.d, is_rate=True) if count.d is not None else Cell(None)
    return (Cell(None, text=figure.unit), Cell(count.n, note=note), Cell(count.d), rate)
