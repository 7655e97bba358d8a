"""The charts put into a report: in their order, taken out again, written as PDF or Word with the figures of each."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.documents.charting.pages import ChartPaper
from app.services.foundation.files import write_file
from app.services.foundation.progress import Progress
from app.services.papers.rows import PaperNamed
from app.views.secrecy.way_out import PAPERS, WayOut
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.quiet_closing import delete_when_quiet
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.services.documents.charts import ChartSpec

_HEADS = (Head("图", 520), Head("来源"))
_HINT = "图按纸面重画，每幅图下面是它的数。Delete 移出；关闭程序后不保留。"
_MARK = "演示数据 不作统计使用"


class ReportDialog(QDialog):
    """Shows what lies in the tray, and writes it."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        """The tray's charts, the oldest first."""
        super().__init__(parent)
        delete_when_quiet(self)
        self.setWindowTitle("放进报告的图")
        self._workplace = workplace
        self._build()
        workplace.chart_tray.changed.connect(self._show)
        self._show()

    def take_out(self) -> None:
        """Take the current chart out."""
        row, specs = self.table.currentIndex().row(), self._workplace.chart_tray.specs
        if 0 <= row < len(specs):
            self._workplace.chart_tray.take(specs[row])

    def save(self) -> None:
        """Ask for a file and write the report there."""
        WayOut(self._workplace, self, PaperNamed("图表", "charts", 0)).file("导出", "图表.pdf", PAPERS, self.write)

    def write(self, path: Path) -> None:
        """Write the report as PDF or Word by the name's ending, beside the window."""
        desk = self._workplace.desk
        office = desk.offices.office()
        mark = _MARK if office.is_demonstration else ""
        as_of = f"打印日期：{desk.clock.today().isoformat()}"
        head = (f"填报单位：{office.name}", as_of)
        paper = ChartPaper("图表", self._workplace.chart_tray.specs, head, watermark=mark, author=office.name)

        def job(_: Progress) -> None:
            made = desk.documents.charts_word(paper) if path.suffix.lower() == ".docx" else desk.documents.charts(paper)
            write_file(path, made)

        self.work.run("正在写出……", job, lambda _: self._workplace.say(f"已导出 {path}。"))

    def _show(self) -> None:
        specs: tuple[ChartSpec, ...] = self._workplace.chart_tray.specs
        self.table.show_rows([(spec.title, spec.source) for spec in specs])
        for button in (self.remove, self.export):
            button.setEnabled(bool(specs))

    def _build(self) -> None:
        self.table = PlainTable(self._workplace, "report_charts", "放进报告的图", _HEADS)
        self.work = WorkStrip(self._workplace)
        QShortcut(Qt.Key.Key_Delete, self.table, self.take_out)
        hint = QLabel(_HINT)
        hint.setProperty("role", "muted")
        self.remove, self.export, close = QPushButton("移出"), QPushButton("导出 PDF、Word…"), QPushButton("关闭")
        foot = QHBoxLayout()
        foot.addWidget(hint)
        foot.addStretch(1)
        for button, slot in ((self.remove, self.take_out), (self.export, self.save), (close, self.reject)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, slot=slot: slot())
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        for part in (self.table, self.work):
            layout.addWidget(part)
        layout.addLayout(foot)
        self.resize(920, 420)
