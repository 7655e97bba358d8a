"""Editing the office's wording: paragraphs, facts, number and day, what is wrong told beside each."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.own_templates.rows import BlockDraft
from app.views.own_templates.blocks_view import BlocksView
from app.views.own_templates.editor import EditorDialog
from app.views.own_templates.window import OwnTemplatesWindow
from tests.stories.conftest import CLERK, ClerksDesk, type_chinese
from tests.stories.test_own_templates import LETTER, REPLY, WORDS, has_own, hints, told, type_into, wait_for_sample

OFFICE_WORDS = "请〔被建议单位〕研究落实。"


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
    assert editor.head.number.text() == "{本院代字}建〔{年份}〕{顺序号}号"
    type_chinese(editor.head.number, "青检建〔{年份}〕号")
    wait_for_sample(editor, qtbot)
    assert told(editor) == ["请填写标题。", "文号样式里要有 {顺序号}，不然各件的文号都一样。"]
    type_chinese(editor.head.title, "检察建议书（正本）")
    type_chinese(editor.head.number, "青检建〔{年份}〕{n}号")
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


def test_a_character_no_font_has_keeps_the_version_from_being_adopted(
    desk: ClerksDesk, editor: EditorDialog, qtbot: QtBot
) -> None:
    type_into(editor, REPLY, "请研究\U000f0000。", qtbot)
    assert editor.preview.has_failed
    editor.confirm.click()
    assert not desk.has_dialog
    assert any("样张排不出来" in sentence for sentence in told(editor))


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


def test_a_paragraph_the_office_added_earlier_may_still_be_given_its_prescribed_content(
    desk: ClerksDesk, versions: OwnTemplatesWindow, qtbot: QtBot
) -> None:
    draft = desk.services.own_templates.draft(LETTER)
    added = replace(draft, valid_from=date(2026, 6, 1), blocks=(*draft.blocks, BlockDraft("text", "特此建议。")))
    desk.services.own_templates.adopt(CLERK, added, "试用")
    desk.click("新版本…", versions)
    editor = next(found for found in versions.findChildren(EditorDialog) if found.isVisible())
    editor.blocks.go_to(len(draft.blocks))
    editor.blocks.editor.item.setCurrentText("其他")
    assert editor.blocks.blocks[-1].item == "其他"
    wait_for_sample(editor, qtbot)
    assert told(editor) == []


def test_with_every_paragraph_gone_nothing_breaks_and_one_may_be_added(editor: EditorDialog, qtbot: QtBot) -> None:
    count = len(editor.blocks.blocks)
    for _ in range(count + 1):
        editor.blocks.remove.click()
    wait_for_sample(editor, qtbot)
    assert told(editor) == ["正文没有一段。请添加。"]
    assert not editor.blocks.editor.text.isEnabled()
    editor.blocks.add.click()
    assert editor.blocks.place == 0
    for _ in range(count + 1):
        editor.blocks.restore.click()
    assert not editor.is_changed
    wait_for_sample(editor, qtbot)


def test_a_register_says_that_it_has_no_paragraphs(desk: ClerksDesk, qtbot: QtBot) -> None:
    frame = replace(desk.services.own_templates.frame(LETTER), is_register=True)
    view = BlocksView(desk.window.workplace, frame, ())
    qtbot.addWidget(view)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    assert "没有可以改的段落" in desk.texts(view)
    assert not view.table.isVisible()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert view.blocks == ()


def test_a_title_may_name_facts_by_their_labels(editor: EditorDialog) -> None:
    type_chinese(editor.head.title, "关于〔被建议单位〕的检察建议书")
    assert editor.draft().title == "关于{addressee}的检察建议书"
    type_chinese(editor.head.title, "关于{单位}的检察建议书")
    editor.confirm.click()
    assert told(editor) == ["标题用到不认识的内容“{单位}”。请删去。"]
