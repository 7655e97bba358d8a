"""A complaint's case from the office's untidy sheet to the archive: every step of a reverse review at the window."""

from pathlib import Path
from typing import TypeVar

import openpyxl
import pytest
from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.models.dates import PartialDate
from app.views.importing.page import ImportPage
from app.views.reverse_reviews.record import ReviewRecord
from app.views.review_analysis.page import AnalysisPage
from app.views.review_grades.view import ReviewGradesView
from app.views.review_results.view import ReviewResultsView
from app.views.review_statistics.page import ReviewStatisticsPage
from app.views.review_triggers.page import TriggersPage
from tests.stories.conftest import CLERK, ClerksDesk, type_chinese

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Tab = TypeVar("Tab", bound=QWidget)
PEOPLE = (
    ("张某", "检察官", "案件管理部"),
    ("李某", "检察官", "控告申诉检察部"),
    ("王某", "部门负责人", "控告申诉检察部"),
    ("孙某", "检察官", "第一检察部"),
    ("钱某", "检察长", ""),
)
HEADS = (
    "序号",
    "受案号",
    "嫌疑人",
    "罪名",
    "承办人",
    "承办部门",
    "批捕结果",
    "审查起诉结果",
    "信访类型",
    "信访次数",
    "申诉结果",
)
ROWS = (
    (1, "青检刑诉受〔2025〕11号", "赵某", "盗窃罪", "孙某", "第一检察部", "批捕", "相对不诉", "刑事申诉", "1", "维持"),
    (2, "青检刑诉受〔2025〕11号", "陈某", "盗窃罪", "孙某", "第一检察部", "批捕", "起诉", "", "", ""),
    (3, "青检刑诉受〔2025〕12号", "吴某", "诈骗罪", "孙某", "第一检察部", "批捕", "起诉", "重复信访", "三次", "在办"),
)  # fmt: skip
OF_OTHERS = {
    "dimension": "证据采信",
    "stage": "公安立案侦查",
    "unit": "青山县公安局",
    "verdict": "错误",
    "problem": "讯问录音录像不规范",
    "fact": "讯问没有全程录音录像",
    "provision": "刑事诉讼法第一百二十三条",
}
OWN = {
    "dimension": "办案程序",
    "stage": "审查起诉",
    "verdict": "瑕疵",
    "problem": "未履行权利告知",
    "fact": "未在三日内告知被害人有权委托诉讼代理人",
    "provision": "刑事诉讼法第四十六条",
}


