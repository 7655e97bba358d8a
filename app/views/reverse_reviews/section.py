"""The pages of 反向审视."""

from app.views.shared.section_tabs import SectionTabs
from app.views.shared.workplace import Workplace

PAGES = (
    ("reverse_reviews", "审视案件"),
    ("review_triggers", "触发清单"),
    ("original_cases", "原案登记"),
    ("review_results", "落实跟踪"),
    ("review_analysis", "类案分析"),
    ("review_statistics", "统计报告"),
)


def section_tabs(workplace: Workplace, current: str) -> SectionTabs:
    """The tabs above a page of 反向审视."""
    return SectionTabs(workplace, PAGES, current, "反向审视各页")
