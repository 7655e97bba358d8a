"""Work changes hands: offered, returned, offered again and accepted; and all of it when somebody leaves."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QMessageBox, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from app.bootstrap import Shop
from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.terms import RecordType, SuggestionKind
from app.services.hand_overs.rows import ReferralDraft, Target
from app.services.matters.rows import MatterDraft
from app.services.papers.rows import RecordKey
from app.services.suggestions.rows import LetterDraft
from app.views.backups.page import SystemPage
from app.views.hand_overs.departure_plan_dialog import DeparturePlanDialog
from app.views.hand_overs.record_view import RecordHandOvers
from app.views.hand_overs.waiting_dialog import WaitingDialog
from app.views.shared.form_dialog import FormDialog
from tests.stories.conftest import CLERK, ClerksDesk

PEOPLE = (
    ("李某", "检察官", "第一检察部"),
    ("孙某", "检察官助理", "第一检察部"),
    ("王某", "检察官", "第二检察部"),
    ("徐某", "内勤", "案件管理部"),
)


@pytest.fixture
def office(desk: ClerksDesk) -> ClerksDesk:
    """Three departments and four people; 徐某 of case management is at the window."""
    offices = desk.services.offices
    for name in ("第一检察部", "第二检察部", "案件管理部"):
        offices.add_department(CLERK, name)
    for name, post, department in PEOPLE:
        offices.add_person(CLERK, name, post, department)
    desk.window.workplace.work_as("徐某")
    return desk


def test_a_record_that_never_changed_hands_says_how_it_would(office: ClerksDesk) -> None:
    desk = office
    desk.window.workplace.open_record(RecordType.MATTER, matter_of(desk, "李某"))
    desk.settle()
    view = desk.window.page.findChild(RecordHandOvers)
    assert view is not None
    assert "按“移交转办…”" in view.hand_overs.notice.text()
    assert "按“移送线索…”" in view.referrals.notice.text()
    assert not view.hand_overs.notice.isHidden()


def matter_of(desk: ClerksDesk, handler: str, unit: str = "青山县公安局") -> int:
    draft = MatterDraft(kind="立案监督", unit=unit, department="第一检察部", handler=handler)
    made = desk.services.matters.register(CLERK, draft).id
    desk.settle()
    return made


def letter_of(desk: ClerksDesk, handler: str) -> int:
    draft = LetterDraft(
        kind=SuggestionKind.SOCIAL_GOVERNANCE, addressee="青山县教育局", department="第一检察部", handler=handler
    )
    made = desk.services.suggestions.draft(CLERK, draft).id
    desk.settle()
    return made


def opened(desk: ClerksDesk, matter: int) -> RecordHandOvers:
    desk.go_to("监督事项")
    desk.window.page.open_record(matter)
    desk.settle()
    assert desk.record is not None
    return desk.record.hand_overs  # type: ignore[attr-defined, no-any-return]  # a MatterRecord


def test_offered_returned_with_a_reason_offered_again_and_accepted(office: ClerksDesk) -> None:
    desk = office
    matter = matter_of(desk, "李某")
    view = opened(desk, matter)
    assert not view.banner.isVisible()

    view.offer()
    desk.fill(to_department="第二检察部", reason="管辖调整")
    desk.confirm()
    assert desk.says() == "已移交 1 件，等待对方接收"
    assert "徐某于 2026-11-22 移交给第二检察部。理由：管辖调整" in view.banner.words.text()

    desk.window.workplace.work_as("王某")
    desk.click("退回…", view.banner)
    desk.confirm()
    assert desk.problems() == ["请填写退回理由。"]
    desk.fill(reason="不属于本部职责")
    desk.confirm()
    assert not view.banner.isVisible()
    assert view.hand_overs.texts()[0][4:] == ("已退回", "2026-11-22 王某", "管辖调整（不属于本部职责）")

    desk.window.workplace.work_as("徐某")
    view.offer()
    desk.fill(to_department="第二检察部", reason="检察长已决定由二部办理")
    desk.confirm()
    desk.window.workplace.work_as("王某")
    desk.click("接收…", view.banner)
    desk.confirm()
    assert desk.says() == "已接收 SX2026-00001"
    assert [row[4] for row in view.hand_overs.texts()] == ["已接收", "已退回"]
    draft = desk.services.matters.card(matter).draft
    assert (draft.department, draft.handler) == ("第二检察部", "王某")  # who accepted was proposed as handler
    assert "移交与移送" in [desk.record.tabs.tabText(at) for at in range(desk.record.tabs.count())]  # type: ignore[union-attr]  # a record is open


def test_what_was_done_is_taken_back_by_ctrl_z(office: ClerksDesk) -> None:
    view = opened(office, matter_of(office, "李某"))
    view.offer()
    office.fill(to_handler="王某", reason="管辖调整")
    office.confirm()
    office.window.said.undo.click()
    office.settle()
    assert view.hand_overs.texts() == []
    assert not view.banner.isVisible()


def test_the_clerk_is_told_who_may_hand_over_and_keeps_what_was_typed(office: ClerksDesk) -> None:
    view = opened(office, matter_of(office, "李某"))
    office.window.workplace.work_as("李某")
    view.offer()
    office.fill(to_handler="王某", reason="管辖调整")
    office.confirm()
    assert "李某不是案件管理人员或部门负责人" in office.problems()[0]
    office.window.workplace.work_as("徐某")
    office.confirm()
    assert not office.has_dialog


def test_choosing_a_department_leaves_its_people_to_choose_from(office: ClerksDesk) -> None:
    view = opened(office, matter_of(office, "李某"))
    view.offer()
    handler = office.dialog.findChild(QComboBox, "to_handler")
    assert handler is not None
    assert [handler.itemText(at) for at in range(handler.count())] == ["", "李某", "孙某", "王某", "徐某"]
    office.fill(to_department="第一检察部")
    assert [handler.itemText(at) for at in range(handler.count())] == ["", "李某", "孙某"]
    drop(office.dialog)


def test_several_rows_of_a_list_are_handed_over_in_one_act(office: ClerksDesk, qtbot: QtBot) -> None:
    for unit in ("青山县公安局", "青山县人民法院", "青山县看守所"):
        matter_of(office, "李某", unit)
    office.go_to("监督事项")
    office.window.activateWindow()
    qtbot.waitUntil(office.window.isActiveWindow)
    office.listing.table.setFocus()
    office.listing.table.selectAll()
    office.press(Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    office.fill(to_handler="孙某", reason="分工调整")
    office.confirm()
    assert office.says() == "已移交 3 件，等待对方接收"
    assert len(office.services.hand_overs.waiting_for("孙某")) == 3
    office.window.said.undo.click()
    office.settle()
    assert office.services.hand_overs.waiting_for("孙某") == ()


def test_letters_are_handed_over_from_their_list_and_accepted_on_their_record(office: ClerksDesk) -> None:
    letter = letter_of(office, "李某")
    office.go_to("检察建议")
    office.listing.table.select_record(letter)
    office.window.page.hand_over_selected()  # type: ignore[attr-defined]  # a SuggestionsPage
    office.fill(to_handler="王某", reason="分工调整")
    office.confirm()
    office.window.page.open_record(letter)
    assert office.record is not None
    office.click("接收…", office.record)
    office.confirm()
    assert office.services.suggestions.card(letter).draft.handler == "王某"


def test_without_a_selection_the_status_line_says_what_to_do(office: ClerksDesk) -> None:
    office.go_to("监督事项")
    office.window.page.hand_over_selected()  # type: ignore[attr-defined]  # a MattersPage
    assert office.says() == "没有选择要移交的记录。请先在列表里选择。"


def test_the_second_window_to_answer_is_told_who_was_quicker(office: ClerksDesk, shop: Shop, store_path: Path) -> None:
    matter = matter_of(office, "李某")
    key = RecordKey(RecordType.MATTER, matter)
    office.services.hand_overs.offer(Actor("徐某"), [key], Target("第二检察部"), "管辖调整")
    view = opened(office, matter)
    office.click("退回…", view.banner)
    office.fill(reason="不属于本部职责")
    other = shop.open(store_path)
    other.hand_overs.accept(Actor("王某"), view.waiting.id, "王某")  # type: ignore[union-attr]  # one waits
    other.close()
    office.confirm()
    assert office.problems() == [
        "SX2026-00001 的这次移交已由王某于 2026-11-22 答复（已接收），不能再次答复。请刷新后再看。"
    ]
    assert office.dialog.form.text("reason") == "不属于本部职责"
    drop(office.dialog)


# The offscreen plugin's own notes on what opens below a field or a button.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_referral_is_registered_and_its_answer_too(office: ClerksDesk) -> None:
    matter = matter_of(office, "李某")
    view = opened(office, matter)
    view.refer()
    office.confirm()
    assert office.problems() == ["请填写受移送单位或部门。"]
    office.fill(
        recipient="第二检察部", letter_number="青检函〔2026〕5号", content="食堂采购不规范", referred_on="11.10"
    )
    office.confirm()
    assert view.referrals.texts() == [
        ("2026-11-10", "第二检察部", "青检函〔2026〕5号", "未反馈，已 12 天", "食堂采购不规范")
    ]
    office.record.tabs.setCurrentWidget(view)  # type: ignore[union-attr]  # a record is open
    office.click("登记反馈…", view)
    office.fill(answer="已立案审查", on="11.20")
    office.confirm()
    assert view.referrals.texts()[0][3] == "2026-11-20 已立案审查"
    assert not view.findChild(QPushButton, "hand_overs_mail-opened").isEnabled()


def test_everything_of_somebody_who_leaves_goes_as_the_dry_run_showed(office: ClerksDesk) -> None:
    desk = office
    matters = [matter_of(desk, "李某", unit) for unit in ("青山县公安局", "青山县人民法院")]
    letter = letter_of(desk, "李某")
    page = registers(desk)
    choose(page.register.people, "李某")
    desk.click("离岗或调动移交…", page.register)
    assert "李某（第一检察部）名下：监督事项 2 件、检察建议 1 份" in desk.texts(desk.dialog)
    desk.fill(matter_target="王某（第二检察部）", reason="调离本院", on="11.20")
    assert desk.dialog.form.text("suggestion_target") == "王某（第二检察部）"
    desk.fill(suggestion_target="孙某（第一检察部）")
    desk.confirm()
    plan = next(found for found in desk.window.findChildren(DeparturePlanDialog) if found.isVisible())
    shown = plan.table.texts()
    assert [(row[0], row[1], row[4]) for row in shown] == [
        ("监督事项", "SX2026-00001", "第二检察部 王某"),
        ("监督事项", "SX2026-00002", "第二检察部 王某"),
        ("检察建议", "JY2026-00001", "第一检察部 孙某"),
    ]
    assert desk.services.matters.card(matters[0]).draft.handler == "李某"  # nothing is written yet
    plan.confirm.click()
    desk.settle()
    assert desk.says() == "已移交李某名下的监督事项 2 件、检察建议 1 份"
    made = [desk.services.hand_overs.of(RecordKey(RecordType.MATTER, key))[0] for key in matters]
    made.append(desk.services.hand_overs.of(RecordKey(RecordType.SUGGESTION, letter))[0])
    assert [(row.number, row.receiver.words) for row in made] == [(row[1], row[4]) for row in shown]
    assert ("李某", "检察官", "第一检察部", "2026-11-20") in page.register.people.texts()
    assert "李某" not in {person.name for person in desk.services.offices.people()}
    desk.window.said.undo.click()
    desk.settle()
    assert desk.services.matters.card(matters[0]).draft.handler == "李某"
    assert ("李某", "检察官", "第一检察部", "") in page.register.people.texts()


def test_a_dry_run_that_others_overtook_says_so_and_leads_back_to_the_fields(office: ClerksDesk) -> None:
    matter_of(office, "李某")
    page = registers(office)
    choose(page.register.people, "李某")
    page.register.hand_over()
    office.fill(matter_target="孙某（第一检察部）", reason="退休")
    office.confirm()
    plan = next(found for found in office.window.findChildren(DeparturePlanDialog) if found.isVisible())
    matter_of(office, "李某", "青山县看守所")
    plan.confirm.click()
    office.settle()
    assert (
        "名下的工作有变动（预览时监督事项 1 件，现在监督事项 2 件；有变动的是SX2026-00002）" in plan.work.problem.text()
    )
    plan.cancel.click()
    assert office.has_dialog
    office.confirm()
    again = [found for found in office.window.findChildren(DeparturePlanDialog) if found.isVisible()]
    assert len(again[-1].table.texts()) == 2
    again[-1].reject()
    drop(office.dialog)


def test_who_has_left_is_asked_for_no_more_and_may_come_back(office: ClerksDesk) -> None:
    desk = office
    page = registers(desk)
    choose(page.register.people, "徐某")
    page.register.hand_over()
    desk.fill(reason="退休")
    desk.confirm()
    plan = next(found for found in desk.window.findChildren(DeparturePlanDialog) if found.isVisible())
    plan.confirm.click()
    desk.settle()
    assert desk.window.header.actor.text() == "选择经办人"
    assert "徐某已于 2026-11-22 离岗" in desk.says()
    desk.window.workplace.work_as("李某")
    choose(page.register.people, "徐某")
    desk.click("恢复在岗", page.register)
    assert desk.says() == "徐某已恢复在岗"
    assert "徐某" in {person.name for person in desk.services.offices.people()}


# The offscreen plugin's own notes on what opens below a field or a button.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_header_says_who_is_working_and_lists_colleagues_with_what_waits(office: ClerksDesk, qtbot: QtBot) -> None:
    desk = office
    matter = matter_of(desk, "李某")
    key = RecordKey(RecordType.MATTER, matter)
    desk.services.hand_overs.offer(Actor("徐某"), [key], Target(handler="王某"), "管辖调整")
    referred = ReferralDraft("青山县公安局", PartialDate("2026-11-10"), "赵某涉嫌掩饰、隐瞒犯罪所得。")
    desk.services.referrals.refer(CLERK, key, referred)
    header = desk.window.header
    header.offer_people()
    titles = [action.text() for action in header.people.actions()]
    assert titles[:4] == [
        "李某\t第一检察部 检察官",
        "孙某\t第一检察部 检察官助理",
        "王某\t第二检察部 检察官",
        "徐某\t案件管理部 内勤",
    ]
    header.people.actions()[2].trigger()
    header.people.close()
    assert header.actor.text() == "经办人 王某"
    header.offer_people()
    waiting = header.people.actions()[-1]
    assert waiting.text() == "待接收的移交 1 件、未反馈的移送 1 件…"
    header.people.close()
    waiting.trigger()
    dialog = next(found for found in desk.window.findChildren(WaitingDialog) if found.isVisible())
    assert dialog.hand_overs.texts()[0][1:3] == ("SX2026-00001", "青山县公安局")
    assert dialog.referrals.texts()[0][1:5] == ("SX2026-00001", "青山县公安局", "", "12")
    qtbot.keyClick(dialog.hand_overs, Qt.Key.Key_Return)
    desk.settle()
    assert desk.record is not None
    assert desk.record.record_id == matter


def test_the_letter_of_a_referral_is_filled_from_it(office: ClerksDesk) -> None:
    matter = matter_of(office, "李某")
    key = RecordKey(RecordType.MATTER, matter)
    draft = ReferralDraft("青山县公安局", PartialDate("2026-11-10"), "赵某涉嫌掩饰、隐瞒犯罪所得。")
    office.services.referrals.refer(CLERK, key, draft)
    rendered = office.services.papers.render(CLERK, "clue-transfer-letter", key)
    assert "青山县公安局" in rendered.text
    assert draft.content in rendered.text


def drop(dialog: FormDialog) -> None:
    """放弃填写."""
    dialog.reject()
    box = dialog.findChild(QMessageBox)
    assert box is not None
    next(button for button in box.buttons() if button.text() == "放弃填写").click()


def registers(desk: ClerksDesk) -> SystemPage:
    desk.go_to("系统管理")
    page = desk.window.page
    assert isinstance(page, SystemPage)
    page.register.refresh()
    page.tabs.setCurrentWidget(page.register)
    return page


def choose(table: QTableView, name: str) -> None:
    model = table.model()
    row = next(at for at in range(model.rowCount()) if model.index(at, 0).data() == name)
    table.setCurrentIndex(model.index(row, 0))
