"""共性问题 of a 类案 or 综合审视: counts with n/d that lead to their findings, and the reports made from them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.models.review_terms import FindingVerdict, ReviewKind, ReviewReportKind
from app.services.foundation.errors import DomainError
from app.services.reverse_reviews.rows import ReviewCard
from app.services.review_analysis.pattern import Pattern
from app.services.review_analysis.rows import Analysis, By, CountRow, Scope, Selection
from app.views.review_analysis.behind import Behind
from app.views.review_analysis.reports_view import ReportsView
from app.views.review_analysis.series import Asked
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.record_frame import RecordFrame
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

TITLE, ADD = "共性问题", "追加符合的案件…"
_COUNTS = (
    Head("", 200),
    Head("案件", 72, is_number=True, is_link=True),
    Head("问题", 64, is_number=True, is_link=True),
    Head("错误", 64, is_number=True, is_link=True),
    Head("瑕疵", 64, is_number=True, is_link=True),
    Head("本院", 64, is_number=True, is_link=True),
    Head("其他单位", 80, is_number=True, is_link=True),
    Head(""),
)
_REPORTS = {ReviewKind.THEMATIC: ReviewReportKind.THEMATIC, ReviewKind.COMPREHENSIVE: ReviewReportKind.ANNUAL}


class ReviewAnalysisView(QWidget):
    """A ReviewView; the tab is there for reviews of several cases only."""

    def __init__(self, frame: RecordFrame, workplace: Workplace) -> None:
        """Adds its tab and its act."""
        super().__init__()
        self._frame, self._workplace = frame, workplace
        self._card: ReviewCard | None = None
        self._found: Analysis | None = None
        self._build()
        frame.tabs.addTab(self, TITLE)
        frame.add_more(ADD, self.add_cases, "plus")
        self.setEnabled(False)

    def show_review(self, card: ReviewCard) -> None:
        """Count the findings of its cases."""
        place = self._frame.tabs.indexOf(self)
        is_several = card.kind is not ReviewKind.CASE
        self._frame.tabs.setTabVisible(place, is_several)
        self.setEnabled(is_several)
        self._card = card if is_several else None
        if not is_several:
            return
        self.pattern.setText(f"选案条件：{self._words(card)}；所审原案 {len(card.cases)} 件")
        self.reports.show_reports(_REPORTS[card.kind], card.id)
        service, scope = self._workplace.desk.review_analysis, Scope(review_id=card.id)
        self.work.run("正在统计……", lambda _: service.look(scope), self._show)

    def add_cases(self) -> None:
        """Add the cases that fit the pattern by now."""
        from app.views.review_analysis.start_dialog import AddCasesDialog

        card = self._card
        found = self._workplace.desk.review_analysis.open_reviews() if card else ()
        own = [each for each in found if card is not None and each.id == card.id]
        if own:
            AddCasesDialog(self._workplace, own, self).open()
        else:
            self._workplace.say("只有按条件选案、尚未审结的类案或综合审视可以追加案件。")

    def _words(self, card: ReviewCard) -> str:
        if not card.pattern:
            return "逐件选定"
        try:
            return self._workplace.desk.review_analysis.words_of(Pattern.of_json(card.pattern))
        except DomainError as problem:
            return str(problem)

    def _show(self, found: Analysis) -> None:
        self._found = found
        self.totals.setText(found.totals.words)
        self._show_counts()

    def _show_counts(self) -> None:
        if self._found is not None:
            by = By(self.by.currentData())
            rows = self._found.tables[by]
            heads = (Head(by.label, 200), *_COUNTS[1:])
            tips = [f"{row.label}：{row.n}/{row.d} 件案件有这类问题，共 {row.problems} 个" for row in rows]
            self.table.show_rows([_cells(row) for row in rows], heads, tips)

    def _choose(self, row: int, column: int) -> None:
        card, found = self._card, self._found
        if card is None or found is None:
            return
        counted = found.tables[By(self.by.currentData())][row]
        narrowed = _narrowed(counted, column)
        self.behind.show_findings(Scope(review_id=card.id), Asked(f"{counted.by.label} · {counted.label}", narrowed))

    def _build(self) -> None:
        self.pattern, self.totals = QLabel(), QLabel()
        for label, key in ((self.pattern, "analysis_pattern"), (self.totals, "analysis_totals")):
            label.setObjectName(key)
            label.setWordWrap(True)
        self.pattern.setProperty("role", "muted")
        self.by = QComboBox()
        self.by.setObjectName("analysis_by")
        self.by.setAccessibleName("按什么统计")
        for by in By:
            self.by.addItem(f"按{by.label}", by.value)
        self.by.currentIndexChanged.connect(lambda _: self._show_counts())
        self.work = WorkStrip(self._workplace)
        self.behind = Behind(self._workplace, self.work, self, comes_back=False)
        self.table = PlainTable(self._workplace, "analysis_counts", TITLE, _COUNTS)
        self.table.chosen.connect(self._choose)
        self.reports = ReportsView(self._workplace)
        head = QHBoxLayout()
        head.addWidget(self.totals, 1)
        head.addWidget(self.by)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setHandleWidth(8)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.table)
        parts.addWidget(self.reports)
        parts.setSizes([260, 200])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.pattern)
        layout.addLayout(head)
        layout.addWidget(self.work)
        layout.addWidget(parts, 1)


def _cells(row: CountRow) -> tuple[str, ...]:
    counts = (row.problems, row.errors, row.flaws, row.own, row.others)
    return (row.label, f"{row.n}/{row.d}", *map(str, counts), "")


def _narrowed(row: CountRow, column: int) -> Selection:
    """The findings behind one cell of the table."""
    from dataclasses import replace

    further: dict[int, dict[str, object]] = {
        3: {"verdict": FindingVerdict.ERROR},
        4: {"verdict": FindingVerdict.FLAW},
        5: {"is_own": True},
        6: {"is_own": False},
    }
    return replace(row.selection, **further.get(column, {}))  # type: ignore[arg-type]  # fields of Selection
