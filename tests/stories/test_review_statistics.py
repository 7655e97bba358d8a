"""统计报告 on its page: periods chosen, figures that lead to their records, two lists apart, papers and reports."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.models.dates import PartialDate
from app.models.review_terms import ReviewKind, TriggerList
from app.services.reverse_reviews.rows import ReviewDraft
from app.views.docket.paper_dialog import PaperDialog
from app.views.review_analysis.report_dialog import ReportTextDialog
from app.views.review_statistics.behind_dialog import BehindDialog
from app.views.review_statistics.page import ReviewStatisticsPage
from app.views.review_statistics.period_chooser import ANY, HALF_YEAR, YEAR
from app.views.shared.work_strip import WorkStrip
from tests.services.review_records import lay_case
from tests.services.review_statistics.known import lay_known
from tests.services.review_statistics.reviews import Reviews
from tests.stories.conftest import CLERK, ClerksDesk
from tests.stories.test_names_for_screen_readers import nameless


class StatisticsDesk:
    """The page as 张某 reads it, over the store whose numbers are known."""

    def __init__(self, desk: ClerksDesk, qtbot: QtBot) -> None:
        self.desk, self._bot = desk, qtbot
        lay_known(Reviews(desk.services._database))
        page = desk.window.go_to("review_statistics")
        assert isinstance(page, ReviewStatisticsPage)
        self.page = page
        self.chooses_month("2026-03")

    def chooses_month(self, month: str) -> None:
        self.page.chooser.month.show_month(month)
        self.desk.settle()

    def chooses(self, kind: str) -> None:
        self.page.chooser.kind.setCurrentText(kind)
        self.settles()

    def settles(self) -> None:
        self._bot.waitUntil(lambda: not self.page.chooser.pause.isActive())
        self.desk.settle()

    def row(self, name: str) -> int:
        return next(place for place, row in enumerate(self.page.figures.table.texts()) if row[1] == name)

    def figure(self, name: str) -> tuple[str, ...]:
        """分子, 分母, 数值 of the period and of the year before, and the change."""
        return self.page.figures.table.texts()[self.row(name)][3:10]

    def asks(self, name: str, column: int) -> None:
        """Enter on a number."""
        table = self.page.figures.table
        table.setCurrentIndex(table.rows.index(self.row(name), column))
        self._bot.keyClick(table, Qt.Key.Key_Return)
        self.desk.settle()

    @property
    def dialog(self) -> BehindDialog:
        return next(found for found in self.page.findChildren(BehindDialog) if found.isVisible())

    def behind(self) -> list[str]:
        """The entry numbers on the tab that is open."""
        strip = self.dialog.findChild(WorkStrip)
        self._bot.waitUntil(lambda: strip.is_idle)
        return [row[0] for row in self.dialog.tables[self.dialog.tabs.currentIndex()].texts()]

    def report(self) -> str:
        """The title of the report that is open; it is closed again."""
        (opened,) = [found for found in self.page.findChildren(ReportTextDialog) if found.isVisible()]
        title = opened.title.text()
        opened.reject()
        return title


@pytest.fixture
def statistics(desk: ClerksDesk, qtbot: QtBot) -> StatisticsDesk:
    """March 2026 is on screen."""
    return StatisticsDesk(desk, qtbot)


def test_the_figures_stand_with_both_parts_the_year_before_and_their_basis(statistics: StatisticsDesk) -> None:
    assert statistics.figure("发现问题") == ("4", "", "4", "1", "", "1", "+3")
    assert statistics.figure("问题纠正率") == ("1", "4", "1/4", "1", "1", "1/1", "—")
    row = statistics.page.figures.table.texts()[statistics.row("检察建议整改落实")]
    assert row[6:] == ("0", "0", "—", "—", "", "上年同期分母为0，不计算增减", row[-1])
    assert "（部分核实）" in row[-1]
    assert "截止 2026-03-31 · 同期 2025年3月" in statistics.page.state.text()


def test_enter_on_a_number_lists_its_records_and_opens_one_and_esc_comes_back(
    statistics: StatisticsDesk, qtbot: QtBot
) -> None:
    statistics.asks("问题纠正率", 4)
    assert statistics.behind() == ["FS2026-00001", "FS2026-00001", "FS2026-00002", "FS2026-00003"]
    statistics.dialog.tabs.setCurrentIndex(2)
    assert statistics.behind() == ["FS2026-00003"]
    assert statistics.dialog.tabs.tabText(2) == "不能归入月份（1）"
    qtbot.keyClick(statistics.dialog.tables[2], Qt.Key.Key_Return)
    statistics.desk.settle()
    assert statistics.desk.record is not None
    assert "FS2026-00003" in statistics.desk.record.heading.text()
    statistics.desk.window.activateWindow()
    qtbot.waitUntil(statistics.desk.window.isActiveWindow)
    statistics.desk.press(Qt.Key.Key_Escape)
    assert statistics.desk.window.page is statistics.page
    assert statistics.behind() == ["FS2026-00003"]


def test_the_other_list_has_its_own_figures(statistics: StatisticsDesk) -> None:
    assert statistics.figure("信访申诉总量")[0] == "11"
    statistics.page.lists.setCurrentIndex(1)
    names = [row[1] for row in statistics.page.figures.table.texts()]
    assert "信访申诉总量" not in names
    assert statistics.figure("评查件数")[0] == "1"
    statistics.asks("待处理", 3)
    assert statistics.behind() == ["YA2026-00018"]


def test_half_years_years_and_typed_days_are_counted_as_they_are_chosen(statistics: StatisticsDesk) -> None:
    statistics.chooses(HALF_YEAR)
    statistics.page.chooser.half.setCurrentIndex(0)
    statistics.settles()
    assert "2026年上半年 · 截止 2026-06-30" in statistics.page.state.text()
    statistics.chooses(YEAR)
    assert "2026年 · 截止 2026-11-22（本期未完，数字还会变）" in statistics.page.state.text()
    assert statistics.figure("启动审视")[0] == "6"
    statistics.chooses(ANY)
    assert "请填写统计期间的起止日期" in statistics.page.work.problem.text()
    statistics.page.chooser.any.show_period("2026-3-2", "2026-4")
    statistics.page.chooser.any._pause.timeout.emit()
    statistics.settles()
    assert "2026年3月2日至2026年4月30日" in statistics.page.state.text()


def test_a_day_of_knowledge_that_is_no_date_is_said_and_a_later_one_counts_more(statistics: StatisticsDesk) -> None:
    statistics.page.chooser.as_of_field.text.setText("2026-6-30")
    statistics.settles()
    assert statistics.figure("检察建议整改落实")[:2] == ("2", "2")
    statistics.page.chooser.as_of_field.text.setText("那天")
    statistics.settles()
    assert "那天" in statistics.page.work.problem.text()


def test_the_reports_of_the_period_open_from_their_list_and_from_behind_their_number(
    statistics: StatisticsDesk, qtbot: QtBot
) -> None:
    table = statistics.page.reports.table
    assert [row[1] for row in table.texts()] == ["第一季度反向审视报告"]
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert statistics.report() == "第一季度反向审视报告"
    statistics.asks("反向审视报告", 6)
    assert statistics.behind() == [""]
    qtbot.keyClick(statistics.dialog.tables[0], Qt.Key.Key_Return)
    assert statistics.report() == "上年第一季度反向审视报告"


def test_the_list_on_screen_is_exported_and_shown_as_it_prints(
    statistics: StatisticsDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    statistics.page.export_to(tmp_path / "统计.xlsx")
    statistics.desk.settle()
    assert "已生成" in statistics.desk.says()
    assert (tmp_path / "统计.xlsx").read_bytes().startswith(b"PK")
    statistics.page.lists.setCurrentIndex(1)
    assert statistics.page.trigger_list is TriggerList.ANALYSIS
    statistics.page.print_statement()
    statistics.desk.settle()
    paper = statistics.desk.window.findChild(PaperDialog)
    assert paper.windowTitle() == "逐案分析·重点评查统计-2026年3月"
    paper.close()
    qtbot.waitUntil(lambda: paper.is_over)


def test_everything_on_the_page_and_behind_a_number_has_a_name(statistics: StatisticsDesk) -> None:
    for kind in (HALF_YEAR, YEAR, ANY):
        assert nameless(statistics.desk.window) == []
        statistics.chooses(kind)
    assert nameless(statistics.desk.window) == []
    statistics.chooses("月")
    statistics.asks("发现问题", 3)
    assert nameless(statistics.dialog) == []


def test_the_page_counts_again_when_records_have_changed(desk: ClerksDesk) -> None:
    page = desk.window.go_to("review_statistics")
    assert isinstance(page, ReviewStatisticsPage)
    desk.settle()
    assert page.figures.table.texts()[0][1:4] == ("启动审视", "件", "0")
    case = lay_case(desk.services._database)
    draft = ReviewDraft(kind=ReviewKind.CASE, started_on=PartialDate("2026-11-02"), handler="李某", case_ids=(case,))
    desk.services.reverse_reviews.open(CLERK, draft)
    desk.settle()
    assert page.figures.table.texts()[0][1:4] == ("启动审视", "件", "1")
