"""What an indicator was made of: the base figures that count, and those of its items that do not, with the reason."""

from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from app.services.base_data.periods import Months
from app.services.indicators.model import BehindFigure, IndicatorFigure
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


class BehindDialog(QDialog):
    """Read only."""

    def __init__(
        self, workplace: Workplace, figure: IndicatorFigure, behind: tuple[BehindFigure, ...], parent: QWidget
    ) -> None:
        """``behind`` are the figures, those that count first."""
        super().__init__(parent)
        delete_when_quiet(self)
        period = Months(figure.first, figure.last).shown
        self.setWindowTitle(f"{figure.indicator.name} · {period} · {figure.unit}")
        self.resize(*_SIZE)
        title = QLabel(f"{figure.indicator.name} · {period}：{figure.shown}")
        title.setProperty("role", "title")
        self.table = behind_table(workplace, behind)
        layout = QVBoxLayout(self)
        layout.addWidget(title)
        layout.addWidget(self.table, 1)


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
