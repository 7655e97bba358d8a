"""年终."""

from PySide6.QtWidgets import QVBoxLayout

from app.views.monthly_statistics.section import section_tabs
from app.views.shared.page import Page
from app.views.shared.workplace import Workplace


class YearEndPage(Page):
    """年终."""

    chapter = "年终"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.addWidget(section_tabs(workplace, "year_end"))
        layout.addStretch(1)
