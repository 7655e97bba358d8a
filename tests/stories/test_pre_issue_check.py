"""A clerk checks a letter before it goes on: red stops, amber takes a reason, changed words are checked again."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from app.models.letter_terms import CheckMoment
from app.models.terms import SuggestionKind
from app.services.suggestion_items.rows import ItemDraft
from app.services.suggestions.rows import LetterDraft
from app.views.papers.writing_view import WritingView
from app.views.pre_issue.dialog import CheckDialog
from app.views.suggestion_items.dialog import ItemsDialog
from app.views.suggestion_items.view import ItemsView
from app.views.suggestions.draft_dialog import DraftDialog
from tests.stories.conftest import CLERK, ClerksDesk, type_chinese

SAID = {
    "case_source": "本院在履行检察职责中发现。",
    "facts": "经查，李某在青山河堆放砂石约1200立方米，有勘查笔录证实。",
    "problem": "青山河张家湾段河道内违法堆放砂石，巡查不到位。",
    "proposal": "清理河道砂石。",
    "basis": "《中华人民共和国防洪法》第二十二条",
    "objection_period": "十五日",
}


def opened(desk: ClerksDesk, **facts: object) -> int:
    """The record page of a letter that follows a path and says so."""
    draft = {"kind": SuggestionKind.SOCIAL_GOVERNANCE, "addressee": "青山县水利局", "path": "social-governance"}
    letter = desk.services.suggestions.draft(CLERK, LetterDraft(**{**draft, **SAID, **facts})).id  # type: ignore[arg-type]  # texts
    desk.go_to("检察建议")
    desk.window.page.open_record(letter)
    desk.settle()
    return letter


def check(desk: ClerksDesk) -> CheckDialog:
    """Press F7 on the record page."""
    record = desk.record
    assert record is not None
    desk.window.activateWindow()  # as the window manager does; keys of the window ask for it
    QApplication.processEvents()
    record.setFocus()
    QTest.keyClick(record, Qt.Key.Key_F7)
    desk.settle()
    return checking(desk)


def checking(desk: ClerksDesk) -> CheckDialog:
    dialog = desk.dialog
    assert isinstance(dialog, CheckDialog)
    return dialog


def names(dialog: CheckDialog) -> list[tuple[str, str]]:
    return [(card.finding.lamp.label, card.finding.name) for card in dialog.cards]


def standing(desk: ClerksDesk, letter: int, moment: CheckMoment = CheckMoment.FOR_REVIEW) -> bool | None:
    found = desk.services.pre_issue.standing(letter, moment)
    return None if found is None else found.is_current


def test_red_stops_amber_takes_a_reason_and_changed_words_are_checked_again(desk: ClerksDesk) -> None:
    letter = opened(desk, objection_period="", basis="有关规定")
    dialog = check(desk)
    assert names(dialog) == [("必须改正", "必备内容"), ("须说明理由", "依据的写法")]
    assert not dialog.confirm.isEnabled()
    assert dialog.summary.text().startswith("有 1 项必须改正，另有 1 项须说明理由")
    assert "第十六条第（五）项" in desk.texts(dialog)

    desk.click("去修改", dialog.cards[0])
    draft = desk.dialog
    assert isinstance(draft, DraftDialog)
    focus = draft.focusWidget()
    assert focus is not None
    assert focus.objectName() == "objection_period"
    desk.fill(objection_period="十五日")
    desk.confirm()

    dialog = checking(desk)  # it comes back by itself
    assert names(dialog) == [("须说明理由", "依据的写法")]
    desk.confirm()
    assert desk.problems() == ["请写明理由，理由随检查留存。"]
    assert dialog.cards[0].reason is not None
    type_chinese(dialog.cards[0].reason, "上级院统一口径")
    desk.confirm()
    assert not desk.has_dialog
    assert desk.says() == "已通过送审前检查"
    assert standing(desk, letter) is True

    card = desk.services.suggestions.card(letter)
    desk.services.suggestions.amend(CLERK, letter, card.version, replace(card.draft, problem="改过的问题。"))
    desk.settle()
    dialog = check(desk)
    assert "以后内容有改动，须重新检查" in dialog.standing.text()
    assert dialog.cards[0].reason is not None
    assert dialog.cards[0].reason.text() == "上级院统一口径"  # asked once, offered again
    desk.confirm()
    assert standing(desk, letter) is True


def test_the_check_before_the_signature_looks_at_the_copies_as_well(desk: ClerksDesk) -> None:
    letter = opened(desk)
    dialog = check(desk)
    assert dialog.cards == ()
    assert dialog.summary.text() == "没有发现问题，可以通过。"
    dialog.moments.setCurrentIndex(1)
    desk.settle()
    assert names(dialog) == [("须说明理由", "份数分配")]
    card = dialog.cards[0]
    assert card.reason is not None
    type_chinese(card.reason, "送达时分配")
    desk.confirm()
    assert desk.says() == "已通过签发前检查"
    assert standing(desk, letter, CheckMoment.FOR_SIGNATURE) is True


def test_what_is_wrong_with_an_item_leads_to_its_cell_and_back(desk: ClerksDesk) -> None:
    letter = opened(desk)
    version = desk.services.suggestions.card(letter).version
    items = [ItemDraft("甲。", "事实", "《法》第一条"), ItemDraft("乙。", "事实")]
    desk.services.suggestion_items.split(CLERK, letter, version, items)
    desk.settle()
    dialog = check(desk)
    assert names(dialog) == [("须说明理由", "依据与建议对应")]
    desk.click("去事项", dialog.cards[0])
    items_dialog = desk.dialog
    assert isinstance(items_dialog, ItemsDialog)
    grid = items_dialog.grid
    assert (grid.currentRow(), grid.currentColumn()) == (1, 2)
    QTest.keyClick(grid, Qt.Key.Key_F2)
    cell = QApplication.focusWidget()
    assert isinstance(cell, QPlainTextEdit)
    type_chinese(cell, "《法》第二条")
    desk.confirm()
    assert checking(desk).summary.text() == "没有发现问题，可以通过。"
    record = desk.record
    assert record is not None
    assert isinstance(record.tabs.currentWidget(), ItemsView)


def test_a_like_letter_is_opened_from_the_finding(desk: ClerksDesk) -> None:
    first = opened(desk)
    opened(desk)
    dialog = check(desk)
    assert names(dialog) == [("须说明理由", "同类违法制发一份")]
    assert "相似 100%" in desk.texts(dialog)
    desk.click("打开那一份", dialog.cards[0])
    assert desk.record is not None
    assert desk.record.record_id == first


def test_what_only_the_paper_says_leads_to_its_field_on_the_paper(desk: ClerksDesk) -> None:
    opened(desk, kind=SuggestionKind.PUBLIC_INTEREST, path="public-interest-administrative")
    record = desk.record
    assert record is not None
    paper = record.findChild(WritingView)
    assert paper is not None
    record.tabs.setCurrentWidget(paper)
    desk.settle()
    button = paper.findChild(QPushButton, "paper_check")
    assert button is not None
    assert button.isVisible()
    button.click()
    desk.settle()
    desk.click("去文书", checking(desk).cards[0])
    assert record.tabs.currentWidget() is paper
    focus = desk.window.focusWidget()
    assert focus is not None
    assert focus.objectName() == "supervised_area"


def test_undo_takes_the_check_back(desk: ClerksDesk) -> None:
    letter = opened(desk)
    check(desk)
    desk.confirm()
    assert standing(desk, letter) is True
    desk.window.said.undo.click()
    desk.settle()
    assert standing(desk, letter) is None


def test_registering_the_issue_without_the_check_is_refused_with_what_to_do(desk: ClerksDesk) -> None:
    letter = opened(desk)
    desk.window.page.act("登记制发", letter)  # type: ignore[attr-defined]  # a SuggestionsPage
    desk.fill(number="青检建〔2026〕12号", issued_on="11.20")
    desk.confirm()
    assert any("还没有通过签发前检查" in problem for problem in desk.problems())


def test_an_issued_letter_says_that_it_is_not_checked_any_more(desk: ClerksDesk) -> None:
    letter = desk.has_letter("青山县水利局", "青检建〔2026〕3号", "2026-09-01")
    desk.go_to("检察建议")
    desk.window.page.open_record(letter)
    desk.settle()
    record = desk.record
    assert record is not None
    record.setFocus()
    QTest.keyClick(record, Qt.Key.Key_F7)
    assert not desk.has_dialog
    assert "不用再做制发前检查" in desk.says()
