"""A bulletin made at the screen, edited by keyboard, its figures opened, finished, presented, written as a file."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.models.dates import PartialDate
from app.services.documents.charts import BarSpec, Series
from app.services.documents.preview import text_of
from app.views.briefings.behind_dialog import BehindDialog
from app.views.briefings.page import BriefingsPage
from app.views.suggestions.page import SuggestionsPage
from tests.services.suggestion_library.conftest import Shelf
from tests.stories.conftest import ClerksDesk, type_chinese


@pytest.fixture
def page(desk: ClerksDesk) -> BriefingsPage:
    """Letters of September and October; the page of briefings."""
    shelf = Shelf(desk.services._database)
    shelf.issued("甲", "2026-09-01", "青山县水利局", replied_on=PartialDate("2026-10-20"))
    shelf.issued("乙", "2026-10-01", "青山县教育局")
    shelf.issued("丙", "2026-10-08", "青山县财政局")
    desk.window.workplace.page_wanted.emit("briefings")
    desk.settle()
    found = desk.window.page
    assert isinstance(found, BriefingsPage)
    return found


@pytest.fixture
def bulletin(desk: ClerksDesk, page: BriefingsPage, qtbot: QtBot) -> BriefingsPage:
    """The bulletin of October, made by the dialog; a yearly report would have been offered a year."""
    desk.click("新建…", page)
    desk.fill(kind="检察建议落实情况年度报告")
    assert (desk.dialog.form.text("first"), desk.dialog.form.text("last")) == ("2026-01", "2026-12")
    desk.fill(kind="月度通报", first="2026-02")
    assert desk.dialog.form.text("usual") == ""  # never another period than the months say
    desk.fill(usual="2026年10月")
    desk.confirm()
    desk.settle()
    assert page.stack.currentWidget() is page.editor
    desk.window.activateWindow()  # as the window manager does when a dialog closes
    qtbot.waitUntil(desk.window.isActiveWindow)
    return page


def sentence(page: BriefingsPage, words: str) -> None:
    """Make the sentence current that says some words."""
    found = page.editor.sentences.findItems(words, Qt.MatchFlag.MatchContains)
    page.editor.sentences.setCurrentItem(found[0])


def test_the_bulletin_of_last_month_is_offered_and_made_of_its_letters(bulletin: BriefingsPage) -> None:
    editor = bulletin.editor
    assert editor.head.title.text() == "青山县人民检察院2026年10月检察业务通报"
    sentence(bulletin, "制发2件")
    rows = editor.figures.table.texts()
    assert [row[:2] for row in rows if "制发" in row[0]] == [("检察建议制发", "2件")]


def test_a_sentence_is_edited_by_keyboard_pointed_out_and_restored(desk: ClerksDesk, bulletin: BriefingsPage) -> None:
    editor = bulletin.editor
    sentence(bulletin, "制发2件")
    made = editor.text.edit.toPlainText()
    editor.sentences.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.window.focusWidget() is editor.text.edit
    type_chinese(editor.text.edit, made.replace("制发2件", "制发12件"))
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "文中12，数据2" in editor.text.mismatch.text()
    assert editor.text.made.text() == f"生成的原文：{made}"
    assert "与数据不一致 1 句" in editor.head.state.text()
    desk.click("恢复原文", bulletin)
    assert editor.text.edit.toPlainText() == made
    assert not editor.text.mismatch.isVisible()


def test_what_was_typed_is_kept_when_another_sentence_is_chosen_and_can_be_undone(
    desk: ClerksDesk, bulletin: BriefingsPage
) -> None:
    editor = bulletin.editor
    sentence(bulletin, "请填写下月工作提示")
    type_chinese(editor.text.edit, "下月重点核查逾期未回复的检察建议。")
    sentence(bulletin, "整改到位")
    assert "整改到位" in editor.text.edit.toPlainText()
    assert "下月重点核查" in desk.services.briefings.card(1).text.sentences[-1].text
    desk.window.said.undo.click()
    desk.settle()
    assert "请填写" in desk.services.briefings.card(1).text.sentences[-1].text


def test_a_figure_leads_to_its_letters_and_esc_back(desk: ClerksDesk, bulletin: BriefingsPage, qtbot: QtBot) -> None:
    sentence(bulletin, "制发2件")
    table = bulletin.editor.figures.table
    place = next(at for at, row in enumerate(table.texts()) if row[0] == "检察建议制发")
    table.setCurrentIndex(table.rows.index(place, 0))
    table.setFocus()
    desk.press(Qt.Key.Key_Return)
    dialog = next(each for each in bulletin.findChildren(BehindDialog) if each.isVisible())
    assert len(dialog.tables[0].texts()) == 2
    assert dialog.focusWidget() is dialog.tables[0]
    desk.press(Qt.Key.Key_Return)
    assert isinstance(desk.window.page, SuggestionsPage)
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    desk.press(Qt.Key.Key_Escape)
    assert desk.window.page is bulletin
    assert dialog.isVisible()
    dialog.reject()


def test_a_briefing_is_finished_only_when_everything_is_written_then_presented_and_written_as_files(
    desk: ClerksDesk, bulletin: BriefingsPage, tmp_path: Path
) -> None:
    editor = bulletin.editor
    desk.click("定稿", bulletin)
    assert "还有 1 处没有填写（请填写下月工作提示" in editor.text.problem.text()
    assert "请填写" in editor.text.edit.toPlainText()  # which is shown at once
    type_chinese(editor.text.edit, "下月重点核查逾期未回复的检察建议。")
    desk.click("定稿", bulletin)
    assert "定稿 2026-11-22" in editor.head.state.text()
    assert editor.text.edit.isReadOnly()
    desk.click("登记提交…", bulletin)
    desk.fill(to="检察委员会", on="2026-11-20")
    desk.confirm()
    assert "2026-11-20 提交检察委员会" in editor.head.state.text()
    for name in ("通报.pdf", "通报.docx"):
        editor.export_to(tmp_path / name)
        desk.settle()
    said = "".join(text_of((tmp_path / "通报.pdf").read_bytes()).split())
    assert "制发2件" in said
    assert "未定稿" not in said
    assert (tmp_path / "通报.docx").stat().st_size > 5000
    desk.click("撤回定稿…", bulletin)
    desk.fill(reason="漏写一句")
    desk.confirm()
    assert editor.head.state.text().startswith("未定稿")


def test_own_sentences_cite_figures_and_supervised_items_are_entered(desk: ClerksDesk, bulletin: BriefingsPage) -> None:
    editor = bulletin.editor
    sentence(bulletin, "整改到位")
    desk.click("添加句子…", bulletin)
    desk.fill(text="收到回复1件，已逐件核实。")
    desk.confirm()
    assert editor.sentences.findItems("〔自加〕", Qt.MatchFlag.MatchContains)
    editor.tabs.setCurrentWidget(editor.tips)
    desk.click("登记督办事项…", bulletin)
    desk.fill(
        problem="两份检察建议到期前提示",
        to="公益诉讼检察部",
        demand="届满前十日提示被建议单位",
        person="李某",
        due_on="2026-11-30",
    )
    desk.confirm()
    entered = editor.tips.table.texts()[0]
    assert entered[1:4] == ("两份检察建议到期前提示", "公益诉讼检察部", "届满前十日提示被建议单位")


def test_taking_the_figures_anew_shows_first_what_changed(desk: ClerksDesk, bulletin: BriefingsPage) -> None:
    desk.has_letter("青山县民政局", "青检建〔2026〕99号", issued="2026-10-12")
    desk.click("重新取数…", bulletin)
    changes = {row[0]: row[1:] for row in desk.dialog.table.texts()}  # type: ignore[attr-defined]  # the open dialog
    assert changes["检察建议制发"][0].startswith("2件")
    assert changes["检察建议制发"][1].startswith("3件")
    desk.confirm()
    sentence(bulletin, "制发3件")


def test_the_arrows_pass_over_headings(desk: ClerksDesk, bulletin: BriefingsPage) -> None:
    sentences = bulletin.editor.sentences
    sentences.setFocus()
    for _ in range(sentences.count()):
        assert sentences.key
        desk.press(Qt.Key.Key_Down)


def test_nothing_of_the_page_is_written_in_english(desk: ClerksDesk, bulletin: BriefingsPage) -> None:
    words = [label.text() for label in bulletin.findChildren(QLabel)]
    items = bulletin.editor.sentences
    words += [items.item(place).text() for place in range(items.count())]
    said = "".join(words).replace("PDF", "").replace("Word", "")
    assert not [letter for letter in said if letter.isascii() and letter.isalpha()]


def test_a_chart_that_was_put_aside_is_put_in_and_printed(
    desk: ClerksDesk, bulletin: BriefingsPage, tmp_path: Path
) -> None:
    desk.click("放入图表…", bulletin)
    assert "还没有图表可以取用" in desk.says()
    desk.window.workplace.chart_tray.put(BarSpec("部门制发", ("一部", "二部"), (Series("制发", (1.0, 2.0)),), "件"))
    sentence(bulletin, "整改到位")
    desk.click("放入图表…", bulletin)
    desk.confirm()
    assert bulletin.editor.sentences.findItems("图表：部门制发", Qt.MatchFlag.MatchContains)
    bulletin.editor.export_to(tmp_path / "通报.pdf")
    desk.settle()
    said = "".join(text_of((tmp_path / "通报.pdf").read_bytes()).split())
    assert "部门制发" in said
    assert "图表：部门制发" not in said
