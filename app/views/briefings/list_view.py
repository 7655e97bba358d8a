"""Briefings as a table: made, opened, written as a file."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.models.indicator_terms import BriefingKind
from app.services.briefings.rows import BriefingRow
from app.views.briefings.writing import write_briefing
from app.views.secrecy.way_out import PAPERS, WayOut
from app.views.shared.hints import told_empty
from app.views.shared.icon_button import icon_button, press_by
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_HEADS = (
    Head("种类", 190),
    Head("标题", 380),
    Head("期间", 150),
    Head("截止", 92),
    Head("起草人", 72),
    Head("定稿", 92),
    Head("提交"),
)
_EVERY = "全部"
_EMPTY = "还没有通报和报告。按“新建…”，选择种类和期间，句子由数据生成，再逐句修改。"


class ListView(QWidget):
    """``open_wanted`` tells which one is to be opened."""

    open_wanted = Signal(int)

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``refresh``."""
        super().__init__()
        self._workplace = workplace
        self._rows: tuple[BriefingRow, ...] = ()
        self._build()

    def refresh(self) -> None:
        """Ask the store again; the current row stays current."""
        kind = next((each for each in BriefingKind if each.label == self.kind.currentText()), None)
        current = self.current
        self._rows = self._workplace.desk.briefings.list(kind)
        self.table.show_rows([_cells(row) for row in self._rows])
        place = next((at for at, row in enumerate(self._rows) if current is not None and row.id == current.id), 0)
        if self._rows:
            self.table.setCurrentIndex(self.table.rows.index(place, 0))
        self.empty.setText(told_empty(_EMPTY, ["新建…"] if self.new.isHidden() else ()))
        self.empty.setVisible(not self._rows)
        for button in self._needing:
            button.setEnabled(bool(self._rows))

    @property
    def current(self) -> BriefingRow | None:
        """The one the cursor stands on."""
        row = self.table.currentIndex().row()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def make(self) -> None:
        """Begin one; it is opened when it is made."""
        from app.views.briefings.new_dialog import NewDialog

        dialog = NewDialog(self._workplace, self)
        dialog.recorded.connect(self.open_wanted)
        dialog.open()

    def open_current(self) -> None:
        """Open the current one."""
        if self.current is not None:
            self.open_wanted.emit(self.current.id)

    def export(self) -> None:
        """Ask for a file and write the current one to it."""
        row = self.current
        if row is not None:
            ask = WayOut(self._workplace, self)
            write = partial(write_briefing, self._workplace, self.work, row, parent=self)
            ask.file("导出", f"{row.title}.pdf", PAPERS, write)

    def _build(self) -> None:
        title = QLabel("通报与报告")
        title.setProperty("role", "title")
        self.kind = QComboBox()
        self.kind.setObjectName("briefing_kind")
        self.kind.setAccessibleName("种类")
        self.kind.addItems([_EVERY, *(each.label for each in BriefingKind)])
        self.kind.currentIndexChanged.connect(lambda _: self.refresh())
        icons = self._workplace.icons
        self.new = icon_button(icons, "新建…", "plus", "briefing_new", self.make)
        opened = icon_button(icons, "打开", "edit", "briefing_open", self.open_current)
        export = icon_button(icons, "导出 PDF、Word…", "file-export", "briefing_export", self.export)
        self.new.setToolTip("Ctrl+N")
        press_by("Ctrl+N", self.new, self)
        self._needing = (opened, export)
        head = QHBoxLayout()
        head.setSpacing(8)
        for part in (title, self.kind):
            head.addWidget(part)
        head.addStretch(1)
        for button in (opened, export, self.new):
            head.addWidget(button)
        self.table = PlainTable(self._workplace, "briefings", "通报与报告", _HEADS)
        self.table.chosen.connect(lambda _row, _column: self.open_current())
        self.empty = QLabel(_EMPTY)
        self.empty.setProperty("role", "muted")
        self.work = WorkStrip(self._workplace)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.empty)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.work)


def _cells(row: BriefingRow) -> tuple[str, ...]:
    presented = f"{row.presented_on} {row.presented_to}" if row.presented_on else ""
    finished = str(row.finished_on) if row.finished_on else "未定稿"
    return (row.kind.label, row.title, row.months.shown, str(row.as_of), row.made_by, finished, presented)
