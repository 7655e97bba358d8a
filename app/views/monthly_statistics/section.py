"""The pages of 统计报表."""

from app.views.shared.section_tabs import SectionTabs
from app.views.shared.workplace import Workplace

PAGES = (
    ("monthly_statistics", "月度统计"),
    ("statistics_tables", "统计表"),
    ("briefings", "通报与报告"),
    ("own_forms", "本院报表"),
    ("year_end", "年终"),
)


def section_tabs(workplace: Workplace, current: str) -> SectionTabs:
    """The tabs above a page of 统计报表."""
    return SectionTabs(workplace, PAGES, current, "统计报表各页")
