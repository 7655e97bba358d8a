"""The figures of the chosen sentence with n/d, definition and origin; Enter opens what is behind one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.services.briefings.figures import BriefingFigure
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

_HEADS = (
    Head("项目", 160),
    Head("本期", 116, is_number=True, is_link=True),
    Head("上年同期", 96, is_number=True),
    Head("增减"),
)


class FigureSide(QWidget):
    """``chosen`` tells the code of the figure whose records are wanted."""

    chosen = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_figures``."""
        super().__init__()
        self._figures: tuple[BriefingFigure, ...] = ()
        self.setMinimumWidth(470)
        head = QLabel("这一句所用的数")
        head.setProperty("role", "muted")
        self.table = PlainTable(workplace, "briefing_figures", "这一句所用的数", _HEADS)
        self.table.chosen.connect(lambda row, _column: self._choose(row))
        self.table.selectionModel().currentRowChanged.connect(lambda index, _before: self._tell(index.row()))
        self.definition = QLabel()
        self.definition.setObjectName("figure_definition")
        self.definition.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.definition)

    def show_figures(self, figures: Sequence[BriefingFigure]) -> None:
        """Replace what is shown."""
        self._figures = tuple(figures)
        rows = [(each.label, each.brief, each.before_brief, each.change_brief) for each in self._figures]
        self.table.show_rows(rows, tips=[each.definition for each in self._figures])
        if not figures:
            self.definition.setText("这一句没有引用数据。")
        else:
            self._tell(self.table.currentIndex().row())

    def _tell(self, row: int) -> None:
        if 0 <= row < len(self._figures):
            figure = self._figures[row]
            self.definition.setText(f"{figure.label}：{figure.definition}（{figure.origin}）")

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._figures):
            self.chosen.emit(self._figures[row].code)
