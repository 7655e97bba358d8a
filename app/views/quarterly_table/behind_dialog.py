"""The base figures a number of the quarterly table was made of."""

from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from app.services.indicators.model import BehindFigure
from app.views.indicators.behind_dialog import behind_table, leave_for_cell
from app.views.shared.quiet_closing import delete_when_quiet
from app.views.shared.workplace import Workplace

_SIZE = 860, 420


class QuarterBehindDialog(QDialog):
    """Read only."""

    def __init__(
        self, workplace: Workplace, title: str, number: str, behind: tuple[BehindFigure, ...], parent: QWidget
    ) -> None:
        """``title`` names line, side and period; ``number`` is what it comes to."""
        super().__init__(parent)
        delete_when_quiet(self)
        self.setWindowTitle(title)
        self.resize(*_SIZE)
        heading = QLabel(f"{title}：{number}")
        heading.setProperty("role", "title")
        heading.setWordWrap(True)
        self.table = behind_table(workplace, behind)
        self.table.chosen.connect(lambda row, _column: leave_for_cell(workplace, self, behind[row].figure))
        layout = QVBoxLayout(self)
        layout.addWidget(heading)
        layout.addWidget(self.table, 1)
