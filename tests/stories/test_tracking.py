"""Tracking at the screen: every filter narrows list and sheet alike, and the times of replies lead to the letters."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.models.dates import PartialDate
from app.models.terms import SuggestionKind
from app.services.documents.preview import text_of
from app.views.monthly_statistics.records_dialog import RecordsDialog
from app.views.suggestions.page import SuggestionsPage
from app.views.suggestions.reply_times_chart import ReplyTimesDialog
from app.views.suggestions.tracking import write_tracking
from tests.services.suggestion_library.conftest import Shelf
from tests.stories.conftest import ClerksDesk, type_chinese
from tests.stories.test_names_for_screen_readers import nameless


def has_letters(desk: ClerksDesk) -> None:
    shelf = Shelf(desk.services._database)
    own = {"handler": "张某", "department": "第七检察部"}
    shelf.issued("甲", "2025-03-01", "青山县水利局", replied_on=PartialDate("2025-03-11"), **own)
    shelf.issued("乙", "2026-03-01", "青山县水利局", replied_on=PartialDate("2026-04-20"), **own)
    shelf.issued("丙", "2026-05-01", "青山县教育局", handler="李某", kind=SuggestionKind.PUBLIC_INTEREST)
    desk.go_to("监督事项")  # so that the choices are read with the letters there
    page = desk.window.go_to("suggestions")
    page.start()
    desk.settle()


def narrow_period(desk: ClerksDesk, first: str, last: str, bot: QtBot) -> None:
    filters = desk.listing.filters
    filters.more.setChecked(True)
    type_chinese(filters.period.ends["from"], first)
    type_chinese(filters.period.ends["to"], last)
    bot.waitUntil(lambda: desk.listing.model.query is not None and desk.listing.model.query.issued_to is not None)
    desk.settle()


def test_period_handler_and_department_narrow_the_list_and_the_sheet_says_so(
    desk: ClerksDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    has_letters(desk)
    assert desk.listing.filters.more.isVisible()
    narrow_period(desk, "2026", "2026-04", qtbot)
    desk.pick("handler", "张某")
    desk.pick("department", "第七检察部")
    assert desk.listed("文号") == ["青检建〔2026〕2号"]
    page, path = desk.window.page, tmp_path / "跟踪.pdf"
    assert isinstance(page, SuggestionsPage)
    assert page.list.model.query is not None
    write_tracking(desk.window.workplace, page.list.model.query, page.work, path)
    desk.settle()
    sheet = text_of(path.read_bytes()).replace("\n", "").replace(" ", "")
    for said in (
        "发出日期2026至2026-04",
        "承办人：张某",
        "承办部门：第七检察部",
        "截止日期：2026年11月22日，共1份",
    ):
        assert said in sheet


def test_what_is_no_date_says_so_and_narrows_nothing(desk: ClerksDesk, qtbot: QtBot) -> None:
    has_letters(desk)
    period = desk.listing.filters.period
    desk.listing.filters.more.setChecked(True)
    type_chinese(period.ends["from"], "去年春天")
    qtbot.waitUntil(lambda: period.problem.text() == "“去年春天”不是日期")
    desk.settle()
    assert len(desk.listed()) == 3


def test_the_further_row_stays_open_in_the_next_window_while_it_narrows(desk: ClerksDesk, qtbot: QtBot) -> None:
    has_letters(desk)
    narrow_period(desk, "2026", "2026", qtbot)
    kept = desk.window.workplace.preferences.texts("suggestions/filters")
    assert kept == ["period_from=2026", "period_to=2026"]
    desk.listing.filters.more.setChecked(False)
    desk.listing.filters.fill(desk.services)
    assert desk.listing.filters.more.isChecked()
    desk.listing.filters.clear()
    desk.settle()
    assert len(desk.listed()) == 3


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen plugin, for the tool tip
def test_reply_times_are_shown_by_kind_and_a_bar_leads_to_its_letters(desk: ClerksDesk, qtbot: QtBot) -> None:
    has_letters(desk)
    page = desk.window.page
    assert isinstance(page, SuggestionsPage)
    page.show_reply_times()
    desk.settle()
    dialog = next(found for found in desk.window.findChildren(ReplyTimesDialog) if found.isVisible())
    assert "可计算 2 份；未回复 1 份" in dialog.words.text()
    assert "不足 10 份，只看份数" in dialog.words.text()
    assert "社会治理 0–15天 1 份" in dialog.chart.accessibleDescription()
    assert nameless(dialog) == []
    dialog.chart.setFocus()
    qtbot.keyClick(dialog.chart, Qt.Key.Key_Right)
    qtbot.keyClick(dialog.chart, Qt.Key.Key_Return)
    desk.settle()
    behind = next(found for found in dialog.findChildren(RecordsDialog) if found.isVisible())
    table = behind.tabs.currentWidget()
    qtbot.waitUntil(lambda: table.model().rowCount() == 1)
    table.record_opened.emit(table.model().id_at(0))
    desk.settle()
    assert desk.record is not None
    assert "青检建〔2025〕1号" in desk.record.heading.text()
    assert not dialog.isVisible()
