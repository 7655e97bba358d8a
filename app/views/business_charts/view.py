"""图表: departments beside each other, months, from clue to closing, how long replies took; every place leads on."""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.business_charts.rows import ChartSubject, Comparison, Funnel, MonthHeat
from app.services.foundation.progress import Progress
from app.services.monthly_statistics.rows import MonthSeries
from app.views.business_charts.series import (
    CAME_IN,
    ENDED,
    UNITS,
    Asked,
    StageAsked,
    department_rows,
    heat_cells,
    month_heads,
    stages,
)
from app.views.monthly_statistics.behind_records import BehindRecords
from app.views.monthly_statistics.month_bars import reply_time_bars
from app.views.monthly_statistics.month_field import MonthField
from app.views.monthly_statistics.records_dialog import Part
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.views.charts.bar_chart import BarChart
    from app.views.charts.funnel_chart import FunnelChart
    from app.views.charts.heat_map import HeatMap
    from app.views.charts.row_bars import RowBars

_SPANS = (12, 24, 36)
_HINT = "部门按本院名册排列，不比高低。方向键移动，Enter 或单击列出记录 · 右键复制、保存、放进报告"


class _Counted(NamedTuple):
    comparison: Comparison
    heat: MonthHeat
    funnel: Funnel
    series: MonthSeries


class _Charts(NamedTuple):
    departments: "RowBars"
    heat: "HeatMap"
    funnel: "FunnelChart"
    time: "BarChart"


