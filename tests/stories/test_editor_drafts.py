"""What was typed into an editor and not adopted is kept while one types, and offered back with its time."""

from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.services.drafts.rows import KeptDraft
from app.views.briefings.page import BriefingsPage
from app.views.matter_types.editor import TypeEditor
from app.views.own_templates.editor import EditorDialog
from app.views.own_templates.window import OwnTemplatesWindow
from app.views.second_window import open_second_window
from tests.stories.conftest import CLERK, ClerksDesk, type_chinese
from tests.stories.test_briefings import bulletin, page  # noqa: F401 - fixtures


def kept(desk: ClerksDesk) -> tuple[KeptDraft, ...]:
    QThreadPool.globalInstance().waitForDone()
    return desk.services.drafts.of(CLERK.name)


def vanish(dialog: QDialog) -> None:
    """As a crash leaves it."""
    dialog.setParent(None)
    dialog.deleteLater()


def test_a_version_of_a_paper_is_offered_back_and_gone_when_given_up(
    desk: ClerksDesk, versions: OwnTemplatesWindow, editor: EditorDialog, qtbot: QtBot
) -> None:
    editor.blocks.go_to(1)
    type_chinese(editor.blocks.editor.text, "本院自己的一句话。")
    editor.keeper.keep()
    wanted = editor.draft()
    assert [draft.note.subject for draft in kept(desk)] == [editor._frame.name]
    vanish(editor)

    desk.click("新版本…", versions)
    again = next(found for found in versions.findChildren(EditorDialog) if found.isVisible())
    assert "2026-11-22 09:00 填写、没有保存的内容" in desk.texts(again)
    assert not again.confirm.isEnabled()
    again.findChild(QPushButton, "draft_restore").click()
    assert again.draft() == wanted
    assert again.is_changed
    qtbot.waitUntil(lambda: again.preview.is_settled)
    again._leave()
    assert kept(desk) == ()


def test_a_type_is_offered_back(desk: ClerksDesk) -> None:
    code = desk.services.matter_types.rows()[0].code
    first = TypeEditor(desk.window.workplace, code, desk.window)
    first.open()
    first.head.form.put("basis", "本院规定")
    first.keeper.keep()
    wanted = first.draft()
    assert [draft.note.title for draft in kept(desk)] == [first.windowTitle().split(" ")[0]]
    vanish(first)
    again = TypeEditor(desk.window.workplace, code, desk.window)
    again.open()
    again.findChild(QPushButton, "draft_restore").click()
    assert again.draft() == wanted
    again._leave()
    assert kept(desk) == ()


def test_a_type_changed_in_two_windows_is_kept_twice_and_offered_one_after_the_other(desk: ClerksDesk) -> None:
    code = desk.services.matter_types.rows()[0].code
    twin = open_second_window(desk.window.workplace, desk.window)
    assert twin is not None
    both = [TypeEditor(each.workplace, code, each) for each in (desk.window, twin)]
    assert [each.findChild(QPushButton, "draft_restore") for each in both] == [None, None]
    for editor, basis in zip(both, ("本院规定一", "本院规定二"), strict=True):
        editor.head.form.put("basis", basis)
        editor.keeper.keep()
    assert len(kept(desk)) == 2
    for editor in both:
        vanish(editor)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    restored = set[str]()
    for further in (1, 0):
        again = TypeEditor(desk.window.workplace, code, desk.window)
        again.open()
        assert ("另一个窗口里填写的还有 1 份" in desk.texts(again)) is bool(further)
        again.findChild(QPushButton, "draft_restore").click()
        restored.add(again.head.form.text("basis"))
        again._leave()
        assert len(kept(desk)) == further
    assert restored == {"本院规定一", "本院规定二"}
    twin.close()


def test_a_sentence_of_a_briefing_is_offered_back(desk: ClerksDesk, bulletin: BriefingsPage) -> None:  # noqa: F811
    editor = bulletin.editor
    briefing = editor._card.row.id
    editor.text.edit.setPlainText("改写的一句。")
    editor.keeper.keep()
    assert [draft.fields for draft in kept(desk)] == [{"whole": "改写的一句。"}]
    editor._followed = None  # as if the program had been started anew
    editor.show_briefing(briefing)
    assert editor.text.offer.isVisible()
    editor.text.offer.take.click()
    assert editor.text.edit.toPlainText() == "改写的一句。"
    assert editor.text.edit.textCursor().atEnd()
    desk.click("保存修改", editor)
    desk.settle()
    assert kept(desk) == ()
