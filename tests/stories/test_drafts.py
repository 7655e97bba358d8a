"""Typing that was not saved: kept beside the window, offered back with its time, gone with the form."""

from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtWidgets import QDialog, QLineEdit, QMessageBox, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.services.drafts.rows import KeptDraft
from app.views.shared.form_dialog import FormDialog
from app.views.shared.typed_values import put_values, values_of
from app.views.suggestions.draft_dialog import DraftDialog
from app.views.workbench.draft_lines import DraftLines
from tests.stories.conftest import CLERK, ClerksDesk, type_chinese


def opened(desk: ClerksDesk, letter: int | None = None) -> DraftDialog:
    card = desk.services.suggestions.card(letter) if letter else None
    dialog = DraftDialog(desk.window.workplace, card, desk.window.page)
    dialog.open()
    return dialog


def kept(desk: ClerksDesk) -> tuple[KeptDraft, ...]:
    QThreadPool.globalInstance().waitForDone()
    return desk.services.drafts.of(CLERK.name)


def vanish(dialog: FormDialog) -> None:
    """As a crash leaves it: nothing is asked, nothing is dropped."""
    dialog.setParent(None)
    dialog.deleteLater()
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)


def answer(dialog: FormDialog, name: str, qtbot: QtBot) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    qtbot.waitUntil(button.isVisible)
    button.click()


def test_typing_is_kept_after_a_pause_and_offered_when_the_form_is_opened_again(desk: ClerksDesk, qtbot: QtBot) -> None:
    letter = desk.has_letter("青山县水利局", problem="乱占河道")
    first = opened(desk, letter)
    assert kept(desk) == ()
    desk.fill(facts="查明三处乱占。", field="生态环境")
    qtbot.waitUntil(lambda: bool(kept(desk)))  # nobody pressed anything
    vanish(first)

    again = opened(desk, letter)
    assert "2026-11-22 09:00 填写、没有保存的内容" in desk.texts(again)
    assert not again.form.isEnabled()  # first answered, so that nothing is typed over what was kept
    answer(again, "draft_restore", qtbot)
    assert again.form.text("facts") == "查明三处乱占。"
    assert again.form.text("field") == "生态环境"
    assert again.form.text("problem") == "乱占河道"
    desk.confirm()
    assert kept(desk) == ()
    assert desk.services.suggestions.card(letter).draft.facts == "查明三处乱占。"


def test_a_draft_that_is_not_wanted_is_gone(desk: ClerksDesk, qtbot: QtBot) -> None:
    first = opened(desk)
    desk.fill(addressee="青山县教育局")
    first.keeper.keep()
    assert [draft.note.title for draft in kept(desk)] == ["起草检察建议书"]
    vanish(first)
    again = opened(desk)
    answer(again, "draft_drop", qtbot)
    assert again.form.text("addressee") == ""
    assert again.form.isEnabled()
    assert kept(desk) == ()
    again.reject()


def test_giving_up_a_form_takes_its_draft_with_it(desk: ClerksDesk) -> None:
    dialog = opened(desk)
    desk.fill(addressee="青山县教育局")
    dialog.keeper.keep()
    assert len(kept(desk)) == 1
    dialog.reject()
    box = dialog.findChild(QMessageBox)
    assert box is not None
    next(button for button in box.buttons() if button.text() == "放弃填写").click()
    assert kept(desk) == ()


def test_closing_the_window_keeps_what_is_being_typed(desk: ClerksDesk) -> None:
    opened(desk)
    desk.fill(addressee="青山县教育局")
    desk.window.workplace.closing.emit()
    assert [draft.fields["addressee"] for draft in kept(desk)] == ["青山县教育局"]


def test_a_record_changed_meanwhile_is_pointed_out_with_the_draft(desk: ClerksDesk, qtbot: QtBot) -> None:
    letter = desk.has_letter("青山县水利局")
    first = opened(desk, letter)
    desk.fill(facts="查明三处乱占。")
    first.keeper.keep()
    assert len(kept(desk)) == 1
    vanish(first)
    card = desk.services.suggestions.card(letter)
    desk.services.suggestions.amend(CLERK, letter, card.version, card.draft.__class__(card.draft.kind, "青山县水务局"))
    again = opened(desk, letter)
    assert "这条记录已有改动" in desk.texts(again)
    answer(again, "draft_drop", qtbot)
    again.reject()


