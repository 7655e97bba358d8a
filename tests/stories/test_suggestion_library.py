"""建议库 at the screen: a past letter found by likeness and taken over, paragraphs, favourites, what came up again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.models.terms import RecordType, SuggestionKind
from app.services.clues.rows import ClueDraft
from app.services.suggestion_library.rows import ParagraphDraft
from app.views.clues.record import ClueRecord
from app.views.suggestion_library.dialog import LibraryDialog
from app.views.suggestion_library.page import LibraryPage
from app.views.suggestions.draft_dialog import DraftDialog
from tests.services.suggestion_library.conftest import AGAIN, OTHER, PROBLEM, Shelf
from tests.stories.conftest import CLERK, ClerksDesk, type_chinese
from tests.stories.test_names_for_screen_readers import nameless

UNIT = "青山县市场监督管理局"
MEASURES = "一、清理消防通道。\n二、落实消防安全责任制。"
# The offscreen plugin's own notes on the list of suggestions that opens below the field.
SUGGESTING = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class LibraryDesk:
    """The library as 张某 uses it."""

    def __init__(self, desk: ClerksDesk, bot: QtBot) -> None:
        self.desk, self.bot = desk, bot
        self.shelf = Shelf(desk.services._database)

    @property
    def page(self) -> LibraryPage:
        page = self.desk.window.page
        assert isinstance(page, LibraryPage)
        return page

    @property
    def dialog(self) -> LibraryDialog:
        return next(found for found in self.desk.window.findChildren(LibraryDialog) if found.isVisible())

    def open(self) -> LibraryPage:
        """By the button of 检察建议."""
        self.desk.window.workplace.page_wanted.emit("library")
        self.settle()
        return self.page

    def ask(self, words: str) -> None:
        type_chinese(self.page.view.letters.asking.words, words)
        self.settle()

    def settle(self) -> None:
        page = self.desk.window.page
        view = page.view if isinstance(page, LibraryPage) else None
        self.desk.settle()
        if view is not None:
            self.bot.waitUntil(lambda: view.letters.is_settled, timeout=10_000)


@pytest.fixture
def library(desk: ClerksDesk, qtbot: QtBot) -> LibraryDesk:
    return LibraryDesk(desk, qtbot)


def test_a_past_letter_is_found_by_its_problem_with_the_figure_and_opened(
    desk: ClerksDesk, library: LibraryDesk
) -> None:
    key = library.shelf.issued(PROBLEM, "2025-03-01", proposal=MEASURES)
    library.shelf.issued(OTHER, "2026-03-01", "青山县教育局")
    page = library.open()
    library.ask(AGAIN)
    first = page.view.letters.results.letters[0]
    assert first.id == key
    assert f"相近 {first.likeness}% · 共有字组 {first.held}/" in page.view.letters.results.item(0).text()
    assert "Dice" in page.view.letters.found.text()
    assert "background-color" in page.view.letters.detail.text.toHtml()
    library.bot.keyClick(page.view.letters.results, Qt.Key.Key_Return)
    desk.settle()
    assert desk.record is not None
    assert UNIT in desk.record.heading.text()
    desk.press(Qt.Key.Key_Escape)
    assert desk.window.page is page


def test_a_new_letter_is_begun_from_the_chosen_parts_of_a_past_one(desk: ClerksDesk, library: LibraryDesk) -> None:
    library.shelf.issued(PROBLEM, "2025-03-01", proposal=MEASURES, basis="《中华人民共和国消防法》第十六条")
    page = library.open()
    library.ask("消防通道")
    page.view.letters.detail.boxes["problem"].click()
    desk.click("据此起草…", page)
    desk.fill(addressee="青山县应急管理局", kind="社会治理")
    desk.confirm()
    made = desk.services.suggestions.card(2).draft
    assert (made.addressee, made.problem, made.proposal) == ("青山县应急管理局", PROBLEM, MEASURES)
    assert made.basis == "《中华人民共和国消防法》第十六条"
    assert made.facts == ""


def test_taking_over_into_a_draft_never_overwrites_what_stands_there(desk: ClerksDesk, library: LibraryDesk) -> None:
    library.shelf.issued(PROBLEM, "2025-03-01", proposal=MEASURES)
    desk.go_to("检察建议")
    desk.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    draft = desk.dialog
    assert isinstance(draft, DraftDialog)
    desk.fill(problem=AGAIN, proposal="三、定期检查。")
    draft.help.open_library.click()
    library.bot.waitUntil(lambda: library.dialog.view.letters.is_settled)
    desk.settle()
    dialog = library.dialog
    assert dialog.view.letters.asking.query().words == AGAIN
    desk.click("采用到草稿", dialog)
    assert draft.form.text("proposal") == f"三、定期检查。\n{MEASURES}"
    assert "已接到“建议内容”后面" in dialog.said.text()
    desk.click("采用到草稿", dialog)
    assert draft.form.text("proposal") == f"三、定期检查。\n{MEASURES}"
    assert "没有重复添加" in dialog.said.text()
    dialog.accept()
    draft.form._fields["proposal"].undo()
    assert draft.form.text("proposal") == "三、定期检查。"


@SUGGESTING
def test_another_person_may_take_over_after_the_library_beside_a_draft_was_closed(
    desk: ClerksDesk, library: LibraryDesk, qtbot: QtBot
) -> None:
    desk.go_to("检察建议")
    desk.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    draft = desk.dialog
    assert isinstance(draft, DraftDialog)
    draft.help.open_library.click()
    dialog = library.dialog
    with qtbot.waitSignal(dialog.destroyed, timeout=10_000):
        dialog.accept()
    with qtbot.captureExceptions() as raised:
        desk.window.workplace.work_as("李某")
        desk.settle()
    assert raised == []


def test_a_paragraph_with_its_basis_is_kept_and_inserted_into_a_draft(desk: ClerksDesk, library: LibraryDesk) -> None:
    page = library.open()
    page.view.tabs.setCurrentWidget(page.view.paragraphs)
    desk.click("添加…", page)
    desk.fill(title="消防安全责任", text="督促落实消防安全责任制。", basis="《中华人民共和国消防法》第十六条")
    desk.confirm()
    assert [row[1:4] for row in page.view.paragraphs.table.texts()] == [("消防安全责任", "建议内容", "通用")]
    desk.click("据此起草…", page)
    assert isinstance(desk.dialog, DraftDialog)
    assert desk.dialog.form.text("proposal") == "督促落实消防安全责任制。"
    assert desk.dialog.form.text("basis") == "《中华人民共和国消防法》第十六条"


def test_a_paragraph_is_changed_and_removed_and_the_status_line_takes_that_back(
    desk: ClerksDesk, library: LibraryDesk
) -> None:
    desk.services.suggestion_library.paragraphs.add(CLERK, ParagraphDraft("抄送", "other_matters", "请抄送县政府。"))
    page = library.open()
    page.view.tabs.setCurrentWidget(page.view.paragraphs)
    desk.click("修改…", page)
    desk.fill(text="请抄送县人民政府。")
    desk.confirm()
    assert "县人民政府" in page.view.paragraphs.text.toPlainText()
    desk.click("删除", page)
    assert page.view.paragraphs.table.texts() == []
    assert "已删除常用段落“抄送”" in desk.says()
    desk.window.said.take_back_wanted.emit(desk.window.workplace.last_act())
    desk.settle()
    assert [row[1] for row in page.view.paragraphs.table.texts()] == ["抄送"]


def test_favourites_are_marked_in_the_results_and_are_the_clerks_own(desk: ClerksDesk, library: LibraryDesk) -> None:
    library.shelf.issued(PROBLEM, "2025-03-01")
    page = library.open()
    desk.click("收藏", page)
    page.view.tabs.setCurrentWidget(page.view.favourites)
    assert [row[0] for row in page.view.favourites.table.texts()] == ["建议书"]
    desk.window.workplace.work_as("李某")
    assert page.view.favourites.table.texts() == []
    desk.window.workplace.work_as("张某")
    desk.click("取消收藏", page.view.favourites)
    assert page.view.favourites.table.texts() == []


def test_the_search_leads_to_the_library_and_to_the_unit(desk: ClerksDesk, library: LibraryDesk) -> None:
    library.shelf.issued(PROBLEM, "2025-03-01")
    desk.window.header.searched.emit("市场监督")
    desk.settle()
    links = desk.window.page.findChild(QLabel, "search_further")
    assert links is not None
    assert f"单位履历：{UNIT}" in links.text()
    links.linkActivated.emit("library")
    library.settle()
    assert library.page.view.letters.asking.query().words == "市场监督"
    assert [letter.addressee for letter in library.page.view.letters.results.letters] == [UNIT]


def test_a_clue_like_a_closed_letter_says_so_on_its_page_and_on_the_letters(
    desk: ClerksDesk, library: LibraryDesk
) -> None:
    closed = library.shelf.closed(PROBLEM, "2025-03-01", "2025-08-01")
    clue = desk.services.clues.register(CLERK, ClueDraft("12345", unit=UNIT, found=AGAIN)).id
    desk.window.workplace.open_record(RecordType.CLUE, clue)
    desk.settle()
    record = desk.record
    assert isinstance(record, ClueRecord)
    words = record.recurrence.words.text()
    assert "<b>同类问题再次发生</b>：该单位已于 2025-08-01 办结的" in words
    assert "青检建〔2025〕1号" in words
    assert "相近 " in words
    record.recurrence.words.linkActivated.emit(f"suggestion:{closed}")
    desk.settle()
    assert desk.record is not None
    banner = desk.record.findChild(QLabel, "recurrence_words")
    assert banner is not None
    assert "办结后同类问题再次发生" in banner.text()
    assert "XS2026-00001" in banner.text()


@SUGGESTING
def test_registering_a_clue_hints_that_the_problem_came_up_again(
    desk: ClerksDesk, library: LibraryDesk, qtbot: QtBot
) -> None:
    library.shelf.closed(PROBLEM, "2025-03-01", "2025-08-01")
    desk.go_to("线索")
    desk.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    desk.fill(unit=UNIT, found=AGAIN)
    hints = desk.dialog.hints  # type: ignore[attr-defined]  # a RegisterDialog
    qtbot.waitUntil(lambda: hints.is_settled, timeout=10_000)
    assert hints.list.found[0].is_recurrence
    assert "同类问题再次发生：该单位的建议已于 2025-08-01 办结" in hints.list.rows.item(0).text()
    assert not hints.list.rows.item(0).icon().isNull()


@SUGGESTING
def test_drafting_hints_that_the_problem_came_up_again(desk: ClerksDesk, library: LibraryDesk, qtbot: QtBot) -> None:
    library.shelf.closed(PROBLEM, "2025-03-01", "2025-08-01")
    desk.go_to("检察建议")
    desk.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    desk.fill(addressee=UNIT, problem=AGAIN)
    draft = desk.dialog
    assert isinstance(draft, DraftDialog)
    qtbot.waitUntil(lambda: draft.help.is_settled, timeout=10_000)
    assert "同类问题再次发生：该单位已于 2025-08-01 办结的 青检建〔2025〕1号，相近 " in draft.help.recurs.text()
    desk.fill(problem=OTHER)
    qtbot.waitUntil(lambda: draft.help.is_settled and not draft.help.recurs.isVisible(), timeout=10_000)


def test_everything_in_the_library_has_a_name(desk: ClerksDesk, library: LibraryDesk) -> None:
    library.shelf.issued(PROBLEM, "2025-03-01")
    desk.services.suggestion_library.paragraphs.add(
        CLERK, ParagraphDraft("抄送", "other_matters", "请抄送县政府。", SuggestionKind.OTHER)
    )
    page = library.open()
    for tab in range(3):
        page.view.tabs.setCurrentIndex(tab)
        QApplication.processEvents()
        assert nameless(desk.window) == []
    page.view.paragraphs.add()
    assert nameless(desk.dialog) == []
