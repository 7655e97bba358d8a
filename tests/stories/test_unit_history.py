"""单位履历 at the screen: from a letter's tab, from a clue, from the search; a change of name joins two histories."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.clues.rows import ClueDraft
from app.views.unit_history.dialog import UnitDialog
from app.views.unit_history.letter_tab import UnitTab
from tests.services.suggestion_library.conftest import AGAIN, OTHER, PROBLEM, Shelf
from tests.stories.conftest import CLERK, ClerksDesk
from tests.stories.test_names_for_screen_readers import nameless

# The offscreen plugin's own notes on the list of suggestions that opens below the field.
SUGGESTING = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

UNIT, OLD = "青山县市场监督管理局", "青山县工商行政管理局"


def shelf_of(desk: ClerksDesk) -> Shelf:
    return Shelf(desk.services._database)


def unit_tab(desk: ClerksDesk, letter: int) -> UnitTab:
    """The tab 单位 of a letter, looked at."""
    desk.window.workplace.open_record(RecordType.SUGGESTION, letter)
    desk.settle()
    assert desk.record is not None
    tab = desk.record.findChildren(UnitTab)[0]
    desk.record.tabs.setCurrentWidget(tab)
    desk.settle()
    return tab


def test_a_letters_tab_tells_how_many_how_often_late_and_what_came_up_again(desk: ClerksDesk) -> None:
    shelf, late = shelf_of(desk), PartialDate("2025-05-20")
    shelf.issued(PROBLEM, "2025-03-01", replied_on=late, closed_on=late, due_on=PartialDate("2025-05-01").exact)
    letter = shelf.issued(AGAIN, "2026-03-01")
    shelf.issued(OTHER, "2026-04-01", "青山县教育局")
    tab = unit_tab(desk, letter)
    assert tab.counts.text().startswith("检察建议 2 份（已制发 2，已回复 1，已办结 1）；逾期 1/1；")
    assert tab.recurs.text().startswith("同类问题再次发生 1/1：")
    rows = tab.table.texts()
    assert [row[2] for row in rows] == ["青检建〔2026〕2号", "青检建〔2025〕1号"]
    assert rows[0][5].startswith("同 青检建〔2025〕1号，相近 ")
    assert rows[1][4] == "逾期19天"
    tab.table.chosen.emit(1, 0)
    desk.settle()
    assert desk.record is not None
    assert "青检建〔2025〕1号" in desk.record.heading.text()


@SUGGESTING
def test_a_change_of_name_joins_both_histories_and_is_taken_back(desk: ClerksDesk) -> None:
    shelf = shelf_of(desk)
    old = shelf.issued(PROBLEM, "2017-03-01", OLD)
    shelf.issued(OTHER, "2026-03-01")
    tab = unit_tab(desk, old)
    assert len(tab.table.texts()) == 1
    desk.click("登记更名…", tab)
    desk.fill(later=UNIT, changed_on="2018-12-01", note="机构改革")
    desk.confirm()
    assert len(tab.table.texts()) == 2
    assert f"更名：{OLD} → {UNIT}（2018-12-01），机构改革" in tab.names.text()
    desk.window.said.take_back_wanted.emit(desk.window.workplace.last_act())
    desk.settle()
    assert len(tab.table.texts()) == 1


@SUGGESTING
def test_a_change_to_itself_is_refused_beside_the_field(desk: ClerksDesk) -> None:
    tab = unit_tab(desk, shelf_of(desk).issued(PROBLEM, "2026-03-01"))
    desk.click("登记更名…", tab)
    desk.fill(later=UNIT)
    desk.confirm()
    assert "已经是同一单位" in desk.problems()[0]


def test_the_search_and_a_clue_lead_to_the_history_of_a_unit(desk: ClerksDesk, qtbot: QtBot) -> None:
    shelf_of(desk).issued(PROBLEM, "2026-03-01")
    desk.window.header.searched.emit("qsxscjd")
    desk.settle()
    links = desk.window.page.findChild(QLabel, "search_further")
    assert links is not None
    key = desk.services.unit_histories.unit_id(UNIT)
    links.linkActivated.emit(f"unit:{key}")
    desk.settle()
    dialog = next(found for found in desk.window.findChildren(UnitDialog) if found.isVisible())
    assert dialog.windowTitle() == f"单位履历 · {UNIT}"
    assert nameless(dialog) == []
    dialog.view.table.chosen.emit(0, 0)
    desk.settle()
    assert not dialog.isVisible()
    clue = desk.services.clues.register(CLERK, ClueDraft("12345", unit=UNIT, found=AGAIN)).id
    desk.window.workplace.open_record(RecordType.CLUE, clue)
    desk.settle()
    desk.record.show_unit()  # type: ignore[union-attr]  # a ClueRecord
    desk.settle()
    assert any(found.isVisible() for found in desk.window.findChildren(UnitDialog))


def test_a_unit_nobody_knows_is_told_in_the_status_line(desk: ClerksDesk) -> None:
    clue = desk.services.clues.register(CLERK, ClueDraft("12345", found=AGAIN)).id
    desk.window.workplace.open_record(RecordType.CLUE, clue)
    desk.settle()
    desk.record.show_unit()  # type: ignore[union-attr]  # a ClueRecord
    assert desk.says() == "这条记录没有填写单位。"
