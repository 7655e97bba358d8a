"""Indicators of a period: value, n and d, basis; below, the formula and the months; Enter shows the figures behind."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.services.base_data.periods import Months
from app.services.indicators.model import IndicatorFigure, Part
from app.services.indicators.trend import Trend
from app.views.indicators.historical_dialog import HistoricalDialog
from app.views.indicators.opening import open_behind
from app.views.indicators.trend_lines import chart_band, figure_at, trend_definition, trend_heading, trend_lines
from app.views.shared.plain_table import ROW_HEIGHT, Head, PlainTable
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.views.charts.line_chart import LineChart

_HEADS = (
    Head("代码", 76),
    Head("指标", 260),
    Head("数值", 190, is_number=True, is_link=True),
    Head("口径", 60),
    Head("核实", 76),
    Head("说明"),
)
_HEIGHTS = 300, 190  # table and chart, in proportion; at 1366×768 the table keeps eight rows
_TABLE_AT_LEAST = 7 * ROW_HEIGHT + 4  # its head and six rows, in a window of 1280×720
_CHART_AT_LEAST = 128
_EMPTY = "这个期间没有基础数据。请先在“基础数据”里填报或导入，或者换一个期间。"


class IndicatorsView(QWidget):
    """Observation only: nothing is ranked, scored or coloured."""

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__()
        self._workplace = workplace
        self._periods: tuple[Months, ...] = ()
        self._shown: list[IndicatorFigure] = []
        self._told = ""  # who had the old indicators listed, and why
        self.trend: Trend | None = None  # what the chart shows
        self._build()

    def start(self) -> None:
        """A store is open: offer the periods and units there are figures for."""
        self._periods = self._workplace.desk.indicators.periods()
        switch = self._workplace.desk.own_indicators.lists.historical()
        with QSignalBlocker(self.historical):
            self.historical.setChecked(switch.is_on)
        self.historical.setToolTip(switch.told)
        self._told = f" {switch.told}" if switch.is_on else ""
        kept = self.period.currentText()
        self.period.blockSignals(True)
        self.period.clear()
        self.period.addItems([each.shown for each in self._periods])
        self.period.setCurrentIndex(max(self.period.findText(kept), 0))
        self.period.blockSignals(False)
        self.refresh()

    def refresh(self) -> None:
        """Compute the chosen period."""
        place = self.period.currentIndex()
        months = self._periods[place] if 0 <= place < len(self._periods) else None
        figures = self._workplace.desk.indicators.figures(months) if months else ()
        units = tuple(dict.fromkeys(figure.unit for figure in figures))
        self._offer(units)
        self._shown = [
            figure
            for figure in figures
            if figure.unit == self.unit.currentText()
            and not figure.lacks_counts
            and (self.historical.isChecked() or not figure.indicator.is_historical)
        ]
        hidden = sum(figure.unit == self.unit.currentText() for figure in figures) - len(self._shown)
        self.table.show_rows([_row(figure) for figure in self._shown], tips=[_formula(each) for each in self._shown])
        left_out = f"另有 {hidden} 项数据不全，或属于 2024 年 10 月停止执行的历史口径，没有列出。"
        self.state.setText(f"{len(self._shown)} 项指标；{left_out}{self._told}" if figures else _EMPTY)
        self.trend = None
        self._explain()

    def ask_historical(self) -> None:
        """Showing the old indicators is a decision that is kept; the box goes by it."""
        wanted = self.historical.isChecked()
        with QSignalBlocker(self.historical):
            self.historical.setChecked(not wanted)  # until it is kept
        self.refresh()
        HistoricalDialog(self._workplace, wanted, self).open()

    def show_behind(self) -> None:
        """The base figures the current indicator was made of, and those left out."""
        if self.current is not None:
            open_behind(self._workplace, self.current, self)

    @cached_property
    def chart(self) -> "LineChart":
        """The months of the current indicator; made when first drawn, because pyqtgraph takes time to load."""
        from app.views.charts.line_chart import LineChart

        made = LineChart(self._workplace, "indicators_trend", "逐月趋势", ("accent", "muted"))
        made.chosen.connect(lambda key: self._open_month(*key))
        layout = self._below.layout()
        assert layout is not None  # noqa: S101 - given where the part was made
        layout.addWidget(made)
        return made

    @property
    def current(self) -> IndicatorFigure | None:
        """The indicator of the current row."""
        row = self.table.currentIndex().row()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _offer(self, units: tuple[str, ...]) -> None:
        kept = self.unit.currentText()
        self.unit.blockSignals(True)
        self.unit.clear()
        self.unit.addItems(list(units))
        self.unit.setCurrentIndex(max(self.unit.findText(kept), 0))
        self.unit.blockSignals(False)

    def _explain(self) -> None:
        figure = self.current
        self.formula.setText(_formula(figure) + self._added_up(figure) if figure else "")
        self._draw(figure)

    def _added_up(self, figure: IndicatorFigure) -> str:
        """Which steps and kinds the office counts, where numerator or denominator is a sum of them."""
        sums = self._workplace.desk.indicators.library.current.sums
        names = dict.fromkeys((*figure.indicator.numerator.items, *figure.indicator.denominator.items))
        said = [f"{name}未填报时计入：{sums[name]}" for name in names if name in sums]
        return f"\n{'；'.join(said)}。" if said else ""

    def _draw(self, figure: IndicatorFigure | None) -> None:
        """The months of the current indicator, read again only where it is another one."""
        self._below.setVisible(figure is not None)
        if figure is None:
            return
        if self.trend is None or (self.trend.indicator, self.trend.unit) != (figure.indicator, figure.unit):
            self.trend = self._workplace.desk.indicators.trend(figure.indicator, figure.unit)
            lines = trend_lines(self.trend)
            heading, unit = trend_heading(self.trend, lines), "%" if figure.indicator.is_rate else ""
            self.chart.explain(trend_definition(self.trend), f"{figure.unit}的基础数据")
            band = chart_band(self._workplace.desk.indicator_warnings.bands(figure.unit).get(figure.indicator.code))
            months = [each.month for each in self.trend.points]
            self.chart.show_lines(months, lines, heading, band=band, unit=unit)

    def _open_month(self, row: int, month: str) -> None:
        if self.trend is not None:
            open_behind(self._workplace, figure_at(self.trend, row, month), self)

    def _build(self) -> None:
        self.period, self.unit = QComboBox(), QComboBox()
        for box, name, title, width in (
            (self.period, "period", "期间", 220),
            (self.unit, "unit", "填报单位", 240),
        ):
            box.setObjectName(f"indicators_{name}")
            box.setAccessibleName(title)
            box.setMinimumWidth(width)
            box.currentIndexChanged.connect(lambda _: self.refresh())
        self.historical = QCheckBox("列出历史口径（2024 年 10 月停止执行，仅供观测）")
        self.historical.setObjectName("indicators_historical")
        self.historical.toggled.connect(lambda _: self.refresh())
        self.historical.clicked.connect(lambda _: self.ask_historical())
        top = QHBoxLayout()
        top.setSpacing(8)
        for part in (self.period, self.unit, self.historical):
            top.addWidget(part)
        top.addStretch(1)
        self.table = PlainTable(self._workplace, "indicators", "业务指标", _HEADS)
        self.table.chosen.connect(lambda *_: self.show_behind())
        self.table.selectionModel().currentChanged.connect(lambda *_: self._explain())
        self.table.setMinimumHeight(_TABLE_AT_LEAST)
        self.formula, self.state = QLabel(), QLabel()
        self.formula.setWordWrap(True)
        self.formula.setMinimumHeight(44)
        self.state.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._table_and_chart(), 1)
        layout.addWidget(self.formula)
        layout.addWidget(self.state)
        self.setFocusProxy(self.table)

    def _table_and_chart(self) -> QSplitter:
        self._below = QWidget()
        self._below.setMinimumHeight(_CHART_AT_LEAST)
        QVBoxLayout(self._below).setContentsMargins(0, 0, 0, 0)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(8)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self._below)
        for place, height in enumerate(_HEIGHTS):
            split.setStretchFactor(place, height)
        split.setSizes(list(_HEIGHTS))
        return split


def _row(figure: IndicatorFigure) -> tuple[str, ...]:
    indicator = figure.indicator
    told = [indicator.note] if indicator.note else []
    if indicator.is_own:
        told.insert(0, f"本院指标第{indicator.edition}版")
    if indicator.is_historical:
        told.insert(0, "历史口径")
    if figure.reason:
        told.insert(0, figure.reason)
    return (
        indicator.code,
        indicator.name,
        figure.shown,
        indicator.basis.label,
        "本院" if indicator.is_own else indicator.certainty.label,
        "；".join(told),
    )


def _formula(figure: IndicatorFigure) -> str:
    """不捕率 = 不捕人数 40 ÷ 批捕与不捕人数 236 = 16.95%; without the percentage of few."""
    value = (
        "" if figure.value is None or figure.is_few else f" = {figure.value}{'%' if figure.indicator.is_rate else ''}"
    )
    return f"{figure.indicator.name} = {_side(figure.numerator)} ÷ {_side(figure.denominator)}{value}"


def _side(part: Part) -> str:
    """A sum with its counts beside the items, longest names first so that none is taken for part of another."""
    text = part.text
    counts = sorted(part.counts, key=lambda each: -len(each[0]))
    for place, (name, _count) in enumerate(counts):
        text = text.replace(name, f"\0{place}\0")
    for place, (name, count) in enumerate(counts):
        text = text.replace(f"\0{place}\0", f"{name} {count}")
    return f"（{text}）" if len(part.counts) > 1 else text
