"""类案分析 at the screen: conditions at the left, charts at the right, a review begun and a report saved."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.services.review_analysis.pattern import Outcome, Pattern
from app.views.review_analysis.behind_dialog import BehindDialog
from app.views.review_analysis.page import AnalysisPage
from app.views.review_analysis.record_view import ReviewAnalysisView
from app.views.review_analysis.report_dialog import PresentDialog, ReportDialog, ReportTextDialog
from tests.services.review_analysis.reviewed_store import lay_case, lay_store
from tests.stories.conftest import ClerksDesk, type_chinese

# The offscreen plugin's own notes about tool tips and open lists.
pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support raise", "This plugin does not support grabbing the keyboard", extend=True
)


class AnalystsDesk:
    """The page as 张某 uses it."""

    def __init__(self, desk: ClerksDesk, qtbot: QtBot) -> None:
        self.desk, self._bot = desk, qtbot
        desk.go_to("反向审视")
        desk.window.workplace.page_wanted.emit("review_analysis")
        desk.settle()
        page = desk.window.page
        assert isinstance(page, AnalysisPage)
        self.page = page

    def ask(self, **fields: str) -> None:
        """Type conditions and wait until they are counted."""
        for name, text in fields.items():
            field = self.page.conditions.findChild(QLineEdit, name) or self.page.conditions._many[name]
            if text:
                type_chinese(field, text)
            else:
                field.clear()
        self._bot.waitSignal(self.page.conditions.changed, timeout=5_000).wait()
        self.desk.settle()

    def says(self, key: str) -> str:
        label = self.page.findChild(QLabel, key)
        assert label is not None
        return label.text()

    @property
    def behind(self) -> BehindDialog:
        return next(found for found in self.desk.window.findChildren(BehindDialog) if found.isVisible())

    def choose_heat(self, dimension: str) -> None:
        charts = self.page.charts
        assert charts is not None
        spot = next(spot for spot in charts.heat.spots if spot.words.startswith(dimension) and spot.count)
        charts.heat.go_to(spot)
        self._bot.keyClick(charts.heat, Qt.Key.Key_Return)
        self.desk.settle()


@pytest.fixture
def analyst(desk: ClerksDesk, qtbot: QtBot) -> AnalystsDesk:
    """The fixed store of reviewed complaints."""
    lay_store(desk.services._database)
    return AnalystsDesk(desk, qtbot)


def test_conditions_narrow_what_is_counted_and_a_cell_leads_to_its_review(analyst: AnalystsDesk, qtbot: QtBot) -> None:
    assert analyst.page.cases.text() == "符合条件的原案 7 件，纳入审视 5 件"
    assert analyst.says("analysis_page_totals").startswith("有问题的案件 4/5 件；问题 6 个")
    analyst.ask(fields="侵财", outcomes="一审：无罪、一审：缓刑", first="2026-1", last="2026-6")
    assert analyst.page.scope is not None
    chosen = analyst.page.scope.pattern
    assert chosen.outcomes == (Outcome("judgment_result", "无罪"), Outcome("judgment_result", "缓刑"))
    assert (str(chosen.first), str(chosen.last)) == ("2026-01-01", "2026-06-30")
    assert analyst.page.cases.text() == "符合条件的原案 2 件，纳入审视 2 件"
    analyst.choose_heat("文书制作")
    (row,) = analyst.behind.table.texts()
    assert row[0] == "FS2025-00001"
    analyst.behind.table.chosen.emit(0, 0)
    analyst.desk.settle()
    assert analyst.desk.record is not None
    assert "FS2025-00001" in analyst.desk.record.heading.text()
    analyst.desk.window.activateWindow()
    qtbot.waitUntil(analyst.desk.window.isActiveWindow)
    analyst.desk.press(Qt.Key.Key_Escape)
    assert analyst.desk.window.page is analyst.page
    assert analyst.behind.table.texts() == [row]


def test_what_cannot_be_understood_stands_beside_its_field(analyst: AnalystsDesk) -> None:
    analyst.ask(first="昨年")
    shown = [label.text() for label in analyst.page.conditions.findChildren(QLabel) if label.isVisible()]
    assert any("昨年" in text for text in shown)
    analyst.ask(first="", outcomes="无罪")
    shown = [label.text() for label in analyst.page.conditions.findChildren(QLabel) if label.isVisible()]
    assert any("请写成“一审：无罪”" in text for text in shown)


def test_a_review_is_begun_from_the_conditions_and_takes_later_cases_when_asked(analyst: AnalystsDesk) -> None:
    desk = analyst.desk
    analyst.ask(fields="侵财")
    analyst.page.start_review()
    desk.fill(title="盗窃案件证据采信类案审视", handler="李某")
    desk.confirm()
    assert desk.record is not None
    assert "类案审视 · 盗窃案件证据采信类案审视" in desk.record.heading.text()
    view = desk.record.findChild(ReviewAnalysisView)
    assert view is not None
    desk.record.tabs.setCurrentWidget(view)
    desk.settle()
    assert view.totals.text().startswith("有问题的案件 4/5 件；问题 6 个")
    assert view.table.texts()[0][:4] == ("证据采信", "3/5", "4", "1")
    view.table.chosen.emit(0, 3)
    desk.settle()
    assert [row[5] for row in analyst.behind.table.texts()] == ["错误"]
    analyst.behind.close()
    lay_case(desk.services._database, 8, field="侵财")
    view.add_cases()
    desk.confirm()
    assert "所审原案 6 件" in view.pattern.text()
    assert "已追加符合的案件" in desk.says()


def test_a_report_is_made_edited_kept_and_presented(analyst: AnalystsDesk) -> None:
    desk = analyst.desk
    analyst.page.make_report()
    desk.settle()
    dialog = desk.dialog
    assert isinstance(dialog, ReportDialog)
    dialog.half.setCurrentIndex(0)
    desk.settle()
    assert dialog.form.text("title") == "青山县人民检察院2026年上半年反向审视工作情况报告"
    type_chinese(dialog.text, dialog.text.toPlainText() + "\n建议加强证据审查。")
    dialog.half.setCurrentIndex(1)
    desk.settle()
    assert "建议加强证据审查。" in dialog.form.text("text"), "what somebody wrote is not thrown away"
    desk.confirm()
    assert desk.has_dialog
    assert "时期已经改变" in dialog.problem.text(), "nor kept as the report of another period"
    dialog.half.setCurrentIndex(0)
    desk.confirm()
    (row,) = analyst.page.reports.table.texts()
    assert row[1] == "青山县人民检察院2026年上半年反向审视工作情况报告"
    assert row[5] == "未提交"
    analyst.page.reports.present()
    assert isinstance(desk.dialog, PresentDialog)
    desk.fill(on="2026-07-20", demands="抓好整改。")
    desk.confirm()
    assert analyst.page.reports.table.texts()[0][5] == "2026-07-20 党组"
    analyst.page.reports.read()
    shown = desk.dialog
    assert isinstance(shown, ReportTextDialog)
    assert shown.text.isReadOnly()
    assert "建议加强证据审查。" in shown.form.text("text")
    assert "正文不能再改。听取意见：抓好整改。" in desk.texts(shown)
    assert "。。" not in desk.texts(shown)
    shown.close()


def test_a_pattern_is_shown_as_it_was_typed(analyst: AnalystsDesk) -> None:
    pattern = Pattern(causes=("盗窃",), triggers=("acquittal",), outcomes=(Outcome("judgment_result", "无罪"),))
    analyst.page.conditions.show_pattern(pattern)
    assert analyst.page.conditions.pattern() == pattern
    analyst.page.conditions.show_pattern(Pattern())
    analyst.page.count_again()
    analyst.desk.settle()


def test_values_are_ticked_on_and_off(analyst: AnalystsDesk) -> None:
    field = analyst.page.conditions._many["fields"]
    assert [field.itemText(row) for row in range(field.count())] == ["人身", "侵财"]
    for row, text in ((1, "侵财"), (0, "侵财、人身"), (1, "人身")):
        field.showPopup()
        field.hidePopup()
        field.activated.emit(row)
        assert field.currentText() == text
    analyst.desk.settle()
