"""Tables of texts, lists of what was found, the calendar behind a date: nothing cut, nothing touching, no void."""

import pytest
from PySide6.QtCore import QDate, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QListWidget,
    QListWidgetItem,
    QTableView,
    QTableWidget,
    QTableWidgetItem,
)
from pytestqt.qtbot import QtBot

from app.models.letter_terms import RectificationLight
from app.views.docket.record_view import DeadlinesView
from app.views.follow_ups.texts import standing_words
from app.views.review_results.result_table import ResultTable
from app.views.search.hits_list import RICH, HitDelegate
from app.views.shared.day_calendar import DayCalendar
from app.views.shared.elided_label import ElidedLabel
from app.views.shared.plain_table import PADDING, Head, PlainTable
from app.views.shared.theme import Theme
from app.views.shared.workplace import Workplace

HEADS = (Head("序号", 60, is_number=True), Head("时间", 180), Head("内容"))


def inked(picture: QImage, within: QRect) -> bool:
    """Something is drawn within a place: it has more than one colour."""
    columns, rows = range(within.left(), within.right() + 1), range(within.top(), within.bottom() + 1)
    return len({picture.pixel(column, row) for column in columns for row in rows}) > 1


@pytest.fixture
def table(workplace: Workplace, qtbot: QtBot) -> PlainTable:
    """Three columns, shown without rows."""
    made = PlainTable(workplace, "tried", "试", HEADS, nothing="没有登记过。按“登记…”记下第一件。")
    qtbot.addWidget(made)
    made.resize(500, 200)
    made.show()
    return made


