"""登记簿: requests and meetings, entered from the page or from a matter, carried on by keys, printed and exported."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.models.case_terms import Direction, MeetingKind, ReportKind
from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.case_registers.rows import MeetingDraft, ReportDraft
from app.services.documents.preview import text_of
from app.views.case_registers.names import names_like
from app.views.case_registers.page import RegistersPage
from app.views.case_registers.sheets import write_register
from app.views.docket.paper_dialog import PaperDialog
from tests.stories.conftest import CLERK, ClerksDesk, type_chinese
from tests.stories.test_names_for_screen_readers import nameless

REQUEST = ReportDraft(
    ReportKind.REQUEST, Direction.UP, "关于法律适用的请示", "青山市人民检察院", PartialDate("2026-10-12")
)
HEARING = MeetingDraft(MeetingKind.HEARING, "整改是否到位", PartialDate("2026-11-05"))
# The offscreen plugin's own notes on the list of suggestions that opens below the field.
SUGGESTING = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class RegisterDesk:
    """The page as 张某 uses it."""

    def __init__(self, desk: ClerksDesk, bot: QtBot) -> None:
        self.desk, self._bot = desk, bot

    @property
    def page(self) -> RegistersPage:
        page = self.desk.window.page
        assert isinstance(page, RegistersPage)
        return page

    def open(self, tab: int = 0) -> None:
        """The page, on one of its registers."""
        self.desk.go_to("登记簿")
        self.page.tabs.setCurrentIndex(tab)
        self.desk.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key on the list."""
        self.desk.window.activateWindow()  # as the window manager does; keys of the window ask for it
        self._bot.waitUntil(self.desk.window.isActiveWindow)
        self.page.list.table.setFocus()
        self._bot.keyClick(self.page.list.table, key, modifier)
        self.desk.settle()

    def column(self, title: str) -> list[str]:
        """One column, from top to bottom."""
        model = self.page.list.model
        section = next(at for at, column in enumerate(model.columns) if column.title == title)
        return [str(model.index(row, section).data() or "") for row in range(model.rowCount())]

    def has_request(self, record: str = "") -> int:
        """A 请示 on the register."""
        reports = self.desk.services.case_registers.reports
        return reports.register(CLERK, replace(REQUEST, record_number=record)).id

    def has_hearing(self, record: str = "") -> int:
        """A hearing on the register."""
        meetings = self.desk.services.case_registers.meetings
        return meetings.register(CLERK, replace(HEARING, record_number=record)).id


@pytest.fixture
def registers(desk: ClerksDesk, qtbot: QtBot) -> RegisterDesk:
    return RegisterDesk(desk, qtbot)


@SUGGESTING
def test_a_request_goes_from_entry_to_answer_to_implementation_by_the_keyboard(
    desk: ClerksDesk, registers: RegisterDesk
) -> None:
    registers.open()
    registers.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    desk.fill(kind="请示", title="关于法律适用的请示", counterpart="青山市人民检察院", sent_on="2026-10-12")
    desk.confirm()
    assert registers.column("状态") == ["待答复"]
    registers.press(Qt.Key.Key_F2)
    desk.fill(answered_on="2026-11-02", answer="同意你院意见。", answer_number="市检复〔2026〕8号")
    desk.confirm()
    assert registers.column("状态") == ["已答复待落实"]
    registers.press(Qt.Key.Key_F3)
    desk.fill(implementation="已制发检察建议。")
    desk.confirm()
    assert registers.column("状态") == ["已落实"]
    assert desk.says().startswith("已登记落实")
    desk.window.said.take_back_wanted.emit(desk.window.workplace.last_act())
    desk.settle()
    assert registers.column("状态") == ["已答复待落实"]


@SUGGESTING
def test_what_is_wrong_stands_beside_its_field_and_the_typing_stays(desk: ClerksDesk, registers: RegisterDesk) -> None:
    registers.open()
    registers.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    desk.fill(kind="请示", title="关于法律适用的请示", counterpart="青山市人民检察院", sent_on="2027-01-01")
    desk.confirm()
    assert "晚于今天" in desk.problems()[0]
    desk.fill(sent_on="2026-10-12", record_number="SX2026-00009")
    desk.confirm()
    assert "没有登记号为“SX2026-00009”的" in desk.problems()[0]
    title = desk.dialog.findChild(QLineEdit, "title")
    assert title is not None
    assert title.text() == "关于法律适用的请示"


def test_an_answer_before_the_request_is_refused_in_its_dialog(desk: ClerksDesk, registers: RegisterDesk) -> None:
    registers.has_request()
    registers.open()
    registers.press(Qt.Key.Key_F2)
    desk.fill(answered_on="2026-10-11", answer="同意")
    desk.confirm()
    assert desk.has_dialog
    assert "早于上一步" in desk.problems()[0]


def test_implementing_what_was_not_answered_is_refused_before_anything_is_typed(
    desk: ClerksDesk, registers: RegisterDesk
) -> None:
    registers.has_request()
    registers.open()
    registers.press(Qt.Key.Key_F3)
    assert not desk.has_dialog
    assert "还没有登记答复，不能登记落实" in desk.says()


def test_a_change_by_somebody_else_is_told_and_the_typing_stays(desk: ClerksDesk, registers: RegisterDesk) -> None:
    key = registers.has_request()
    registers.open()
    registers.press(Qt.Key.Key_Return)
    desk.fill(title="我改的标题")
    desk.services.case_registers.reports.amend(CLERK, key, 1, replace(REQUEST, number="青检请〔2026〕3号"))
    desk.confirm()
    assert "已被修改，本次没有保存" in desk.dialog.problem.text()
    title = desk.dialog.findChild(QLineEdit, "title")
    assert title is not None
    assert title.text() == "我改的标题"


