"""Turns trends and structures into what charts draw: values with n and d, gaps where there is none."""

from collections.abc import Sequence

from app.services.base_data.periods import Months
from app.services.documents.charts import Band as ChartBand
from app.services.foundation.shares import FEWEST_FOR_PERCENT, NOTHING
from app.services.indicator_warnings.rows import Band
from app.services.indicators.model import IndicatorFigure
from app.services.indicators.trend import Structure, Trend, part_name
from app.views.charts.chart_parts import Line, RowBar

NOW, YEAR_BEFORE = "当月", "上年同月"
_HOLLOW = f"空心：分母不到 {FEWEST_FOR_PERCENT}"


def trend_lines(trend: Trend) -> list[Line]:
    """The months and the same months of the year before."""
    points = trend.points
    return [
        _line(NOW, [each.figure for each in points]),
        _line(YEAR_BEFORE, [each.year_before for each in points]),
    ]


def trend_heading(trend: Trend, lines: Sequence[Line]) -> str:
    """不捕率 · 2024年11月至2026年10月 · %, and what an empty mark means where one is drawn."""
    indicator = trend.indicator
    if not trend.points:
        return f"{indicator.name} · 没有逐月的数"
    said = [indicator.name, Months(trend.points[0].month, trend.points[-1].month).shown]
    said += ["%"] if indicator.is_rate else []
    said += [_HOLLOW] if any(line.hollow for line in lines) else []
    return " · ".join(said)


def chart_band(band: Band | None) -> ChartBand | None:
    """The office's own range, as a chart shades it."""
    if band is None:
        return None
    low, high = (None if limit is None else float(limit) for limit in (band.low, band.high))
    return ChartBand(low, high, f"本院警戒范围 {band.shown}")


def trend_definition(trend: Trend) -> str:
    """不捕人数 ÷ 批捕与不捕人数；同期."""
    if not trend.points:
        return ""
    figure = trend.points[-1].figure
    return f"{figure.numerator.text} ÷ {figure.denominator.text}；{trend.indicator.basis.label}"


def figure_at(trend: Trend, row: int, month: str) -> IndicatorFigure:
    """The figure of a place of the chart: of the month itself, or of the year before."""
    point = next(each for each in trend.points if each.month == month)
    return point.year_before if row else point.figure


def structure_rows(structure: Structure, *, is_rolling: bool) -> tuple[list[RowBar], int]:
    """The parts in the order of the library, and the whole; a row hands over its figure."""
    figures = [part.points[0].rolling if is_rolling else part.points[0].figure for part in structure.parts]
    whole = max((each.denominator.value or 0 for each in figures), default=0)
    rows = [
        RowBar(
            part_name(each.indicator),
            (each.numerator.value or 0) if each.value is not None else 0,
            0,
            f"{part_name(each.indicator)}：{told(each)}",
            each,
            each.shown,
        )
        for each in figures
    ]
    return rows, whole


def told(figure: IndicatorFigure) -> str:
    """16.95%（40/236）, or — with the reason."""
    return f"{NOTHING}（{figure.reason}）" if figure.value is None else figure.shown


def _line(name: str, figures: Sequence[IndicatorFigure]) -> Line:
    values = [each.value for each in figures]
    return Line(
        name,
        "",
        tuple(None if value is None else float(value) for value in values),
        tuple(told(each) for each in figures),
        frozenset(place for place, each in enumerate(figures) if each.is_few),
    )
