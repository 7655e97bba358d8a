"""What addressees answer, as a clerk registers it: replies by item, objections kept, answered, withdrawn."""

from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.models.dates import PartialDate
from app.models.letter_terms import ObjectionOutcome
from app.models.terms import Adoption, RecordType, ServiceMethod, SuggestionKind, SuggestionState
from app.services.foundation.intentions import Actor
from app.services.papers.objection_facts import ANSWER
from app.services.papers.rows import RecordKey
from app.services.replies.rows import ObjectionDraft, Reconsideration
from app.services.suggestions.rows import IssueDraft, LetterDraft, ReplyDraft, ServiceDraft
from app.views.papers.writing_view import WritingView
from app.views.replies.items_field import ItemsField
from app.views.replies.view import RepliesView
from app.views.suggestions.reply_dialog import ReplyDialog
from tests.stories.conftest import CLERK, ClerksDesk

PROPOSAL = "一、完善食品小作坊登记制度。\n二、对未登记的小作坊逐户清查。\n三、建立执法信息共享机制。"


def has_served(desk: ClerksDesk, addressee: str = "青山县市场监督管理局") -> int:
    """A letter with three suggestions, received on 3 September."""
    letters = desk.services.suggestions
    draft = LetterDraft(
        SuggestionKind.SOCIAL_GOVERNANCE,
        addressee,
        proposal=PROPOSAL,
        problem="38户食品小作坊未登记。",
        handler="张某",
        objection_period="收到之日起十五日内",
        reply_period="两个月",
    )
    letter = letters.draft(CLERK, draft).id
    letters.register_issue(CLERK, letter, IssueDraft("青检建〔2026〕3号", PartialDate("2026-09-01")))
    letters.register_service(CLERK, letter, ServiceDraft(ServiceMethod.WRITTEN, PartialDate("2026-09-03"), "王某"))
    desk.settle()
    return letter


def open_letter(desk: ClerksDesk, letter: int) -> RepliesView:
    """Its record page, at the tab of replies."""
    desk.go_to("检察建议")
    desk.window.page.open_record(letter)  # type: ignore[attr-defined]  # a SuggestionsPage
    desk.settle()
    assert desk.record is not None
    view = desk.record.findChild(RepliesView)
    assert view is not None
    desk.record.tabs.setCurrentWidget(view)
    return view


def has_objection(desk: ClerksDesk, letter: int) -> int:
    """An objection of 10 September."""
    draft = ObjectionDraft(PartialDate("2026-09-10"), "认定的38户中有5家已经停业。", desk.has_scan("异议书.pdf"))
    desk.services.objections.register(CLERK, letter, draft)
    desk.settle()
    return desk.services.replies.of(letter).objections[-1].id


def reply_items(desk: ClerksDesk) -> ItemsField:
    """The table of items in the open dialog."""
    dialog = desk.dialog
    assert isinstance(dialog, ReplyDialog)
    return dialog.items


def test_a_reply_is_registered_item_by_item_with_the_keyboard_alone(desk: ClerksDesk, qtbot: QtBot) -> None:
    letter = has_served(desk)
    view = open_letter(desk, letter)
    desk.click("登记回复…", view)
    desk.fill(registered_on="11.2", scan=str(desk.has_scan()), entry_number="收2026-118", written_on="10.30")
    desk.tick("by_item")
    grid = reply_items(desk).grid
    assert grid.hasFocus()
    qtbot.keyClick(grid, Qt.Key.Key_1)
    qtbot.keyClick(grid, Qt.Key.Key_3)
    assert (grid.currentRow(), grid.currentColumn()) == (1, 3)  # to the reason
    grid.item(1, 3).setText("没有执法权")
    grid.setCurrentCell(2, 2)
    qtbot.keyClick(grid, Qt.Key.Key_Space)
    desk.confirm()
    assert desk.says() == "已登记回复"
    card = desk.services.suggestions.card(letter)
    assert (card.adoption, card.state) == (Adoption.PARTLY, SuggestionState.REPLIED)
    assert view.replies.texts() == [
        (
            "2026-11-02",
            "收2026-118",
            "2026-10-30",
            "—",
            "部分采纳",
            "采纳 2，未采纳 1",
            "首次回复，按期",
            "回复函.pdf",
        )
    ]
    assert "采纳：第 1、3 项。\n第 2 项未采纳（对未登记的小作坊逐户清查）：没有执法权" in view.said.text()
    desk.window.said.undo.click()
    desk.settle()
    assert view.replies.texts() == []
    assert desk.services.replies.of(letter).items[0].id is None