def test_a_hearing_is_fed_back_and_a_committee_cannot_be(desk: ClerksDesk, registers: RegisterDesk) -> None:
    registers.has_hearing()
    registers.open(tab=1)
    registers.press(Qt.Key.Key_F2)
    desk.fill(feedback_on="2026-11-12", feedback="已书面告知听证员。")
    desk.confirm()
    assert registers.column("状态") == ["已召开"]
    registers.press(Qt.Key.Key_Return)
    desk.fill(kind="检察委员会")
    desk.confirm()
    assert "已登记反馈" in desk.problems()[0]


@SUGGESTING
def test_a_meeting_entered_on_a_matters_page_belongs_to_it_and_stands_in_its_history(
    desk: ClerksDesk, registers: RegisterDesk
) -> None:
    matter = desk.has_matter("青山县公安局")
    desk.go_to("监督事项")
    desk.window.page.open_record(matter)
    assert desk.record is not None
    view = desk.record.registers  # type: ignore[attr-defined]  # a MatterRecord
    desk.record.tabs.setCurrentWidget(view)
    desk.click("登记会议…", view)
    desk.fill(kind="检察官联席会议", topic="是否立案", held_on="2026-11-20", opinions="多数同意")
    desk.confirm()
    assert [row[0] for row in view.meetings.table.texts()] == ["HY2026-00001"]
    assert "会议与请示(1)" in [desk.record.tabs.tabText(place) for place in range(desk.record.tabs.count())]
    lines = desk.services.history.lines(RecordType.MATTER, matter)
    assert lines[-1].title == "登记会议"
    registers.open(tab=1)
    registers.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.record is not None
    assert "青山县公安局" in desk.record.heading.text()


def test_a_request_on_a_matters_page_is_answered_there(desk: ClerksDesk, registers: RegisterDesk) -> None:
    matter = desk.has_matter("青山县公安局")
    registers.has_request("SX2026-00001")
    desk.go_to("监督事项")
    desk.window.page.open_record(matter)
    assert desk.record is not None
    view = desk.record.registers  # type: ignore[attr-defined]  # a MatterRecord
    desk.record.tabs.setCurrentWidget(view)
    desk.click("登记答复…", view)
    desk.fill(answered_on="2026-11-02", answer="同意")
    desk.confirm()
    assert view.reports.table.texts()[0][2] == "已答复待落实"


def test_a_file_of_a_meeting_comes_to_its_matter_and_one_without_a_matter_is_refused(
    desk: ClerksDesk, registers: RegisterDesk
) -> None:
    matter = desk.has_matter("青山县公安局")
    key = registers.has_hearing("SX2026-00001")
    registers.open(tab=1)
    registers.page.meetings.acts.attach(key)
    desk.fill(path=str(desk.has_scan("听证笔录.pdf")))
    desk.confirm()
    files = desk.services.attachments.of(RecordType.MATTER, matter)
    assert [(file.purpose, file.file_name) for file in files] == [("会议材料 HY2026-00001", "听证笔录.pdf")]
    registers.page.meetings.acts.attach(registers.has_hearing())
    assert not desk.has_dialog
    assert "没有关联记录，不能添加文件" in desk.says()


def test_the_register_prints_and_exports_what_the_filters_leave(
    desk: ClerksDesk, registers: RegisterDesk, tmp_path: Path
) -> None:
    registers.has_request()
    registers.open()
    page = registers.page
    page.list.filters.pick("kind", "报备")
    desk.settle()
    page.list.print_listed()
    desk.settle()
    sheet = next(found for found in desk.window.findChildren(PaperDialog) if found.isVisible())
    assert "种类：报备，共0件" in text_of(sheet.pdf)
    sheet.accept()
    page.list.filters.clear()
    desk.settle()
    path = tmp_path / "请示.pdf"
    assert page.list.model.query is not None
    write_register(desk.window.workplace, page.reports.book, page.list.model.query, page.list.work, path)
    desk.settle()
    assert "关于法律适用的请示" in text_of(path.read_bytes())
    assert desk.services.papers.log.lines()[0].title == "请示报告登记簿"
    assert "共 1 件" in desk.says()


def test_names_are_completed_one_after_another(desk: ClerksDesk) -> None:
    for name in ("张三", "李四", "李五"):
        desk.services.offices.add_person(CLERK, name)
    assert names_like(desk.services, "张三、李") == ["张三、李四", "张三、李五"]
    assert names_like(desk.services, "张三、张") == []
    assert names_like(desk.services, "") == []


def test_everything_on_the_registers_has_a_name(desk: ClerksDesk, registers: RegisterDesk) -> None:
    registers.has_request()
    registers.has_hearing()
    for tab in (0, 1):
        registers.open(tab)
        assert nameless(desk.window) == []
        for key in (Qt.Key.Key_Return, Qt.Key.Key_F2):
            registers.press(key)
            assert nameless(desk.dialog) == []
            desk.dialog.reject()


def test_an_entry_is_found_by_typing_on_the_list(desk: ClerksDesk, registers: RegisterDesk, qtbot: QtBot) -> None:
    registers.has_request()
    registers.open()
    type_chinese(registers.page.list.filters.text, "没有这样的")
    qtbot.waitUntil(lambda: registers.column("标题") == [])
    type_chinese(registers.page.list.filters.text, "法律适用")
    qtbot.waitUntil(lambda: registers.column("标题") == ["关于法律适用的请示"])
