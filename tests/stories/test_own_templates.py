"""本院措辞: versions of a document edited beside their sample, compared with the standard, adopted and withdrawn."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.services.documents.facts import RenderedDocument
from app.services.own_templates.drafting import reworded
from app.views.own_templates.comparison import ComparisonDialog
from app.views.own_templates.editor import EditorDialog
from app.views.own_templates.live_preview import LivePreview
from app.views.own_templates.window import OwnTemplatesWindow, open_own_templates
from app.views.shared.problem_label import ProblemLabel
from tests.stories.conftest import CLERK, ClerksDesk, type_chinese
from tests.stories.test_names_for_screen_readers import nameless

LETTER = "suggestion-letter"
REPLY = 9  # the paragraph of the reply period, from 0
WORDS = "请在三十日内将落实情况书面告知本院。"


def wait_for_sample(editor: EditorDialog, qtbot: QtBot) -> None:
    """Until what stands there has been looked through and typeset."""
    qtbot.waitUntil(lambda: editor.preview.is_settled and not editor.is_waiting, timeout=20_000)


def has_own(desk: ClerksDesk, words: str = WORDS, since: date = date(2026, 6, 1)) -> int:
    """A version the office adopted."""
    draft = desk.services.own_templates.draft(LETTER)
    draft = replace(draft, valid_from=since, blocks=reworded(draft.blocks, REPLY, words))
    return desk.services.own_templates.adopt(CLERK, draft, "依上级院样本").id


def type_into(editor: EditorDialog, place: int, words: str, qtbot: QtBot) -> None:
    """Another wording for one paragraph."""
    editor.blocks.go_to(place)
    type_chinese(editor.blocks.editor.text, words)
    wait_for_sample(editor, qtbot)


def told(editor: EditorDialog) -> list[str]:
    """The sentences about what is wrong, from top to bottom."""
    return [label.text() for label in editor.findChildren(ProblemLabel) if label.isVisible()]


def hints(editor: EditorDialog) -> list[str]:
    """What the list says of each paragraph."""
    return [row[1] for row in editor.blocks.table.texts()]


def question(editor: EditorDialog) -> QMessageBox | None:
    """What asks whether to drop what was changed."""
    return next((found for found in editor.findChildren(QMessageBox) if found.isVisible()), None)


def test_versions_are_listed_with_their_day_and_reason_and_which_counts_is_said(
    desk: ClerksDesk, versions: OwnTemplatesWindow
) -> None:
    assert versions.windowTitle() == "本院措辞 — 检察建议书"
    ((name, since, state, ground),) = versions.table.texts()
    assert (name, since, state) == ("标准", "2019-02-26 起", "现用")
    assert "第十六条" in ground
    assert not versions.stop.isEnabled()
    assert not versions.beside.isEnabled()
    first = has_own(desk, since=date(2026, 3, 1))
    has_own(desk)
    has_own(desk, since=date(2027, 1, 1))
    desk.services.own_templates.withdraw(CLERK, first, "样本有误")
    versions.refresh()
    assert [row[:3] for row in versions.table.texts()] == [
        ("本院", "2027-01-01 起", "未到日期"),
        ("本院", "2026-06-01 起", "现用"),
        ("本院", "2026-03-01 起", "已停用"),
        ("标准", "2019-02-26 起", "未用，有本院版本"),
    ]


def test_the_sample_beside_is_that_of_the_chosen_version(desk: ClerksDesk, versions: OwnTemplatesWindow) -> None:
    has_own(desk)
    versions.refresh()
    for place, is_own in ((0, True), (1, False)):
        versions.table.setCurrentIndex(versions.table.rows.index(place, 0))
        desk.settle()
        assert versions.preview.made is not None
        assert (WORDS in versions.preview.made.text) is is_own


def test_a_version_is_written_and_adopted_by_keyboard_alone_and_taken_back(
    desk: ClerksDesk, versions: OwnTemplatesWindow, qtbot: QtBot
) -> None:
    versions.table.setFocus()
    desk.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    editor = next(found for found in versions.findChildren(EditorDialog) if found.isVisible())
    editor.blocks.table.setFocus()
    for _ in range(REPLY):
        desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    focus = QApplication.focusWidget()
    assert focus is editor.blocks.editor.text
    type_chinese(focus, WORDS)
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.has_dialog, timeout=20_000)
    assert "从 2026年11月22日 起" in desk.texts(desk.dialog)
    assert "已登记制发的文书不受影响" in desk.texts(desk.dialog)
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "请写明为什么" in desk.problems()[0]
    desk.fill(reason="依上级院样本")
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not editor.isVisible()
    assert [row[2] for row in versions.table.texts()] == ["现用", "未用，有本院版本"]
    assert versions.current is not None
    assert "已采用本院措辞" in desk.says()
    versions.said.undo.click()
    desk.settle()
    assert [row[2] for row in versions.table.texts()] == ["现用"]


def test_a_version_that_says_nothing_new_is_not_adopted(desk: ClerksDesk, editor: EditorDialog) -> None:
    editor.confirm.click()
    assert not desk.has_dialog
    assert told(editor) == ["还没有改动任何内容，不必采用。请先修改，或者关闭这个窗口。"]


def test_escape_asks_nothing_where_nothing_was_changed(desk: ClerksDesk, editor: EditorDialog, qtbot: QtBot) -> None:
    type_into(editor, REPLY, WORDS, qtbot)
    editor.blocks.restore.click()
    desk.press(Qt.Key.Key_Escape)
    assert question(editor) is None
    assert not editor.isVisible()


def test_escape_keeps_what_was_typed_until_somebody_drops_it(
    desk: ClerksDesk, editor: EditorDialog, qtbot: QtBot
) -> None:
    type_into(editor, REPLY, WORDS, qtbot)
    desk.press(Qt.Key.Key_Escape)
    asked = question(editor)
    assert asked is not None
    desk.click("继续修改", asked)
    assert editor.isVisible()
    assert editor.blocks.blocks[REPLY].text == WORDS
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    asked = question(editor)
    assert asked is not None
    desk.click("放弃改动", asked)
    assert not editor.isVisible()
    assert desk.services.own_templates.rows(LETTER) == ()


def test_a_version_stands_beside_the_standard_with_signs_words_and_the_changed_characters(
    desk: ClerksDesk, versions: OwnTemplatesWindow, qtbot: QtBot
) -> None:
    has_own(desk, "请自收到本检察建议书之日起三十日内书面回复本院。")
    versions.refresh()
    versions.table.setCurrentIndex(versions.table.rows.index(0, 0))
    desk.click("与标准对照", versions)
    beside = next(found for found in versions.findChildren(ComparisonDialog) if found.isVisible())
    assert beside.counts.text() == "不同的地方共 1 处：改 1 处。"
    text = beside.text.toPlainText()
    assert text.count("【改】") == 1
    assert "改为“三十日内”" in text
    assert nameless(beside) == []
    beside.only_changed.click()
    assert "认定的事实及证据" not in beside.text.toPlainText()
    assert "三十日" in beside.text.toPlainText()
    with qtbot.waitSignal(beside.destroyed):
        desk.press(Qt.Key.Key_Escape)


def test_what_is_being_edited_can_be_compared_too(editor: EditorDialog, qtbot: QtBot) -> None:
    type_into(editor, REPLY, WORDS, qtbot)
    editor.compare.click()
    beside = next(found for found in editor.findChildren(ComparisonDialog) if found.isVisible())
    assert WORDS in beside.text.toPlainText()


def test_a_version_is_withdrawn_with_a_reason_and_that_is_taken_back(
    desk: ClerksDesk, versions: OwnTemplatesWindow
) -> None:
    has_own(desk)
    versions.refresh()
    versions.table.setCurrentIndex(versions.table.rows.index(0, 0))
    desk.click("停用…", versions)
    desk.confirm()
    assert desk.problems() == ["请写明为什么停用。"]
    desk.fill(reason="样本有误")
    desk.confirm()
    assert [row[2] for row in versions.table.texts()] == ["已停用", "现用"]
    assert not versions.stop.isEnabled()
    desk.window.said.undo.click()
    desk.settle()
    assert [row[2] for row in versions.table.texts()] == ["现用", "未用，有本院版本"]


def test_of_samples_asked_for_meanwhile_only_the_last_is_made_and_shown(desk: ClerksDesk, qtbot: QtBot) -> None:
    gate, made = Event(), list[str]()

    def make(name: str) -> Callable[[], RenderedDocument]:
        def job() -> RenderedDocument:
            gate.wait(20)
            made.append(name)
            real = desk.services.own_templates.sample(LETTER, None)
            return replace(real, text=name)

        return job

    preview = LivePreview(desk.window.workplace, "样张")
    preview.setParent(desk.window)
    for name in ("一", "二", "三"):
        preview.show_made(make(name))
    gate.set()
    qtbot.waitUntil(lambda: preview.is_settled, timeout=20_000)
    assert made == ["一", "三"]
    assert preview.made is not None
    assert preview.made.text == "三"


def test_a_window_that_is_open_already_comes_forward(desk: ClerksDesk, versions: OwnTemplatesWindow) -> None:
    assert open_own_templates(desk.window.workplace, LETTER, desk.window) is versions
    versions.reject()
    assert open_own_templates(desk.window.workplace, LETTER, desk.window) is not versions
    desk.settle()


def test_versions_and_editor_have_names_for_screen_readers(versions: OwnTemplatesWindow, editor: EditorDialog) -> None:
    assert nameless(versions) == []
    assert nameless(editor) == []
    for window in (versions, editor):
        buttons = [found for found in window.findChildren(QPushButton) if found.text() and found.isVisible()]
        assert all(button.objectName() for button in buttons)
