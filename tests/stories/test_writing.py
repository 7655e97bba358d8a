"""Writing a document in its record: fields beside the page, drafts, what is missing, what no font prints."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.models.terms import RecordType
from app.services.documents.preview import text_of
from app.services.matters.rows import MatterDraft
from app.services.papers.rows import LETTER, RecordKey, TypedPaper
from app.views.papers.document_choice import DocumentChoice
from app.views.papers.rich_field import RichField
from app.views.papers.writing_view import WritingView
from tests.stories.conftest import CLERK, ClerksDesk
from tests.stories.writer import Writer


@pytest.fixture
def draft(desk: ClerksDesk) -> int:
    """A letter that is being drafted."""
    return desk.has_letter("青山县水利局", problem="河道淤塞")


def test_the_page_follows_what_is_typed(writer: Writer, draft: int) -> None:
    writer.open(draft)
    assert "河道淤塞" in writer.said()
    assert "事实及证据" in writer.lacking()
    writer.type("facts", "经查，河道内堆放砂石三处。")
    assert "经查，河道内堆放砂石三处。" in writer.said()
    assert "事实及证据" not in writer.lacking()


def test_a_field_says_where_its_text_comes_from(writer: Writer, draft: int) -> None:
    writer.open(draft)
    assert writer.mark("other") == "未填写"
    assert (writer.mark("problem"), writer.mark("facts")) == ("来自案卡", "缺少")
    writer.type("problem", "河道淤塞，行洪不畅")
    assert writer.mark("problem") == "本次填写"
    writer.view.form.fields["problem"].restore.click()
    assert writer.mark("problem") == "来自案卡"
    assert writer.view.form.fields["problem"].text() == "河道淤塞"


def test_a_text_as_ledgers_have_it_is_the_records_own_until_somebody_types(writer: Writer, desk: ClerksDesk) -> None:
    letter = desk.has_letter("青山县水利局", problem="　　河道淤塞。\n\n　　行洪不畅。 ")
    writer.open(letter)
    assert writer.mark("problem") == "来自案卡"
    writer.type("facts", "经查属实。")
    writer.view.save.click()
    writer.wait()
    kept = desk.services.suggestions.card(letter).draft
    assert (kept.problem, kept.facts) == ("河道淤塞。\n\n　　行洪不畅。", "经查属实。")


def test_tab_goes_from_the_choice_of_a_document_through_its_fields_to_saving(
    writer: Writer, draft: int, qtbot: QtBot
) -> None:
    writer.open(draft)
    fields = [each.target for each in writer.view.form.fields.values() if each.isVisible()]
    writer.view.choice.findChildren(QComboBox)[0].setFocus()
    reached: list[QWidget | None] = []
    while writer.view.save not in reached and len(reached) < 60:
        writer.desk.press(Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert [each for each in reached if each in fields] == fields


def test_saving_leaves_the_cursor_where_it_is(writer: Writer, draft: int) -> None:
    writer.open(draft)
    writer.type("facts", "经查属实。")
    field = writer.view.form.fields["facts"].editor
    assert isinstance(field, RichField)
    before = field.edit.textCursor().position()
    writer.desk.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    writer.wait()
    assert field.edit.textCursor().position() == before > 0


def test_a_missing_fact_chosen_beside_the_page_leads_to_its_field(writer: Writer, draft: int) -> None:
    writer.open(draft)
    missing = writer.view.paper.missing
    missing.setFocus()
    missing.setCurrentRow(writer.lacking().index("事实及证据"))
    writer.desk.press(Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "facts"


def test_what_the_letter_says_is_saved_into_its_record_by_control_s(writer: Writer, draft: int) -> None:
    writer.open(draft)
    writer.type("facts", "经查，河道内堆放砂石三处。")
    writer.type("copies_to", "青山县人民政府、青山县河长办")
    writer.desk.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    writer.wait()
    said = writer.desk.services.suggestions.card(draft).draft
    assert said.facts == "经查，河道内堆放砂石三处。"
    assert said.copies_to == "青山县人民政府、青山县河长办"
    assert said.problem == "河道淤塞"
    assert writer.mark("facts") == "来自案卡"
    assert "已保存" in writer.desk.says()


def test_a_file_never_says_what_the_store_does_not(writer: Writer, draft: int, tmp_path: Path) -> None:
    writer.open(draft)
    writer.type("facts", "经查属实。")
    writer.view.paper.save_to(tmp_path / "建议书.pdf")
    writer.wait()
    assert "经查属实" in text_of((tmp_path / "建议书.pdf").read_bytes())
    assert writer.desk.services.suggestions.card(draft).draft.facts == "经查属实。"
    writer.type("addressee", " ")
    writer.view.paper.save_to(tmp_path / "无单位.pdf")
    assert not (tmp_path / "无单位.pdf").exists()


def test_a_date_is_typed_any_way_and_printed_in_words(writer: Writer, draft: int) -> None:
    writer.open(draft)
    writer.type("issued_on", "11.20")
    assert "2026年11月20日" in writer.said()


def test_the_keyboard_reaches_lists_and_the_menu_tables(writer: Writer, draft: int) -> None:
    writer.open(draft)
    writer.type("facts", "第一处")
    writer.desk.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    field = writer.view.form.fields["facts"].editor
    assert isinstance(field, RichField)
    assert field.text() == "- 第一处"
    field.edit.moveCursor(QTextCursor.MoveOperation.End)
    field.table_menu.actions()[0].trigger()
    writer.wait()
    assert field.text().startswith("- 第一处\n| ")


def test_one_save_is_one_act_that_is_taken_back_whole(writer: Writer, draft: int) -> None:
    writer.open(draft)
    writer.type("facts", "经查属实。")
    writer.type("basis", "《河道管理条例》第三条")
    writer.view.save.click()
    writer.wait()
    writer.desk.window.workplace.take_back(writer.desk.window.workplace.last_act())
    writer.desk.settle()
    said = writer.desk.services.suggestions.card(draft).draft
    assert (said.facts, said.basis) == ("", "")


def test_what_is_refused_stands_beside_its_field(writer: Writer, draft: int) -> None:
    writer.open(draft)
    writer.type("addressee", " ")
    writer.view.save.click()
    assert writer.view.form.fields["addressee"].problem.isVisible()
    assert writer.desk.services.suggestions.card(draft).draft.addressee == "青山县水利局"


def test_unsaved_typing_waits_for_whoever_comes_back(writer: Writer, draft: int) -> None:
    other = writer.desk.has_letter("青山县教育局")
    writer.open(draft)
    writer.type("facts", "写到一半")
    writer.open(other)
    assert writer.view.form.fields["facts"].text() == ""
    writer.open(draft)
    assert writer.view.form.fields["facts"].text() == "写到一半"
    assert writer.view.note.text() == "已恢复未保存的内容"
    writer.view.drop.click()
    writer.wait()
    assert writer.view.form.fields["facts"].text() == ""
    assert writer.view.note.text() == ""


def test_typing_is_kept_as_a_draft_when_the_record_is_left(writer: Writer, draft: int) -> None:
    writer.open(draft)
    writer.type("facts", "写到一半")
    writer.desk.press(Qt.Key.Key_Escape)
    key = RecordKey(RecordType.SUGGESTION, draft)
    assert writer.desk.services.papers.drafts.read(key, LETTER).values == {"facts": "写到一半"}


def test_a_change_of_the_record_leaves_typing_alone(writer: Writer, draft: int) -> None:
    writer.open(draft)
    writer.type("facts", "写到一半")
    letters = writer.desk.services.suggestions
    card = letters.card(draft)
    letters.amend(CLERK, draft, card.version, replace(card.draft, problem="另外改过"))
    writer.desk.settle()
    writer.wait()
    assert writer.view.form.fields["facts"].text() == "写到一半"
    assert writer.view.form.fields["problem"].text() == "另外改过"


def test_the_words_of_an_issued_letter_cannot_be_typed_over(writer: Writer, desk: ClerksDesk) -> None:
    letter = desk.has_letter("青山县水利局", "青检建〔2026〕7号", "2026-09-01", problem="河道淤塞")
    desk.services.papers.drafts.save(
        CLERK, RecordKey(RecordType.SUGGESTION, letter), LETTER, TypedPaper({"problem": "偷改"})
    )
    writer.open(letter)
    field = writer.view.form.fields["problem"].editor
    assert isinstance(field, RichField)
    assert field.edit.isReadOnly()
    assert "河道淤塞" in writer.said()
    assert "偷改" not in writer.said()
    assert "已登记制发" in writer.view.note.text()
    assert not writer.view.save.isEnabled()
    assert not writer.view.form.annexes.isEnabled()
    day = writer.view.form.fields["issued_on"].target
    assert isinstance(day, QLineEdit)
    assert day.isReadOnly()


def test_a_character_no_font_prints_is_named_beside_its_field(writer: Writer, draft: int) -> None:
    writer.open(draft)
    writer.view.form.fields["facts"].target.setFocus()
    target = writer.view.form.fields["facts"].target
    committed = QInputMethodEvent()
    committed.setCommitString("证人李\U00030000的证言")
    QApplication.sendEvent(target, committed)
    writer.wait()
    problem = writer.view.form.fields["facts"].problem
    assert problem.isVisible()
    assert "U+30000" in problem.text()
    assert not writer.view.paper.print.isEnabled()
    writer.type("facts", "证人李某的证言")
    assert not problem.isVisible()
    assert writer.view.paper.print.isEnabled()


def test_annexes_are_added_put_in_order_and_left_out(writer: Writer, draft: int) -> None:
    writer.open(draft)
    annexes = writer.view.form.annexes
    for name in ("清单", "照片"):
        annexes.add.click()
        field = writer.desk.window.findChildren(QLineEdit, f"annex_{len(annexes.annexes) + 1}")[-1]
        field.setText(name)
    writer.wait()
    assert "附件：1. 清单\n2. 照片" in writer.said()
    next(tool for tool in annexes.findChildren(QToolButton, "annex_2_上移")).click()
    writer.wait()
    assert "附件：1. 照片\n2. 清单" in writer.said()
    next(tool for tool in annexes.findChildren(QToolButton, "annex_2_删除")).click()
    writer.wait()
    assert [annex.title for annex in annexes.annexes] == ["清单"]


def test_how_far_the_document_follows_a_rule_stands_above_it(writer: Writer, draft: int) -> None:
    writer.open(draft)
    words = writer.view.choice.grounding.text()
    assert words.startswith("内容依公布的规定，措辞自拟")
    assert "第十六条" in words


def test_the_place_in_the_paper_stays_while_typing(writer: Writer, draft: int) -> None:
    writer.open(draft)
    writer.type("facts", "经查，河道内堆放砂石三处。" * 80)
    pages = writer.view.paper.pages
    assert pages.page_count > 1
    pages.go_to(1)
    before = pages.verticalScrollBar().value()
    writer.type("other", "联系人：张某。")
    assert pages.verticalScrollBar().value() == before


def test_small_pages_lead_to_the_large_ones(writer: Writer, draft: int, qtbot: QtBot) -> None:
    writer.open(draft)
    writer.type("facts", "经查，河道内堆放砂石三处。" * 80)
    paper = writer.view.paper
    paper.small.click()
    qtbot.waitUntil(lambda: paper.thumbnails.count() == paper.pages.page_count > 1)
    qtbot.waitUntil(lambda: not paper.thumbnails.item(1).icon().isNull())
    paper.thumbnails.setFocus()
    paper.thumbnails.setCurrentRow(1)
    writer.desk.press(Qt.Key.Key_Return)
    assert paper.pages.page >= 0
    assert paper.pages.verticalScrollBar().value() > 0


def test_a_record_without_documents_says_so(qtbot: QtBot) -> None:
    choice = DocumentChoice()
    qtbot.addWidget(choice)
    choice.offer((), "")
    assert choice.template is None
    assert "没有可生成的文书" in choice.grounding.text()
    assert choice.documents.isHidden()


def papers_of_matter(desk: ClerksDesk, matter: int) -> WritingView:
    """文书 of a matter, which may have none."""
    desk.go_to("监督事项")
    desk.window.page.open_record(matter)
    assert desk.record is not None
    tabs = desk.record.tabs
    tabs.setCurrentIndex([tabs.tabText(place) for place in range(tabs.count())].index("文书"))
    desk.settle()
    view = tabs.currentWidget()
    assert isinstance(view, WritingView)
    return view


def test_a_matter_has_a_place_for_its_documents(desk: ClerksDesk) -> None:
    matter = desk.has_matter("青山县公安局")
    view = papers_of_matter(desk, matter)
    offered = desk.services.papers.offered(RecordKey(RecordType.MATTER, matter))
    assert view.paper.isVisible() is bool(offered)
    assert view.problem.text() == ""


def test_a_matter_opens_at_a_document_of_its_stage_with_those_of_other_types_below(desk: ClerksDesk) -> None:
    draft = MatterDraft("社会治理", "青山县农村商业银行")
    matter = desk.services.matters.register(CLERK, draft).id
    view = papers_of_matter(desk, matter)
    rows = [view.choice.documents.itemText(place) for place in range(view.choice.documents.count())]
    assert view.choice.documents.currentText().strip() == "立案（受理）审批表"
    assert rows[0] == "社会治理 · 受理立案"
    assert rows.index("社会治理 · 其他阶段") < rows.index("其他 · 刑事立案与侦查监督")


def test_a_crash_takes_no_more_of_a_paper_than_the_last_pause(writer: Writer, draft: int, qtbot: QtBot) -> None:
    writer.open(draft)
    writer.type("facts", "写到一半")
    drafts = writer.desk.services.drafts
    qtbot.waitUntil(lambda: bool(drafts.of(CLERK.name)))  # nobody left the paper
    assert [left.note.title for left in drafts.of(CLERK.name)] == ["检察建议书（社会治理）"]
    after = WritingView(writer.desk.window.workplace)  # as the next start makes it
    qtbot.addWidget(after)
    after.show()
    after.show_record(RecordKey(RecordType.SUGGESTION, draft), "JY2026-00001")
    qtbot.waitUntil(lambda: "facts" in after.form.fields and after.is_idle, timeout=20_000)
    assert after.form.fields["facts"].text() == "写到一半"
    assert after.note.text() == "已恢复未保存的内容（2026-11-22 09:00 暂存）"
    assert after.drop.isVisible()
    after.close()
    writer.view.save.click()
    writer.wait()
    qtbot.waitUntil(lambda: drafts.of(CLERK.name) == ())
