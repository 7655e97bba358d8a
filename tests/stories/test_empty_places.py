"""A fresh store: places without anything say what would be there and where to begin."""

import pytest
from PySide6.QtWidgets import QLabel, QTabWidget

from app.models.terms import RecordType
from app.views.attachments.view import AttachmentsView
from app.views.matters.letters_view import LettersView
from app.views.review_analysis.page import AnalysisPage
from app.views.shared.plain_table import PlainTable
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


@pytest.mark.parametrize(
    ("tab", "table", "words"),
    [
        ("文书登记", "papers_log", "没有打印、导出过"),
        ("文书登记", "papers_numbers", "还没有登记过文号"),
        ("字体", "fonts_added", "“添加字体…”"),
        ("回收站", "trash", "“移入回收站…”"),
    ],
)
def test_an_empty_table_of_the_system_says_what_would_be_in_it(
    desk: ClerksDesk, tab: str, table: str, words: str
) -> None:
    desk.go_to("系统管理")
    tabs = desk.window.page.findChild(QTabWidget)
    assert tabs is not None
    tabs.setCurrentIndex(next(place for place in range(tabs.count()) if tabs.tabText(place) == tab))
    desk.settle()
    shown = desk.window.page.findChild(PlainTable, table)
    assert shown is not None
    assert shown.notice.isVisible()
    assert words in shown.notice.text()


def test_the_register_of_prints_needs_no_scrolling_sideways_on_a_small_screen(desk: ClerksDesk) -> None:
    desk.go_to("系统管理")
    tabs, log = desk.window.page.findChild(QTabWidget), desk.window.page.findChild(PlainTable, "papers_log")
    assert tabs is not None
    assert log is not None
    tabs.setCurrentIndex(next(place for place in range(tabs.count()) if tabs.tabText(place) == "文书登记"))
    desk.settle()
    assert log.horizontalScrollBar().maximum() == 0


def test_a_matter_without_letters_or_files_says_how_they_come(desk: ClerksDesk) -> None:
    matter = desk.has_matter("青山县水利局")
    desk.window.workplace.open_record(RecordType.MATTER, matter)
    desk.settle()
    tabs = desk.window.page.findChild(QTabWidget)
    letters, files = desk.window.page.findChild(LettersView), desk.window.page.findChild(AttachmentsView)
    assert tabs is not None
    assert letters is not None
    assert files is not None
    for view, notice, words in (
        (letters, letters.list.notice, "“起草建议书”"),
        (files, files.table.notice, "“添加附件…”"),
    ):
        tabs.setCurrentWidget(view)
        desk.settle()
        assert notice.isVisible()
        assert words in notice.text()
