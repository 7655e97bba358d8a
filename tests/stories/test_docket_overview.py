"""期限总览: deadlines as a list and as a month, records without any, and the paper."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from app.models.dates import PartialDate
from app.models.terms import Adoption, DeadlineAct, Lamp, Side
from app.services.docket.rows import COLUMNS, DayCount
from app.services.documents.preview import text_of
from app.services.lists.listing import ListQuery
from app.services.matters.rows import MatterDraft
from app.services.suggestions.rows import ReplyDraft
from app.views.docket.card_dialog import CardDialog
from app.views.docket.month_grid import months_on, spoken, worst
from app.views.docket.overview_page import OverviewPage
from app.views.docket.paper_dialog import PaperDialog
from tests.stories.conftest import CLERK, ClerksDesk

ANSWER = "书面回复"


class Overview:
    """The page as 张某 reads it, on the day of the tests, 2026-11-22."""

    def __init__(self, desk: ClerksDesk, qtbot: QtBot) -> None:
        self.desk, self._bot = desk, qtbot
        desk.go_to("期限总览")
        page = desk.window.page
        assert isinstance(page, OverviewPage)
        self.page = page
        desk.window.activateWindow()  # as the window manager does; keys of the window ask for it
        qtbot.waitUntil(desk.window.isActiveWindow)

    def column(self, key: str) -> list[str]:
        """One column of the list, from top to bottom."""
        place = next(at for at, column in enumerate(COLUMNS) if column.key == key)
        model = self.page.list.model
        return [str(model.index(row, place).data() or "") for row in range(model.rowCount())]

    def replies(self) -> list[str]:
        """The units whose replies are listed."""
        pairs = zip(self.column("name"), self.column("subject"), strict=True)
        return [subject for name, subject in pairs if name == ANSWER]

    def words(self) -> list[str]:
        """What the lamps say."""
        model, spec = self.page.list.model, self.page.list.table.itemDelegateForColumn(0)
        rows = (model.row(place) for place in range(model.rowCount()))
        return [spec._words(row) for row in rows]  # type: ignore[attr-defined]  # a LampDelegate

    def pick(self, key: str, shown: str) -> None:
        self.page.list.filters.pick(key, shown)
        self.desk.settle()

    def turn_to(self, place: int) -> None:
        self.page.tabs.setCurrentIndex(place)
        self.page.tabs.currentWidget().setFocus()
        self.desk.settle()

    def press(self, key: Qt.Key) -> None:
        """A key on the month."""
        self._bot.keyClick(self.page.month.grid, key)
        self.desk.settle()

    def look_at(self, day: date) -> DayCount:
        """Turn to the month of a day."""
        self.turn_to(1)
        self.page.month.show_day(day)
        self.desk.settle()
        shown = self.page.month.grid.current
        assert shown is not None
        return shown

    @property
    def day_words(self) -> str:
        label = self.page.findChild(QLabel, "deadlines_day")
        assert label is not None
        return label.text() if label.isVisible() else ""


@pytest.fixture
def overview(desk: ClerksDesk, qtbot: QtBot) -> Overview:
    """One reply is overdue since 2026-11-03, one is due on 2026-12-10."""
    desk.has_letter("青山县水利局", "青检建〔2026〕7号", "2026-09-01", "2026-09-03")
    desk.has_letter("青山县教育局", "青检建〔2026〕9号", "2026-10-09", "2026-10-10")
    return Overview(desk, qtbot)


def test_what_ends_first_stands_first_with_its_lamp_in_words(overview: Overview) -> None:
    assert overview.replies() == ["青山县水利局", "青山县教育局"]
    place = overview.column("name").index(ANSWER)
    assert overview.column("due_on")[place] == "2026-11-03"
    assert overview.words()[place] == "逾期19天"
    assert overview.column("due_on") == sorted(overview.column("due_on"))


def test_enter_opens_the_record_a_deadline_runs_on(overview: Overview, qtbot: QtBot) -> None:
    model, table = overview.page.list.model, overview.page.list.table
    table.setCurrentIndex(model.index(overview.column("subject").index("青山县教育局"), 0))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    overview.desk.settle()
    assert overview.desk.record is not None
    assert "青山县教育局" in overview.desk.record.heading.text()
    assert overview.desk.window.navigation.currentItem().text() == "检察建议"


def test_f2_explains_how_the_due_date_came_about(overview: Overview, qtbot: QtBot) -> None:
    model, table = overview.page.list.model, overview.page.list.table
    table.setCurrentIndex(model.index(overview.column("name").index(ANSWER), 0))
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_F2)
    dialog = overview.page.findChild(CardDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert "2026-09-03" in overview.desk.texts(dialog)
    dialog.close()


def test_filters_and_free_text_narrow_the_list_together(overview: Overview) -> None:
    overview.pick("side", Side.OUTSIDE.label)
    assert set(overview.column("side")) == {"外单位"}
    overview.pick("lamp", Lamp.OVERDUE.label)
    assert overview.column("subject") == ["青山县水利局"]
    overview.page.list.filters.clear()
    overview.page.search_for("教育")
    overview.desk._bot.waitUntil(lambda: "青山县水利局" not in overview.column("subject"))
    assert set(overview.column("subject")) == {"青山县教育局"}


def test_a_rule_is_picked_by_its_name_and_listed_by_its_code(overview: Overview) -> None:
    code = overview.column("rule")[overview.column("name").index(ANSWER)]
    box = next(box for box in overview.page.list.filters.findChildren(object) if box.objectName() == "deadlines_rule")
    shown = next(box.itemText(at) for at in range(box.count()) if box.itemText(at).startswith(f"{code} "))
    overview.pick("rule", shown)
    assert set(overview.column("rule")) == {code}


def test_enter_on_a_day_of_the_month_lists_what_ends_on_it(overview: Overview) -> None:
    day = overview.look_at(date(2026, 11, 3))
    assert day.lamps == {Lamp.OVERDUE: 1}
    overview.press(Qt.Key.Key_Return)
    assert overview.page.tabs.currentIndex() == 0
    assert overview.column("due_on") == ["2026-11-03"]
    assert overview.day_words == "只列 2026-11-03（周二）届满的期限"
    overview.desk.press(Qt.Key.Key_Escape)
    assert overview.page.tabs.currentIndex() == 1
    assert overview.page.month.grid.current == day
    overview.turn_to(0)
    assert len(overview.replies()) == 2


def test_a_click_on_a_day_is_cleared_by_its_button(overview: Overview, qtbot: QtBot) -> None:
    overview.look_at(date(2026, 12, 1))
    grid = overview.page.month.grid
    where = grid.visualRect(grid.days.index_of(date(2026, 12, 10))).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=where)
    overview.desk.settle()
    assert set(overview.column("due_on")) == {"2026-12-10"}
    bar = overview.page.list.findChild(object, "deadlines_day_clear")
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton)
    overview.desk.settle()
    assert overview.day_words == ""
    assert len(overview.replies()) == 2


def test_a_day_on_which_nothing_ends_leaves_the_list_alone(overview: Overview) -> None:
    overview.look_at(date(2026, 11, 5))
    overview.press(Qt.Key.Key_Return)
    assert overview.page.tabs.currentIndex() == 1
    assert overview.desk.says() == "2026-11-05 没有届满的期限。"


def test_keys_go_by_days_weeks_and_months_over_the_turn_of_the_year(overview: Overview) -> None:
    overview.look_at(date(2026, 12, 31))
    seen = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Down):
        overview.press(key)
        current = overview.page.month.grid.current
        assert current is not None
        seen.append(current.on.isoformat())
    assert seen == ["2027-01-01", "2026-12-25", "2026-11-25", "2026-12-25", "2027-01-01"]


def test_the_month_names_holidays_and_counts_what_the_filters_leave(overview: Overview) -> None:
    assert spoken(overview.look_at(date(2026, 10, 1))) == "2026年10月1日，国庆节，没有届满的期限"
    overview.turn_to(0)
    overview.pick("side", Side.OWN.label)
    assert overview.look_at(date(2026, 11, 3)).count == 0
    assert any("按清单的筛选：谁的期限 本院" in label.text() for label in overview.page.month.findChildren(QLabel))


def test_a_reply_takes_its_deadline_out_of_list_and_month(overview: Overview) -> None:
    overview.look_at(date(2026, 11, 3))
    letters, scan = overview.desk.services.suggestions, overview.desk.has_scan()
    letter = letters.listing.ids(ListQuery(date(2026, 11, 22), contains="水利局"))[0]
    letters.record_reply(CLERK, letter, ReplyDraft(PartialDate("2026-11-20"), Adoption.ADOPTED, scan))
    overview.desk.settle()
    assert "青山县水利局" not in overview.replies()
    current = overview.page.month.grid.current
    assert current is not None
    assert current.count == 0


def test_open_records_without_a_deadline_stand_apart_and_open(overview: Overview, qtbot: QtBot) -> None:
    draft = MatterDraft(kind="行政违法行为监督", unit="青山县司法局")
    overview.desk.services.matters.register(CLERK, draft)
    overview.desk.settle()
    overview.turn_to(2)
    table = overview.page.unwatched.table
    assert [row[2] for row in table.texts()] == ["青山县司法局"]
    assert overview.page.tabs.tabText(2) == "未设期限的在办记录 1"
    qtbot.keyClick(table, Qt.Key.Key_Return)
    overview.desk.settle()
    assert overview.desk.record is not None
    assert "青山县司法局" in overview.desk.record.heading.text()


def test_the_warning_table_is_shown_as_filtered_and_saved_from_there(overview: Overview, tmp_path: Path) -> None:
    overview.pick("lamp", Lamp.OVERDUE.label)
    overview.page.print_listed()
    overview.desk.settle()
    assert overview.desk.says() == "期限预警表共 1 项。"
    paper = overview.desk.window.findChild(PaperDialog)
    assert paper is not None
    overview.desk._bot.waitUntil(lambda: paper.pages.page_count == 1)
    assert "青山县水利局" in text_of(paper.pdf)
    assert "青山县教育局" not in text_of(paper.pdf)
    assert paper.save_to(tmp_path / "预警.pdf")
    assert (tmp_path / "预警.pdf").read_bytes() == paper.pdf
    paper.close()


def test_a_sheet_that_cannot_be_saved_says_so_below_it(overview: Overview, tmp_path: Path) -> None:
    overview.page.print_listed()
    overview.desk.settle()
    paper = overview.desk.window.findChild(PaperDialog)
    assert paper is not None
    assert not paper.save_to(tmp_path / "没有的文件夹" / "预警.pdf")
    assert paper.problem.isVisible()
    overview.desk._bot.waitUntil(lambda: paper.pages.page_count == 1)
    paper.close()


def test_the_list_offers_what_can_be_decided_and_follows_the_decision(overview: Overview) -> None:
    model, table = overview.page.list.model, overview.page.list.table
    pairs = list(zip(overview.column("name"), overview.column("subject"), strict=True))
    table.setCurrentIndex(model.index(pairs.index((ANSWER, "青山县教育局")), 0))
    overview.page.decisions.offer()
    assert overview.page.decisions.offered() == ["延长…"]
    overview.page.decisions.decide(DeadlineAct.EXTENDED)
    overview.desk.fill(length="15日", reason="整改需要", decided_by="检察长")
    overview.desk.confirm()
    assert "2026-12-25" in overview.column("due_on")
    assert overview.desk.says().startswith("延长：“书面回复”，届满日 2026-12-25")
    assert "没有写可以延长" in overview.page.notice.text()
    overview.desk.window.said.undo.click()
    overview.desk.settle()
    assert "2026-12-10" in overview.column("due_on")
    assert not overview.page.notice.isVisible()


def test_a_span_of_days_narrows_the_list_and_leaves_the_month_whole(overview: Overview) -> None:
    overview.pick("span", "30日内")
    assert overview.replies() == ["青山县教育局"]
    assert overview.look_at(date(2026, 11, 3)).count == 1


def test_a_record_without_a_deadline_is_given_one_where_it_is_listed(overview: Overview) -> None:
    overview.desk.services.matters.register(CLERK, MatterDraft(kind="其他", unit="青山县司法局"))
    overview.turn_to(2)
    view = overview.page.unwatched
    assert [found[2] for found in view.table.texts()] == ["青山县司法局"]
    view.add.on_a_day()
    overview.desk.fill(name="上级交办", due_on="2026-12-15", basis="市院转办单3号")
    overview.desk.confirm()
    assert view.table.texts() == []
    assert not view.add.isEnabled()


def test_everybody_with_an_open_record_can_be_picked_and_so_can_nobody(overview: Overview) -> None:
    desk = overview.desk
    box = overview.page.list.filters.findChild(QComboBox, "deadlines_handler")
    assert box is not None

    def offered() -> list[str]:
        return [box.itemText(place) for place in range(1, box.count())]

    assert offered() == ["未填"]
    draft = MatterDraft(
        kind="行政违法行为监督", unit="青山县公安局", handler="李某", accepted_on=PartialDate("2026-11-02")
    )
    matter = desk.services.matters.register(CLERK, draft)
    desk.settle()
    assert offered() == ["李某", "未填"]
    overview.pick("handler", "李某")
    assert set(overview.column("handler")) == {"李某"}
    version = desk.services.matters.card(matter.id).version
    desk.services.matters.amend(CLERK, matter.id, version, replace(draft, handler="王某"))
    desk.settle()
    assert (box.currentText(), overview.column("handler")) == ("李某", [])
    overview.pick("handler", "未填")
    assert set(overview.column("handler")) == {""}
    assert overview.replies() == ["青山县水利局", "青山县教育局"]
    overview.turn_to(1)
    assert "承办人 未填" in overview.page.month._count.text()


def test_a_day_of_the_month_says_neither_word_of_what_is_late_on_both_sides(overview: Overview) -> None:
    day = overview.look_at(date(2026, 11, 3))
    assert spoken(day).endswith("1项届满：过期1")


def test_the_worst_lamp_of_a_day_is_the_one_that_hurts_most() -> None:
    assert worst({Lamp.NORMAL: 9, Lamp.NEAR: 1, Lamp.OVERDUE: 2}) is Lamp.OVERDUE
    assert worst({}) is None


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
    ],
)
def test_a_month_on_is_the_same_day_or_the_last_of_the_month(day: date, months: int, then: date) -> None:
    assert months_on(day, months) == then
