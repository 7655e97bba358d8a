"""The letter as it prints, in its record: drawn when looked at, what it lacks beside it, saved and printed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services.documents.preview import page_count
from app.services.foundation.progress import Unwatched
from app.views.documents.letter_paper import LetterPaper
from app.views.documents.printing import paint_pdf, paper_printer
from app.views.papers.registering import Registering
from app.views.papers.writing_view import WritingView
from tests.stories.conftest import ClerksDesk


def paper_of(desk: ClerksDesk, letter: int, qtbot: QtBot) -> LetterPaper:
    """Open a letter at 文书 and wait for its pages."""
    desk.go_to("检察建议")
    desk.window.page.open_record(letter)
    assert desk.record is not None
    titles = [desk.record.tabs.tabText(place) for place in range(desk.record.tabs.count())]
    view = desk.record.tabs.widget(titles.index("文书"))
    assert isinstance(view, WritingView)
    desk.record.tabs.setCurrentWidget(view)
    paper = view.paper
    wait_for_pages(paper, qtbot)
    return paper


def registering_of(desk: ClerksDesk) -> Registering:
    """What is done with the paper on screen."""
    assert desk.record is not None
    found = desk.record.findChild(Registering)
    assert found is not None
    return found


def wait_for_pages(paper: LetterPaper, qtbot: QtBot) -> None:
    """Until what was typeset is drawn."""
    qtbot.waitUntil(lambda: paper.is_idle and paper.pages.page_count > 0, timeout=20_000)


@pytest.fixture
def letter(desk: ClerksDesk) -> int:
    """An issued letter that lacks nearly everything."""
    return desk.has_letter("青山县水利局", "青检建〔2026〕7号", "2026-09-01", problem="河道淤塞")


def test_the_letter_is_drawn_with_what_it_lacks_beside_it(desk: ClerksDesk, letter: int, qtbot: QtBot) -> None:
    paper = paper_of(desk, letter, qtbot)
    lacking = [paper.missing.item(row).text() for row in range(paper.missing.count())]
    assert "事实及证据" in lacking
    assert paper.pages.page_count == 1
    assert not paper.pages.findChildren(type(paper.missing))
    shown = paper.pages.widget().grab().toImage()
    assert len({shown.pixel(x, y) for x in range(0, shown.width(), 4) for y in range(0, shown.height(), 4)}) > 8


def test_the_paper_is_not_made_before_somebody_looks_at_it(desk: ClerksDesk, letter: int) -> None:
    desk.go_to("检察建议")
    desk.window.page.open_record(letter)
    paper = desk.window.findChild(LetterPaper)
    assert paper is not None
    assert paper.made is None
    assert not paper.print.isEnabled()


def test_zooming_draws_the_pages_at_another_size(desk: ClerksDesk, letter: int, qtbot: QtBot) -> None:
    paper = paper_of(desk, letter, qtbot)
    before = paper.pages.widget().sizeHint().width()
    with qtbot.waitSignal(paper.pages.drawn):
        paper.zoom.setCurrentText("200%")
    assert paper.pages.widget().sizeHint().width() > before
    with qtbot.waitSignal(paper.pages.drawn):
        qtbot.keyClick(paper.pages, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert paper.zoom.currentText() == "150%"
    qtbot.keyClick(paper.pages, Qt.Key.Key_End)
    assert paper.pages.verticalScrollBar().value() > 0


def test_the_letter_on_screen_is_saved_as_pdf(desk: ClerksDesk, letter: int, qtbot: QtBot, tmp_path: Path) -> None:
    paper = paper_of(desk, letter, qtbot)
    paper.save_to(tmp_path / "建议书.pdf")
    assert page_count((tmp_path / "建议书.pdf").read_bytes()) == 1
    assert "已保存" in desk.says()
    paper.save_to(tmp_path / "没有这个文件夹" / "建议书.pdf")
    assert "不存在" in paper.work.problem.text()


def test_the_letter_is_saved_for_the_word_processor(
    desk: ClerksDesk, letter: int, qtbot: QtBot, tmp_path: Path
) -> None:
    paper = paper_of(desk, letter, qtbot)
    paper.save_word_to(tmp_path / "建议书.docx")
    qtbot.waitUntil(lambda: "已保存" in desk.says(), timeout=20_000)
    assert (tmp_path / "建议书.docx").read_bytes().startswith(b"PK")
    paper.save_word_to(tmp_path / "没有这个文件夹" / "建议书.docx")
    qtbot.waitUntil(lambda: "不存在" in paper.work.problem.text(), timeout=20_000)


def test_the_final_copy_comes_back_to_the_letter(desk: ClerksDesk, letter: int, qtbot: QtBot, tmp_path: Path) -> None:
    paper = paper_of(desk, letter, qtbot)
    registering = registering_of(desk)
    assert registering.final.text() == "定稿：未登记"
    revised = tmp_path / "水利局建议书.wps"
    revised.write_bytes(b"revised in the word processor")
    registering.register_final(revised)
    desk.settle()
    assert "已登记定稿" in desk.says()
    qtbot.waitUntil(lambda: registering.final.text() == "定稿：水利局建议书.wps 2026-11-22", timeout=20_000)
    registering.register_final(tmp_path / "没有.pdf")
    desk.settle()
    assert "找不到文件" in registering.work.problem.text()
    wait_for_pages(paper, qtbot)


def test_a_printer_gets_every_page_on_a_whole_sheet(
    desk: ClerksDesk, letter: int, qtbot: QtBot, tmp_path: Path
) -> None:
    paper = paper_of(desk, letter, qtbot)
    assert paper.made is not None
    printer = paper_printer()
    printer.setOutputFormat(printer.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "打印.pdf"))
    printer.setResolution(100)
    assert paint_pdf(paper.made.pdf, printer, Unwatched()) == 1
    del printer
    assert page_count((tmp_path / "打印.pdf").read_bytes()) == 1
