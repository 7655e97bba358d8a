"""三个结构比: each part with its share, the share a year before, the points between, and twelve months together."""

from collections.abc import Iterable

from app.services.base_data.rows import FigureRow
from app.services.foundation.shares import FEWEST_FOR_PERCENT
from app.services.indicators.model import IndicatorFigure
from app.services.indicators.service import Indicators
from app.services.indicators.trend import Structure, part_name
from app.services.statistics_tables.rows import Cell, Column, Line, Reach, Row, StatisticsTable
from app.services.statistics_tables.further.span import Span

CODE = "structures"
TITLE = "三个结构比"
_COLUMNS = (
    Column("n", "本期\n件数", definition="本期该部分的件数，取自基础数据或本台账按归类对照统计的数。"),
    Column("d", "本期\n合计", definition="同一结构比各部分本期件数之和。"),
    Column("share", "本期\n占比", "%", "本期件数÷本期合计。", n="n", d="d"),
    Column("before_n", "同期\n件数", definition="上年同期该部分的件数。"),
    Column("before_d", "同期\n合计", definition="上年同期各部分件数之和。"),
    Column("before_share", "同期\n占比", "%", "同期件数÷同期合计。", n="before_n", d="before_d"),
    Column(
        "points",
        "增减\n百分点",
        "百分点",
        "本期占比减同期占比；分母不足 10 的不比较。",
        n="share",
        minus="before_share",
    ),
    Column("rolling_n", "12 个月\n件数", definition="到本期末月为止连续 12 个月的件数，缺一个月即列“—”。"),
    Column("rolling_d", "12 个月\n合计", definition="同一结构比 12 个月各部分件数之和。"),
    Column("rolling_share", "12 个月\n占比", "%", "12 个月件数÷12 个月合计。", n="rolling_n", d="rolling_d"),
)
_NOTES = (
    "单月波动大，宜看 12 个月滚动的占比，并从较长周期、较大地区分析；案件归类由本院维护，不以占比高低作评价。",
    "有一个项目缺数的列“—”。",
)


class Structures:
    """Shows what the indicators say of the office; counts nothing of its own."""

    def __init__(self, indicators: Indicators) -> None:
        """``indicators`` know the parts and their figures."""
        self._indicators = indicators

    @property
    def titles(self) -> dict[str, str]:
        """The table by its code."""
        return {CODE: TITLE}

    def table(self, unit: str, span: Span) -> StatisticsTable:
        """The parts of all three, in the order of the library."""
        structures = self._indicators.structures(unit, span.months.last)
        now, before = (self._figures(unit, span, reach) for reach in (Reach.NOW, Reach.BEFORE))
        return StatisticsTable(
            code=CODE,
            title=TITLE,
            months=span.months,
            as_of=span.last_day,
            columns=_COLUMNS,
            rows=tuple(row for each in structures for row in _rows(each, now, before)),
            notes=_NOTES,
            source="三个结构比的名称：检察日报 2024 年 8 月；归类对照由本院维护（部分核实）",
        )

    def figures(self, unit: str, row: str, column: str, span: Span) -> tuple[FigureRow, ...]:
        """The base figures behind one cell."""
        reach = Reach.BEFORE if column.startswith("before") else Reach.NOW
        if column.startswith("rolling"):
            points = {each.indicator.code: each for one in self._structures(unit, span) for each in one.parts}
            figure: IndicatorFigure | None = points[row].points[-1].rolling if row in points else None
        else:
            figure = self._figures(unit, span, reach).get(row)
        if figure is None:
            return ()
        behind = self._indicators.behind(figure, by_month=column.startswith("rolling"))
        part = figure.denominator if column.endswith("d") else figure.numerator
        wanted = {name for name, _ in part.counts}
        return tuple(each.figure for each in behind if not each.why_not and each.figure.item in wanted)

    def _structures(self, unit: str, span: Span) -> tuple[Structure, ...]:
        return self._indicators.structures(unit, span.months.last)

    def _figures(self, unit: str, span: Span, reach: Reach) -> dict[str, IndicatorFigure]:
        found = self._indicators.figures(span.of(reach))
        return {each.indicator.code: each for each in found if each.unit == unit}


def _rows(structure: Structure, now: dict[str, IndicatorFigure], before: dict[str, IndicatorFigure]) -> Iterable[Row]:
    for trend in structure.parts:
        code = trend.indicator.code
        rolling = trend.points[-1].rolling if trend.points else None
        counts = [_counts(figure) for figure in (now.get(code), before.get(code), rolling)]
        (share, was, twelve) = (Cell(n, d, is_rate=True) for n, d in counts)
        cells = (
            *(Cell(counts[0][0]), Cell(counts[0][1]), share),
            *(Cell(counts[1][0]), Cell(counts[1][1]), was, _points(share, was)),
            *(Cell(counts[2][0]), Cell(counts[2][1]), twelve),
        )
        yield Row(code, f"{structure.name}：{part_name(trend.indicator)}", (Line(Reach.NOW, cells),))


def _counts(figure: IndicatorFigure | None) -> tuple[int | None, int | None]:
    return (figure.numerator.value, figure.denominator.value) if figure else (None, None)


def _points(now: Cell, before: Cell) -> Cell:
    """Between percentages that say something; of few cases none."""
    if not (_has_percent(now) and _has_percent(before)) or now.value is None or before.value is None:
        return Cell(None)
    return Cell(None, points=now.value - before.value)


def _has_percent(cell: Cell) -> bool:
    return cell.n is not None and cell.d is not None and cell.d >= FEWEST_FOR_PERCENT
