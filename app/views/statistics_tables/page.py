"""统计表: a table of any range of months beside the same of the year before and the year so far, and its records."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout
from typing_extensions import override

from app.services.base_data.periods import Months
from app.services.foundation.changes import RecordsChanged
from app.services.foundation.errors import DomainError
from app.services.foundation.progress import Progress
from app.services.papers.rows import PaperNamed
from app.services.statistics_tables.period import TablePeriod
from app.services.statistics_tables.rows import StatisticsTable
from app.views.monthly_statistics.section import section_tabs
from app.views.secrecy.way_out import WayOut
from app.views.shared.actor_dialog import working_actor
from app.views.shared.behind_list import BehindList
from app.views.shared.page import Page
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace
from app.views.statistics_tables.behind import Counted, behind_dialog
from app.views.statistics_tables.grid import StatisticsGrid
from app.views.statistics_tables.grid_model import Spot, one_line
from app.views.statistics_tables.meaning import MeaningStrip
from app.views.statistics_tables.months_chooser import MonthsChooser


class _Asked(NamedTuple):
    """What the table on screen was counted for."""

    months: Months
    as_of: date | None
    period: TablePeriod
    table: StatisticsTable


class TablesPage(Page):
    """Counts beside the window; what is chosen later discards what was chosen before."""

    chapter = "统计表"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace)
        self._asked: _Asked | None = None
        self.behind = BehindList(workplace)
        self._build()
        workplace.changed.connect(self._note_change)

    @override
    def start(self) -> None:
        self.chooser.set_today(self.workplace.desk.clock.today())
        self.choice.blockSignals(True)
        self.choice.clear()
        for code, title in self.workplace.desk.statistics_tables.titles().items():
            self.choice.addItem(title, code)
        self.choice.blockSignals(False)
        self.refresh()

    def refresh(self) -> None:
        """Count the chosen table of the chosen range; what cannot be counted is said above it."""
        if not self.workplace.has_desk or self.choice.currentData() is None:
            return
        service, code = self.workplace.desk.statistics_tables, str(self.choice.currentData())
        try:
            months, as_of = self.chooser.months(), self.chooser.as_of()
            period = service.period(months, as_of)
        except DomainError as problem:
            self.work.problem.say(problem)
            return

        def job(_: Progress) -> _Asked:
            return _Asked(months, as_of, period, service.table(code, months, as_of))

        self.work.run("正在统计……", job, self._show)

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
        self.grid.setFocus()

    def _show(self, asked: _Asked) -> None:
        self._asked = asked
        period, before, cumulative = asked.period, asked.period.before(), asked.period.cumulative()
        running = "（本期未完，数字还会变）" if period.is_running else ""
        self.state.setText(
            f"内部台账统计 · {period.title} · 截止 {period.as_of:%Y-%m-%d}{running} · "
            f"同期 {before.title}，截至 {before.as_of:%Y-%m-%d} · 累计 {cumulative.title}"
        )
        self.handlers.setVisible(asked.table.code in {"case_reviews", "grades"})
        self.meaning.show_table(asked.table)
        self.grid.show_table(asked.table)

    def show_records(self, spot: Spot) -> None:
        """The records behind a cell; of a rate its two counts, the denominator first."""
        if self._asked is None:
            return
        months, as_of, period, table = self._asked
        service = self.workplace.desk.statistics_tables
        keys = (spot.column.d, spot.column.n) if spot.column.is_rate else (spot.column.key,)
        parts = tuple(
            Counted(
                one_line(table.column(key).title),
                table.cell(spot.row.key, key, spot.line.reach).n or 0,
                partial(service.records, table.code, spot.row.key, key, spot.line.reach, months, as_of),
            )
            for key in keys
        )
        time = period.reached(spot.line.reach).title
        title = f"{table.title} · {spot.row.title} · {one_line(spot.column.title)} · {time}"
        dialog = behind_dialog(self.workplace, (service.opens(table.code), title, table.as_of), parts, self)
        self.behind.keep(dialog, dialog.tabs, dialog.record_wanted)

    @override
    def come_back(self) -> None:
        if not self.behind.come_back():
            super().come_back()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.behind.note_hidden(event)

    def _export(self) -> None:
        WayOut(self.workplace, self).folder("统计表存放到哪个文件夹", self.export_to)

    def export_to(self, folder: Path) -> None:
        """Write all tables of the range as a workbook and a PDF into a folder."""
        from app.views.documents.noting import note_files

        if self._asked is None:
            return
        months, as_of, period, _ = self._asked
        service, actor = self.workplace.desk.statistics_tables, working_actor(self.workplace, self)
        if actor is None:
            return

        def job(_: Progress) -> tuple[Path, Path]:
            files = service.write(months, folder, as_of)
            note_files(self.workplace, actor, PaperNamed(f"{period.title} 统计表", "statistics-tables", 0), files)
            return files

        def tell(files: tuple[Path, Path]) -> None:
            self.workplace.say(f"已生成 {files[0].name} 和 {files[1].name}，在 {folder}。")

        self.beside.run("正在生成统计表……", job, tell)

    def show_handler_grades(self) -> None:
        """Handlers by grade of the chosen range, as far as whoever works here may see them."""
        from app.views.statistics_tables.handler_grades import HandlerGradesDialog

        actor = working_actor(self.workplace, self)
        if actor is None or self._asked is None:
            return
        service, months = self.workplace.desk.handler_grades, self._asked.months
        self.beside.run(
            "正在统计……",
            lambda _: service.table(actor, months),
            lambda table: HandlerGradesDialog(self.workplace, table, self).open(),
        )

    def _build(self) -> None:
        self.work = WorkStrip(self.workplace)
        self.beside = WorkStrip(self.workplace)  # what the page is counted anew beside must not be discarded by it
        self.chooser = MonthsChooser(self.workplace)
        self.chooser.changed.connect(self.refresh)
        self.choice = QComboBox()
        self.choice.setObjectName("statistics_table")
        self.choice.setAccessibleName("选择统计表")
        self.choice.setMinimumWidth(190)
        self.choice.currentIndexChanged.connect(lambda _: self.refresh())
        self.state = QLabel()
        self.state.setObjectName("tables_state")
        self.state.setProperty("role", "muted")
        self.state.setWordWrap(True)
        self.grid, self.meaning = StatisticsGrid(self.workplace), MeaningStrip()
        self.grid.wanted.connect(self.show_records)
        self.grid.looked_at.connect(self.meaning.explain)
        self.setFocusProxy(self.grid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(section_tabs(self.workplace, "statistics_tables"))
        layout.addLayout(self._choosing_row())
        layout.addLayout(self._state_row())
        layout.addWidget(self.work)
        layout.addWidget(self.beside)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.meaning)

    def _state_row(self) -> QHBoxLayout:
        """Not beside the chooser, which fills a narrow window when any months are chosen."""
        self.handlers = QToolButton()
        self.handlers.setText("承办人（授权）…")
        self.handlers.setObjectName("handler_grades_open")
        self.handlers.setProperty("role", "action")
        self.handlers.setVisible(False)  # of the tables of reviewed cases only
        self.handlers.clicked.connect(self.show_handler_grades)
        row = QHBoxLayout()
        row.addWidget(self.state, 1)
        row.addWidget(self.handlers)
        return row

    def _choosing_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.choice)
        row.addWidget(self.chooser)
        row.addStretch(1)
        button = QToolButton()
        button.setText("导出 Excel 和 PDF…")
        button.setAccessibleName("导出 Excel 和 PDF…")
        button.setObjectName("tables_export")
        button.setIcon(self.workplace.icons.icon("table-export"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setProperty("role", "action")
        button.clicked.connect(self._export)
        row.addWidget(button)
        return row
