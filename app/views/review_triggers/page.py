"""The page of 触发清单, one of the pages of 反向审视."""

from PySide6.QtWidgets import QVBoxLayout

from app.views.reverse_reviews.section import SectionTabs
from app.views.shared.page import Page
from app.views.shared.workplace import Workplace


class TriggersPage(Page):
    """触发清单."""

    chapter = "触发清单"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.addWidget(SectionTabs(workplace, "review_triggers"))
        layout.addStretch(1)
