"""本院报表."""

from PySide6.QtWidgets import QVBoxLayout

from app.views.monthly_statistics.section import section_tabs
from app.views.shared.page import Page
from app.views.shared.workplace import Workplace


class OwnFormsPage(Page):
    """本院报表."""

    chapter = "本院报表"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.addWidget(section_tabs(workplace, "own_forms"))
        layout.addStretch(1)
