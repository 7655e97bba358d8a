"""三个结构比: each part with its share, the share a year before, the points between, and twelve months together."""

from collections.abc import Callable, Iterable

from sqlalchemy import Connection, select

from app.models.office import Office
from app.models.terms import RecordType
from app.services.foundation.shares import FEWEST_FOR_PERCENT
from app.services.indicators.model import BehindFigure, IndicatorFigure
from app.services.indicators.service import Indicators
from app.services.indicators.trend import Structure, part_name
from app.services.review_statistics.rows import BehindRow
from app.services.statistics_tables.period import TablePeriod
from app.services.statistics_tables.rows import Cell, Column, Line, Reach, Row, StatisticsTable
from app.services.statistics_tables.source import Place

_COLUMNS = (
    Column("n", "本期\n件数", definition="本期该部分的件数，取自基础数据或本台账按归类对照统计的数。"),
    Column("d", "本期\n合计", definition="同一结构比各部分本期件数之和。"),
    Column("share", "本期\n占比", "%", "本期件数÷本期合计。", n="n", d="d"),
    Column("before_n", "同期\n件数", definition="上年同期该部分的件数。", is_other_time=True),
    Column("before_d", "同期\n合计", definition="上年同期各部分件数之和。", is_other_time=True),
    Column("before_share", "同期\n占比", "%", "同期件数÷同期合计。", n="before_n", d="before_d"),
    Column(
        "points",
        "增减\n百分点",
        "百分点",
        "本期占比减同期占比；分母不足 10 的不比较。",
        n="share",
        minus="before_share",
    ),
    Column(
        "rolling_n",
        "12 个月\n件数",
        definition="到本期末月为止连续 12 个月的件数，缺一个月即列“—”。",
        is_other_time=True,
    ),
    Column("rolling_d", "12 个月\n合计", definition="同一结构比 12 个月各部分件数之和。", is_other_time=True),
    Column("rolling_share", "12 个月\n占比", "%", "12 个月件数÷12 个月合计。", n="rolling_n", d="rolling_d"),
)
_NOTES = (
    "单月波动大，宜看 12 个月滚动的占比，并从较长周期、较大地区分析；案件归类由本院维护，不以占比高低作评价。",
    "有一个项目缺数的列“—”。",
)


class Structures:
    """Shows what the indicators say of the office; counts nothing of its own."""

    code, title = "structures", "三个结构比"
    opens: RecordType | None = None

    def __init__(self, indicators: Callable[[], Indicators]) -> None:
        """``indicators`` know the parts and their figures."""
        self._indicators = indicators

    def table(self, connection: Connection, period: TablePeriod) -> StatisticsTable:
        """The parts of all three, in the order of the library."""
        unit = _office(connection)
        structures = self._indicators().structures(unit, period.months.last)
        now, before = (self._figures(unit, each) for each in (period, period.before()))
        return StatisticsTable(
            code=self.code,
            title=self.title,
            months=period.months,
            as_of=period.as_of,
            is_running=period.is_running,
            columns=_COLUMNS,
            rows=tuple(row for each in structures for row in _rows(each, now, before)),
            notes=_NOTES,
            source="三个结构比的名称：检察日报 2024 年 8 月；归类对照由本院维护（部分核实）",
        )

    def records(self, connection: Connection, period: TablePeriod, place: Place) -> list[BehindRow]:
        """The base figures behind one count."""
        figure = self._figure(_office(connection), period, place)
        if figure is None:
            return []
        part = figure.denominator if place.column.endswith("d") else figure.numerator
        wanted = {name for name, _ in part.counts}
        behind = self._indicators().behind(figure, by_month=place.column.startswith("rolling"))
        return [_behind(each) for each in behind if not each.why_not and each.figure.item in wanted]

    def _figure(self, unit: str, period: TablePeriod, place: Place) -> IndicatorFigure | None:
        if not place.column.startswith("rolling"):
            asked = period.before() if place.column.startswith("before") else period
            return self._figures(unit, asked).get(place.row)
        structures = self._indicators().structures(unit, period.months.last)
        trends = {each.indicator.code: each for one in structures for each in one.parts}
        return trends[place.row].points[-1].rolling if place.row in trends else None

    def _figures(self, unit: str, period: TablePeriod) -> dict[str, IndicatorFigure]:
        found = self._indicators().figures(period.months)
        return {each.indicator.code: each for each in found if each.unit == unit}


def _office(connection: Connection) -> str:
    return connection.scalar(select(Office.name)) or ""


def _behind(each: BehindFigure) -> BehindRow:
    row = each.figure
    return BehindRow(None, row.id, "", row.item, f"{row.department or '全院'}：{row.count}", each.period)


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
