"""工作台: the clerk sees what is to be done, narrows it, opens a record and comes back; the head sees the board."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.models.dates import PartialDate
from app.models.terms import RecordType, Stage
from app.services.docket.rows import OwnDateDraft
from app.services.matters.rows import MatterDraft
from app.services.workbench.rows import Pile
from app.views.workbench.page import WorkbenchPage
from tests.stories.conftest import CLERK, ClerksDesk


class Bench:
    """The page as 张某 uses it, on 2026-11-22."""

    def __init__(self, desk: ClerksDesk, qtbot: QtBot) -> None:
        self.desk, self._bot = desk, qtbot
        desk.go_to("工作台")
        page = desk.window.page
        assert isinstance(page, WorkbenchPage)
        self.page = page
        desk.window.activateWindow()
        qtbot.waitUntil(desk.window.isActiveWindow)

    def lines(self) -> list[tuple[str, ...]]:
        return self.page.list.table.texts()

    def press_tile(self, pile: Pile) -> None:
        self._bot.mouseClick(self.page.tiles.tiles[pile], Qt.MouseButton.LeftButton)
        self.desk.settle()

    def turn_to_board(self) -> None:
        self.page.tabs.setCurrentIndex(1)
        self.desk.settle()
        columns = self.page.board.columns.values()
        self._bot.waitUntil(lambda: not any(column.cards.is_loading for column in columns))

    def cards(self, stage: Stage) -> list[str]:
        cards = self.page.board.columns[stage].cards
        place = self.page.board.columns[stage].modelColumn()
        return [str(cards.index(row, place).data()) for row in range(cards.rowCount())]


def has_late(desk: ClerksDesk, unit: str, handler: str = "张某") -> int:
    """A matter whose three months of review (H13) ended on 10 November."""
    draft = MatterDraft(kind="行政违法行为监督", unit=unit, handler=handler, accepted_on=PartialDate("2026-08-10"))
    return desk.services.matters.register(CLERK, draft).id


def has_matter(desk: ClerksDesk, unit: str, due: str = "") -> int:
    """A matter, with a day named from above."""
    matter = desk.services.matters.register(CLERK, MatterDraft(kind="社会治理", unit=unit, handler="张某")).id
    if due:
        named = OwnDateDraft("要求办结日", PartialDate(due), "转办单")
        desk.services.docket.start_on_date(CLERK, RecordType.MATTER, matter, named)
    return matter


@pytest.fixture
def bench(desk: ClerksDesk, qtbot: QtBot) -> Bench:
    return Bench(desk, qtbot)


def test_without_work_the_page_says_what_will_be_here(bench: Bench) -> None:
    assert bench.page.list.nothing.isVisible()
    assert "没有到期" in bench.page.list.nothing.text()


def test_what_is_written_elsewhere_appears_by_itself(desk: ClerksDesk, bench: Bench) -> None:
    has_late(desk, "青山县水利局")
    desk.settle()
    assert [(line[0], line[3]) for line in bench.lines()] == [("超期12天", "青山县水利局")]
    assert bench.page.tiles.tiles[Pile.LATE].text() == "1\n已逾期"


def test_a_pressed_tile_narrows_the_list_and_gives_it_back(desk: ClerksDesk, bench: Bench) -> None:
    has_late(desk, "青山县水利局")
    has_matter(desk, "青山县教育局", due="2026-11-25")
    bench.press_tile(Pile.WEEK)
    assert [line[3] for line in bench.lines()] == ["青山县教育局"]
    bench.press_tile(Pile.WEEK)
    assert [line[3] for line in bench.lines()] == ["青山县水利局", "青山县教育局"]


def test_one_sees_ones_own_work_first_and_the_offices_on_choice(desk: ClerksDesk, bench: Bench) -> None:
    has_late(desk, "青山县水利局")
    has_late(desk, "青山县教育局", handler="李某")
    desk.settle()
    assert [line[3] for line in bench.lines()] == ["青山县水利局"]
    bench.page.scope.setCurrentIndex(bench.page.scope.findText("全院"))
    desk.settle()
    assert len(bench.lines()) == 2


def test_enter_opens_the_record_and_escape_leads_back_to_the_line(desk: ClerksDesk, bench: Bench) -> None:
    has_late(desk, "青山县水利局")
    desk.settle()
    bench.page.list.table.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.record is not None
    desk.press(Qt.Key.Key_Escape)
    assert desk.window.page is bench.page
    assert bench.page.list.table.hasFocus()


def test_the_board_shows_every_open_matter_in_its_stage(desk: ClerksDesk, bench: Bench) -> None:
    has_matter(desk, "青山县水利局")
    has_late(desk, "青山县教育局")
    bench.turn_to_board()
    assert bench.cards(Stage.INTAKE) == ["青山县教育局", "青山县水利局"]
    assert bench.page.board.heads[Stage.INTAKE].text() == "受理立案 2 · 逾期1"
    assert bench.cards(Stage.DECISION) == []


def test_a_board_without_cards_says_whose_it_is_and_where_there_are_some(desk: ClerksDesk, bench: Bench) -> None:
    bench.turn_to_board()
    told = bench.page.board.nothing
    assert told.text() == "张某名下没有在办的监督事项。右上角可以改看全院或一个部门。"
    assert told.isVisible()
    has_matter(desk, "青山县水利局")
    desk.settle()
    assert not told.isVisible()


def test_the_board_is_walked_by_keys(desk: ClerksDesk, bench: Bench) -> None:
    has_matter(desk, "青山县水利局")
    bench.turn_to_board()
    bench.page.board.columns[Stage.CLOSING].setFocus()
    desk.press(Qt.Key.Key_Right)
    assert bench.page.board.columns[Stage.INTAKE].hasFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.record is not None


def test_the_list_of_matters_leaves_archived_ones_out_until_asked(desk: ClerksDesk) -> None:
    has_matter(desk, "青山县水利局")
    desk.go_to("监督事项")
    assert desk.listed("监督对象") == ["青山县水利局"]
    desk.pick("progress", "已归档")
    assert desk.listed("监督对象") == []


def test_a_page_gone_to_by_its_key_has_the_focus(desk: ClerksDesk, bench: Bench, qtbot: QtBot) -> None:
    desk.window.header.search.setFocus()
    qtbot.keyClick(desk.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert desk.listing.table.hasFocus()


def test_the_window_as_it_first_opens_has_room_for_all_columns_of_what_is_to_be_done(
    desk: ClerksDesk, qtbot: QtBot
) -> None:
    has_late(desk, "青山县水利局")
    bench = Bench(desk, qtbot)
    desk.window.resize(1280, 720)
    desk.settle()
    assert bench.page.list.table.horizontalScrollBar().maximum() == 0
