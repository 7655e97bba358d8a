"""What is behind a figure: its records or base figures, numerator and denominator apart."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from app.models.terms import RecordType
from app.services.briefings.rows import Behind, BehindRow
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.unseen_line import UnseenLine
from app.views.shared.workplace import Workplace

_HEADS = (Head("编号或期间", 170), Head("名称", 400), Head("说明"))


class BehindDialog(QDialog):
    """``record_wanted`` tells which record is to be opened; Esc there leads back here."""

    record_wanted = Signal(object, int)

    def __init__(self, workplace: Workplace, behind: Behind, parent: QWidget | None = None) -> None:
        """A rate has two tabs."""
        super().__init__(parent)
        figure = behind.figure
        self.setWindowTitle(f"{figure.label} {figure.shown}")
        self.resize(900, 440)
        told = QLabel("\n".join(part for part in (f"{figure.definition}（{figure.origin}）", behind.note) if part))
        told.setObjectName("behind_note")
        told.setWordWrap(True)
        self.tabs = QTabWidget()
        self.tables: list[PlainTable] = []
        parts = [("分子", behind.n), ("分母", behind.d)] if figure.is_rate and behind.d else [("所列", behind.n)]
        self.unseen = UnseenLine(workplace, self.tabs)
        for (name, rows), counted in zip(parts, (figure.n, figure.d), strict=False):
            place = self.tabs.addTab(self._table(workplace, rows), f"{name} {len(rows)}")
            if behind.counts_records and counted is not None:
                self.unseen.note(place, int(counted), len(rows))
        close = QPushButton("关闭")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        hint = QLabel("Enter 或双击打开记录" if any(row.record_type for _, rows in parts for row in rows) else "")
        hint.setProperty("role", "muted")
        foot.addWidget(hint)
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(told)
        layout.addWidget(self.unseen)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(foot)
        self.tables[0].setFocus()  # the heads would have the keyboard, and Enter would open nothing

    def _table(self, workplace: Workplace, rows: Sequence[BehindRow]) -> PlainTable:
        table = PlainTable(workplace, "briefing_behind", "数据来源", _HEADS)
        table.show_rows([(row.number, row.title, row.detail) for row in rows])
        table.chosen.connect(lambda place, _column: self._open(rows[place].record_type, rows[place].record_id))
        self.tables.append(table)
        return table

    def _open(self, record_type: RecordType | None, record_id: int) -> None:
        if record_type is not None:
            self.hide()  # not closed: Esc on the record leads back here
            self.record_wanted.emit(record_type, record_id)
