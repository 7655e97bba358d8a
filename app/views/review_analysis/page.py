"""The page of 类案分析, one of the pages of 反向审视."""

from PySide6.QtWidgets import QVBoxLayout

from app.views.reverse_reviews.section import SectionTabs
from app.views.shared.page import Page
from app.views.shared.workplace import Workplace


class AnalysisPage(Page):
    """类案分析."""

    chapter = "类案审视与综合审视"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.addWidget(SectionTabs(workplace, "review_analysis"))
        layout.addStretch(1)
