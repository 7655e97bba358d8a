"""反向审视统计表: the figures review_statistics counts, beside each other; nothing is counted twice."""

from app.models.review_terms import TriggerList
from app.services.review_statistics.period import ReviewPeriod
from app.services.review_statistics.rows import LISTS, BehindRow, Count, Figure, ReviewStatement
from app.services.review_statistics.service import ReviewStatistics
from app.services.statistics_tables.rows import Cell, Column, Line, Reach, Row, StatisticsTable
from app.services.statistics_tables.further.span import Span, first_day_of, last_day_of

CODES = {"reverse_reviews": TriggerList.REVERSE, "case_analysis": TriggerList.ANALYSIS}
_COLUMNS = (
    Column("unit", "单位", ""),
    Column("n", "数（分子）", "见各行", "计数；比率的分子。各项的统计口径见反向审视统计口径。"),
    Column("d", "分母", "见各行", "比率的分母；计数没有分母，列“—”。"),
    Column("rate", "比率", "%", "分子÷分母。", n="n", d="d"),
)


class Reviews:
    """The two lists of reverse review as tables."""

    def __init__(self, statistics: ReviewStatistics) -> None:
        """``statistics`` counts them."""
        self._statistics = statistics

    @property
    def titles(self) -> dict[str, str]:
        """The tables by their codes."""
        return {code: f"{LISTS[each]}统计表" for code, each in CODES.items()}

    def table(self, code: str, span: Span) -> StatisticsTable:
        """One list; the year before is cut at the same day where the period still runs."""
        now = self._statement(span, Reach.NOW)
        is_whole_year = span.of(Reach.CUMULATIVE) == span.months
        year = now if is_whole_year else self._statement(span, Reach.CUMULATIVE)
        rows = (_row(figure, year) for figure in now.of(CODES[code]))
        return StatisticsTable(
            code=code,
            title=self.titles[code],
            months=span.months,
            as_of=now.as_of,
            columns=_COLUMNS,
            rows=tuple(rows),
            notes=now.notes,
        )

    def is_used(self, span: Span) -> bool:
        """There are original cases or reviews at all."""
        return self._statement(span, Reach.NOW).is_used

    def records(self, row: str, column: str, reach: Reach, span: Span) -> list[BehindRow]:
        """The records behind one cell, ``row`` being the figure's code."""
        before = reach is Reach.BEFORE
        period = period_of(span, Reach.NOW if before else reach)
        of, part = ("before" if before else "now"), ("d" if column == "d" else "n")
        return self._statistics.records(period, span.last_day, row, part, of)  # type: ignore[arg-type]  # both literal

    def _statement(self, span: Span, reach: Reach) -> ReviewStatement:
        return self._statistics.statement(period_of(span, reach), span.last_day)


def period_of(span: Span, reach: Reach) -> ReviewPeriod:
    """The same months as reverse review speaks of them."""
    first, last = span.of(reach)
    if first == last:
        return ReviewPeriod.month(first)
    if (first[5:], last[5:]) == ("01", "12") and first[:4] == last[:4]:
        return ReviewPeriod.year(int(first[:4]))
    return ReviewPeriod.between(first_day_of(first), last_day_of(last))


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
