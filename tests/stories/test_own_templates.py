"""本院措辞: versions of a document edited beside their sample, compared with the standard, adopted and withdrawn."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.services.documents.facts import RenderedDocument
from app.services.own_templates.drafting import reworded
from app.services.own_templates.rows import BlockDraft
from app.views.own_templates.blocks_view import BlocksView
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
OFFICE_WORDS = "请〔被建议单位〕研究落实。"


@pytest.fixture
def versions(desk: ClerksDesk) -> OwnTemplatesWindow:
    """The versions of the letter, the standard alone."""
    opened = open_own_templates(desk.window.workplace, LETTER, desk.window)
    desk.settle()
    return opened


@pytest.fixture
def editor(desk: ClerksDesk, versions: OwnTemplatesWindow, qtbot: QtBot) -> EditorDialog:
    """A new version, its sample typeset."""
    desk.click("新版本…", versions)
    opened = next(found for found in versions.findChildren(EditorDialog) if found.isVisible())
    wait_for_sample(opened, qtbot)
    return opened


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


def test_what_is_typed_shows_in_the_sample(editor: EditorDialog, qtbot: QtBot) -> None:
    type_into(editor, REPLY, WORDS, qtbot)
    assert editor.preview.made is not None
    assert WORDS in editor.preview.made.text
    assert hints(editor)[REPLY] == "已改"
    assert told(editor) == []


def test_a_fact_is_put_in_from_a_menu_and_reads_as_its_label(editor: EditorDialog, qtbot: QtBot) -> None:
    editor.blocks.go_to(REPLY)
    type_chinese(editor.blocks.editor.text, "请")
    entries = {entry.text(): entry for entry in editor.blocks.editor.insert.menu().actions()}
    entries["被建议单位"].trigger()
    editor.blocks.editor.text.insertPlainText("研究落实。")
    assert editor.blocks.editor.text.toPlainText() == OFFICE_WORDS
    assert editor.blocks.blocks[REPLY].text == "请{addressee}研究落实。"
    wait_for_sample(editor, qtbot)
    assert editor.preview.made is not None
    assert "请某某县市场监督管理局研究落实。" in editor.preview.made.text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("请{单位}研究。", "第 10 段用到不认识的内容“{单位}”"),
        ("请〔被建议单〕研究。", "第 10 段用到不认识的内容“〔被建议单〕”"),
        ("请{研究。", "第 10 段有单独的“{”或“}”"),
        ("  ", "第 10 段没有文字"),
    ],
)
def test_what_cannot_be_printed_is_said_beside_the_paragraph_and_keeps_it_from_being_adopted(
    desk: ClerksDesk, editor: EditorDialog, qtbot: QtBot, words: str, sentence: str
) -> None:
    type_into(editor, REPLY, words, qtbot)
    assert sentence in told(editor)[0]
    assert hints(editor)[REPLY] == "有问题"
    assert editor.preview.outdated.isVisible()
    editor.blocks.go_to(0)
    editor.confirm.click()
    assert not desk.has_dialog
    assert editor.blocks.place == REPLY
    assert QApplication.focusWidget() is editor.blocks.editor.text
    type_into(editor, REPLY, WORDS, qtbot)
    assert told(editor) == []
    assert not editor.preview.outdated.isVisible()


def test_a_paragraph_of_prescribed_content_that_is_missing_is_named_and_can_be_restored(
    desk: ClerksDesk, editor: EditorDialog, qtbot: QtBot
) -> None:
    editor.blocks.go_to(REPLY)
    desk.press(Qt.Key.Key_Delete, Qt.KeyboardModifier.AltModifier)
    wait_for_sample(editor, qtbot)
    assert "规定的内容“回复期限”没有写在正文里（人民检察院检察建议工作规定（2019）第十六条）" in told(editor)[0]
    editor.confirm.click()
    assert not desk.has_dialog
    desk.press(Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    wait_for_sample(editor, qtbot)
    assert told(editor) == []
    assert not editor.is_changed


def test_an_added_paragraph_may_cover_a_prescribed_content_and_others_keep_theirs(
    editor: EditorDialog, qtbot: QtBot
) -> None:
    editor.blocks.go_to(REPLY)
    assert not editor.blocks.editor.item.isEnabled()
    editor.blocks.remove.click()
    editor.blocks.add.click()
    assert editor.blocks.editor.item.isEnabled()
    editor.blocks.editor.item.setCurrentText("回复期限")
    type_chinese(editor.blocks.editor.text, WORDS)
    wait_for_sample(editor, qtbot)
    assert told(editor) == []
    assert "新增" in hints(editor)


def test_paragraphs_move_by_keys_and_go_back_step_by_step(desk: ClerksDesk, editor: EditorDialog, qtbot: QtBot) -> None:
    before = editor.blocks.blocks
    editor.blocks.go_to(2)
    desk.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    desk.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    desk.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert editor.blocks.place == 0
    assert editor.blocks.blocks[0] == before[2]
    desk.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert editor.blocks.blocks[1] == before[2]
    for _ in range(3):
        editor.blocks.restore.click()
    assert editor.blocks.blocks == before
    assert not editor.blocks.restore.isEnabled()
    wait_for_sample(editor, qtbot)


def test_typing_in_one_paragraph_is_one_step_back(editor: EditorDialog, qtbot: QtBot) -> None:
    before = editor.blocks.blocks
    type_into(editor, REPLY, "甲", qtbot)
    editor.blocks.editor.text.insertPlainText("乙丙")
    type_into(editor, 1, "丁", qtbot)
    editor.blocks.restore.click()
    assert [editor.blocks.blocks[place].text for place in (1, REPLY)] == [before[1].text, "甲乙丙"]
    editor.blocks.restore.click()
    assert editor.blocks.blocks == before


def test_the_list_is_told_anew_without_moving_the_cursor_of_who_types(editor: EditorDialog, qtbot: QtBot) -> None:
    type_into(editor, REPLY, "请研究。", qtbot)
    text = editor.blocks.editor.text
    cursor = text.textCursor()
    cursor.setPosition(1)
    text.setTextCursor(cursor)
    text.insertPlainText("认真")
    wait_for_sample(editor, qtbot)
    assert editor.blocks.table.texts()[REPLY][4] == "请认真研究。"
    assert text.textCursor().position() == 3


def test_number_title_and_day_are_checked_beside_their_fields(
    desk: ClerksDesk, editor: EditorDialog, qtbot: QtBot
) -> None:
    assert editor.head.example.text().endswith("〔2026〕7号")
    type_chinese(editor.head.title, " ")
    type_chinese(editor.head.number, "青检建〔{year}〕号")
    wait_for_sample(editor, qtbot)
    assert told(editor) == ["请填写标题。", "文号样式里要有 {n}（顺序号），不然各件的文号都一样。"]
    type_chinese(editor.head.title, "检察建议书（正本）")
    type_chinese(editor.head.number, "青检建〔{year}〕{n}号")
    type_chinese(editor.head.day.text, "明年")
    editor.confirm.click()
    assert not desk.has_dialog
    assert len(told(editor)) == 1
    type_chinese(editor.head.day.text, "2027.1.1")
    editor.confirm.click()
    qtbot.waitUntil(lambda: desk.has_dialog, timeout=20_000)
    desk.fill(reason="新样本")
    desk.confirm()
    (row,) = desk.services.own_templates.rows(LETTER)
    assert (row.valid_from, row.is_in_force) == (date(2027, 1, 1), False)


def test_copies_and_signatures_are_lists(desk: ClerksDesk, editor: EditorDialog, qtbot: QtBot) -> None:
    type_chinese(editor.head.copies, "送达、附卷；备案、")
    type_chinese(editor.head.approvals, "承办检察官、检察长")
    draft = editor.draft()
    assert draft.copies_for == ("送达", "附卷", "备案")
    assert draft.approvals == ("承办检察官", "检察长")
    wait_for_sample(editor, qtbot)


def test_two_versions_of_one_day_are_refused_beside_the_day(
    desk: ClerksDesk, editor: EditorDialog, qtbot: QtBot
) -> None:
    has_own(desk, since=date(2027, 1, 1))
    type_chinese(editor.head.day.text, "2027-1-1")
    wait_for_sample(editor, qtbot)
    assert "2027-01-01 起已有一个本院版本" in told(editor)[0]


def test_a_version_that_says_nothing_new_is_not_adopted(desk: ClerksDesk, editor: EditorDialog) -> None:
    editor.confirm.click()
    assert not desk.has_dialog
    assert told(editor) == ["还没有改动任何内容，不必采用。请先修改，或者关闭这个窗口。"]


def test_a_character_no_font_has_keeps_the_version_from_being_adopted(
    desk: ClerksDesk, editor: EditorDialog, qtbot: QtBot
) -> None:
    type_into(editor, REPLY, "请研究\U000f0000。", qtbot)
    assert editor.preview.has_failed
    editor.confirm.click()
    assert not desk.has_dialog
    assert any("样张排不出来" in sentence for sentence in told(editor))


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


def test_a_template_of_sixty_paragraphs_is_walked_through_and_typeset(
    desk: ClerksDesk, versions: OwnTemplatesWindow, qtbot: QtBot
) -> None:
    draft = desk.services.own_templates.draft(LETTER)
    more = tuple(BlockDraft("text", f"第{number}项要求，逐项落实。") for number in range(60 - len(draft.blocks)))
    desk.services.own_templates.adopt(CLERK, replace(draft, blocks=(*draft.blocks, *more)), "长的样本")
    versions.refresh()
    desk.click("新版本…", versions)
    editor = next(found for found in versions.findChildren(EditorDialog) if found.isVisible())
    assert len(editor.blocks.table.texts()) == 60
    type_into(editor, 59, "最后一段改了。", qtbot)
    assert editor.preview.made is not None
    assert "最后一段改了。" in editor.preview.made.text
    shown = editor.blocks.table.visualRect(editor.blocks.table.currentIndex())
    assert editor.blocks.table.viewport().rect().contains(shown)


def test_forms_and_tables_are_shown_but_not_changed(desk: ClerksDesk, qtbot: QtBot) -> None:
    frame = desk.services.own_templates.frame(LETTER)
    blocks = (BlockDraft("table", "序号　|　问题", origin=0), BlockDraft("text", "如上。", origin=1))
    view = BlocksView(desk.window.workplace, frame, blocks)
    qtbot.addWidget(view)
    assert [row[1] for row in view.table.texts()] == ["只读", ""]
    assert view.editor.text.isReadOnly()
    assert not view.editor.insert.isEnabled()
    assert "只供查看" in view.editor.note.text()
    view.down.click()
    assert [block.form for block in view.blocks] == ["text", "table"]


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
