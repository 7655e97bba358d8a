"""The month's figures and breakdowns as tables whose numbers lead to their records."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.services.monthly_statistics.rows import Breakdown, Figure, Group, MonthReport, Subject
from app.services.monthly_statistics.rows import Part as FigurePart
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

SUBJECTS: dict[Subject, str] = {"suggestion": "检察建议", "matter": "监督事项"}
_HEADS = (
    Head("范围", 72),
    Head("统计项", 160),
    Head("数值", 146, is_number=True, is_link=True),
    Head("分子", 56, is_number=True, is_link=True),
    Head("分母", 56, is_number=True, is_link=True),
    Head("备注", 64, is_link=True),
)
_PARTS: dict[int, FigurePart] = {3: "n", 4: "d", 5: "left_out"}  # which part each column asks for
_FIRST_COUNT = 1  # column of a breakdown in which the counts begin
Asked = tuple[Subject, str, Group | None, int, str]  # subject, measure, group, count, title


class FigureTables(QWidget):
    """One table at a time, by choice: the figures, or a breakdown. Below it what the current figure means."""

    figure_chosen = Signal(object, str)  # Figure and the part asked for first
    count_chosen = Signal(object)  # Asked

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_report``."""
        super().__init__()
        self._workplace = workplace
        self._report: MonthReport | None = None
        self.tables: list[PlainTable] = []
        self.choice = QComboBox()
        self.choice.setObjectName("month_table")
        self.choice.setAccessibleName("统计表")
        self.choice.addItem("统计项")
        self._stack = QStackedWidget()
        self.choice.currentIndexChanged.connect(self._show_table)
        self.meaning = QLabel()
        self.meaning.setWordWrap(True)
        self.meaning.setProperty("role", "muted")
        self.meaning.setMinimumHeight(44)
        self.figures = PlainTable(workplace, "month_figures", "统计项", _HEADS)
        self.figures.chosen.connect(self._choose_figure)
        self.figures.selectionModel().currentChanged.connect(lambda *_: self._explain())
        self._stack.addWidget(self.figures)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.choice)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.meaning)

    def show_report(self, report: MonthReport) -> None:
        """Show another month; the table that is open stays open."""
        self._report = report
        place, row = self.choice.currentIndex(), self.figures.currentIndex().row()
        tips = [figure.definition for figure in report.figures]
        self.figures.show_rows([_figure_texts(figure) for figure in report.figures], tips=tips)
        if 0 < row < len(report.figures):
            self.figures.setCurrentIndex(self.figures.rows.index(row, 2))
        for old in self.tables:
            self._stack.removeWidget(old)
            old.deleteLater()
        self.tables = [self._breakdown(breakdown) for breakdown in report.breakdowns]
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItems(["统计项", *(breakdown.title for breakdown in report.breakdowns)])
        self.choice.blockSignals(False)
        self.choice.setCurrentIndex(max(place, 0))
        self._show_table(self.choice.currentIndex())

    def _show_table(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.meaning.setVisible(place == 0)
        self._explain()

    def _breakdown(self, breakdown: Breakdown) -> PlainTable:
        heads = [Head(head, 84, is_number=True, is_link=True) for head in breakdown.heads]
        table = PlainTable(self._workplace, "month_breakdown", breakdown.title, (Head("", 170), *heads, Head("")))
        rows = [(row.group.label, *map(str, row.counts), "") for row in breakdown.rows]
        table.show_rows([*rows, ("合计", *map(str, breakdown.totals), "")])
        table.chosen.connect(self._chooser(breakdown))
        self._stack.addWidget(table)
        return table

    def _chooser(self, breakdown: Breakdown) -> Callable[[int, int], None]:
        def choose(row: int, column: int) -> None:
            place = max(column - _FIRST_COUNT, 0)
            if place >= len(breakdown.measures):
                return
            is_total = row >= len(breakdown.rows)
            group = None if is_total else breakdown.rows[row].group
            count = breakdown.totals[place] if is_total else breakdown.rows[row].counts[place]
            title = f"{breakdown.title} · {group.label if group else '合计'} · {breakdown.heads[place]}"
            if count:
                self.count_chosen.emit((breakdown.subject, breakdown.measures[place], group, count, title))

        return choose

    def _choose_figure(self, row: int, column: int) -> None:
        if self._report is not None:
            figure = self._report.figures[row]
            part = _PARTS.get(column, "n")
            self.figure_chosen.emit(figure, part)

    def _explain(self) -> None:
        row = self.figures.currentIndex().row()
        figures = self._report.figures if self._report else ()
        self.meaning.setText(f"{figures[row].name}：{figures[row].definition}" if 0 <= row < len(figures) else "")


def _figure_texts(figure: Figure) -> tuple[str, ...]:
    n, d = ("", "") if figure.d is None else (str(figure.n), str(figure.d))
    return (SUBJECTS[figure.subject], figure.name, figure.shown, n, d, figure.remark)
