"""送达: a letter is sealed, allotted, posted in vain, received, filed and sent for information, through the widgets."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.terms import ServiceMethod, SuggestionKind
from app.services.suggestions.rows import IssueDraft, LetterDraft, ServiceDraft
from app.views.case_registers.page import RegistersPage
from app.views.papers.writing_view import WritingView
from app.views.serving.view import ServingView
from app.views.shared.lamp import LampBadge
from tests.stories.conftest import CLERK, ClerksDesk
from tests.stories.test_names_for_screen_readers import nameless

SUGGESTING = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class ServingDesk:
    """The tab 送达 as 张某 uses it."""

    def __init__(self, desk: ClerksDesk, bot: QtBot) -> None:
        self.desk, self._bot = desk, bot

    def has_letter(self, kind: SuggestionKind = SuggestionKind.SOCIAL_GOVERNANCE, copies_to: str = "") -> int:
        """An issued letter, on screen at its tab 送达."""
        letters = self.desk.services.suggestions
        draft = LetterDraft(kind=kind, addressee="青山县水利局", copies_to=copies_to, handler="张某")
        letter = letters.draft(CLERK, draft).id
        letters.register_issue(CLERK, letter, IssueDraft("青检建〔2026〕3号", PartialDate("2026-11-02")))
        self.desk.settle()
        self.desk.choose("青山县水利局")
        self.desk.press(Qt.Key.Key_Return)
        self.look()
        return letter

    def look(self) -> None:
        """Turn to the tab."""
        assert self.desk.record is not None
        self.desk.record.tabs.setCurrentWidget(self.view)
        self.desk.settle()

    @property
    def view(self) -> ServingView:
        assert self.desk.record is not None
        found = self.desk.record.findChild(ServingView)
        assert isinstance(found, ServingView)
        return found

    def click(self, title: str) -> None:
        """A button of the tab."""
        self.desk.click(title, self.view)

    def can(self, title: str) -> bool:
        """Whether a button of the tab may be pressed."""
        return next(found for found in self.view.findChildren(QPushButton) if found.text() == title).isEnabled()

    def steps(self) -> list[str]:
        """The words of the steps."""
        return [label.text() for label in self.view.steps.findChildren(QLabel) if label.text() and label.isVisible()]

    def lamps(self) -> list[str]:
        """The words of the lamps that are shown."""
        shown = [badge for badge in self.view.findChildren(LampBadge) if badge.isVisible()]
        return [self.desk.texts(badge).strip() for badge in shown]

    def pick_copy(self, recipient: str) -> None:
        """Make the row of one recipient current."""
        table = self.view.copies.table
        row = next(at for at, cells in enumerate(table.texts()) if recipient in cells[1])
        table.setCurrentIndex(table.rows.index(row, 0))
        table.setFocus()

    def tick(self, recipient: str, on: str) -> None:
        """Tick one recipient off with Enter."""
        self.pick_copy(recipient)
        self._bot.keyClick(self.view.copies.table, Qt.Key.Key_Return)
        self.desk.fill(sent_on=on, receiver="赵某")
        self.desk.confirm()

    def take_back(self) -> None:
        """撤销 in the status line."""
        self.desk.window.said.take_back_wanted.emit(self.desk.window.workplace.last_act())
        self.desk.settle()


@pytest.fixture
def serving(desk: ClerksDesk, qtbot: QtBot) -> ServingDesk:
    return ServingDesk(desk, qtbot)


def allot(serving: ServingDesk) -> None:
    """Copies by default."""
    serving.click("默认分配")
    assert [cells[:3] for cells in serving.view.copies.table.texts()] == [
        ("送达", "青山县水利局", "1"),
        ("附卷", "本院案卷", "1"),
        ("备案", "上一级人民检察院对口业务部门", "1"),
        ("备案", "上一级人民检察院法律政策研究部门", "1"),
        ("抄送", "青山县人民政府", "1"),
    ]


def seal_and_post_in_vain(desk: ClerksDesk, serving: ServingDesk) -> None:
    """The seal, then two attempts of the post."""
    serving.click("登记用印…")
    desk.fill(sealed_on="2026-11-03", approved_by="钱某", sealed_by="李某")
    desk.confirm()
    assert serving.view.sealed.text().startswith(
        "用印：YY2026-00001 检察建议书 5份（2026-11-03，批准人钱某，监印人李某）"
    )

    serving.click("送出…")
    desk.fill(method="邮寄送达", sent_on="2026-11-09")
    desk.confirm()
    assert desk.problems() == ["请填写邮件号，以便查询投递情况。"]
    desk.fill(tracking_number="EM123")
    desk.confirm()
    assert serving.lamps() == ["送达回证收回：已过3天（依据未核，仅提醒）", "报备：超期13天"]
    assert not serving.can("送出…")

    for day in ("2026-11-10", "2026-11-11"):
        serving.click("投递…")
        desk.fill(tried_on=day, outcome="无人签收")
        desk.confirm()
    assert "经过：2026-11-10 无人签收；2026-11-11 无人签收" in serving.view.services.words.text()
    assert "投递期到 2026-11-16" in serving.view.services.words.text()


def receive(desk: ClerksDesk, serving: ServingDesk) -> None:
    """The receipt, first its day, then its paper."""
    serving.click("签收…")
    desk.fill(received_on="2026-11-12", receiver="李某")
    desk.confirm()
    assert serving.lamps() == ["送达回证还没有收回（2026-11-12 已签收）", "报备：超期13天"]
    serving.click("回证收回…")
    desk.fill(scan=str(desk.has_scan("送达回证.pdf")))
    desk.confirm()
    assert serving.lamps() == ["报备：超期13天"]
    assert serving.view.services.table.texts() == [
        ("邮寄送达", "已签收", "2026-11-09", "2026-11-12", "李某", "送达回证.pdf")
    ]


@SUGGESTING
def test_a_letter_goes_from_the_seal_to_its_last_copy(desk: ClerksDesk, serving: ServingDesk) -> None:
    serving.has_letter(copies_to="青山县人民政府")
    assert serving.steps() == ["用印", "份数", "送出", "签收", "备案 0/2"]
    assert serving.lamps() == ["报备：超期13天"]

    allot(serving)
    seal_and_post_in_vain(desk, serving)
    receive(desk, serving)
    serving.tick("对口业务部门", "2026-11-05")
    assert serving.lamps() == ["报备：超期13天"]
    serving.tick("政策研究", "2026-11-06")
    assert serving.lamps() == []
    serving.tick("人民政府", "2026-11-13")
    assert serving.steps() == [
        "用印 2026-11-03", "份数 5份", "送出 2026-11-09", "签收 2026-11-12", "备案 2/2", "抄送 1/1",
    ]  # fmt: skip
    serving.pick_copy("政策研究")
    serving.click("取消报送")
    assert serving.lamps() == ["报备：超期13天"]
    serving.take_back()
    assert serving.lamps() == []


@SUGGESTING
def test_a_refused_letter_of_social_governance_is_not_left_but_posted(desk: ClerksDesk, serving: ServingDesk) -> None:
    serving.has_letter()
    serving.click("送出…")
    desk.fill(method="书面送达", sent_on="2026-11-09")
    desk.confirm()
    serving.click("拒收…")
    desk.fill(happened_on="2026-11-09", reason="负责人称无权接收", participants="王某")
    desk.confirm()
    assert (
        "下一步：把拒收的经过记录在卷，报告部门负责人；改用检察专递送达。不能留置。"
        in serving.view.services.words.text()
    )
    serving.click("送出…")
    desk.fill(method="留置送达")
    desk.confirm()
    assert "不能留置送达" in desk.problems()[0]
    desk.fill(method="邮寄送达", tracking_number="EM1", sent_on="2026-11-10")
    desk.confirm()
    assert [cells[:2] for cells in serving.view.services.table.texts()] == [
        ("书面送达", "拒绝签收"),
        ("邮寄送达", "待签收"),
    ]


@SUGGESTING
def test_the_quick_form_asks_what_the_method_needs(desk: ClerksDesk, serving: ServingDesk) -> None:
    serving.has_letter()
    assert desk.record is not None
    desk.click("登记送达", desk.record)
    desk.fill(method="宣告送达", received_on="2026-11-10", receiver="李某")
    desk.confirm()
    assert desk.problems() == ["宣告送达应当商被建议单位同意。请确认对方已经同意；没有同意的，改用书面送达。"]
    desk.tick("is_agreed")
    desk.fill(place="本院宣告室", participants="周某（人大代表）")
    desk.confirm()
    assert serving.steps()[3] == "签收 2026-11-10"
    assert "地点：本院宣告室　在场：周某（人大代表）" in serving.view.services.words.text()
    serving.click("宣告送达笔录")
    assert isinstance(desk.record.tabs.currentWidget(), WritingView)


@SUGGESTING
def test_the_registers_show_what_was_entered_on_the_letter(desk: ClerksDesk, serving: ServingDesk) -> None:
    serving.has_letter()
    serving.click("登记用印…")
    desk.fill(copies="5", sealed_on="2026-11-03", approved_by="钱某", sealed_by="李某")
    desk.confirm()
    serving.click("送出…")
    desk.fill(method="书面送达", sent_on="2026-11-09")
    desk.confirm()
    desk.go_to("登记簿")
    page = desk.window.page
    assert isinstance(page, RegistersPage)
    for listed, first in ((page.seals, "YY2026-00001"), (page.services, "青检建〔2026〕3号")):
        page.tabs.setCurrentWidget(listed)
        desk.settle()
        assert listed.model.rowCount() == 1
        assert first in str(listed.model.index(0, 0).data())
        listed.filters.pick("month", "2026-11")
        desk.settle()
        assert listed.model.rowCount() == 1


def test_every_part_of_the_tab_has_a_name_for_screen_readers(desk: ClerksDesk, serving: ServingDesk) -> None:
    serving.has_letter()
    assert nameless(serving.view) == []
    assert all(table.accessibleName() for table in serving.view.findChildren(QTableView))


@SUGGESTING
def test_whoever_comes_second_is_told_and_what_was_typed_stays(desk: ClerksDesk, serving: ServingDesk) -> None:
    letter = serving.has_letter()
    assert desk.record is not None
    desk.click("登记送达", desk.record)
    desk.fill(received_on="2026-11-10", receiver="王某")
    service = ServiceDraft(ServiceMethod.WRITTEN, PartialDate("2026-11-09"), "李某")
    desk.services.suggestions.register_service(Actor("李某"), letter, service)
    desk.confirm()
    assert "已被修改，本次没有保存：李某于" in desk.dialog.problem.text()
    desk.confirm()
    assert "更正已登记的送达" in desk.dialog.problem.text()
    assert serving.view.services.table.texts()[0][4] == "李某"
