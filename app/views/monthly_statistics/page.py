"""月度统计: a month's figures with their records behind them, two charts, and the papers to export."""

import calendar
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.foundation.changes import RecordsChanged
from app.services.foundation.progress import Progress
from app.services.lists.listing import ListQuery
from app.services.month_closing.rows import MonthStanding
from app.services.monthly_statistics.rows import Figure, MonthReport, MonthSeries
from app.services.monthly_statistics.rows import Part as FigurePart
from app.services.papers.rows import PaperNamed
from app.views.month_closing.strip import ClosingStrip
from app.views.monthly_statistics.behind_records import BehindRecords
from app.views.monthly_statistics.figure_tables import SUBJECTS, Asked, FigureTables
from app.views.monthly_statistics.month_bars import month_bars, reply_time_bars
from app.views.monthly_statistics.month_field import MonthField
from app.views.monthly_statistics.records_dialog import Part
from app.views.monthly_statistics.section import section_tabs
from app.views.secrecy.way_out import WayOut
from app.views.shared.actor_dialog import working_actor
from app.views.shared.page import Page
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace
from app.views.suggestions.tracking import export_tracking

_FLOWS = (("issued", "制发"), ("replied", "回复"))  # the measures of the first chart's groups


class _Counted(NamedTuple):
    report: MonthReport
    series: MonthSeries
    standing: MonthStanding


