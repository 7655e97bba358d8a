"""The records behind a number of the statement: one tab for each part of it; Enter opens a record."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from app.services.review_statistics.rows import BehindRow
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.unseen_line import UnseenLine
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_HEADS = (Head("登记号", 128), Head("标题", 320), Head("日期", 104), Head("内容", 300))


@dataclass(frozen=True)
class BehindPart:
    """One part of a number: its name, how many it is, and how its records are found."""

    name: str
    count: int
    find: Callable[[], list[BehindRow]]


class BehindDialog(QDialog):
    """Reads beside the window; a record that was opened leads back here with Esc."""

    record_wanted = Signal(object, int)  # RecordType and id
    report_wanted = Signal(int)

    def __init__(self, workplace: Workplace, title: str, parts: tuple[BehindPart, ...], parent: QWidget) -> None:
        """``title`` is the number's name."""
        super().__init__(parent)
        self._workplace, self._parts = workplace, parts
        self._rows: dict[int, list[BehindRow]] = {}
        self.setWindowTitle(title)
        self.resize(940, 460)
        self.tabs, self.work = QTabWidget(), WorkStrip(workplace)
        self.tabs.setObjectName("review_behind_tabs")
        self.tabs.setAccessibleName("构成")
        self.tabs.setDocumentMode(True)
        self.tables = [self._table(part) for part in parts]
        self.unseen = UnseenLine(workplace, self.tabs)
        layout = QVBoxLayout(self)
        layout.addWidget(self.work)
        layout.addWidget(self.unseen)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(self._foot())
        self.tabs.currentChanged.connect(self._read)

    def ask(self, place: int) -> None:
        """Open on one part."""
        self.tabs.setCurrentIndex(place)
        self._read(place)
        self.open()
        self.tables[place].setFocus()

    def _read(self, place: int) -> None:
        if place not in self._rows:
            find = self._parts[place].find
            self.work.run("正在列出记录……", lambda _progress: find(), lambda rows: self._show(place, rows))

    def _show(self, place: int, rows: list[BehindRow]) -> None:
        self._rows[place] = rows
        self.unseen.note(place, self._parts[place].count, len(rows))
        self.tables[place].show_rows([(row.entry_number, row.title, row.known_on, row.detail) for row in rows])

    def _table(self, part: BehindPart) -> PlainTable:
        table = PlainTable(self._workplace, "review_behind", part.name, _HEADS)
        table.chosen.connect(lambda row, _column: self._open(table, row))
        self.tabs.addTab(table, f"{part.name}（{part.count}）")
        return table

    def _open(self, table: PlainTable, row: int) -> None:
        chosen = self._rows[self.tables.index(table)][row]
        if chosen.record_type is None:
            self.report_wanted.emit(chosen.record_id)
            return
        self.hide()  # not closed: Esc on the record leads back here, to the same row
        self.record_wanted.emit(chosen.record_type, chosen.record_id)

    def _foot(self) -> QHBoxLayout:
        hint = QLabel("Enter 或双击打开")
        hint.setProperty("role", "muted")
        close = QPushButton("关闭")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(hint)
        row.addStretch(1)
        row.addWidget(close)
        return row
