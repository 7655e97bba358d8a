"""A screen of 1280 × 720 points, as 1920 × 1080 enlarged to 150 % is, with its task bar and a title bar."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QTableView, QTabWidget

from app.models.terms import RecordType
from app.views.navigation import PAGES
from app.views.office_rules.calendar_view import CalendarView
from app.views.shared.elided_label import ElidedLabel
from app.views.shared.heading_label import HeadingLabel
from app.views.shared.plain_table import PADDING
from app.views.suggestions.draft_dialog import DraftDialog
from app.views.workbench.scope_box import ScopeBox
from tests.stories.conftest import ClerksDesk

ROOM = QSize(1280, 641)
TITLE_BAR = 40
# The offscreen plugin's own notes on the list of suggestions that opens below the field.
SUGGESTING = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_no_page_or_tab_makes_the_window_larger_than_the_screen(desk: ClerksDesk) -> None:
    desk.window.resize(ROOM)
    for entry in PAGES:
        desk.window.go_to(entry.key)
        desk.settle()
        for tabs in desk.window.page.findChildren(QTabWidget):
            for place in range(tabs.count()):
                tabs.setCurrentIndex(place)
                desk.settle()
        assert (entry.key, desk.window.size()) == (entry.key, ROOM)


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("workbench", "workbench_list"),
        ("monthly_statistics", "month_figures"),
        ("indicators", "quarterly_table"),
        ("review_statistics", "review_figures"),
    ],
)
def test_the_tables_of_figures_do_not_scroll_sideways(desk: ClerksDesk, page: str, name: str) -> None:
    desk.has_letter("县水利局", number="青检建〔2026〕1号", issued="2026-05-01", received="2026-05-03")
    desk.window.resize(ROOM)
    desk.window.go_to(page)
    desk.settle()
    if scope := desk.window.page.findChild(ScopeBox):
        scope.setCurrentIndex(scope.findText("全院"))
        desk.settle()
    table = desk.window.page.findChild(QTableView, name)
    assert table is not None
    assert table.isVisible()
    assert table.horizontalScrollBar().maximum() == 0


def test_the_name_and_the_shares_of_a_structure_are_not_cut(desk: ClerksDesk) -> None:
    desk.window.resize(ROOM)
    desk.window.go_to("indicators")
    desk.settle()
    table = desk.window.page.findChild(QTableView, "overview_structure_0")
    assert table is not None
    metrics = table.fontMetrics()
    needed = [
        metrics.horizontalAdvance(text) + 2 * PADDING
        for text in ("四大检察履职结构比", "95.71% 67/70", "95.41% 811/850")
    ]
    assert all(table.columnWidth(place) >= width for place, width in enumerate(needed)), needed


def test_a_unit_of_forty_characters_stands_whole_above_its_record_and_does_not_widen_the_window(
    desk: ClerksDesk,
) -> None:
    matter = desk.has_matter("示例省示例市示例县人民政府自然资源和规划局不动产登记与国土空间生态修复工作服务中心"[:40])
    desk.window.resize(ROOM)
    desk.window.workplace.open_record(RecordType.MATTER, matter)
    desk.settle()
    heading = desk.window.page.findChild(HeadingLabel)
    assert heading is not None
    assert desk.window.size() == ROOM
    assert heading.height() >= heading.heightForWidth(heading.width()) > heading.fontMetrics().height() * 1.5
    short = desk.has_matter("青山县水利局")
    desk.window.workplace.open_record(RecordType.MATTER, short)
    desk.settle()
    assert heading.height() < heading.fontMetrics().height() * 2


def test_the_day_chosen_in_a_year_higher_than_its_room_comes_in_sight(desk: ClerksDesk) -> None:
    desk.window.resize(ROOM)
    desk.window.go_to("system")
    desk.window.page.search_for("日历")
    desk.settle()
    view = desk.window.page.findChild(CalendarView)
    assert view is not None
    for month in (12, 1):
        last = max(day for day in view._days if day.month == month)
        view.sheet.go_to(last)
        assert not view.sheet.visibleRegion().intersected(view.sheet.box_of(last).toRect()).isEmpty()


@SUGGESTING
def test_a_long_form_is_as_high_as_the_screen_allows_and_no_higher(desk: ClerksDesk) -> None:
    desk.go_to("检察建议")
    desk.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    draft = desk.dialog
    assert isinstance(draft, DraftDialog)
    assert draft.height() == draft.screen().availableGeometry().height() - TITLE_BAR


def test_the_library_belongs_to_the_letters_in_the_navigation(desk: ClerksDesk) -> None:
    desk.go_to("线索")
    desk.window.workplace.page_wanted.emit("library")
    assert desk.window.navigation.currentItem().text() == "检察建议"


def test_a_long_name_of_an_office_is_shortened_at_the_top_and_told_whole_by_its_tip(desk: ClerksDesk) -> None:
    desk.window.resize(ROOM)
    name = "示例省示例市示例自治州示例经济技术开发区人民检察院（示例省示例监狱派出检察院）"
    desk.window.header.show_office(name)
    desk.settle()
    title = desk.window.header.findChild(ElidedLabel)
    assert title is not None
    assert (desk.window.size(), title.toolTip()) == (ROOM, name)
    assert title.fontMetrics().horizontalAdvance(title.text()) > title.width()
    desk.window.header.show_office("青山县人民检察院")
    desk.settle()
    assert title.fontMetrics().horizontalAdvance(title.text()) <= title.width()
