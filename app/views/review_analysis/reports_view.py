"""Saved reports as a table with their acts: made, read, edited until they are presented."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.review_terms import ReviewReportKind
from app.services.documents.facts import RenderedDocument
from app.services.foundation.errors import DomainError, KnownError
from app.services.review_analysis.report_rows import ReportRow
from app.views.review_analysis.opening import open_report
from app.views.secrecy.way_out import PAPERS, WayOut
from app.views.shared.actor_dialog import working_actor
from app.views.shared.icon_button import icon_button
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_HEADS = (
    Head("种类", 112),
    Head("标题", fills=True),
    Head("时期", 178),
    Head("数据截至", 88),
    Head("制作人", 66),
    Head("提交听取", 150),
)


class ReportsView(QWidget):
    """Reports of one review, or of the office; ``counted`` tells how many."""

    counted = Signal(int)

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_reports``."""
        super().__init__()
        self._workplace = workplace
        self._rows: tuple[ReportRow, ...] = ()
        self._kind = ReviewReportKind.HALF_YEAR
        self._review_id: int | None = None
        self._build()

    def show_reports(self, kind: ReviewReportKind, review_id: int | None = None) -> None:
        """Those of a review, or all; ``kind`` is what 生成报告 begins with."""
        self._kind, self._review_id = kind, review_id
        self._rows = self._workplace.desk.review_reports.list(review_id=review_id)
        self.table.show_rows([_cells(row) for row in self._rows])
        for button in self._needing:
            button.setEnabled(bool(self._rows))
        self.counted.emit(len(self._rows))

    def make(self) -> None:
        """Begin a report."""
        from app.views.review_analysis.report_dialog import ReportDialog

        ReportDialog(self._workplace, self._kind, self._review_id, self).open()

    def read(self) -> None:
        """Read the current one, and edit it while it was not presented."""
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._rows):
            open_report(self._workplace, self._rows[row].id, self)

    def export(self) -> None:
        """Ask for a file and write the current one to it."""
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._rows):
            name = f"{self._rows[row].title}.pdf"
            WayOut(self._workplace, self).file("导出审视报告", name, PAPERS, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the current one as PDF or Word."""
        actor, row = working_actor(self._workplace, self), self.table.currentIndex().row()
        if actor is None or not 0 <= row < len(self._rows):
            return
        write, report = self._workplace.desk.papers.reports.write, self._rows[row].id

        def told(made: RenderedDocument) -> None:
            lacking = f"缺少{'、'.join(made.missing)}，已在文中标出。" if made.missing else ""
            self._workplace.say(f"已保存 {path}。{lacking}")

        self.work.run("正在写出报告……", lambda _: write(actor, report, path), told)

    def present(self) -> None:
        """Enter to whom and when the current one was presented."""
        from app.views.review_analysis.report_dialog import PresentDialog

        row = self.table.currentIndex().row()
        if not 0 <= row < len(self._rows):
            return
        try:
            card = self._workplace.desk.review_reports.card(self._rows[row].id)
        except (DomainError, KnownError) as problem:
            self._workplace.say(str(problem))
        else:
            PresentDialog(self._workplace, card, self).open()

    def _build(self) -> None:
        self.table = PlainTable(
            *(self._workplace, "saved_reports", "审视报告", _HEADS),
            nothing="还没有审视报告。按“生成报告…”由登记的数生成半年报告、年度综合审视报告，再修改、提交听取。",
        )
        self.table.chosen.connect(lambda _row, _column: self.read())
        icons = self._workplace.icons
        make = icon_button(icons, "生成报告…", "plus", "report_make", self.make)
        read = icon_button(icons, "查看修改…", "edit", "report_read", self.read)
        present = icon_button(icons, "提交听取…", "send", "report_present", self.present)
        export = icon_button(icons, "导出 PDF、Word…", "file-export", "report_export", self.export)
        self._needing = (read, export, present)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addStretch(1)
        for button in (read, export, present, make):
            acts.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.work = WorkStrip(self._workplace)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.work)
        layout.addLayout(acts)


def _cells(row: ReportRow) -> tuple[str, ...]:
    heard = f"{row.presented_on} {row.presented_to}" if row.presented_on else "未提交"
    return (row.kind.label, row.title, f"{row.first} 至 {row.last}", str(row.as_of), row.made_by, heard)
