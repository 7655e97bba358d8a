"""Ctrl+K, a few words, Enter: the records that hold them, the newest first, and Enter opens one."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from app.views.search.page import SearchPage
from tests.stories.conftest import ClerksDesk, type_chinese


@pytest.fixture
def two_letters(desk: ClerksDesk) -> ClerksDesk:
    """Two letters that speak of the same river."""
    desk.has_letter("青山县水利局", "青检建〔2026〕7号", "2026-09-01", problem="青河河道淤塞")
    desk.has_letter("青山县教育局", "青检建〔2026〕9号", "2026-09-02", problem="青河边的学校没有护栏")
    return desk


def search(desk: ClerksDesk, words: str) -> SearchPage:
    """As somebody does who never touches the mouse."""
    desk.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    type_chinese(desk.window.header.search, words)
    desk.press(Qt.Key.Key_Return)
    page = desk.window.page
    assert isinstance(page, SearchPage)
    return page


def test_records_that_hold_the_words_are_listed_the_newest_first(two_letters: ClerksDesk) -> None:
    page = search(two_letters, "青河")
    assert [hit.title for hit in page.list.hits()] == [
        next(hit.title for hit in page.list.hits() if "教育局" in hit.title),
        next(hit.title for hit in page.list.hits() if "水利局" in hit.title),
    ]
    assert "找到 2 条" in page.found.text()


def test_enter_opens_the_record_and_esc_leads_back(two_letters: ClerksDesk) -> None:
    page = search(two_letters, "护栏")
    two_letters.press(Qt.Key.Key_Return)
    assert two_letters.record is not None
    assert "青山县教育局" in two_letters.record.heading.text()
    assert page is not two_letters.window.page


def test_what_is_found_nowhere_is_said_with_what_to_try(two_letters: ClerksDesk) -> None:
    page = search(two_letters, "火车站")
    assert "没有找到“火车站”" in page.found.text()
    two_letters.press(Qt.Key.Key_Escape)
    assert two_letters.window.navigation.currentItem().text() == "检察建议"
    assert two_letters.window.page is not page


def test_a_newer_search_discards_the_older(two_letters: ClerksDesk) -> None:
    page = search(two_letters, "青河")
    page.search_for("青河")
    page.search_for("护栏")
    two_letters.settle()
    assert len(page.list.hits()) == 1


def test_a_click_on_the_page_one_came_from_leads_back_from_the_search(two_letters: ClerksDesk) -> None:
    page = search(two_letters, "青河")
    navigation = two_letters.window.navigation
    navigation.itemClicked.emit(navigation.currentItem())
    assert two_letters.window.page is not page


@pytest.mark.parametrize("key", [Qt.Key.Key_K, Qt.Key.Key_U])
def test_the_keys_of_the_window_delete_nothing_in_the_box_they_lead_to(desk: ClerksDesk, key: Qt.Key) -> None:
    box = desk.window.header.search
    box.setText("青河")
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
    asked.accept()  # as a line does on Linux, where these keys delete
    box.event(asked)
    assert not asked.isAccepted()