class Walk:
    """张某 of 案管, who sees the handlers, goes the whole way."""

    def __init__(self, desk: ClerksDesk, bot: QtBot, folder: Path) -> None:
        """An office with its people."""
        self.desk, self._bot, self._folder = desk, bot, folder
        offices = desk.services.offices
        for name in ("案件管理部", "控告申诉检察部", "第一检察部"):
            offices.add_department(CLERK, name)
        for person in PEOPLE:
            offices.add_person(CLERK, *person)
        desk.settle()

    def take_the_sheet_in(self) -> None:
        """A title above the heads, a second person of one case, a line of sums."""
        book = openpyxl.Workbook()
        assert book.active is not None
        for row in (("2025年刑事案件台账",), (), HEADS, *ROWS, ("合计", *("" for _ in HEADS[1:]))):
            book.active.append(row)
        book.save(self._folder / "原案.xlsx")
        page = self.desk.window.go_to("importing")
        assert isinstance(page, ImportPage)
        page.kind.setCurrentText("原案台账")
        type_chinese(page.file.text, str(self._folder / "原案.xlsx"))
        self.desk.click("检查")
        assert page.view.commit.text() == "导入 2 件"
        page.view.commit.click()
        self.desk.settle()

    def begin_from_the_list(self) -> None:
        """F3 on what waits, Enter to the review."""
        page = self.desk.window.go_to("review_triggers")
        assert isinstance(page, TriggersPage)
        self.desk.settle()
        rows = [str(page.list.model.index(row, 2).data()) for row in range(page.list.model.rowCount())]
        assert sorted(rows) == ["吴某诈骗案", "赵某盗窃案"]
        page.list.table.selectRow(rows.index("赵某盗窃案"))
        self._front(page.list.table)
        self.desk.press(Qt.Key.Key_F3)
        self.desk.fill(handler="孙某", started_on="2026-11-02")
        self.desk.confirm()
        assert any("孙某是" in problem for problem in self.desk.problems())  # he handled it
        self.desk.fill(handler="李某", department="控告申诉检察部")
        self.desk.confirm()
        self._front(page.list.table)
        self.desk.press(Qt.Key.Key_Return)

    @property
    def record(self) -> ReviewRecord:
        """The review on screen."""
        assert isinstance(self.desk.record, ReviewRecord)
        return self.desk.record

    def look_over_and_conclude(self) -> None:
        """Two findings, the other dimensions in order."""
        for finding in (OF_OTHERS, OWN):
            self.record.findings.add()
            self.desk.fill(**finding, found_on="2026-11-10")
            self.desk.confirm()
        self.desk.click("其余标为无问题", self.record.findings)
        self.desk.click("审结…", self.record)
        self.desk.fill(on="2026-11-12", conclusion="原案处理正确，程序有瑕疵", opinion="规范讯问录音录像")
        self.desk.confirm()
        buttons = self.record.findings.findChildren(QPushButton)
        enabled = [button.text() for button in buttons if button.isEnabled() and button.isVisible()]
        assert enabled == ["登记纠正情况…"]  # what was found stands

    def grade(self) -> None:
        """Proposed, heard, decided."""
        view = self._tab(ReviewGradesView)
        self.desk.click("提出等次…", view)
        self.desk.fill(grade="合格", proposed_by="李某", proposed_on="11.13", reason="程序瑕疵，结论正确。")
        self.desk.confirm()
        self.desk.click("登记听取意见…", view)
        self.desk.fill(heard_on="11.14", heard_who="孙某", statement="同意。")
        self.desk.confirm()
        self.desk.click("登记决定…", view)
        self.desk.fill(
            grade="合格", decided_as="检察长", decided_by="钱某", decided_on="11.16", number="青检评〔2026〕1号"
        )
        self.desk.confirm()
        assert view.grades.texts()[0][6] == "已决定"

    def object(self) -> None:
        """The handler objects to the flaw in writing; it stands."""
        view = self._tab(ReviewGradesView)
        self.desk.click("登记意见…", view)
        about = self.desk.dialog.findChild(QComboBox, "about")
        assert about is not None
        flaw = next(about.itemText(at) for at in range(about.count()) if "瑕疵" in about.itemText(at))
        self.desk.fill(about=flaw, form="异议", raised_by="孙某", raised_on="11.16", content="已经口头告知。")
        self.desk.fill(scan=str(self.desk.has_scan("异议书.pdf")))
        self.desk.confirm()
        self.desk.click("处理意见…", view)
        self.desk.fill(outcome="维持", decision="卷内没有告知记录。")
        self.desk.fill(
            decided_as="部门负责人", decided_by="王某", decided_on="11.17", scan=str(self.desk.has_scan("决定.pdf"))
        )
        self.desk.confirm()
        assert view.objections.texts()[0][4] == "维持"

    def remind_the_police(self) -> None:
        """Prepared, decided by the 检察长 on a signed sheet, sent, answered, verified."""
        view = self._tab(ReviewResultsView)
        self._press(view, "prepare")
        self.desk.fill(kind="反向审视提醒函", title="讯问录音录像的提醒", addressee="青山县公安局")
        self.desk.tick("is_outside")
        self.desk.confirm()
        (result,) = self.desk.services.review_results.of(1)
        assert [each.words[:5] for each in result.findings] == ["1. 错误"]  # our own flaw is not told to the police
        self._press(view, "ask")
        self.desk.fill(content="拟发提醒函", reviewer="王某")
        self.desk.confirm()
        self._press(view, "ask")
        self.desk.fill(review_person="王某", review_on="2026-11-22", review_verdict="同意")
        self.desk.fill(decide_person="钱某", decide_on="2026-11-22", decide_verdict="同意")
        self.desk.fill(scan=str(self.desk.has_scan("签批件.pdf")))
        self.desk.confirm()
        self._press(view, "send")
        self.desk.fill(sent_on="2026-11-22", number="青检审视〔2026〕1号", feedback_due_on="2026-11-30")
        self.desk.confirm()
        self._press(view, "feedback")
        self.desk.fill(on="2026-11-22", outcome="已纠正", text="已补装设备")
        self.desk.confirm()
        self._press(view, "verify")
        self.desk.fill(on="2026-11-22", by="李某", outcome="整改到位，销号", text="现场查看属实")
        self.desk.confirm()
        assert view.table.texts()[0][0] == "已销号"

    def lead_on(self) -> None:
        """检察建议 with the facts carried over, and a clue; back from each by Esc."""
        view = self._tab(ReviewResultsView)
        self._press(view, "suggestion")
        form = self.desk.dialog.form
        assert (form.text("addressee"), form.text("facts")) == ("青山县公安局", "讯问没有全程录音录像")
        self.desk.confirm()
        assert self.desk.record is not None
        assert "JY2026-00001" in self.desk.record.heading.text()
        self._front(self.desk.window.page)
        self.desk.press(Qt.Key.Key_Escape)
        self._press(view, "clue")
        assert self.desk.dialog.form.text("unit") == "青山县公安局"
        self.desk.fill(to="第一检察部")
        self.desk.confirm()
        assert [row[1] for row in view.table.texts()] == ["反向审视提醒函", "检察建议", "移送监督线索"]

    def close_and_archive(self) -> None:
        """Our own flaw put right, a reason for what is not settled."""
        self.record.tabs.setCurrentWidget(self.record.findings)
        self._front(self.record.findings.own)
        self.desk.press(Qt.Key.Key_F3)
        self.desk.fill(correction="已补正", note="补充告知")
        self.desk.confirm()
        assert not self.desk.has_dialog, self.desk.problems()
        self.desk.click("办结…", self.record)
        for line in self.desk.dialog.findChildren(QLineEdit, QRegularExpression("^excuse_")):
            type_chinese(line, "另行办理")
        self.desk.confirm()
        assert not self.desk.has_dialog, self.desk.problems()
        self.desk.click("登记归档号…", self.record)
        self.desk.fill(number="2026-反审-001")
        self.desk.confirm()
        card = self.desk.services.reverse_reviews.card(CLERK, 1)
        assert (card.closed_on, card.archive_number) == (PartialDate("2026-11-22"), "2026-反审-001")

    def read_the_figures(self) -> None:
        """The month counts what was done."""
        page = self.desk.window.go_to("review_statistics")
        assert isinstance(page, ReviewStatisticsPage)
        page.chooser.month.show_month("2026-11")
        self.desk.settle()
        counted = {row[1]: row[5] for row in page.figures.table.texts()}
        wanted = {
            "启动审视": "1",
            "审视件数": "1",
            "审视办结": "1",
            "发现问题": "2",
            "错误·其他单位": "1",
            "瑕疵·本院": "1",
        }
        assert {name: counted[name] for name in wanted} == wanted

    def report_to_the_leaders(self) -> None:
        """The half-year's report, and the day the 党组 heard it."""
        page = self.desk.window.go_to("review_analysis")
        assert isinstance(page, AnalysisPage)
        self.desk.settle()
        page.make_report()
        self.desk.settle()
        assert "共发现问题2个" in self.desk.dialog.form.text("text")
        self.desk.confirm()
        page.reports.present()
        self.desk.fill(on="2026-11-22", demands="抓好整改")
        self.desk.confirm()
        assert page.reports.table.texts()[0][5] == "2026-11-22 党组"

    def _tab(self, kind: type[Tab]) -> Tab:
        view = self.record.findChild(kind)
        assert view is not None
        self.record.tabs.setCurrentWidget(view)
        self.desk.settle()
        return view

    def _press(self, view: ReviewResultsView, key: str) -> None:
        button = view.findChild(QPushButton, f"result_{key}")
        assert button is not None
        assert button.isEnabled(), key
        button.click()
        self.desk.settle()

    def _front(self, widget: QWidget) -> None:
        """As the window manager does after a dialog."""
        self.desk.window.activateWindow()
        self._bot.waitUntil(self.desk.window.isActiveWindow)
        widget.setFocus()


@pytest.fixture
def walk(desk: ClerksDesk, qtbot: QtBot, tmp_path: Path) -> Walk:
    """Somebody at the window."""
    return Walk(desk, qtbot, tmp_path)


def test_a_complaint_goes_from_the_sheet_over_its_review_to_the_archive(walk: Walk) -> None:
    walk.take_the_sheet_in()
    walk.begin_from_the_list()
    walk.look_over_and_conclude()
    walk.remind_the_police()
    walk.lead_on()
    walk.close_and_archive()
    walk.read_the_figures()


@pytest.mark.exhaustive
def test_a_grade_and_an_objection_on_the_way_and_a_report_at_the_end(walk: Walk) -> None:
    walk.take_the_sheet_in()
    walk.begin_from_the_list()
    walk.look_over_and_conclude()
    walk.object()
    walk.grade()
    walk.remind_the_police()
    walk.close_and_archive()
    walk.report_to_the_leaders()
    walk.read_the_figures()
