"""The figures of one list as a table whose numbers lead to their records."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.models.review_terms import TriggerList
from app.services.review_statistics.rows import Figure, Of, Part, ReviewStatement
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

_HEADS = (
    Head("类别", 84),
    Head("指标", 160),
    Head("单位", 44),
    Head("本期分子", 71, is_number=True, is_link=True),
    Head("本期分母", 71, is_number=True, is_link=True),
    Head("本期数值", 76, is_number=True, is_link=True),
    Head("同期分子", 71, is_number=True, is_link=True),
    Head("同期分母", 71, is_number=True, is_link=True),
    Head("同期数值", 76, is_number=True),
    Head("增减", 116, is_number=True),
    Head("不能归入", 72, is_number=True, is_link=True),
    Head("备注", 132),
    Head("依据", 60),
)
_ASKED: dict[int, tuple[Part, Of]] = {
    3: ("n", "now"),
    4: ("d", "now"),
    6: ("n", "before"),
    7: ("d", "before"),
    10: ("left_out", "now"),
}


class FigureTable(QWidget):
    """Below the table stands what the current figure counts."""

    chosen = Signal(object, str, str)  # Figure, the part asked for first, now or before

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_statement``."""
        super().__init__()
        self._figures: tuple[Figure, ...] = ()
        self.table = PlainTable(workplace, "review_figures", "统计项", _HEADS)
        self.table.chosen.connect(self._choose)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._explain())
        self.meaning = QLabel()
        self.meaning.setObjectName("review_meaning")
        self.meaning.setWordWrap(True)
        self.meaning.setProperty("role", "muted")
        self.meaning.setMinimumHeight(40)
        self.setFocusProxy(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.meaning)

    def show_statement(self, statement: ReviewStatement, trigger_list: TriggerList) -> None:
        """Show one list; the row that was current stays so where the same list is shown again."""
        place = self.table.currentIndex()
        row, column = max(place.row(), 0), max(place.column(), 3)
        self._figures = statement.of(trigger_list)
        rows = [(self._group(number), *_texts(figure)) for number, figure in enumerate(self._figures)]
        self.table.show_rows(rows, tips=[_meaning(figure) for figure in self._figures])
        if self._figures:
            self.table.setCurrentIndex(self.table.rows.index(min(row, len(rows) - 1), column))

    def _group(self, number: int) -> str:
        """The group of a row, said where it begins."""
        group = self._figures[number].group
        return group if number == 0 or self._figures[number - 1].group != group else ""

    def _choose(self, row: int, column: int) -> None:
        part, of = _ASKED.get(column, ("n", "now"))
        self.chosen.emit(self._figures[row], part, of)

    def _explain(self) -> None:
        row = self.table.currentIndex().row()
        self.meaning.setText(_meaning(self._figures[row]) if 0 <= row < len(self._figures) else "")


def _texts(figure: Figure) -> tuple[str, ...]:
    now, before = figure.now, figure.before
    return (
        figure.name,
        figure.unit,
        *(str(now.n), "" if now.d is None else str(now.d), now.shown),
        *(str(before.n), "" if before.d is None else str(before.d), before.shown),
        figure.change_shown,
        str(figure.left_out or ""),
        figure.reason or figure.change_reason,
        f"{figure.basis}（{figure.certainty.label}）",
    )


def _meaning(figure: Figure) -> str:
    below = f"分母：{figure.d_words}" if figure.d_words else ""
    reason = figure.reason or figure.change_reason
    source = f"依据：{figure.basis}（{figure.certainty.label}；{figure.source}）。"
    return f"{figure.name}：{figure.n_words}{below}{source}{f'{reason}。' if reason else ''}"
