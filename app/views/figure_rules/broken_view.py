"""不成立的: every rule broken in a period, to be printed; Enter goes to its cell."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.services.base_data.periods import Months
from app.services.figure_rules.rows import BrokenRule
from app.views.shared.figure_sheet import FigureSheet, add_paper_buttons
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_HEADS = (Head("级别", 44), Head("期间", 150), Head("部门", 110), Head("规则", 230), Head("哪里不成立"))


class BrokenView(QWidget):
    """A year, or one of its months."""

    chosen = Signal(object)  # BrokenRule

    def __init__(self, workplace: Workplace, unit: str, year: int) -> None:
        """Read at once."""
        super().__init__()
        self._workplace, self._unit = workplace, unit
        self._broken: tuple[BrokenRule, ...] = ()
        self.period, self.work = QComboBox(), WorkStrip(workplace)
        self.period.setObjectName("broken_period")
        self.period.setAccessibleName("期间")
        self.period.addItem(f"{year}年", Months(f"{year}-01", f"{year}-12"))
        for month in range(1, 13):
            one = Months(f"{year}-{month:02}", f"{year}-{month:02}")
            self.period.addItem(one.shown, one)
        self.period.currentIndexChanged.connect(lambda _: self.start())
        self.state, self.meaning = QLabel(), QLabel()
        self.meaning.setWordWrap(True)
        for label in (self.state, self.meaning):
            label.setProperty("role", "muted")
        self.table = PlainTable(workplace, "broken_rules", "不成立的规则", _HEADS)
        self.table.chosen.connect(lambda row, _column: self.chosen.emit(self._broken[row]))
        self.table.selectionModel().currentChanged.connect(lambda *_: self._explain())
        self.setFocusProxy(self.table)
        top = QHBoxLayout()
        top.addWidget(self.period)
        top.addWidget(self.state, 1)
        add_paper_buttons(workplace, top, "broken", self.sheet, self.work)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.work)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.meaning)

    def start(self) -> None:
        """Check the period again."""
        self._broken = self._workplace.desk.figure_rules.broken(self._unit, self._months)
        self.table.show_rows(
            [
                (
                    each.priority.label,
                    Months(each.first, each.last).shown,
                    each.department or "全院",
                    each.name,
                    each.sentence,
                )
                for each in self._broken
            ]
        )
        self.state.setText(
            f"{len(self._broken)} 处不成立。Enter 到那个格子。" if self._broken else "没有不成立的；缺数的不检查。"
        )
        self._explain()

    def sheet(self) -> FigureSheet:
        """The list on screen, as it prints."""
        service, unit, months = self._workplace.desk.figure_rules, self._unit, self._months
        title = f"数间规则核对表-{self.period.currentText()}"
        return FigureSheet(self._workplace, title, "figure-rules", lambda: service.files(unit, months))

    @property
    def _months(self) -> Months:
        return Months(*self.period.currentData())

    def _explain(self) -> None:
        row = self.table.currentIndex().row()
        is_shown = 0 <= row < len(self._broken)
        self.meaning.setText(self._broken[row].whole_sentence if is_shown else "")
