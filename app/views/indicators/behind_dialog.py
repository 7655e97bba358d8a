"""What an indicator was made of: the base figures that count, and those of its items that do not, with the reason."""

from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from app.models.indicator_terms import FigureSource
from app.models.terms import RecordType
from app.services.base_data.periods import Months
from app.services.base_data.rows import FigureRow
from app.services.indicators.model import BehindFigure, IndicatorFigure
from app.services.lists.listing import ListQuery
from app.views.monthly_statistics.records_dialog import Part, RecordsDialog
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.quiet_closing import delete_when_quiet
from app.views.shared.workplace import Workplace

_HEADS = (
    Head("项目", 220),
    Head("部门", 110),
    Head("期间", 190),
    Head("数值", 90, is_number=True),
    Head("来源", 60),
    Head("说明"),
)
_SIZE = 860, 420
BEHIND_HINT = "Enter 或双击：填报、导入的数到基础数据的那一格；来源为“本台账”的数列出是哪些记录。"


class BehindDialog(QDialog):
    """Read only."""

    def __init__(
        self, workplace: Workplace, figure: IndicatorFigure, behind: tuple[BehindFigure, ...], parent: QWidget
    ) -> None:
        """``behind`` are the figures, those that count first."""
        super().__init__(parent)
        self._workplace = workplace
        delete_when_quiet(self)
        period = Months(figure.first, figure.last).shown
        self.setWindowTitle(f"{figure.indicator.name} · {period} · {figure.unit}")
        self.resize(*_SIZE)
        title = QLabel(f"{figure.indicator.name} · {period}：{figure.shown}")
        title.setProperty("role", "title")
        self.table = behind_table(workplace, behind)
        self.table.chosen.connect(lambda row, _column: self._open(behind[row]))
        hint = QLabel(BEHIND_HINT)
        hint.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.addWidget(title)
        layout.addWidget(self.table, 1)
        layout.addWidget(hint)

    def _open(self, behind: BehindFigure) -> None:
        """The records the store counted, or the base cell of a typed figure."""
        figure = behind.figure
        if figure.source is not FigureSource.COUNTED:
            leave_for_cell(self._workplace, self, figure)
            return
        indicators, months = self._workplace.desk.indicators, Months(figure.first, figure.last)
        subject, _found = indicators.records(figure.item, months)
        query = ListQuery(as_of=self._workplace.desk.clock.today())
        dialog = RecordsDialog(self._workplace, subject, query, self)
        dialog.setWindowTitle(f"{figure.item} · {months.shown}")
        dialog.add_part(Part(figure.item, lambda: indicators.records(figure.item, months)[1]), figure.count)
        dialog.record_wanted.connect(self._leave_for)
        dialog.open()

    def _leave_for(self, record_type: RecordType, record_id: int) -> None:
        self.accept()
        self._workplace.open_record(record_type, record_id)


def leave_for_cell(workplace: Workplace, dialog: QDialog, figure: FigureRow) -> None:
    """Close, and show the base cell of a figure that was typed or imported."""
    dialog.accept()
    place = figure.unit, figure.department, figure.item, figure.first, figure.last
    workplace.search_wanted.emit("indicators", "|".join(place))


def behind_table(workplace: Workplace, behind: tuple[BehindFigure, ...]) -> PlainTable:
    """The figures that count, then those that do not, with the reason."""
    table = PlainTable(workplace, "indicator_behind", "基础数据", _HEADS)
    table.show_rows(
        [
            (
                each.figure.item,
                each.figure.department or "全院",
                each.period,
                str(each.figure.count),
                each.figure.source.label,
                each.why_not or each.figure.note or each.figure.origin,
            )
            for each in behind
        ]
    )
    return table
