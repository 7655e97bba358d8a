"""文书登记: the print log and the numbers on screen, and a paper that is checked there."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QTabWidget
from pytestqt.qtbot import QtBot

from app.models.dates import PartialDate
from app.models.terms import Output, RecordType, SuggestionKind
from app.services.papers.rows import Delivery, FrozenPaper, RecordKey
from app.services.suggestions.rows import IssueDraft, LetterDraft
from app.views.backups.papers_view import PapersView
from app.views.docket.paper_dialog import PaperDialog
from app.views.documents.verify_dialog import VerifyDialog, open_verifying
from tests.stories.conftest import CLERK, ClerksDesk, type_chinese
from tests.stories.test_registering_papers import WHOLE

LETTER = "suggestion-letter"


@pytest.fixture
def frozen(desk: ClerksDesk) -> FrozenPaper:
    """A registered letter, printed twice."""
    papers = desk.services.papers
    said = LetterDraft(SuggestionKind.SOCIAL_GOVERNANCE, "青山县水利局", **WHOLE)  # type: ignore[arg-type]  # texts only
    key = RecordKey(RecordType.SUGGESTION, desk.services.suggestions.draft(CLERK, said).id)
    papers.issuing.issue(CLERK, key, LETTER, IssueDraft("青检建〔2026〕3号", PartialDate("2026-11-02")))
    made = papers.render(CLERK, LETTER, key)
    papers.record_print(CLERK, LETTER, key, made, Delivery(Output.PRINTED, "甲打印机", 4))
    papers.record_print(CLERK, LETTER, key, made, Delivery(Output.SAVED, "乙文件"))
    desk.settle()
    paper = papers.frozen(LETTER, key)
    assert paper is not None
    return paper


def registers(desk: ClerksDesk) -> PapersView:
    desk.go_to("系统管理")
    tabs = desk.window.page.findChild(QTabWidget, "system_tabs")
    assert tabs is not None
    titles = [tabs.tabText(place) for place in range(tabs.count())]
    tabs.setCurrentIndex(titles.index("文书登记"))
    view = tabs.currentWidget()
    assert isinstance(view, PapersView)
    return view


def test_the_log_is_shown_and_filtered_by_day_and_way(desk: ClerksDesk, frozen: FrozenPaper) -> None:
    view = registers(desk)
    assert [row[-1] for row in view.log.texts()] == ["乙文件", "甲打印机"]
    view.way.setCurrentText("打印")
    view.way.activated.emit(view.way.currentIndex())
    assert [(row[4], row[7], row[9]) for row in view.log.texts()] == [("青检建〔2026〕3号", "4", "是")]
    type_chinese(view.first.text, "明天")
    view.first.text.editingFinished.emit()
    assert view.log.texts() == []
    type_chinese(view.first.text, "二月三十")
    view.first.text.editingFinished.emit()
    assert "看不懂日期" in view.problem.text()


def test_the_register_opens_as_it_will_print(desk: ClerksDesk, frozen: FrozenPaper, tmp_path: Path) -> None:
    registers(desk)
    desk.click("打印登记簿…")
    dialog = desk.window.findChild(PaperDialog, "paper")
    assert dialog is not None
    assert dialog.save_to(tmp_path / "登记簿.pdf")
    assert desk.services.papers.log.lines()[0].title == "打印输出登记簿"
    dialog.accept()


def test_a_gap_among_the_numbers_is_explained_from_its_row(desk: ClerksDesk, frozen: FrozenPaper) -> None:
    view = registers(desk)
    assert "2 个空号待说明" in view.series.currentText()
    assert [row[1] for row in view.numbers.texts()] == ["待说明", "待说明", "已用"]
    view.numbers.setCurrentIndex(view.numbers.rows.index(1, 0))
    desk.click("说明文号…")
    desk.fill(state="另有用途", reason="在系统中用于专项通报")
    desk.confirm()
    assert [row[1] for row in view.numbers.texts()] == ["待说明", "另有用途", "已用"]
    assert "1 个空号待说明" in view.series.currentText()


def test_a_decision_about_numbers_is_recorded_and_told_the_next_time(desk: ClerksDesk, frozen: FrozenPaper) -> None:
    registers(desk)
    desk.click("编号和校验码…")
    desk.fill(kind="检察建议书", ruling="由本台账自动编文号", decided_by="检察长", decided_on="11.20")
    desk.confirm()
    assert desk.says() == "已登记决定：检察建议书由本台账自动编文号"
    decision = desk.services.papers.rulings.numbering(LETTER)
    assert decision is not None
    assert (decision.decided_by, decision.decided_on) == ("检察长", "2026-11-20")
    desk.click("编号和校验码…")
    desk.fill(kind="检察建议书")
    assert "自动编号：检察长 2026-11-20 决定" in desk.texts(desk.dialog)
    desk.fill(kind="没有这种文书")
    desk.confirm()
    assert desk.problems() == ["请从列表中选择一种文书。"]


def test_a_typed_code_and_a_handed_in_file_are_checked_in_one_window(
    desk: ClerksDesk, frozen: FrozenPaper, tmp_path: Path, qtbot: QtBot
) -> None:
    registers(desk)
    desk.click("检查文书…")
    dialog = desk.window.findChild(VerifyDialog, "verify")
    assert dialog is not None
    type_chinese(dialog.code, "12")
    dialog.check_code()
    assert "校验码是 16 位" in dialog.work.problem.text()
    type_chinese(dialog.code, frozen.check_code.lower())
    dialog.check_code()
    assert dialog.headline.text().startswith("✓ 校验码属于本台账登记的文书")
    assert not dialog.work.problem.isVisible()
    path = tmp_path / "拿来的.pdf"
    path.write_bytes(desk.services.papers.archive.rendered(frozen).pdf + b" ")
    dialog.file.text.setText(str(path))
    dialog.check_file()
    qtbot.waitUntil(lambda: dialog.work.is_idle and bool(dialog.headline.text()), timeout=20_000)
    assert dialog.headline.text().startswith("× “拿来的.pdf”不是登记时的那个文件")
    assert open_verifying(desk.window.workplace, desk.window) is dialog
    dialog.close()
