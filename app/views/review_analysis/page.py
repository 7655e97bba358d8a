"""类案分析: the conditions at the left, what was found in the cases that fit as charts at the right."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QTabWidget, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.models.review_terms import ReviewReportKind
from app.services.foundation.errors import FieldProblem
from app.services.foundation.progress import Progress
from app.services.review_analysis.pattern import Pattern
from app.services.review_analysis.report_rows import Duty
from app.services.review_analysis.rows import Analysis, Choices, Chosen, Scope
from app.views.reverse_reviews.section import section_tabs
from app.views.review_analysis.behind import Behind
from app.views.review_analysis.duty_line import DutyLines
from app.views.review_analysis.pattern_form import PatternForm
from app.views.review_analysis.reports_view import ReportsView
from app.views.review_analysis.series import Asked
from app.views.shared.icon_button import icon_button
from app.views.shared.page import Page
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.views.review_analysis.charts_view import ChartsView

_FORM_WIDTH = 336
_MONTHS = (12, 24, 36)
_REPORTS = "审视报告"


class _Seen(NamedTuple):
    choices: Choices
    chosen: Chosen
    found: Analysis
    duties: tuple[Duty, ...]


class AnalysisPage(Page):
    """Counted anew a moment after a condition changed, and when something was written."""

    chapter = "类案审视与综合审视"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only; charts are made with the first figures."""
        super().__init__(workplace)
        self._seen: _Seen | None = None
        self._charts: ChartsView | None = None
        self._build()
        workplace.changed.connect(lambda _: self._note_change())

    @property
    def charts(self) -> "ChartsView | None":
        """The charts, once something was counted."""
        return self._charts

    @property
    def scope(self) -> Scope | None:
        """What is shown."""
        return None if self._seen is None else self._seen.found.scope

    @override
    def start(self) -> None:
        self.count_again()

    def count_again(self) -> None:
        """Choose the cases again and count."""
        if not self.workplace.has_desk:
            return
        self.conditions.clear_problems()
        try:
            pattern = self.conditions.pattern()
        except FieldProblem as problem:
            self.conditions.mark(problem)
            return
        desk, months = self.workplace.desk, int(self.months.currentData())
        service = desk.review_analysis

        def job(_: Progress) -> _Seen:
            found = service.look(Scope(pattern), months)
            return _Seen(service.choices(), service.preview(pattern), found, desk.review_reports.duties())

        self.work.run("正在统计……", job, self._show)

    def start_review(self) -> None:
        """启动类案审视 of the cases that fit."""
        from app.views.review_analysis.start_dialog import StartDialog

        chosen = self._chosen()
        if chosen is not None:
            dialog = StartDialog(self.workplace, chosen, self)
            dialog.recorded.connect(self._go_to_review)
            dialog.open()

    def add_cases(self) -> None:
        """Add cases that fit by now to a review under way."""
        from app.views.review_analysis.start_dialog import AddCasesDialog

        reviews = self.workplace.desk.review_analysis.open_reviews()
        if reviews:
            AddCasesDialog(self.workplace, reviews, self).open()
        else:
            self.workplace.say("没有正在审视、按条件选案的类案或综合审视。请先“启动类案审视”。")

    def make_report(self) -> None:
        """A half-yearly, yearly or 类案 report."""
        from app.views.review_analysis.report_dialog import ReportDialog

        ReportDialog(self.workplace, ReviewReportKind.HALF_YEAR, parent=self).open()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._seen is None and self.work.is_idle:
            self.count_again()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not (event.spontaneous() or self.behind.is_leaving):  # gone by another way than through a record
            self.behind.let_go()
        self.behind.is_leaving = False

    @override
    def come_back(self) -> None:
        if not self.behind.come_back():
            super().come_back()

    def _chosen(self) -> Chosen | None:
        if self._seen is None or not self._seen.chosen.count:
            self.workplace.say("没有符合条件的原案。请放宽条件，或者先在“原案登记”里登记案件。")
            return None
        return self._seen.chosen

    def _go_to_review(self, review_id: int) -> None:
        from app.models.terms import RecordType

        self.workplace.open_record(RecordType.REVERSE_REVIEW, review_id)

    def _note_change(self) -> None:
        if self.isVisible():
            self.count_again()
        else:
            self._seen = None  # counted anew when the page is next seen

    def _show(self, seen: _Seen) -> None:
        self._seen = seen
        self.conditions.fill(seen.choices)
        chosen = seen.chosen
        self.cases.setText(f"符合条件的原案 {chosen.count} 件，纳入审视 {chosen.reviewed} 件")
        self.cases.setEnabled(bool(chosen.count))
        self.totals.setText(seen.found.totals.words)
        self.duties.show_duties(seen.duties)
        self.reports.show_reports(ReviewReportKind.HALF_YEAR)
        self._ensure_charts().show_analysis(seen.found)

    def _ensure_charts(self) -> "ChartsView":
        if self._charts is None:
            from app.views.review_analysis.charts_view import ChartsView  # numpy and pyqtgraph: with the first figures

            charts = self._charts = ChartsView(self.workplace)
            charts.asked.connect(self._show_findings)
            charts.month_asked.connect(self._show_month)
            self._chart_tab.addWidget(charts)
        return self._charts

    def _show_findings(self, asked: Asked) -> None:
        if self.scope is not None:
            self.behind.show_findings(self.scope, asked)

    def _show_month(self, line: int, month: str) -> None:
        if self.scope is not None:
            self.behind.show_month(self.scope, line, month)

    def _show_cases(self) -> None:
        pattern: Pattern | None = None if self._seen is None else self._seen.chosen.pattern
        if pattern is not None:
            self.behind.show_cases(pattern)

    def _build(self) -> None:
        self.work = WorkStrip(self.workplace)
        self.behind = Behind(self.workplace, self.work, self)
        self.conditions = PatternForm(self.workplace)
        self.conditions.changed.connect(self.count_again)
        self.conditions.setFixedWidth(_FORM_WIDTH)
        parts = QHBoxLayout()
        parts.setSpacing(16)
        parts.addWidget(self.conditions)
        parts.addWidget(self._found(), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(section_tabs(self.workplace, "review_analysis"))
        layout.addLayout(self._title_row())
        layout.addWidget(self.work)
        layout.addLayout(parts, 1)
        self.setFocusProxy(self.conditions.first)

    def _title_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        title = QLabel("类案分析")
        title.setProperty("role", "title")
        row.addWidget(title)
        row.addStretch(1)
        for words, icon, key, slot in (
            ("生成报告…", "paper", "analysis_report", self.make_report),
            ("追加符合的案件…", "plus", "analysis_add", self.add_cases),
            ("启动类案审视…", "gavel", "analysis_start", self.start_review),
        ):
            button = QToolButton()
            button.setText(words)
            button.setAccessibleName(words)
            button.setObjectName(key)
            button.setIcon(self.workplace.icons.icon(icon))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setProperty("role", "action")
            button.clicked.connect(lambda _checked, step=slot: step())
            row.addWidget(button)
        return row

    def _found(self) -> QTabWidget:
        self.tabs = QTabWidget()
        self.tabs.setObjectName("analysis_tabs")
        self.tabs.setAccessibleName("类案分析")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._charts_tab(), "共性问题")
        self.tabs.addTab(self._reports_tab(), _REPORTS)
        for number in range(1, self.tabs.count() + 1):
            QShortcut(QKeySequence(f"Alt+{number}"), self, lambda place=number - 1: self.tabs.setCurrentIndex(place))
        return self.tabs

    def _charts_tab(self) -> QWidget:
        self.cases = icon_button(self.workplace.icons, "", "folder-open", "analysis_cases", self._show_cases)
        self.cases.setEnabled(False)
        self.totals = QLabel()
        self.totals.setObjectName("analysis_page_totals")
        self.totals.setWordWrap(True)
        self.months = QComboBox()
        self.months.setObjectName("analysis_months")
        self.months.setAccessibleName("趋势月数")
        for count in _MONTHS:
            self.months.addItem(f"近{count}个月", count)
        self.months.currentIndexChanged.connect(lambda _: self.count_again())
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.cases)
        head.addWidget(self.totals, 1)
        head.addWidget(self.months)
        tab = QWidget()
        self._chart_tab = QVBoxLayout(tab)
        self._chart_tab.setContentsMargins(0, 8, 0, 0)
        self._chart_tab.setSpacing(8)
        self._chart_tab.addLayout(head)
        return tab

    def _reports_tab(self) -> QWidget:
        self.reports, self.duties = ReportsView(self.workplace), DutyLines(self.workplace)
        self.reports.counted.connect(self._show_count)
        tab = QWidget()
        layout = QVBoxLayout(tab)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.duties)
        layout.addWidget(self.reports, 1)
        return tab

    def _show_count(self, count: int) -> None:
        self.tabs.setTabText(1, f"{_REPORTS}({count})" if count else _REPORTS)