class MonthPage(Page):
    """Counts beside the window; a month chosen later discards one chosen before."""

    chapter = "月度统计"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace)
        self._counted: _Counted | None = None
        self.behind = BehindRecords(workplace, self)
        self._build()
        workplace.changed.connect(self._note_change)

    @override
    def start(self) -> None:
        self.month.set_today(self.workplace.desk.clock.today())
        self.refresh()

    def refresh(self) -> None:
        """Count the chosen month."""
        if not self.workplace.has_desk:
            return
        month, service = self.month.month, self.workplace.desk.monthly_statistics
        closing = self.workplace.desk.month_closing

        def job(_: Progress) -> _Counted:
            report = service.month(month)
            return _Counted(report, service.series(month), closing.standing_after(month, report))

        self.work.run("正在统计……", job, self._show)

    def _note_change(self, _: RecordsChanged) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._counted = None  # counted anew when the page is next seen

    @override
    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]  # Qt hands in a QShowEvent
        if self._counted is None and self.work.is_idle:
            self.refresh()
        self.tables.figures.setFocus()

    def _show(self, counted: _Counted) -> None:
        self._counted = counted
        report, series, standing = counted
        self.closing.show_month(standing, report.is_running)
        running = "（本月未完，数字还会变）" if report.is_running else ""
        heading = "已与国家系统对账" if standing.is_lifted else "内部台账统计"
        self.state.setText(f"{heading} · {report.period_shown} · 截止 {report.as_of:%Y-%m-%d}{running}")
        self.tables.show_report(report)
        first, last = series.months[0].month, series.months[-1].month
        source = f"{first} 至 {last}，份，本台账"
        issued, replied = (sum(getattr(month, name) for month in series.months) for name in ("issued", "replied"))
        words = f"制发 {issued}（左） · 回复 {replied}（右）"
        legend = self.flow.legend(("制发", "回复"))
        self.flow.show_bars(month_bars(series.months), f"每月 {legend} · {words} · {source}", "份")
        untimed = f" · 用时算不出 {series.untimed}" if series.untimed else ""
        self.time.show_bars(
            reply_time_bars(series.reply_time), f"回复用时（自送达，不明自制发）{untimed} · {source}", "份"
        )

    def show_figure(self, figure: Figure, asked: FigurePart = "n") -> None:
        """The records behind a figure, the part asked for first."""
        names: dict[FigurePart, str] = {"n": figure.name} if figure.d is None else {"n": "分子", "d": "分母"}
        counts: dict[FigurePart, int] = {"n": figure.n, "d": figure.d or 0, "left_out": figure.left_out or 0}
        if figure.left_out is not None:
            names["left_out"] = figure.left_out_name
        month, service = self.month.month, self.workplace.desk.monthly_statistics
        parts = [
            (Part(name, partial(service.records, month, figure.code, part)), counts[part])
            for part, name in names.items()
        ]
        title = f"{SUBJECTS[figure.subject]} · {figure.name}"
        current = list(names).index(asked) if asked in names else 0
        self.behind.show(figure.subject, title, parts, self._as_of, current)

    def show_count(self, asked: Asked) -> None:
        """The records behind one count of a breakdown."""
        subject, measure, group, count, title = asked
        month, service = self.month.month, self.workplace.desk.monthly_statistics
        part = Part(title, lambda: service.records_of(month, subject, measure, group))
        self.behind.show(subject, title, [(part, count)], self._as_of)

    def _show_flow(self, group: int, place: int) -> None:
        if self._counted is None:
            return
        month = self._counted.series.months[place]
        measure, name = _FLOWS[group]
        service = self.workplace.desk.monthly_statistics
        title = f"{month.month} {name}"
        found = Part(title, lambda: service.records_of(month.month, "suggestion", measure))
        self.behind.show("suggestion", title, [(found, (month.issued, month.replied)[group])], self._as_of)

    def _show_time(self, _: int, place: int) -> None:
        if self._counted is None:
            return
        bucket = self._counted.series.reply_time[place]
        month, service = self.month.month, self.workplace.desk.monthly_statistics
        part = Part(f"用时 {bucket.label}", lambda: service.reply_time_records(month, bucket))
        self.behind.show("suggestion", f"回复用时 {bucket.label}", [(part, bucket.replies)], self._as_of)

    @property
    def _as_of(self) -> date:
        return self._counted.report.as_of if self._counted else self.workplace.desk.clock.today()

    @override
    def come_back(self) -> None:
        if not self.behind.come_back():
            super().come_back()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.behind.note_hidden(event)

    def _export(self) -> None:
        WayOut(self.workplace, self).folder("月度统计存放到哪个文件夹", self.export_to)

    def export_to(self, folder: Path) -> None:
        """Write workbook and PDF of the month into a folder."""
        from app.views.documents.noting import note_files

        month, service = self.month.month, self.workplace.desk.monthly_statistics
        actor = working_actor(self.workplace, self)
        if actor is None:
            return

        def job(_: Progress) -> tuple[Path, Path]:
            files = service.write(month, folder)
            note_files(self.workplace, actor, PaperNamed(f"{month} 月度统计", "month", 0), files)
            return files

        def tell(files: tuple[Path, Path]) -> None:
            self.workplace.say(f"已生成 {files[0].name} 和 {files[1].name}，在 {folder}。")

        self.beside.run("正在生成月度统计……", job, tell)

    def _export_tracking(self) -> None:
        first = date.fromisoformat(f"{self.month.month}-01")
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        as_of = self.workplace.desk.clock.today()
        query = ListQuery(as_of=as_of, issued_from=first.isoformat(), issued_to=last.isoformat())
        export_tracking(self.workplace, query, self.beside)

    def _build(self) -> None:
        self.work = WorkStrip(self.workplace)
        self.beside = WorkStrip(self.workplace)  # what the month is counted anew beside must not be discarded by it
        self.tables = FigureTables(self.workplace)
        self.tables.figure_chosen.connect(self.show_figure)
        self.tables.count_chosen.connect(self.show_count)
        self.setFocusProxy(self.tables.figures)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(section_tabs(self.workplace, "monthly_statistics"))
        layout.addLayout(self._title_row())
        layout.addLayout(self._month_row())
        self.closing = ClosingStrip(self.workplace)
        self.closing.changed.connect(self.refresh)
        layout.addWidget(self.closing)
        layout.addWidget(self.work)
        layout.addWidget(self.beside)
        layout.addWidget(self._split(), 1)

    def _title_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        title = QLabel("月度统计")
        title.setProperty("role", "title")
        row.addWidget(title)
        row.addStretch(1)
        for words, icon, key, slot in (
            ("导出 Excel 和 PDF…", "table-export", "month_export", self._export),
            ("导出回复跟踪表…", "table-export", "month_tracking", self._export_tracking),
        ):
            button = QToolButton()
            button.setText(words)
            button.setAccessibleName(words)
            button.setObjectName(key)
            button.setIcon(self.workplace.icons.icon(icon))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setProperty("role", "action")
            button.clicked.connect(slot)
            row.addWidget(button)
        return row

    def _month_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.month = MonthField(self.workplace)
        self.month.changed.connect(lambda _: self.refresh())
        label = QLabel("统计月份")
        label.setBuddy(self.month)
        self.state = QLabel()
        self.state.setObjectName("month_state")
        self.state.setProperty("role", "muted")
        for part in (label, self.month, self.state):
            row.addWidget(part)
        row.addStretch(1)
        return row

    def _split(self) -> QWidget:
        from app.views.charts.bar_chart import BarChart  # numpy and pyqtgraph: when the page is first opened

        self.flow = BarChart(self.workplace, "chart_flow", "每月制发与回复", ("accent", "lamp_normal"))
        self.time = BarChart(self.workplace, "chart_time", "回复用时", ("accent",))
        self.flow.chosen.connect(self._show_flow)
        self.time.chosen.connect(self._show_time)
        charts = QWidget()
        column = QVBoxLayout(charts)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.flow)
        column.addWidget(self.time)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(8)
        splitter.addWidget(self.tables)
        splitter.addWidget(charts)
        splitter.setSizes([620, 560])
        return splitter