def test_an_item_without_its_reason_is_refused_beside_the_table(desk: ClerksDesk, qtbot: QtBot) -> None:
    view = open_letter(desk, has_served(desk))
    desk.click("登记回复…", view)
    desk.fill(registered_on="11.2", scan=str(desk.has_scan()))
    desk.tick("by_item")
    qtbot.keyClick(reply_items(desk).grid, Qt.Key.Key_2)
    desk.confirm()
    assert desk.problems() == ["第 1 项部分采纳，请写明对方的理由；没有说明的，写“未说明理由”。"]


def test_the_plain_reply_still_needs_day_scan_and_answer_only(desk: ClerksDesk) -> None:
    letter = has_served(desk)
    desk.go_to("检察建议")
    desk.choose("青山县市场监督管理局")
    desk.listing.table.setFocus()
    desk.press(Qt.Key.Key_F2)
    desk.fill(registered_on="11.2", scan=str(desk.has_scan()), adoption="采纳")
    desk.confirm()
    assert desk.listed("采纳情况") == ["采纳"]
    assert desk.services.replies.of(letter).items[0].id is None


def test_all_items_are_answered_at_once_by_choosing_all_of_them(desk: ClerksDesk, qtbot: QtBot) -> None:
    view = open_letter(desk, has_served(desk))
    desk.click("登记回复…", view)
    desk.fill(registered_on="11.2", scan=str(desk.has_scan()))
    desk.tick("by_item")
    grid = reply_items(desk).grid
    qtbot.keyClick(grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(grid, Qt.Key.Key_1)
    desk.confirm()
    assert view.replies.texts()[0][4:6] == ("采纳", "采纳 3")


def test_a_reply_that_came_in_meanwhile_is_told_once_and_the_next_press_registers(desk: ClerksDesk) -> None:
    letter = has_served(desk)
    view = open_letter(desk, letter)
    desk.click("登记回复…", view)
    desk.fill(registered_on="11.10", scan=str(desk.has_scan()), adoption="采纳")
    first = ReplyDraft(PartialDate("2026-11-02"), Adoption.ADOPTED, desk.has_scan("别人登记的.pdf"))
    desk.services.suggestions.record_reply(Actor("李某"), letter, first)
    desk.confirm()
    assert "李某于" in desk.problems()[0]
    desk.confirm()
    assert [row[6] for row in view.replies.texts()] == ["首次回复，按期", "补充回复"]


def keep_the_letter(desk: ClerksDesk) -> None:
    """Register in the window that the pending objection was found groundless."""
    assert desk.record is not None
    desk.click("登记复核", desk.record)
    desk.fill(outcome="维持", finding="到现场走访，5家仍在加工。", opinion="认定的事实清楚，异议不成立。")
    desk.fill(decided_by="钱某", decided_on="9.14", scan=str(desk.has_scan("复核审批.pdf")))
    desk.confirm()


def test_an_objection_is_registered_and_kept_only_by_a_signed_decision(desk: ClerksDesk) -> None:
    view = open_letter(desk, has_served(desk))
    assert view.period.text() == "异议期限“收到之日起十五日内”，至 2026-09-18 止（已过）。"
    desk.click("登记异议…", view)
    desk.fill(raised_on="9.10", scan=str(desk.has_scan("异议书.pdf")), content="认定的38户中有5家已经停业。")
    desk.confirm()
    assert desk.record is not None
    assert (desk.record.next.text(), view.title) == ("登记复核", "回复·异议")
    desk.click("登记复核", desk.record)
    desk.fill(outcome="维持", finding="到现场走访，5家仍在加工。", opinion="认定的事实清楚，异议不成立。")
    desk.confirm()
    assert desk.problems() == ["请填写决定人姓名。"]
    desk.fill(decided_by="钱某", decided_on="9.14")
    desk.confirm()
    assert "没有检察长或检察委员会的决定" in desk.problems()[0]
    desk.fill(scan=str(desk.has_scan("复核审批.pdf")))
    desk.confirm()
    shown = ("被建议单位异议", "期限内", "维持", "2026-09-14 钱某（检察长）", "待通知")
    assert view.objections.texts()[0][2:7] == shown


def test_a_kept_objection_is_answered_on_paper_and_the_answer_registered(desk: ClerksDesk, qtbot: QtBot) -> None:
    letter = has_served(desk)
    has_objection(desk, letter)
    view = open_letter(desk, letter)
    keep_the_letter(desk)
    assert desk.record is not None
    desk.click("答复函、通知书", view)
    desk.settle()
    paper = desk.record.findChild(WritingView)
    assert paper is not None
    assert desk.record.tabs.currentWidget() is paper
    qtbot.waitUntil(lambda: paper.is_idle, timeout=30_000)
    assert paper.choice.template is not None
    assert paper.choice.template.asked_as == "suggestion-objection-answer"
    assert paper.form.texts()["recheck_opinion"] == "认定的事实清楚，异议不成立。"

    key, issue = RecordKey(RecordType.SUGGESTION, letter), IssueDraft("青检建复〔2026〕1号", PartialDate("2026-09-15"))
    desk.services.papers.issuing.issue(CLERK, key, ANSWER, issue)
    pdf = desk.folder / "答复函.pdf"
    desk.services.papers.write(CLERK, ANSWER, key, pdf)
    printed = "".join(page.extract_text() for page in PdfReader(pdf).pages)
    assert "异议不成立，检察建议书的内容不变" in "".join(printed.split())

    desk.record.tabs.setCurrentWidget(view)
    desk.click("登记通知…", view)
    assert desk.dialog.form.text("number") == "青检建复〔2026〕1号"
    desk.fill(notified_on="9.16")
    desk.confirm()
    assert view.objections.texts()[0][6] == "2026-09-16 青检建复〔2026〕1号"
    assert not view.step.isEnabled()


def test_an_objection_leads_to_withdrawal_by_a_signed_approval(desk: ClerksDesk) -> None:
    letter = has_served(desk)
    for name, post in (("张某", "检察官"), ("王某", "部门负责人"), ("钱某", "检察长")):
        desk.services.offices.add_person(CLERK, name, post)
    has_objection(desk, letter)
    view = open_letter(desk, letter)
    desk.click("提请或登记审批…", view)
    desk.fill(content="认定有误，建议撤回。", reviewer="王某")
    desk.confirm()
    desk.click("提请或登记审批…", view)
    desk.fill(review_person="王某", review_on="今天", review_verdict="同意", scan=str(desk.has_scan("签批件.pdf")))
    desk.fill(decide_person="钱某", decide_on="今天", decide_verdict="同意")
    desk.confirm()
    assert desk.says() == "已登记签批"

    desk.click("登记复核…", view)
    assert "钱某（检察长）批准" in desk.dialog.form.text("approval")
    desk.fill(outcome="撤回", finding="被建议单位不当。", opinion="登记管理职责已由其他部门承担。")
    desk.confirm()
    assert desk.services.suggestions.card(letter).state is SuggestionState.WITHDRAWN
    assert view.objections.texts()[0][4:6] == ("撤回", "2026-11-22 钱某（检察长）")


def test_closing_waits_for_the_objection_and_says_so(desk: ClerksDesk) -> None:
    letter = has_served(desk)
    has_objection(desk, letter)
    desk.go_to("检察建议")
    desk.window.page.act("办结", letter)  # type: ignore[attr-defined]  # a SuggestionsPage
    desk.fill(reason="已整改到位")
    desk.confirm()
    assert "异议：对方的异议还没有复核完。请先登记复核结果。" in desk.problems()[0]


def test_a_changed_letter_says_that_its_words_may_be_put_right(desk: ClerksDesk) -> None:
    letter = has_served(desk)
    objection = has_objection(desk, letter)
    draft = Reconsideration(
        ObjectionOutcome.CHANGED,
        "核对了登记台账。",
        "户数有误。",
        "将38户变更为33户。",
        decided_on=PartialDate("2026-09-14"),
        decided_by="钱某",
        decided_as="检察长",
        scan=desk.has_scan("签批件.pdf"),
    )
    desk.services.objections.reconsider(CLERK, objection, draft)
    view = open_letter(desk, letter)
    assert "正文现在可以修改" in view.came_of.text()
    assert "变更的内容：将38户变更为33户。" in view.came_of.text()


def test_an_order_of_the_superior_office_is_registered_with_its_number(desk: ClerksDesk) -> None:
    letter = has_served(desk)
    view = open_letter(desk, letter)
    view.order()
    desk.fill(outcome="撤回", ordered_by="某市人民检察院", order_number="某检指〔2026〕5号", received_on="10.12")
    desk.fill(opinion="被建议单位不当。", scan=str(desk.has_scan("指令.pdf")))
    desk.confirm()
    shown = ("某检指〔2026〕5号", "上级院指令", "—", "撤回", "2026-10-12 某市人民检察院")
    assert view.objections.texts()[0][1:6] == shown


def test_the_scan_of_a_reply_is_one_click_away(desk: ClerksDesk) -> None:
    letter = has_served(desk)
    view = open_letter(desk, letter)
    desk.click("登记回复…", view)
    desk.fill(registered_on="11.2", scan=str(desk.has_scan()), adoption="采纳")
    desk.confirm()
    view.replies.chosen.emit(0, 7)
    assert desk.record is not None
    files = desk.record.files  # type: ignore[attr-defined]  # a LetterRecord
    assert desk.record.tabs.currentWidget() is files
    assert files.table.current.file_name == "回复函.pdf"
