"""附注 at the screen: typed on an official paper, and in the office's wording."""

from pytestqt.qtbot import QtBot

from app.views.own_templates.editor import EditorDialog
from app.views.papers.writing_view import WritingView
from tests.stories.conftest import ClerksDesk, type_chinese
from tests.stories.test_own_templates import wait_for_sample
from tests.stories.test_papers import paper_of
from tests.stories.test_registering_papers import has_whole_letter


def test_the_field_of_a_closing_note_is_there_in_the_style_that_prints_one(desk: ClerksDesk, qtbot: QtBot) -> None:
    paper_of(desk, has_whole_letter(desk), qtbot)
    assert desk.record is not None
    view = desk.record.tabs.currentWidget()
    assert isinstance(view, WritingView)
    note = view.form.fields["closing_note"]
    assert note.isHidden()
    view.choice.styles.setCurrentIndex(view.choice.styles.findText("公文式"))
    assert not note.isHidden()
    type_chinese(note.target, "此件公开发布")
    qtbot.waitUntil(lambda: view.is_idle and "（此件公开发布）" in view.paper.made.text, timeout=20_000)
    view.choice.styles.setCurrentIndex(view.choice.styles.findText("检察法律文书式"))
    qtbot.waitUntil(lambda: view.is_idle and "此件公开发布" not in view.paper.made.text, timeout=20_000)
    assert view.form.typed(None).values["closing_note"] == "此件公开发布"


def test_the_office_s_wording_has_a_field_for_it_and_says_what_is_wrong_beside_it(
    editor: EditorDialog, qtbot: QtBot
) -> None:
    assert editor.head.note.text() == "〔附注，可空〕"
    editor.head.note.setText("（公开）")
    wait_for_sample(editor, qtbot)
    assert [flaw.field for flaw in editor._look_through()] == ["closing_note"]
    editor.head.note.setText("此件公开发布")
    wait_for_sample(editor, qtbot)
    assert editor.preview.made is not None
    assert "（此件公开发布）" in editor.preview.made.text
    assert editor.is_changed