def test_a_number_at_the_right_of_its_cell_does_not_touch_the_text_of_the_next(table: PlainTable, theme: Theme) -> None:
    table.show_rows([("8694", "", "")])
    table.clearSelection()
    cell = table.visualRect(table.rows.index(0, 0))
    drawn = table.viewport().grab().toImage()
    edge = QRect(cell.right() - PADDING // 2, cell.top() + 2, PADDING // 2, cell.height() - 4)
    assert not inked(drawn, edge)
    assert cell.width() == 60 + PADDING


def test_a_table_without_rows_says_what_would_be_here_and_the_first_step(table: PlainTable) -> None:
    assert not table.notice.isVisible()  # nobody knows yet whether there are any
    table.show_rows([])
    assert table.notice.isVisible()
    assert table.notice.text() == "没有登记过。按“登记…”记下第一件。"
    table.show_rows([("1", "2026-11-22", "一")])
    assert not table.notice.isVisible()


def test_a_line_too_long_for_its_row_ends_in_dots(workplace: Workplace, qtbot: QtBot) -> None:
    found = QListWidget()
    found.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a current row has a shaded ground
    qtbot.addWidget(found)
    found.setItemDelegate(HitDelegate(workplace.theme, found))
    for line in ("甲", f"甲{'　' * 40}"):  # spaces draw nothing: ink at the end is the dots
        item = QListWidgetItem()
        item.setData(RICH, f'<div style="white-space:pre">{line}</div>')
        found.addItem(item)
    found.resize(240, 200)
    found.show()
    QApplication.processEvents()
    drawn = found.viewport().grab().toImage()

    def has_dots(row: int) -> bool:
        place = found.visualItemRect(found.item(row))
        end = QRect(place.right() - 40, place.top() + 6, 30, 24)
        return inked(drawn, end)

    assert (has_dots(0), has_dots(1)) == (False, True)


def test_the_end_of_a_line_in_one_go_is_left_out_where_it_is_told_so(qtbot: QtBot, theme: Theme) -> None:
    label = ElidedLabel(Qt.TextElideMode.ElideRight)
    qtbot.addWidget(label)
    label.setText(f"{'　' * 30}{'依据' * 30}")
    label.resize(160, 24)
    picture = label.grab().toImage()
    assert inked(picture, QRect(120, 0, 39, 24))  # the dots
    assert not inked(picture, QRect(0, 0, 120, 24))  # nothing of the end


def test_the_calendar_behind_a_date_shows_all_of_its_six_weeks_and_no_red(workplace: Workplace, qtbot: QtBot) -> None:
    calendar = DayCalendar(workplace, QDate(2026, 11, 27))
    qtbot.addWidget(calendar)
    calendar.adjustSize()  # as large as the menu makes it
    calendar.show()
    QApplication.processEvents()
    days = calendar.findChild(QTableView)
    assert days is not None
    assert days.verticalScrollBar().maximum() == 0
    plain = QCalendarWidget().weekdayTextFormat(Qt.DayOfWeek.Sunday).foreground().color()
    mine = calendar.weekdayTextFormat(Qt.DayOfWeek.Sunday).foreground().color()
    assert mine == workplace.theme.colour("muted") != plain


@pytest.mark.parametrize(
    ("light", "words"),
    [
        (RectificationLight.NOT_YET, "还没有整改记载"),
        (RectificationLight.AWAITED, "整改：待核查"),
        (RectificationLight.IN_PROGRESS, "整改中"),
        (RectificationLight.PAPER_ONLY, "整改不到位"),
    ],
)
def test_a_sentence_about_rectification_says_the_word_once(light: RectificationLight, words: str) -> None:
    assert standing_words(light) == words


def test_a_column_that_fills_leaves_the_last_its_own_width(workplace: Workplace, qtbot: QtBot) -> None:
    heads = (Head("种类", 80), Head("标题", fills=True), Head("提交听取", 100))
    table = PlainTable(workplace, "filled", "试", heads)
    qtbot.addWidget(table)
    table.show_rows([("半年报告", "题", "未提交")])
    table.resize(700, 120)
    table.show()
    QApplication.processEvents()
    assert (table.columnWidth(0), table.columnWidth(2)) == (80 + PADDING, 100 + PADDING)
    assert sum(table.columnWidth(place) for place in range(3)) == table.viewport().width()


@pytest.mark.parametrize(("width", "first"), [(700, 300 + PADDING), (506, 300)])
def test_columns_give_up_their_padding_before_a_table_scrolls_sideways(
    workplace: Workplace, qtbot: QtBot, width: int, first: int
) -> None:
    table = PlainTable(workplace, "narrow", "试", (Head("名称", 300), Head("日期", 100), Head("说明")))
    qtbot.addWidget(table)
    table.show_rows([("甲", "2026-11-22", "")])
    table.resize(width, 120)
    table.show()
    QApplication.processEvents()
    assert table.columnWidth(0) == first
    assert table.horizontalScrollBar().maximum() == 0


def test_a_row_about_which_there_is_nothing_more_to_tell_tells_its_shortened_cells_whole(table: PlainTable) -> None:
    table.show_rows([("1", "", "很长的事由"), ("2", "", "短")], tips=("", "另有说明"))
    tips = [table.rows.index(row, 2).data(Qt.ItemDataRole.ToolTipRole) for row in range(2)]
    assert tips == ["很长的事由", "另有说明"]


def test_a_last_column_that_needs_little_room_does_not_make_its_table_scroll(
    workplace: Workplace, qtbot: QtBot
) -> None:
    table = PlainTable(workplace, "little", "试", (Head("名称", 300), Head("承办人", 64)))
    qtbot.addWidget(table)
    table.resize(300 + PADDING + 80, 120)
    table.show()
    QApplication.processEvents()
    assert table.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("name", ["deadlines", "review_results"])
def test_texts_of_a_table_on_a_record_stand_as_far_from_their_edge_as_those_of_every_other(
    workplace: Workplace, qtbot: QtBot, table: PlainTable, name: str
) -> None:
    view = DeadlinesView(workplace) if name == "deadlines" else ResultTable(workplace)
    qtbot.addWidget(view)
    own = view if isinstance(view, QTableWidget) else view.findChild(QTableWidget, name)
    assert own is not None
    own.setRowCount(1)
    own.setItem(0, 0, QTableWidgetItem("■■■"))
    view.resize(900, 200)
    view.show()
    table.show_rows([("", "■■■", "")])
    QApplication.processEvents()
    assert first_ink(own, 0) == first_ink(table, 1)


def first_ink(table: QTableView, column: int) -> int:
    """How far from the left edge of its cell a text begins."""
    table.clearSelection()
    cell = table.visualRect(table.model().index(0, column))
    drawn = table.viewport().grab(cell).toImage()
    return next(left for left in range(drawn.width()) if inked(drawn, QRect(left, 6, 1, drawn.height() - 12)))
