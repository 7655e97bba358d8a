"""The first minutes: no store yet, a store that cannot be opened, a demonstration that cannot pass for real."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.views.charts.chart import Chart
from app.views.main_window import MainWindow
from app.views.monthly_statistics.page import MonthPage
from app.views.navigation import Entry
from app.views.opening import Doors, Opening
from app.views.shared.page import Page
from app.views.shared.preferences import Preferences
from app.views.shared.workplace import Workplace
from app.views.welcome import Welcome
from tests.stories.conftest import OFFICE, ClerksDesk, type_chinese


def welcome_of(window: MainWindow) -> Welcome:
    found = window.findChild(Welcome)
    assert found is not None
    return found


def field(page: Welcome, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert found is not None
    return found


def _colours(chart: Chart) -> int:
    """How many the chart is drawn in: one where nothing is."""
    picture = chart.picture().toImage()
    return len({picture.pixel(x, y) for x in range(picture.width()) for y in range(0, picture.height(), 3)})


@pytest.fixture
def workplace(window: MainWindow, preferences: Preferences) -> Workplace:
    """What another window of the same program would be given."""
    return Workplace(window.workplace.theme, preferences)


def test_heads_and_navigation_stand_before_any_store_is_open(window: MainWindow) -> None:
    assert window.navigation.count() >= 2
    assert not window.workplace.has_desk


def test_no_month_axis_or_count_is_claimed_before_a_store_is_open(window: MainWindow) -> None:
    month = window.go_to("monthly_statistics")
    assert isinstance(month, MonthPage)
    assert month.month.edit.text() == "…"
    assert [_colours(chart) for chart in (month.flow, month.time)] == [1, 1]
    window.go_to("workbench")
    told = [label.text() for label in window.page.findChildren(QLabel) if label.isVisible()]
    assert not any("没有到期" in words for words in told)


def test_the_month_and_the_axes_come_with_the_store(desk: ClerksDesk) -> None:
    month = desk.window.go_to("monthly_statistics")
    assert isinstance(month, MonthPage)
    desk.settle()
    assert month.month.edit.text() == "2026年11月"
    assert all(_colours(chart) > 1 for chart in (month.flow, month.time))
    month.month.show_month("1990-01")
    assert month.month.edit.text() == "1990年1月"


def test_frame_and_navigation_paint_before_the_first_page_is_built(workplace: Workplace, qtbot: QtBot) -> None:
    built: list[str] = []

    def build(given: Workplace) -> Page:
        built.append("page")
        return Page(given)

    window = MainWindow(workplace, (Entry("only", "检察建议", "mail-forward", build),))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.painted):
        window.show()
    assert window.navigation.count() == 1
    assert built == []
    with qtbot.waitSignal(window.begun):
        window.begin()
    assert built == ["page"]


def test_a_new_office_makes_its_store_from_the_first_page(
    window: MainWindow, doors: Doors, store_path: Path, qtbot: QtBot
) -> None:
    opening = Opening(doors, window, store_path)
    opening.welcome()
    page = welcome_of(window)
    assert field(page, "office").hasFocus()  # typed at once
    type_chinese(field(page, "office"), OFFICE)
    type_chinese(field(page, "short"), "青检")
    with qtbot.waitSignal(opening.opened):
        qtbot.keyClick(field(page, "short"), Qt.Key.Key_Return)
    assert store_path.exists()
    assert OFFICE in window.windowTitle()
    assert not window.band.isVisible()


def test_a_store_is_not_made_without_the_offices_name(window: MainWindow, doors: Doors, store_path: Path) -> None:
    Opening(doors, window, store_path).welcome()
    page = welcome_of(window)
    create = page.findChild(QPushButton, "create")
    assert create is not None
    create.click()
    assert not store_path.exists()
    assert field(page, "office").hasFocus()


def test_a_file_that_is_no_store_is_refused_in_a_sentence_on_the_first_page(
    window: MainWindow, doors: Doors, store_path: Path, qtbot: QtBot
) -> None:
    store_path.write_bytes(b"no store at all" * 100)
    opening = Opening(doors, window, store_path)
    opening.open(store_path)
    qtbot.waitUntil(lambda: window.findChild(Welcome) is not None)
    assert welcome_of(window).problem.text().endswith("。")
    assert not window.workplace.has_desk


def test_a_demonstration_store_shows_its_band_for_as_long_as_it_is_open(
    window: MainWindow, doors: Doors, store_path: Path, qtbot: QtBot
) -> None:
    doors.make_demo(store_path)
    opening = Opening(doors, window, store_path)
    with qtbot.waitSignal(opening.opened):
        opening.open(store_path)
    assert window.band.isVisible()
    assert window.band.text() == "演示数据 · 不得作为办案依据"


def test_what_needs_a_store_says_so_while_none_is_open(window: MainWindow, doors: Doors, store_path: Path) -> None:
    Opening(doors, window, store_path).welcome()
    for command in window.header.findChildren(QToolButton):
        if command.objectName() in ("command_columns", "command_calculator"):
            window.said.sentence.setText("")
            command.click()
            assert "还没有打开台账" in window.said.sentence.text()
    window.header.people.aboutToShow.emit()
    assert [(each.text(), each.isEnabled()) for each in window.header.people.actions()] == [
        ("打开台账以后才能选择经办人", False)
    ]
