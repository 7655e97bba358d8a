"""Esc on a record leads back to the page it was opened from, to the same row."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.models.dates import PartialDate
from app.services.foundation.resources import Resources
from app.views.docket.overview_page import OverviewPage
from app.views.monthly_statistics.page import MonthPage
from app.views.monthly_statistics.records_dialog import RecordsDialog
from app.views.search.page import SearchPage
from app.views.suggestions.page import SuggestionsPage
from tests.stories.conftest import CLERK, ClerksDesk, type_chinese


@pytest.fixture
def overview(desk: ClerksDesk, qtbot: QtBot) -> OverviewPage:
    """Five letters and a matter; the overview stands at its third row."""
    for number in range(1, 6):
        desk.has_letter(f"青山县第{number}小学", f"青检建〔2026〕{number}号", f"2026-11-1{number}")
    desk.has_matter("青山县水利局", "社会治理")
    desk.go_to("期限总览")
    page = desk.window.page
    assert isinstance(page, OverviewPage)
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    page.list.table.setFocus()
    page.list.table.setCurrentIndex(page.list.model.index(2, 0))
    return page


def test_esc_on_a_record_opened_from_the_overview_leads_back_to_its_row(
    desk: ClerksDesk, overview: OverviewPage
) -> None:
    before = overview.list.table.current_id
    desk.press(Qt.Key.Key_Return)
    assert desk.record is not None
    assert desk.window.navigation.currentItem().text() == "检察建议"
    desk.press(Qt.Key.Key_Escape)
    assert desk.window.page is overview
    assert desk.window.navigation.currentItem().text() == "期限总览"
    assert (overview.list.table.current_id, overview.list.table.hasFocus()) == (before, True)
    desk.go_to("检察建议")
    assert desk.record is None


def test_the_button_of_the_record_leads_back_as_esc_does(desk: ClerksDesk, overview: OverviewPage) -> None:
    desk.press(Qt.Key.Key_Return)
    assert desk.record is not None
    back = desk.record.findChild(QToolButton, "letter_arrow-left")
    assert back is not None
    back.click()
    assert desk.window.page is overview


def test_a_row_that_is_done_with_leaves_its_place_to_the_next(desk: ClerksDesk, overview: OverviewPage) -> None:
    table = overview.list.table
    following = overview.list.model.id_at(3)
    desk.services.docket.mark_met(CLERK, overview.list.model.id_at(2), PartialDate("2026-11-18"))
    desk.settle()
    assert (table.currentIndex().row(), table.current_id) == (2, following)


def test_from_a_matter_to_its_letter_and_back_step_by_step(desk: ClerksDesk, overview: OverviewPage) -> None:
    overview.tabs.setCurrentWidget(overview.unwatched)
    overview.unwatched.setFocus()
    desk.press(Qt.Key.Key_Return)
    matter = desk.record
    assert matter is not None
    assert "青山县水利局" in matter.heading.text()
    desk.window.workplace.open_record(desk.services.docket.card(1).record.record_type, 1)
    desk.settle()
    assert desk.record is not matter
    desk.press(Qt.Key.Key_Escape)
    assert desk.record is matter
    desk.press(Qt.Key.Key_Escape)
    assert desk.window.page is overview
    assert overview.tabs.currentWidget() is overview.unwatched
    assert overview.unwatched.table.hasFocus()


def test_who_walked_elsewhere_meanwhile_comes_back_to_the_list(desk: ClerksDesk, overview: OverviewPage) -> None:
    desk.press(Qt.Key.Key_Return)
    desk.go_to("监督事项")
    desk.go_to("检察建议")
    assert desk.record is not None
    desk.press(Qt.Key.Key_Escape)
    assert desk.record is None
    assert isinstance(desk.window.page, SuggestionsPage)


def test_a_record_opened_from_its_own_list_leads_back_to_that(desk: ClerksDesk, overview: OverviewPage) -> None:
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Escape)
    desk.go_to("检察建议")
    desk.choose("青山县第2小学")
    desk.listing.table.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.record is not None
    desk.press(Qt.Key.Key_Escape)
    assert isinstance(desk.window.page, SuggestionsPage)
    assert desk.listing.table.hasFocus()


def test_a_record_taken_back_whole_leads_back_to_where_it_was_opened(desk: ClerksDesk, overview: OverviewPage) -> None:
    desk.services.history.take_back(CLERK, desk.services.history.lines(*_record_of(desk, overview))[-1].act)
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    letter = desk.record
    assert letter is not None
    assert letter.record_id is not None
    lines = desk.services.history.lines(*_record_of(desk, overview))
    for line in reversed(lines):
        desk.services.history.take_back(CLERK, line.act)
        desk.settle()
    assert desk.window.page is overview


def test_hits_of_a_search_are_there_again_and_then_the_page_before_it(desk: ClerksDesk, overview: OverviewPage) -> None:
    desk.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    type_chinese(desk.window.header.search, "小学")
    desk.press(Qt.Key.Key_Return)
    page = desk.window.page
    assert isinstance(page, SearchPage)
    page.list.setCurrentIndex(page.list.model().index(2, 0))
    chosen = page.list.currentIndex().row()
    desk.press(Qt.Key.Key_Return)
    assert desk.record is not None
    desk.press(Qt.Key.Key_Escape)
    assert desk.window.page is page
    assert (page.list.currentIndex().row(), page.list.hasFocus()) == (chosen, True)
    desk.press(Qt.Key.Key_Escape)
    assert desk.window.page is overview


@pytest.fixture
def behind(desk: ClerksDesk, resources: Resources, qtbot: QtBot) -> MonthPage:
    """The three letters behind a figure of April 2022, at the second."""
    importing = desk.services.importing
    importing.commit(CLERK, importing.plan("suggestions", resources.samples / "检察建议台账-公开案例.xlsx"))
    desk.go_to("统计报表")
    page = desk.window.page
    assert isinstance(page, MonthPage)
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    page.month.show_month("2022-04")
    desk.settle()
    page.flow.chosen.emit(1, 11)
    qtbot.waitUntil(lambda: not _dialog(page).tabs.currentWidget().model().is_loading)  # type: ignore[attr-defined]  # a RecordTable
    table = _dialog(page).tabs.currentWidget()
    table.setCurrentIndex(table.model().index(1, 0))  # type: ignore[attr-defined]  # a RecordTable
    return page


def test_the_records_behind_a_number_are_there_again_at_the_same_row(
    desk: ClerksDesk, behind: MonthPage, qtbot: QtBot
) -> None:
    dialog = _dialog(behind)
    qtbot.keyClick(dialog.tabs.currentWidget(), Qt.Key.Key_Return)
    desk.settle()
    assert desk.record is not None
    assert not dialog.isVisible()
    desk.window.activateWindow()  # as the window manager does when a dialog goes
    qtbot.waitUntil(desk.window.isActiveWindow)
    desk.press(Qt.Key.Key_Escape)
    assert desk.window.page is behind
    assert dialog.isVisible()
    assert dialog.tabs.currentWidget().currentIndex().row() == 1  # type: ignore[attr-defined]  # a RecordTable
    dialog.reject()
    desk.settle()
    assert not any(found.isVisible() for found in behind.findChildren(RecordsDialog))


def test_no_part_of_a_page_comes_up_as_a_window_while_it_is_built(desk: ClerksDesk, qtbot: QtBot) -> None:
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    for title in ("监督事项", "期限总览", "统计报表", "导入台账", "系统管理", "检察建议"):
        desk.go_to(title)
        assert (title, desk.window.isActiveWindow()) == (title, True)


def test_records_behind_a_number_do_not_come_up_again_by_another_way(
    desk: ClerksDesk, behind: MonthPage, qtbot: QtBot
) -> None:
    qtbot.keyClick(_dialog(behind).tabs.currentWidget(), Qt.Key.Key_Return)
    desk.settle()
    desk.go_to("统计报表")
    desk.window.header.searched.emit("财政局")
    desk.settle()
    desk.window.workplace.back_wanted.emit()
    desk.settle()
    assert desk.window.page is behind
    assert not any(found.isVisible() for found in behind.findChildren(RecordsDialog))


def _dialog(page: MonthPage) -> RecordsDialog:
    return next(found for found in page.findChildren(RecordsDialog) if found.isVisible())


def _record_of(desk: ClerksDesk, overview: OverviewPage) -> tuple[object, int]:
    deadline = overview.list.table.current_id
    assert deadline is not None
    record = desk.services.docket.card(deadline).record
    return record.record_type, record.record_id
