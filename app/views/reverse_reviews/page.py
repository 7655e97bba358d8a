"""The page of 审视案件, one of the pages of 反向审视."""

from PySide6.QtWidgets import QVBoxLayout

from app.views.reverse_reviews.section import SectionTabs
from app.views.shared.page import Page
from app.views.shared.workplace import Workplace


class ReviewsPage(Page):
    """审视案件."""

    chapter = "反向审视"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.addWidget(SectionTabs(workplace, "reverse_reviews"))
        layout.addStretch(1)
