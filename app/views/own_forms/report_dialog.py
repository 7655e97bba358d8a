"""What was filled into a form, and what was left empty with the reason, the empty cells first."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.own_forms.rows import FillReport
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

_HEADS = (Head("结果", 70), Head("工作表", 110), Head("单元格", 70), Head("填什么", 250), Head("数", 150), Head("说明"))
_SIZE = (1080, 580)


class FillReportDialog(QDialog):
    """Closed by Esc; opens the folder where the file lies."""

    def __init__(self, workplace: Workplace, report: FillReport, path: Path, parent: QWidget | None = None) -> None:
        """``path`` is the file that was written."""
        super().__init__(parent)
        self.setWindowTitle("填写结果")
        self.resize(*_SIZE)
        said = QLabel(
            f"“{report.form}”第{report.edition}版，{report.months.shown}，截止 {report.as_of}："
            f"已填 {len(report.filled)} 个单元格，留空 {len(report.left_empty)} 个。\n存为 {path}"
        )
        said.setWordWrap(True)
        self.table = PlainTable(workplace, "fill_report", "填写结果", _HEADS)
        lines = (*report.left_empty, *report.filled)
        self.table.show_rows(
            [
                ("已填" if each.is_filled else "留空", each.sheet, each.cell, each.title, each.shown, each.note)
                for each in lines
            ]
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(said)
        for warning in report.warnings:
            label = QLabel(warning)
            label.setProperty("role", "muted")
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        for words, slot in (
            ("打开所在文件夹", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))),
            ("关闭", self.accept),
        ):
            button = QPushButton(words)
            button.clicked.connect(slot)
            row.addWidget(button)
        layout.addLayout(row)
        self.table.setFocus()
