"""One letter from draft to rectification, and what stands in the way where a step is incomplete."""

from PySide6.QtCore import Qt

from app.views.docket.card_dialog import CardDialog
from tests.services.letter_steps import LetterSteps
from tests.stories.conftest import ClerksDesk


def letter_on(desk: ClerksDesk) -> int:
    """The letter on screen."""
    assert desk.record is not None
    assert desk.record.record_id is not None
    return desk.record.record_id


def test_a_clerk_takes_a_letter_from_draft_to_rectified_without_leaving_the_window(desk: ClerksDesk) -> None:
    desk.go_to("检察建议")
    desk.window.page.begin_letter()  # type: ignore[attr-defined]  # a SuggestionsPage
    desk.fill(addressee="青山县水利局", kind="社会治理", problem="河道清淤监管不到位。", handler="张某")
    desk.confirm()
    assert desk.says() == "已起草检察建议书"
    assert desk.record is not None
    assert "青山县水利局" in desk.record.heading.text()
    LetterSteps(desk.services, desk.folder).take_all(letter_on(desk), "2026-08-28")
    desk.settle()

    desk.click("登记制发")
    desk.fill(number="青检建〔2026〕12号", issued_on="9.1")
    desk.tick("is_number_only")
    desk.confirm()
    desk.click("登记送达")
    desk.fill(received_on="2026年9月3日", receiver="李某")
    desk.confirm()
    assert "届满日 2026-11-03" in desk.record.due.text()
    assert "逾期19天" in desk.texts(desk.record.lamp)

    assert desk.record.next.text() == "起草督促函"  # overdue without a reply; the reply that came is under 更多
    desk.record.act("登记回复")  # type: ignore[attr-defined]  # a LetterRecord
    desk.settle()
    desk.fill(registered_on="昨天", scan=str(desk.has_scan()), adoption="采纳")
    desk.confirm()
    desk.click("登记整改")
    desk.fill(kind="走访", state="已到位", seen_on="今天")
    desk.confirm()
    assert desk.says() == "已登记整改"
    assert desk.record.next.text() == "办结"


def test_a_recorded_reply_takes_the_letter_off_the_overdue_list(desk: ClerksDesk) -> None:
    desk.has_letter("青山县水利局", "青检建〔2026〕3号", "2026-01-05", "2026-01-06")
    desk.has_letter("青山县教育局", "青检建〔2026〕9号", "2026-09-01", "2026-09-03")
    desk.go_to("检察建议")
    desk.show_only_overdue()
    desk.choose("青山县水利局")
    desk.listing.table.setFocus()
    desk.press(Qt.Key.Key_F2)
    desk.fill(registered_on="2026-3-19", scan=str(desk.has_scan()), adoption="采纳", summary="已清淤，附验收单。")
    desk.confirm()
    assert desk.listed() == ["青山县教育局"]


def test_a_reply_without_its_scan_is_refused_beside_the_field_and_the_dialog_stays(desk: ClerksDesk) -> None:
    letter = desk.has_letter("青山县水利局", "青检建〔2026〕3号", "2026-01-05", "2026-01-06")
    desk.go_to("检察建议")
    desk.window.page.act("登记回复", letter)  # type: ignore[attr-defined]  # a SuggestionsPage
    desk.fill(registered_on="2026-3-19", adoption="采纳", summary="已清淤。")
    desk.confirm()
    assert desk.problems() == ["请附上回复函的扫描件，没有扫描件不能登记回复。"]
    assert desk.dialog.form.text("summary") == "已清淤。"


def test_a_date_that_cannot_be_read_is_answered_beside_its_field(desk: ClerksDesk) -> None:
    letter = desk.has_letter("青山县水利局", "青检建〔2026〕3号", "2026-01-05")
    desk.go_to("检察建议")
    desk.window.page.act("登记送达", letter)  # type: ignore[attr-defined]  # a SuggestionsPage
    desk.fill(received_on="二月三十")
    desk.confirm()
    assert [problem[:9] for problem in desk.problems()] == ["看不懂日期“二月三"]


def test_the_date_that_was_understood_stands_beside_the_typed_one(desk: ClerksDesk) -> None:
    letter = desk.has_letter("青山县水利局", "青检建〔2026〕3号", "2026-01-05")
    desk.go_to("检察建议")
    desk.window.page.act("登记送达", letter)  # type: ignore[attr-defined]  # a SuggestionsPage
    desk.fill(received_on="上周五")
    assert "2026年11月13日 周五" in desk.texts(desk.dialog)


def test_undo_in_the_status_line_takes_the_reply_back(desk: ClerksDesk) -> None:
    letter = desk.has_letter("青山县水利局", "青检建〔2026〕7号", "2026-09-01", "2026-09-03")
    desk.go_to("检察建议")
    desk.window.page.act("登记回复", letter)  # type: ignore[attr-defined]  # a SuggestionsPage
    desk.fill(registered_on="11.20", scan=str(desk.has_scan()), adoption="采纳")
    desk.confirm()
    assert desk.listed("状态") == ["已回复"]
    desk.window.said.undo.click()
    desk.settle()
    assert desk.says() == "已撤销"
    assert desk.listed("状态") == ["待回复"]


def test_what_was_typed_is_not_dropped_by_escape_without_asking(desk: ClerksDesk) -> None:
    letter = desk.has_letter("青山县水利局", "青检建〔2026〕7号", "2026-09-01", "2026-09-03")
    desk.go_to("检察建议")
    desk.window.page.act("登记回复", letter)  # type: ignore[attr-defined]  # a SuggestionsPage
    desk.fill(summary="已清淤。")
    desk.dialog.reject()
    assert desk.has_dialog
    desk.click("放弃填写", desk.dialog)
    assert not desk.has_dialog


def test_how_the_due_date_was_computed_is_told_step_by_step(desk: ClerksDesk) -> None:
    letter = desk.has_letter("青山县水利局", "青检建〔2026〕7号", "2026-09-01", "2026-09-03")
    desk.go_to("检察建议")
    desk.window.page.open_record(letter)
    assert desk.record is not None
    desk.record.due.click()
    card = desk.window.findChild(CardDialog, "deadline_card")
    assert card is not None
    assert "2026-09-03" in desk.texts(card)
    assert "2026-11-03" in desk.texts(card)


def test_the_whole_course_of_a_letter_is_told_with_the_newest_act_first(desk: ClerksDesk) -> None:
    letter = desk.has_letter("青山县水利局", "青检建〔2026〕7号", "2026-09-01", "2026-09-03")
    desk.go_to("检察建议")
    desk.window.page.open_record(letter)
    assert desk.record is not None
    tree = desk.record.history.tree  # type: ignore[attr-defined]  # a LetterRecord
    acts = [tree.topLevelItem(row).text(2) for row in range(tree.topLevelItemCount())]
    assert acts == ["登记送达", "登记制发", "起草检察建议书"]


def test_a_dialog_begins_at_its_first_field_so_that_typing_needs_no_mouse(desk: ClerksDesk) -> None:
    letter = desk.has_letter("青山县水利局", "青检建〔2026〕7号", "2026-09-01", "2026-09-03")
    desk.go_to("检察建议")
    desk.window.page.act("登记回复", letter)  # type: ignore[attr-defined]  # a SuggestionsPage
    focus = desk.dialog.focusWidget()
    assert focus is not None
    assert focus.objectName() == "registered_on"
