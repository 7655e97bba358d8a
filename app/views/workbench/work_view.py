"""The list of what is to be done, what hurts first coming first, beside two small charts."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStyleOptionViewItem, QVBoxLayout, QWidget
from typing_extensions import override

from app.models.terms import Lamp
from app.services.workbench.rows import MonthFlow, Source, WorkLine, WorkList
from app.views.charts.bar_items import BarSet
from app.views.shared.lamp import Index, RowDelegate, dress
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.theme import Theme
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.services.monthly_statistics.rows import Bucket
    from app.views.charts.bar_chart import BarChart

_HEADS = (
    Head("提醒", 132),
    Head("要办什么", 170),
    Head("文号/登记号", 188),
    Head("单位", 168, fills=True),
    Head("届满日", 96),
    Head("承办人", 64),
)
_CHART_WIDTH = 284


class WorkView(QWidget):
    """Enter opens the record of a line, or the page it leads to."""

    def __init__(self, workplace: Workplace) -> None:
        """Nothing is read here; the page hands it in."""
        super().__init__()
        self._workplace = workplace
        self._lines: tuple[WorkLine, ...] = ()
        self._charts: tuple[BarChart, BarChart] | None = None
        self._series: tuple[tuple[MonthFlow, ...], tuple[Bucket, ...]] | None = None
        self._build()

    def show_work(self, work: WorkList) -> None:
        """Show the lines; the line that was current stays so where it still stands."""
        before = self._current()
        self._lines = work.lines
        self.table.show_rows([_texts(line) for line in work.lines])
        if before in work.lines:
            self.table.setCurrentIndex(self.table.rows.index(work.lines.index(before), 0))
        shown = len(work.lines)
        self.count.setText(
            f"共 {work.total:,} 项，先列最急的 {shown} 项" if shown < work.total else f"共 {work.total:,} 项"
        )
        self.nothing.setVisible(not work.lines)
        self.table.setVisible(bool(work.lines))
        self.setFocusProxy(self.table if work.lines else self.nothing)

    def show_series(self, flow: tuple[MonthFlow, ...], times: "tuple[Bucket, ...]") -> None:
        """Draw the charts, once the lines are on screen: what draws them takes longer to load than the list."""
        self._series = (flow, times)
        QTimer.singleShot(0, self, self._draw)  # not once the window has gone

    def _draw(self) -> None:
        from app.views.monthly_statistics.month_bars import reply_time_bars
        from app.views.workbench.flow_bars import flow_bars

        if self._series is None:
            return
        flow, times = self._series
        received, closed = flow[-1].received, flow[-1].closed
        first, second = self._ensure_charts()
        first.show_bars(flow_bars(flow), f"监督事项 收（左）结（右）· 本月 {received}/{closed} 件", "件")
        second.show_bars(
            _short(reply_time_bars(times)), f"近12个月回复用时（天）· {sum(each.replies for each in times)} 份", "份"
        )

    def _ensure_charts(self) -> "tuple[BarChart, BarChart]":
        if self._charts is None:
            from app.views.charts.bar_chart import BarChart

            first = BarChart(self._workplace, "workbench_flow", "新收与办结", ("accent", "lamp_normal"))
            second = BarChart(self._workplace, "workbench_reply_time", "回复用时", ("accent",))
            self._charts = (first, second)
            for chart in self._charts:
                chart.setMinimumWidth(_CHART_WIDTH)
                self._side.addWidget(chart, 1)
        return self._charts

    def line_at(self, row: int) -> WorkLine:
        """What stands in a row."""
        return self._lines[row]

    def _current(self) -> WorkLine | None:
        place = self.table.currentIndex().row()
        return self._lines[place] if 0 <= place < len(self._lines) else None

    def _open(self, row: int, _column: int) -> None:
        line = self._lines[row]
        if line.page:
            self._workplace.search_wanted.emit(line.page, line.wanted)
        else:
            self._workplace.open_record(line.record_type, line.record_id)

    def _build(self) -> None:
        self.table = PlainTable(self._workplace, "workbench_list", "要办的事", _HEADS)
        self.table.chosen.connect(self._open)
        self.table.setItemDelegateForColumn(0, _ReminderDelegate(self._workplace.theme, self))
        self.setFocusProxy(self.table)
        self.nothing = QLabel("现在没有到期、逾期或等您处理的事。新的期限和审批会自己出现在这里。")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.nothing.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.nothing.hide()  # nothing is known before the page hands in the lines
        self.count, hint = QLabel(), QLabel("Enter 打开记录 · 再按一次格子看全部")
        for label in (self.nothing, self.count, hint):
            label.setProperty("role", "muted")
        self._side = QVBoxLayout()
        self._side.setSpacing(8)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.table, 3)
        middle.addWidget(self.nothing, 3)
        middle.addLayout(self._side, 1)
        bottom = QHBoxLayout()
        bottom.addWidget(self.count)
        bottom.addStretch(1)
        bottom.addWidget(hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(middle, 1)
        layout.addLayout(bottom)


class _ReminderDelegate(RowDelegate):
    """The words of a line with the shape and colour of its lamp; what waits has no lamp."""

    def __init__(self, theme: Theme, view: WorkView) -> None:
        """``view`` knows what stands in each row."""
        super().__init__(theme, view)
        self._view = view

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        line = self._view.line_at(index.row())
        if line.source is Source.DEADLINE or line.lamp is not Lamp.UNKNOWN:
            dress(option, self._theme, line.lamp)


def _short(bars: BarSet) -> BarSet:
    """Labels without their unit, which the heading says: the chart is narrow."""
    return BarSet(bars.bars, tuple(label.replace("天", "") for label in bars.labels))


def _texts(line: WorkLine) -> tuple[str, ...]:
    due = line.due_on.isoformat() if line.due_on else ""
    what = line.what if line.source is Source.DEADLINE else line.what.splitlines()[0]
    return (line.words, what, line.number, line.subject, due, line.handler)
