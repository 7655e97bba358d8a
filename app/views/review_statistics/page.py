"""统计报告: the figures of reverse review and of 逐案分析, the records behind them, the reports, the papers."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QTabBar, QToolButton, QVBoxLayout
from typing_extensions import override

from app.models.review_terms import TriggerList
from app.services.foundation.changes import RecordsChanged
from app.services.foundation.errors import DomainError
from app.services.review_statistics.period import ReviewPeriod
from app.services.review_statistics.rows import LISTS, Figure, Of, Part, ReviewStatement
from app.views.reverse_reviews.section import section_tabs
from app.views.review_analysis.duty_line import DutyLines
from app.views.review_analysis.opening import open_report
from app.views.review_statistics import sheets
from app.views.review_statistics.behind_dialog import BehindDialog, BehindPart
from app.views.review_statistics.figure_table import FigureTable
from app.views.review_statistics.period_chooser import PeriodChooser
from app.views.review_statistics.report_table import ReportTable
from app.views.secrecy.way_out import SHEETS, WayOut
from app.views.shared.behind_list import BehindList
from app.views.shared.page import Page
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace


class _Asked(NamedTuple):
    """What the figures on screen were counted for."""

    period: ReviewPeriod
    statement: ReviewStatement


class ReviewStatisticsPage(Page):
    """Counts beside the window; a period chosen later discards one chosen before."""

    chapter = "反向审视统计与报告"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace)
        self._asked: _Asked | None = None
        self.behind = BehindList(workplace)
        self.duties = DutyLines(workplace, only_near=True)
        self._build()
        workplace.changed.connect(self._note_change)

    @property
    def trigger_list(self) -> TriggerList:
        """The list on screen."""
        return tuple(LISTS)[self.lists.currentIndex()]

    @override
    def start(self) -> None:
        self.chooser.set_today(self.workplace.desk.clock.today())
        self.refresh()

    def refresh(self) -> None:
        """Count the chosen period; what cannot be read is said below it."""
        if not self.workplace.has_desk:
            return
        try:
            period, as_of = self.chooser.period(), self.chooser.as_of()
        except DomainError as problem:
            self.work.problem.say(problem)
            return
        service = self.workplace.desk.review_statistics
        self.work.run("正在统计……", lambda _: _Asked(period, service.statement(period, as_of)), self._show)

    def _note_change(self, _: RecordsChanged) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._asked = None  # counted anew when the page is next seen

    @override
    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]  # Qt hands in a QShowEvent
        if self._asked is None and self.work.is_idle:
            self.refresh()

    def _show(self, asked: _Asked) -> None:
        self._asked = asked
        statement = asked.statement
        known = f"截止 {statement.as_of:%Y-%m-%d}{'（本期未完，数字还会变）' if statement.is_running else ''}"
        self.state.setText(f"内部台账统计 · {statement.title} · {known} · 同期 {statement.before_title}")
        self.duties.show_duties(self.workplace.desk.review_reports.duties())
        self.reports.show_reports(statement.reports)
        self._show_list()

    def _show_list(self) -> None:
        if self._asked is not None:
            self.figures.show_statement(self._asked.statement, self.trigger_list)

    def show_figure(self, figure: Figure, asked: Part = "n", of: Of = "now") -> None:
        """The records behind a figure, the part asked for first."""
        if self._asked is None:
            return
        period, statement = self._asked
        service = self.workplace.desk.review_statistics
        counts = _parts_of(statement, figure, of)
        parts = tuple(
            BehindPart(name, count, partial(service.records, period, statement.as_of, figure.code, part, of))
            for part, (name, count) in counts.items()
        )
        when = statement.before_title if of == "before" else statement.title
        title = f"{LISTS[figure.trigger_list]} · {figure.name} · {when}"
        dialog = BehindDialog(self.workplace, title, parts, self)
        self.behind.keep(dialog, dialog.tabs, dialog.record_wanted)
        dialog.report_wanted.connect(self._open_report)
        dialog.ask(list(counts).index(asked) if asked in counts else 0)

    @override
    def come_back(self) -> None:
        if not self.behind.come_back():
            super().come_back()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.behind.note_hidden(event)

    def _open_report(self, report_id: int) -> None:
        open_report(self.workplace, report_id, self.behind.dialog or self)

    def print_statement(self) -> None:
        """The list on screen as it will print."""
        if self._asked is not None:
            period, statement = self._asked
            sheets.show_statement(self.workplace, sheets.Sheet(period, statement.as_of, self.trigger_list), self.work)

    def _export(self) -> None:
        if self._asked is None:
            return
        name = f"{self.workplace.desk.review_statistics.file_name(self._asked.period, self.trigger_list)}.xlsx"
        WayOut(self.workplace, self).file("导出统计表", name, SHEETS, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the list on screen; the suffix decides whether it is a workbook or a PDF."""
        if self._asked is not None:
            period, statement = self._asked
            wanted = sheets.Sheet(period, statement.as_of, self.trigger_list)
            sheets.write_statement(self.workplace, wanted, self.work, path)

    def _build(self) -> None:
        self.work = WorkStrip(self.workplace)
        self.chooser = PeriodChooser(self.workplace)
        self.chooser.changed.connect(self.refresh)
        self.state = QLabel()
        self.state.setObjectName("review_statistics_state")
        self.state.setProperty("role", "muted")
        self.lists = QTabBar()
        self.lists.setObjectName("review_lists")
        self.lists.setAccessibleName("清单")
        self.lists.setExpanding(False)
        for name in LISTS.values():
            self.lists.addTab(name)
        self.lists.currentChanged.connect(lambda _: self._show_list())
        self.figures, self.reports = FigureTable(self.workplace), ReportTable(self.workplace)
        self.figures.chosen.connect(self.show_figure)
        self.reports.wanted.connect(self._open_report)
        self.setFocusProxy(self.figures)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setHandleWidth(8)
        splitter.addWidget(self.figures)
        splitter.addWidget(self.reports)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([460, 112])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(section_tabs(self.workplace, "review_statistics"))
        layout.addLayout(self._choosing_row())
        layout.addWidget(self.state)
        layout.addWidget(self.duties)
        layout.addWidget(self.work)
        layout.addWidget(self.lists)
        layout.addWidget(splitter, 1)

    def _choosing_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.chooser)
        row.addStretch(1)
        for words, icon, key, slot, keys in (
            ("导出 Excel…", "table-export", "review_export", self._export, ""),
            ("打印…", "printer", "review_print", self.print_statement, "Ctrl+P"),
        ):
            button = QToolButton()
            button.setText(words)
            button.setAccessibleName(words)
            button.setObjectName(key)
            button.setIcon(self.workplace.icons.icon(icon))
            button.setShortcut(keys)
            button.setToolTip(f"{words.rstrip('…')} {keys}".strip())
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setProperty("role", "action")
            button.clicked.connect(slot)
            row.addWidget(button)
        return row


def _parts_of(statement: ReviewStatement, figure: Figure, of: Of) -> dict[Part, tuple[str, int]]:
    """The parts a figure has, with their names and counts."""
    count = figure.now if of == "now" else figure.before
    if count.d is None:
        parts: dict[Part, tuple[str, int]] = {"n": (figure.name, count.n)}
    else:
        parts = {"n": ("分子", count.n), "d": ("分母", count.d)}
    if of == "now" and figure.left_out:
        parts["left_out"] = (statement.unplaced_words, figure.left_out)
    return parts
