"""Printing: copies, both sides, page ranges, a file instead of a printer, and giving it up half way."""

from pathlib import Path

import pytest
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrinter

from app.services.documents.facts import Orientation, TableColumn, TableDocument
from app.services.documents.preview import excerpt, joined, page_count, page_sizes, text_of
from app.services.documents.service import Documents
from app.services.foundation.progress import Cancelled, Unwatched
from app.services.foundation.resources import Resources
from app.views.documents.printing import paint_pdf, paper_printer, print_pdf, sides_of

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Three pages that say 第一页, 第二页, 第三页; the last one lies across."""
    documents = Documents(Resources.shipped())

    def page(title: str, lies: Orientation) -> bytes:
        return documents.table(TableDocument(title, (TableColumn("栏", 10),), (("格",),), orientation=lies))

    pages = [
        page("第一页", Orientation.PORTRAIT),
        page("第二页", Orientation.PORTRAIT),
        page("第三页", Orientation.LANDSCAPE),
    ]
    return joined([(each, None) for each in pages])


@pytest.fixture
def printer(tmp_path: Path) -> QPrinter:
    """One that writes a file."""
    made = paper_printer()
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "打印.pdf"))
    made.setResolution(72)
    return made


def test_a_file_in_place_of_a_printer_is_the_document_itself(pdf: bytes, printer: QPrinter, tmp_path: Path) -> None:
    assert print_pdf(pdf, printer) == 3
    assert (tmp_path / "打印.pdf").read_bytes() == pdf


def test_chosen_pages_go_into_the_file_as_text(pdf: bytes, printer: QPrinter, tmp_path: Path) -> None:
    ranges = QPageRanges()
    ranges.addRange(2, 3)
    printer.setPageRanges(ranges)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    assert print_pdf(pdf, printer) == 2
    written = (tmp_path / "打印.pdf").read_bytes()
    assert "第二页" in text_of(written)
    assert "第一页" not in text_of(written)


def test_each_copy_begins_on_a_front() -> None:
    assert sides_of([0, 1, 2], 2, is_collated=True, is_duplex=True) == [0, 1, 2, None, 0, 1, 2]
    assert sides_of([0, 1], 2, is_collated=True, is_duplex=True) == [0, 1, 0, 1]
    assert sides_of([0, 1, 2], 2, is_collated=True, is_duplex=False) == [0, 1, 2, 0, 1, 2]
    assert sides_of([0, 1], 2, is_collated=False, is_duplex=False) == [0, 0, 1, 1]


def test_copies_go_into_a_file_as_often_as_they_are_wanted(pdf: bytes, printer: QPrinter, tmp_path: Path) -> None:
    printer.setCopyCount(2)
    assert print_pdf(pdf, printer) == 6
    assert page_count((tmp_path / "打印.pdf").read_bytes()) == 6


def test_pages_are_painted_one_sheet_each_and_lie_as_they_are(pdf: bytes, printer: QPrinter, tmp_path: Path) -> None:
    assert paint_pdf(pdf, printer, Unwatched()) == 3
    del printer
    sizes = page_sizes((tmp_path / "打印.pdf").read_bytes())
    assert [size.width > size.height for size in sizes] == [False, False, True]


def test_printing_can_be_given_up_between_two_pages(pdf: bytes, printer: QPrinter) -> None:
    class Impatient:
        seen = 0

        def report(self, done: int, total: int) -> None:
            self.seen = done
            if done == 1:
                raise Cancelled

    watcher = Impatient()
    with pytest.raises(Cancelled):
        paint_pdf(pdf, printer, watcher)
    assert watcher.seen == 1


def test_parts_of_a_joined_file_begin_on_fronts(pdf: bytes) -> None:
    whole = joined([(excerpt(pdf, [0]), None), (pdf, None), (pdf, [1])], for_duplex=True)
    assert page_count(whole) == 1 + 1 + 3 + 1 + 1
