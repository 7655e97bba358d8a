"""总览: the three 结构比 and the county's quarterly table of a chosen quarter, to be printed and exported."""

from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.services.foundation.progress import Progress
from app.services.indicators.model import IndicatorFigure
from app.services.indicators.trend import Structure
from app.services.quarterly_table.rows import QuarterLine, QuarterlyTable, When, quarter_words
from app.views.indicators.opening import open_behind
from app.views.quarterly_table.behind_dialog import QuarterBehindDialog
from app.views.quarterly_table.quarter_table import QuarterTable
from app.views.quarterly_table.structure_table import StructureTable
from app.views.shared.figure_sheet import FigureSheet, add_paper_buttons
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_STRUCTURES = 3


class _Read(NamedTuple):
    """What is on screen."""

    table: QuarterlyTable
    structures: tuple[Structure, ...]


class OverviewView(QWidget):
    """Reads beside the window; a quarter chosen later discards one chosen before."""

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__()
        self._workplace = workplace
        self.shown: QuarterlyTable | None = None
        self._build()

    def start(self) -> None:
        """A store is open: offer its units and quarters, and read the chosen one."""
        _offer(self.unit, self._workplace.desk.base_data.units())
        self._offer_quarters()

    def refresh(self) -> None:
        """Read the chosen quarter."""
        desk, unit, quarter = self._workplace.desk, self.unit.currentText(), self.quarter.currentData()
        if not quarter:
            return

        def read(_: Progress) -> _Read:
            table = desk.quarterly_tables.table(unit, quarter)
            return _Read(table, desk.indicators.structures(unit, table.months.last))

        self.work.run("正在统计……", read, self._show)

    def sheet(self) -> FigureSheet | None:
        """The table on screen, as it prints."""
        table = self.shown
        if table is None:
            return None
        service = self._workplace.desk.quarterly_tables
        title = f"业务工作基本情况-{table.quarter}"
        return FigureSheet(self._workplace, title, "quarterly-table", lambda: service.files(table))

    def _show(self, read: _Read) -> None:
        table = self.shown = read.table
        running = "（本季未完，只计已有的月份）" if table.is_running else ""
        lacking = f" · {len(table.incomplete)} 行缺数" if table.incomplete else ""
        self.state.setText(
            f"内部台账统计 · {table.months.shown}{running} · 同期 {table.before.shown} · 累计 {table.so_far.shown} · "
            f"截止 {table.as_of:%Y-%m-%d}{lacking}"
        )
        month = f"{int(table.months.last[5:])}月"
        for place, structure in zip(self.structures, read.structures, strict=False):
            place.show_structure(structure, month)
        self.table.show_table(table)

    def _behind(self, line: QuarterLine, side: str, when: When) -> None:
        table = self.shown
        if table is None:
            return
        amounts = line.cases if side == "件" else line.people
        behind = self._workplace.desk.quarterly_tables.behind(table, line, side, when)
        period = {When.NOW: table.months, When.BEFORE: table.before, When.SO_FAR: table.so_far}[when]
        title = f"{line.name}（{side}）· {period.shown}"
        if amounts is None or not behind:
            self._workplace.say(f"{title}没有基础数据，可以在“基础数据”里填报。")
            return
        amount = amounts.of(when)
        number = amount.shown if amount.is_known else f"{amount.shown}（{amount.reason}）"
        QuarterBehindDialog(self._workplace, title, number, behind, self).open()

    def _open_part(self, figure: IndicatorFigure, is_rolling: bool) -> None:
        open_behind(self._workplace, figure, self, by_month=is_rolling)

    def _offer_quarters(self) -> None:
        quarters = self._workplace.desk.quarterly_tables.quarters(self.unit.currentText())
        kept = self.quarter.currentData()
        with QSignalBlocker(self.quarter):
            self.quarter.clear()
            for quarter in quarters:
                self.quarter.addItem(quarter_words(quarter), quarter)
            self.quarter.setCurrentIndex(max(self.quarter.findData(kept), 0))
        self.refresh()

    def _build(self) -> None:
        self.work = WorkStrip(self._workplace)
        self.unit, self.quarter = QComboBox(), QComboBox()
        top = QHBoxLayout()
        top.setSpacing(8)
        for box, name, title, width in ((self.unit, "unit", "填报单位", 220), (self.quarter, "quarter", "季度", 150)):
            box.setObjectName(f"overview_{name}")
            box.setAccessibleName(title)
            box.setMinimumWidth(width)
            top.addWidget(box)
        top.addStretch(1)
        add_paper_buttons(self._workplace, top, "overview", self.sheet, self.work)
        self.unit.currentIndexChanged.connect(lambda _: self._offer_quarters())
        self.quarter.currentIndexChanged.connect(lambda _: self.refresh())
        self.state = QLabel()
        self.state.setProperty("role", "muted")
        self.structures = [StructureTable(self._workplace, place) for place in range(_STRUCTURES)]
        three = QHBoxLayout()
        three.setSpacing(8)
        for each in self.structures:
            each.chosen.connect(self._open_part)
            three.addWidget(each, 1)
        self.table = QuarterTable(self._workplace)
        self.table.chosen.connect(self._behind)
        self.setFocusProxy(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.state)
        layout.addWidget(self.work)
        layout.addLayout(three)
        layout.addWidget(self.table, 1)


def _offer(box: QComboBox, texts: tuple[str, ...]) -> None:
    """Other choices; what was chosen stays chosen where it is still offered."""
    kept = box.currentText()
    with QSignalBlocker(box):
        box.clear()
        box.addItems(list(texts))
        box.setCurrentIndex(max(box.findText(kept), 0))
