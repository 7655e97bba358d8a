"""A fresh store: places without anything say what would be there and where to begin."""

from PySide6.QtWidgets import QLabel

from app.views.review_analysis.page import AnalysisPage
from tests.stories.conftest import ClerksDesk


def told(desk: ClerksDesk, page: str, label: str) -> str:
    desk.window.workplace.page_wanted.emit(page)
    desk.settle()
    found = desk.window.page.findChild(QLabel, label)
    assert found is not None
    return found.text()


def test_the_library_of_a_fresh_store_does_not_list_the_newest_nothing(desk: ClerksDesk) -> None:
    assert told(desk, "library", "library_found").startswith("还没有检察建议。起草或导入以后")


def test_a_search_nobody_began_says_how_to_begin_one(desk: ClerksDesk) -> None:
    assert "按 Enter 搜索" in told(desk, "search", "search_found")


def test_a_list_of_reports_without_any_says_how_one_is_made(desk: ClerksDesk) -> None:
    desk.window.workplace.page_wanted.emit("review_analysis")
    desk.settle()
    page = desk.window.page
    assert isinstance(page, AnalysisPage)
    assert not page.reports.table.notice.isHidden()
    assert "生成报告…" in page.reports.table.notice.text()