class BusinessChartsView(QWidget):
    """Counted beside the window, anew when something was chosen or written."""

    def __init__(self, workplace: Workplace) -> None:
        """Heads only; charts are made with the first figures."""
        super().__init__()
        self._workplace = workplace
        self._counted: _Counted | None = None
        self.behind = BehindRecords(workplace, self)
        self.charts: _Charts | None = None
        self._build()

    def start(self) -> None:
        """A store is open, or something was written."""
        self.month.set_today(self._workplace.desk.clock.today())
        self.refresh()

    def refresh(self) -> None:
        """Count what was chosen."""
        desk = self._workplace.desk
        subject, kind, last, span = self.subject.currentData(), self.kind.currentData(), self.month.month, self._span
        charts, statistics = desk.business_charts, desk.monthly_statistics

        def job(_: Progress) -> _Counted:
            months = charts.months(last, span)
            return _Counted(
                charts.comparison(subject, months, kind or ""),
                charts.heat(subject, months),
                charts.funnel(months),
                statistics.series(last, span),
            )

        self.work.run("正在统计……", job, self._show)

    def come_back(self) -> bool:
        """Back from a record to the list it was opened from; False where there is none."""
        return self.behind.come_back()

    @property
    def _span(self) -> int:
        return int(self.span.currentData())

    def _show(self, counted: _Counted) -> None:
        self._counted = counted
        self._offer_kinds(counted.comparison)
        if self.charts is None:
            self.charts = self._make_charts()
        self._draw(self.charts, counted)
        undated = [
            f"{name}日期不明 {count} 件不在图内"
            for name, count in (
                (counted.comparison.subject.label, counted.comparison.undated),
                ("线索发现", counted.funnel.undated),
            )
            if count
        ]
        self.state.setText("；".join((f"{counted.comparison.months.shown}，截至 {counted.comparison.as_of}", *undated)))

    def _draw(self, charts: _Charts, counted: _Counted) -> None:
        found, subject = counted.comparison, counted.comparison.subject
        done, running = ENDED[subject]
        period, what = found.months.shown, f"{CAME_IN[subject]}的{subject.label}"
        unit, source = UNITS[subject], f"本台账，截至 {found.as_of}"
        for chart in charts:
            chart.explain(source=source)
        rows = department_rows(found, self.kind.currentData() or "")
        charts.departments.show_rows(rows, f"各部门{what} · {unit}", parts=(done, running), unit=unit)
        months = counted.heat.months
        charts.heat.show_cells(
            counted.heat.departments,
            month_heads(months),
            heat_cells(counted.heat),
            f"部门 × 月份 · {what} · {unit}",
            unit,
        )
        charts.funnel.show_stages(stages(counted.funnel), f"线索到办结 · {period}发现的线索 · 件")
        untimed = f" · 用时算不出 {counted.series.untimed}" if counted.series.untimed else ""
        charts.time.show_bars(
            reply_time_bars(counted.series.reply_time), f"回复用时{untimed} · {period}回复 · 份", "份"
        )

    def _offer_kinds(self, found: Comparison) -> None:
        """The kinds that occur; what was chosen stays where it still occurs."""
        kept = self.kind.currentData()
        with QSignalBlocker(self.kind):
            self.kind.clear()
            self.kind.addItem("全部类别", "")
            for each in found.kinds:
                self.kind.addItem(each.label, each.value)
            self.kind.setCurrentIndex(max(self.kind.findData(kept), 0))

    def _subject_chosen(self) -> None:
        with QSignalBlocker(self.kind):
            self.kind.clear()  # kinds of another subject mean nothing here
        self.refresh()

    def _open(self, asked: object) -> None:
        charts, as_of = self._workplace.desk.business_charts, self._workplace.desk.clock.today()
        if isinstance(asked, StageAsked):
            part = Part(asked.title, partial(charts.funnel_records, asked.months, asked.key))
            self.behind.show("clue", f"线索 · {asked.title}", [(part, asked.count)], as_of)
        elif isinstance(asked, Asked):
            parts = [(Part(name, partial(charts.records, which)), count) for name, which, count in asked.parts]
            current = next((place for place, each in enumerate(asked.parts) if each[2]), 0)
            self.behind.show(asked.subject.value, asked.title, parts, as_of, current)

    def _open_time(self, _: int, place: int) -> None:
        if self._counted is None:
            return
        bucket, last, span = self._counted.series.reply_time[place], self.month.month, self._span
        service = self._workplace.desk.monthly_statistics
        part = Part(f"用时 {bucket.label}", lambda: service.reply_time_records(last, bucket, span))
        as_of = self._workplace.desk.clock.today()
        self.behind.show("suggestion", f"回复用时 {bucket.label}", [(part, bucket.replies)], as_of)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.behind.note_hidden(event)

    def _build(self) -> None:
        self.state, hint = QLabel(), QLabel(_HINT)
        for each in (self.state, hint):
            each.setProperty("role", "muted")
        self.place = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(8)
        layout.addLayout(self._top_row())
        layout.addWidget(self.work)
        layout.addLayout(self.place, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.state, 1)
        foot.addWidget(hint)
        layout.addLayout(foot)
        self.setFocusProxy(self.subject)

    def _top_row(self) -> QHBoxLayout:
        self.month, self.work = MonthField(self._workplace), WorkStrip(self._workplace)
        self.span, self.subject, self.kind = QComboBox(), QComboBox(), QComboBox()
        for count in _SPANS:
            self.span.addItem(f"{count}个月", count)
        for subject in ChartSubject:
            self.subject.addItem(subject.label, subject)
        self.kind.addItem("全部类别", "")
        top = QHBoxLayout()
        top.setSpacing(8)
        for box, name, title, width in (
            (self.span, "span", "月数", 96),
            (self.subject, "subject", "统计对象", 120),
            (self.kind, "kind", "类别", 240),
        ):
            box.setObjectName(f"charts_{name}")
            box.setAccessibleName(title)
            box.setMinimumWidth(width)
        label = QLabel("截至月份")
        label.setBuddy(self.month)
        for part in (label, self.month, self.span, self.subject, self.kind):
            top.addWidget(part)
        top.addStretch(1)
        self.month.changed.connect(lambda _: self.refresh())
        self.span.currentIndexChanged.connect(lambda _: self.refresh())
        self.subject.currentIndexChanged.connect(lambda _: self._subject_chosen())
        self.kind.currentIndexChanged.connect(lambda _: self.refresh())
        return top

    def _make_charts(self) -> _Charts:
        from app.views.charts.bar_chart import BarChart  # numpy and pyqtgraph: when the tab is first turned to
        from app.views.charts.funnel_chart import FunnelChart
        from app.views.charts.heat_map import HeatMap
        from app.views.charts.row_bars import RowBars

        departments = RowBars(self._workplace, "chart_departments", "各部门")
        funnel = FunnelChart(self._workplace, "chart_funnel", "线索到办结")
        heat = HeatMap(self._workplace, "chart_month_heat", "部门 × 月份")
        time = BarChart(self._workplace, "chart_reply_time", "回复用时", ("accent",))
        for chart in (departments, funnel, heat):
            chart.chosen.connect(self._open)
        time.chosen.connect(self._open_time)
        self.place.addWidget(_split(_split(departments, funnel), _split(heat, time, (700, 420)), None))
        return _Charts(departments, heat, funnel, time)


def _split(first: QWidget, second: QWidget, sizes: tuple[int, int] | None = (560, 560)) -> QSplitter:
    """Beside each other; above each other where no sizes are given."""
    splitter = QSplitter(Qt.Orientation.Horizontal if sizes else Qt.Orientation.Vertical)
    splitter.addWidget(first)
    splitter.addWidget(second)
    splitter.setHandleWidth(8)
    splitter.setChildrenCollapsible(False)
    splitter.setSizes(list(sizes or (260, 260)))
    return splitter
