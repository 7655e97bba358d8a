"""The pages of 反向审视 as tabs above each of them."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QSizePolicy, QTabBar

from app.views.shared.workplace import Workplace

PAGES = (
    ("reverse_reviews", "审视案件"),
    ("review_triggers", "触发清单"),
    ("original_cases", "原案登记"),
    ("review_results", "落实跟踪"),
    ("review_analysis", "类案分析"),
    ("review_statistics", "统计报告"),
)


class SectionTabs(QTabBar):
    """Always marks the page it stands on; choosing another leads there."""

    def __init__(self, workplace: Workplace, current: str) -> None:
        """``current`` is the key of the page it stands on."""
        super().__init__()
        self._workplace = workplace
        self._own = [key for key, _title in PAGES].index(current)
        self.setAccessibleName("反向审视各页")
        self.setExpanding(False)  # as wide as their words, whatever page they stand on
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for _key, title in PAGES:
            self.addTab(title)
        self.setCurrentIndex(self._own)
        self.currentChanged.connect(self._go)

    def _go(self, place: int) -> None:
        with QSignalBlocker(self):
            self.setCurrentIndex(self._own)
        self._workplace.page_wanted.emit(PAGES[place][0])
