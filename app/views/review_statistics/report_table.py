"""The reports of the period, to be read; one opens where reports are made."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.services.review_statistics.rows import ReportRow
from app.views.shared.plain_table import ROW_HEIGHT, Head, PlainTable
from app.views.shared.workplace import Workplace

_HEADS = (
    Head("种类", 140),
    Head("标题", 360),
    Head("报告期间", 190),
    Head("数据截止", 100),
    Head("提交", 120),
    Head("听取日期", 100),
)

_SEEN = 4  # reports in sight without scrolling


class ReportTable(QWidget):
    """Made in the period, presented in it, or about it."""

    wanted = Signal(int)  # a report's id

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_reports``."""
        super().__init__()
        self._reports: Sequence[ReportRow] = ()
        self.heading = QLabel("本期报告")
        self.heading.setObjectName("review_reports_heading")
        self.heading.setProperty("role", "muted")
        self.table = PlainTable(workplace, "review_reports", "本期报告", _HEADS)
        self.table.chosen.connect(lambda row, _column: self.wanted.emit(self._reports[row].id))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.heading)
        layout.addWidget(self.table, 1)

    def show_reports(self, reports: Sequence[ReportRow]) -> None:
        """Replace what is listed."""
        self._reports = reports
        self.heading.setText(f"本期报告 {len(reports)} 份 · Enter 打开" if reports else "本期没有报告")
        self.table.show_rows([_texts(report) for report in reports])
        self.table.setMinimumHeight((1 + min(len(reports), _SEEN)) * ROW_HEIGHT + 4)


def _texts(report: ReportRow) -> tuple[str, ...]:
    period = f"{report.first.isoformat()} 至 {report.last.isoformat()}"
    dates = (report.as_of.isoformat(), report.presented_to, report.presented_on)
    return (report.kind.label, report.title, period, *dates)