def test_drafts_are_listed_on_the_workbench_until_they_are_removed(desk: ClerksDesk, qtbot: QtBot) -> None:
    letter = desk.has_letter("青山县水利局")
    dialog = opened(desk, letter)
    desk.fill(facts="查明三处乱占。")
    dialog.keeper.keep()
    assert len(kept(desk)) == 1
    vanish(dialog)
    desk.go_to("工作台")
    lines = desk.window.findChild(DraftLines)
    assert lines is not None
    assert lines.isVisible()
    assert "修改检察建议书 · JY2026-00001 " in desk.texts(lines)
    remove = lines.findChild(QPushButton, "draft_remove")
    assert remove is not None
    remove.click()
    box = lines.findChild(QMessageBox)
    assert box is not None
    next(button for button in box.buttons() if button.text() == "删除草稿").click()
    assert kept(desk) == ()
    assert not lines.isVisible()


def test_passwords_and_what_is_only_read_are_never_kept(desk: ClerksDesk) -> None:
    dialog = opened(desk)
    secret, shown = QLineEdit("口令", dialog), QPlainTextEdit("只读", dialog)
    secret.setObjectName("secret")
    secret.setEchoMode(QLineEdit.EchoMode.Password)
    shown.setObjectName("shown")
    shown.setReadOnly(True)
    assert {"secret", "shown"} & values_of(dialog).keys() == set()
    put_values(dialog, {"secret": "别的", "shown": "别的"})
    assert (secret.text(), shown.toPlainText()) == ("口令", "只读")
    dialog.reject()


class ClosesByItself(DraftDialog):
    """Carries out beside the window and closes by itself, past ``finish``, as dialogs with a dry run do."""

    def accept(self) -> None:
        QDialog.accept(self)


def test_a_dialog_that_closes_after_its_dry_run_leaves_no_draft_however_short_the_typing(desk: ClerksDesk) -> None:
    dialog = ClosesByItself(desk.window.workplace, None, desk.window.page)
    dialog.open()
    desk.fill(facts="查明三处乱占。")
    dialog.keeper.keep()  # at once: the draft is there whether or not the pause was over
    assert len(kept(desk)) == 1
    dialog.accept()
    assert kept(desk) == ()


def test_what_is_typed_into_the_same_form_in_two_windows_is_kept_twice_and_offered_one_after_the_other(
    desk: ClerksDesk, qtbot: QtBot
) -> None:
    letter = desk.has_letter("青山县水利局", problem="乱占河道")
    first = opened(desk, letter)
    desk.fill(facts="查明三处乱占。")
    second = opened(desk, letter)
    assert second.form.isEnabled()  # nothing is offered of a form that is open elsewhere
    field = second.findChild(QPlainTextEdit, "facts")
    assert field is not None
    type_chinese(field, "查明两处乱占，一处已清。")
    for dialog in (first, second):
        dialog.keeper.keep()
    assert {draft.fields["facts"] for draft in kept(desk)} == {"查明三处乱占。", "查明两处乱占，一处已清。"}
    for dialog in (first, second):
        vanish(dialog)

    again = opened(desk, letter)
    assert "另一个窗口里填写的还有 1 份" in desk.texts(again)
    answer(again, "draft_restore", qtbot)
    desk.confirm()
    last = opened(desk, letter)
    assert "此后这条记录已有改动" in desk.texts(last)
    assert "另一个窗口" not in desk.texts(last)
    answer(last, "draft_restore", qtbot)
    restored = last.findChild(QPlainTextEdit, "facts")
    assert restored is not None
    assert restored.toPlainText() == "查明两处乱占，一处已清。"
    desk.confirm()
    assert kept(desk) == ()


def test_a_form_that_has_been_shut_does_not_let_go_of_the_place_of_the_next(desk: ClerksDesk) -> None:
    letter = desk.has_letter("青山县水利局", problem="乱占河道")
    first = opened(desk, letter)
    first.reject()
    second = opened(desk, letter)
    vanish(first)  # the last of it goes only now
    desk.fill(facts="第二个窗口写的。")
    second.keeper.keep()
    third = opened(desk, letter)
    assert third.form.isEnabled()  # what is typed in the second is not offered as if it had been left
    third.reject()
    assert [draft.fields["facts"] for draft in kept(desk)] == ["第二个窗口写的。"]
    vanish(second)


def test_what_cannot_be_kept_is_told_in_the_form_until_it_can(desk: ClerksDesk, qtbot: QtBot) -> None:
    form = opened(desk, desk.has_letter("青山县水利局", problem="乱占河道"))
    desk.fill(facts="机密★10年 查明三处乱占。")
    form.keeper.keep()
    qtbot.waitUntil(form.problem.isVisible)
    assert "没有自动暂存，断电会丢失" in form.problem.text()
    assert "机密★" in form.problem.text()
    assert kept(desk) == ()
    desk.fill(facts="查明三处乱占。")
    assert not form.problem.isVisible()
    form.keeper.keep()
    assert [draft.fields["facts"] for draft in kept(desk)] == ["查明三处乱占。"]
