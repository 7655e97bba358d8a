"""年终: the steps are walked through by keyboard, ticked with a note, and the registers written into a folder."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.services.foundation.clock import FixedClock
from app.views.year_end.notice_line import NoticeLine
from app.views.year_end.page import YearEndPage
from tests.conftest import CHINA
from tests.stories.conftest import ClerksDesk


@pytest.fixture
def clock() -> FixedClock:
    """15 December 2026."""
    return FixedClock(datetime(2026, 12, 15, 9, 0, tzinfo=CHINA))


@pytest.fixture
def page(desk: ClerksDesk) -> YearEndPage:
    """The page on a store with two letters."""
    desk.has_letter("县水利局", "青检建〔2026〕1号", issued="2026-12-01", received="2026-12-02")
    desk.has_letter("县教育局", "青检建〔2026〕3号", issued="2026-12-03")
    desk.window.go_to("year_end")
    desk.settle()
    assert isinstance(desk.window.page, YearEndPage)
    return desk.window.page


def _choose(desk: ClerksDesk, page: YearEndPage, title: str) -> None:
    row = next(place for place, texts in enumerate(page.steps.texts()) if texts[1] == title)
    page.steps.setCurrentIndex(page.steps.rows.index(row, 0))
    desk.settle()


def test_a_step_is_ticked_with_a_note_and_taken_back(desk: ClerksDesk, page: YearEndPage, qtbot: QtBot) -> None:
    _choose(desk, page, "编号换年")
    assert "青检建〔2026〕2号" in "".join("".join(texts) for texts in page.list.texts())
    page.steps.setFocus()
    qtbot.keyClick(page.steps, Qt.Key.Key_Space)
    desk.fill(note="2号在业务系统中另有用途")
    desk.confirm()
    ticked = next(texts for texts in page.steps.texts() if texts[1] == "编号换年")
    assert (ticked[0], ticked[4], ticked[5]) == ("✓", "张某 2026-12-15", "2号在业务系统中另有用途")
    assert page.state.text() == "已完成 1 项，共 8 项"
    page.toggle()
    desk.settle()
    assert page.state.text() == "已完成 0 项，共 8 项"
    desk.window.workplace.take_back(desk.window.workplace.last_act())
    desk.settle()
    assert page.state.text() == "已完成 1 项，共 8 项"


def test_a_line_of_a_list_leads_to_its_letter_and_esc_back(desk: ClerksDesk, page: YearEndPage, qtbot: QtBot) -> None:
    _choose(desk, page, "跨年的检察建议")
    assert len(page.list.texts()) == 2
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    desk.settle()
    assert desk.record is not None
    desk.press(Qt.Key.Key_Escape)
    desk.settle()
    assert desk.window.page is page


def test_every_step_opens_the_page_where_it_is_done(desk: ClerksDesk, page: YearEndPage) -> None:
    reached = {}
    for row, step in enumerate(desk.services.year_end.steps(2026)):
        desk.window.go_to("year_end")
        desk.settle()
        page.steps.setCurrentIndex(page.steps.rows.index(row, 0))
        desk.settle()
        button = page.findChild(QToolButton, "year_end_open")
        assert button is not None
        button.click()
        desk.settle()
        reached[step.definition.code] = desk.window.page is not page
    assert all(reached.values())
    assert len(reached) == 8


def test_the_registers_of_the_year_are_written_for_binding(desk: ClerksDesk, page: YearEndPage) -> None:
    folder = desk.folder / "2026年登记簿"
    page.bind_to(folder)
    page.refresh()  # as a change of the records would do just then: it must not discard the binding
    desk.settle()
    assert (folder / "00-封面和装订目录.pdf").is_file()
    assert "装订目录" in desk.says()


def test_the_workbench_reminds_of_the_missing_holiday_notice(desk: ClerksDesk) -> None:
    desk.go_to("工作台")
    desk.settle()
    (line,) = desk.window.page.findChildren(NoticeLine)
    assert line.isVisible()
    assert "2027年放假通知还没有收入日历" in line.words.text()
