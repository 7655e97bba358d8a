"""工作台: four tiles, the list of what is to be done, and the board of all open matters."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabWidget, QVBoxLayout
from typing_extensions import override

from app.services.workbench.rows import MonthFlow, Seen, StageCount, Whose
from app.views.access.agreement_lines import AgreementLines
from app.views.backups.trial_line import TrialLine
from app.views.review_analysis.duty_line import DutyLines
from app.views.secrecy.words import NO_STATE_SECRETS
from app.views.shared.page import Page
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace
from app.views.workbench.board_view import BoardView
from app.views.workbench.draft_lines import DraftLines
from app.views.workbench.scope_box import ScopeBox
from app.views.workbench.tiles import Tiles
from app.views.workbench.work_view import WorkView
from app.views.year_end.notice_line import NoticeLine

if TYPE_CHECKING:
    from app.services.monthly_statistics.rows import Bucket
    from app.services.review_analysis.report_rows import Duty
    from app.services.store.care_rows import TrialRow

    _Series = tuple[
        tuple[MonthFlow, ...], tuple[Bucket, ...], tuple[Duty, ...], int | None, TrialRow | None, tuple[str, ...]
    ]


class WorkbenchPage(Page):
    """Read anew whenever something was written, as soon as somebody looks."""

    chapter = "工作台"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace)
        self._is_stale = False
        self._build()
        workplace.changed.connect(lambda _: self._note_change())
        workplace.actor_changed.connect(lambda _: self._start_anew())

    @override
    def start(self) -> None:
        self.scope.fill()
        self.read()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.drafts.read()  # they come and go without word of a change
        self._read_agreements()
        if self._is_stale:
            self.read()

    @override
    def come_back(self) -> None:
        self.tabs.currentWidget().setFocus()

    def read(self) -> None:
        """Look again at what is to be done."""
        self._is_stale = False
        if not self.workplace.has_desk:
            return
        if self.tabs.currentWidget() is self.board:
            whose, bench = self.scope.whose, self.workplace.desk.workbench
            self.work.run("正在读取……", lambda _: bench.stages(whose), lambda found: self._show_board(found, whose))
        else:
            whose, only = self.scope.whose, self.tiles.pile
            self.work.run("正在读取……", lambda _: self.workplace.desk.workbench.look(whose, only), self._show)

    def _show(self, seen: Seen) -> None:
        self.tiles.show_counts(seen.piles)
        self.list.show_work(seen.work)
        # The charts after the lines: nobody waits for them, and what draws them takes long to load.
        self.series.run("正在统计……", lambda _: self._count_up(), self._show_series)

    def _count_up(self) -> "_Series":
        desk = self.workplace.desk
        month = desk.clock.today().isoformat()[:7]
        times = desk.monthly_statistics.series(month).reply_time
        said = (
            desk.review_reports.duties(),
            desk.year_end.missing_notice(),
            desk.trial_restores.last(),
            desk.second_places.behind(),
        )
        return desk.workbench.flow(), times, *said

    def _show_series(self, found: "_Series") -> None:
        flow, times, duties, missing, trial, behind = found
        self.trial.show_trial(trial, behind, self.workplace.desk.clock.today())
        self.notice.show_missing(missing)
        self.duties.show_duties(duties)
        self.drafts.read()
        self._read_agreements()
        self.list.show_series(flow, times)

    def _read_agreements(self) -> None:
        if self.workplace.has_desk:
            self.agreements.read()

    def _show_board(self, found: tuple[StageCount, ...], whose: Whose) -> None:
        self.board.show_stages(found, whose)

    def _note_change(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self.read()

    def _start_anew(self) -> None:
        if self.workplace.has_desk:
            self.scope.fill()
            self._note_change()

    def _turn_to(self, place: int) -> None:
        self.tabs.setCurrentIndex(place)
        self.tabs.currentWidget().setFocus()

    def _build(self) -> None:
        self.scope, self.tiles = ScopeBox(self.workplace), Tiles(self.workplace)
        self.list, self.board = WorkView(self.workplace), BoardView(self.workplace)
        self.work, self.series = WorkStrip(self.workplace), WorkStrip(self.workplace)
        self.duties = DutyLines(self.workplace, only_near=True)
        self.notice, self.trial = NoticeLine(self.workplace), TrialLine(self.workplace)
        self.drafts, self.agreements = DraftLines(self.workplace), AgreementLines(self.workplace)
        self.scope.picked.connect(self.read)
        self.tiles.picked.connect(lambda _: self._pick())
        title = QLabel("工作台")
        title.setProperty("role", "title")
        head = QHBoxLayout()
        self.warning = QLabel(NO_STATE_SECRETS)
        self.warning.setObjectName("no_state_secrets")
        self.warning.setProperty("role", "muted")
        head.addWidget(title)
        head.addSpacing(12)
        head.addWidget(self.warning)
        head.addStretch(1)
        head.addWidget(self.scope)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("workbench_tabs")
        self.tabs.setAccessibleName("工作台")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.list, "要办的事")
        self.tabs.addTab(self.board, "阶段看板")
        self.tabs.currentChanged.connect(lambda _: self.read())
        for number in range(1, self.tabs.count() + 1):
            QShortcut(QKeySequence(f"Alt+{number}"), self, lambda place=number - 1: self._turn_to(place))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(8)
        layout.addLayout(head)
        for part in (self.tiles, self.agreements, self.drafts, self.trial, self.duties, self.notice):
            layout.addWidget(part)
        for strip in (self.work, self.series):
            layout.addWidget(strip)
        layout.addWidget(self.tabs, 1)
        self.setFocusProxy(self.list)

    def _pick(self) -> None:
        self.tabs.setCurrentWidget(self.list)
        self.read()
