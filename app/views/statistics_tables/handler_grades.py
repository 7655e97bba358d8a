"""承办人评查等次: shown to whoever may see the people of the cases, on the screen only."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from app.services.statistics_tables.rows import StatisticsTable
from app.views.shared.workplace import Workplace
from app.views.statistics_tables.grid import StatisticsGrid


class HandlerGradesDialog(QDialog):
    """The table and why it goes no further; nothing in it can be exported."""

    def __init__(self, workplace: Workplace, table: StatisticsTable, parent: QWidget) -> None:
        """``table`` as one person may see it; without a row it says that there is nothing to see."""
        super().__init__(parent)
        self.setWindowTitle("承办人评查等次（仅授权）")
        self.setObjectName("handler_grades")
        self.resize(900, 480)
        self.said = QLabel(table.notes[0] if table.rows else "本期没有您有权查看其承办人的评查案件。")
        self.said.setWordWrap(True)
        self.grid = StatisticsGrid(workplace)
        self.grid.show_table(table)
        buttons = QDialogButtonBox()
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.said)
        layout.addWidget(self.grid, 1)
        layout.addWidget(buttons)
