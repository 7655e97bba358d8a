"""登记制发 at the screen: what is missing, an unusual number, and the frozen letter afterwards."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from app.models.terms import Output, RecordType, SuggestionKind
from app.services.papers.rows import RecordKey, TypedPaper
from app.services.suggestions.rows import LetterDraft
from app.views.documents.issue_dialog import PaperIssueDialog
from tests.stories.conftest import CLERK, ClerksDesk
from tests.stories.test_papers import paper_of, registering_of, wait_for_pages

WHOLE = {
    "case_source": "本院在办案中发现。",
    "facts": "经查，河道淤塞三处。",
    "problem": "日常监管不到位。",
    "proposal": "及时清淤。",
    "basis": "《中华人民共和国防洪法》第二十二条",
    "objection_period": "十五日",
    "reply_period": "两个月",
}


def has_whole_letter(desk: ClerksDesk, **texts: str) -> int:
    said = LetterDraft(SuggestionKind.SOCIAL_GOVERNANCE, "青山县水利局", **{**WHOLE, **texts})  # type: ignore[arg-type]  # texts only
    letter = desk.services.suggestions.draft(CLERK, said).id
    desk.go_to("检察建议")
    desk.window.page.open_record(letter)
    desk.settle()
    return letter


def dialog_of(desk: ClerksDesk) -> PaperIssueDialog:
    desk.click("登记制发")
    dialog = desk.dialog
    assert isinstance(dialog, PaperIssueDialog)
    return dialog


def test_a_registered_letter_shows_version_hash_and_code_and_is_noted_when_saved(
    desk: ClerksDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    letter = has_whole_letter(desk)
    dialog = dialog_of(desk)
    assert "没有缺少的内容" in dialog.state.text()
    qtbot.waitUntil(lambda: "现在排版共" in dialog.pages.text(), timeout=20_000)
    desk.fill(number="青检建〔2026〕12号", issued_on="11.2")
    desk.confirm()
    assert desk.says() == "已登记制发"
    paper = paper_of(desk, letter, qtbot)
    frozen = desk.services.papers.frozen("suggestion-letter", RecordKey(RecordType.SUGGESTION, letter))
    assert frozen is not None
    standing = registering_of(desk).standing.text()
    assert standing.startswith(f"已登记 版本1 · SHA-256 {frozen.sha256[:12]} · ")
    assert frozen.check_code in standing.replace(" ", "")
    paper.save_to(tmp_path / "建议书.pdf")
    (line,) = desk.services.papers.log.lines()
    assert (line.who, line.act, line.is_frozen) == ("张某", Output.SAVED, True)
    assert line.sha256 == frozen.sha256


def test_what_is_missing_is_told_in_the_dialog_and_stops_the_registration(desk: ClerksDesk) -> None:
    has_whole_letter(desk, basis="")
    dialog = dialog_of(desk)
    assert "还缺 建议依据" in dialog.state.text()
    assert dialog.findChild(QCheckBox, "is_number_only") is None
    desk.fill(number="青检建〔2026〕12号", issued_on="11.2")
    desk.confirm()
    assert desk.has_dialog
    assert "缺少建议依据，不能登记制发" in dialog.problem.text()


def test_an_unusual_number_is_asked_about_beside_its_field_and_then_taken(desk: ClerksDesk) -> None:
    has_whole_letter(desk)
    dialog = dialog_of(desk)
    checked = dialog.findChild(QCheckBox, "is_number_checked")
    assert checked is not None
    assert not checked.isVisible()
    desk.fill(number="某检建〔2026〕12号", issued_on="11.2")
    desk.confirm()
    assert "一般是“青检建”" in desk.problems()[0]
    assert checked.isVisible()
    desk.tick("is_number_checked")
    desk.confirm()
    assert not desk.has_dialog


def test_a_correction_makes_a_later_version_of_the_letter_on_screen(desk: ClerksDesk, qtbot: QtBot) -> None:
    letter = has_whole_letter(desk)
    dialog_of(desk)
    desk.fill(number="青检建〔2026〕12号", issued_on="11.2")
    desk.confirm()
    paper = paper_of(desk, letter, qtbot)
    desk.click("更正…")
    desk.click("登记更正…")
    desk.fill(reason="笔误")
    desk.confirm()
    assert "内容没有变化" in desk.dialog.problem.text()
    desk.services.papers.drafts.save(
        CLERK, RecordKey(RecordType.SUGGESTION, letter), "suggestion-letter", TypedPaper({"problem": "监管存在漏洞。"})
    )
    desk.confirm()
    wait_for_pages(paper, qtbot)
    qtbot.waitUntil(lambda: "版本2" in registering_of(desk).standing.text(), timeout=20_000)


def test_taking_the_registration_back_makes_the_letter_a_draft_again(desk: ClerksDesk, qtbot: QtBot) -> None:
    letter = has_whole_letter(desk)
    dialog_of(desk)
    desk.fill(number="青检建〔2026〕12号", issued_on="11.2")
    desk.confirm()
    paper_of(desk, letter, qtbot)
    desk.window.said.undo.click()
    desk.settle()
    assert desk.says() == "已撤销，登记的文书转为作废并保留"
    qtbot.waitUntil(lambda: not registering_of(desk).standing.isVisible(), timeout=20_000)
    assert not registering_of(desk).correct.isVisible()
