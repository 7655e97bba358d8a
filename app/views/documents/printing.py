"""Prints a PDF: each page as a picture at the printer's own resolution, on the whole sheet, beside the window."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from app.services.documents.preview import PageSize, excerpt, page_count, page_images, page_sizes
from app.services.foundation.errors import KnownError
from app.services.foundation.files import write_file
from app.services.foundation.progress import Cancelled, Progress, Unwatched
from app.views.documents.pages import picture
from app.views.secrecy.way_out import WayOut
from app.views.shared.workplace import Workplace

_FINEST = 600  # dots an inch; beyond it a page takes much memory and looks no better
_BOTH_SIDES = (QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexShortSide)


def paper_printer() -> QPrinter:
    """A printer set to A4 without margins of its own: the PDF brings its margins along."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    if printer.resolution() > _FINEST:
        printer.setResolution(_FINEST)
    return printer


def ask_printer(
    workplace: Workplace, parent: QWidget, pages: int, *, copies: int = 1, is_duplex: bool | None = None
) -> QPrinter | None:
    """Have the user choose printer, pages, sides and copies; None where that was put aside.

    Official papers of several pages are printed on both sides (GB/T 9704-2012, 8), so that is what is offered first.
    """
    printer = paper_printer()
    printer.setCopyCount(copies)
    wants_both = pages > 1 if is_duplex is None else is_duplex
    if wants_both and QPrinter.DuplexMode.DuplexLongSide in QPrinterInfo(printer).supportedDuplexModes():
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("打印")
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintCollateCopies)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return None
    file = printer.outputFileName()
    return printer if not file or WayOut(workplace, parent).is_agreed(Path(file)) else None


def print_pdf(pdf: bytes, printer: QPrinter, progress: Progress | None = None) -> int:
    """Print the chosen pages; returns how many. Raises KnownError, Cancelled.

    "Printing" into a PDF file gives the file itself, its text still text, and not pictures of its pages.
    """
    if printer.outputFormat() is QPrinter.OutputFormat.PdfFormat and printer.outputFileName():
        pages = [page for page in _sides(page_count(pdf), printer) if page is not None]
        whole = pages == list(range(page_count(pdf)))
        write_file(Path(printer.outputFileName()), pdf if whole else excerpt(pdf, pages))
        return len(pages)
    return paint_pdf(pdf, printer, progress or Unwatched())


def paint_pdf(pdf: bytes, printer: QPrinter, progress: Progress) -> int:
    """Draw the chosen pages on a printer, one at a time in memory; may run beside the window."""
    sides, sizes = _sides(page_count(pdf), printer), page_sizes(pdf)
    painter, is_begun = QPainter(), False
    try:
        for done, page in enumerate(sides):
            progress.report(done, len(sides))
            _turn(printer, sizes[page or 0])
            is_begun = _next_sheet(printer, painter, is_begun)
            if page is not None:
                _paint_page(pdf, page, printer, painter)
    except Cancelled:
        if is_begun:
            printer.abort()
        raise
    finally:
        painter.end()
    return sum(page is not None for page in sides)


def _next_sheet(printer: QPrinter, painter: QPainter, is_begun: bool) -> bool:
    if is_begun:
        printer.newPage()
    elif not painter.begin(printer):
        raise KnownError(f"打印机“{printer.printerName()}”没有接受任务。请检查打印机是否开启、有纸，然后重试。")
    return True


def _turn(printer: QPrinter, size: PageSize) -> None:
    """Lay the sheet as the page lies; it counts from the next sheet on."""
    lies = QPageLayout.Orientation.Landscape if size.width > size.height else QPageLayout.Orientation.Portrait
    if printer.pageLayout().orientation() is not lies:
        printer.setPageOrientation(lies)


def sent_words(printer: QPrinter, count: int) -> str:
    """What the status line says afterwards."""
    if printer.outputFormat() is QPrinter.OutputFormat.PdfFormat and printer.outputFileName():
        return f"已保存 {printer.outputFileName()}，共 {count} 页。"
    copies = printer.copyCount() if printer.supportsMultipleCopies() else 1
    return f"已送往打印机“{printer.printerName()}”，共 {count} 页" + (f"，{copies} 份。" if copies > 1 else "。")


def _sides(count: int, printer: QPrinter) -> list[int | None]:
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    is_duplex = printer.duplex() in _BOTH_SIDES
    return sides_of(_chosen(count, printer), copies, is_collated=printer.collateCopies(), is_duplex=is_duplex)


def sides_of(pages: Sequence[int], copies: int, *, is_collated: bool, is_duplex: bool) -> list[int | None]:
    """Pages in the order they leave the printer, counted from 0; None is an empty back.

    Copies that the printer cannot make by itself are sent one after another; on both sides each begins on a front.
    """
    if not is_collated:
        return [page for page in pages for _ in range(copies)]
    sides: list[int | None] = list(pages)
    for _ in range(copies - 1):
        sides += [None, *pages] if is_duplex and len(pages) % 2 else pages
    return sides


def _chosen(count: int, printer: QPrinter) -> list[int]:
    if printer.printRange() is QPrinter.PrintRange.PageRange:
        wanted = printer.pageRanges()
        return [page for page in range(count) if wanted.contains(page + 1)] or list(range(count))
    return list(range(count))


def _paint_page(pdf: bytes, page: int, printer: QPrinter, painter: QPainter) -> None:
    sheet = printer.pageLayout().fullRectPixels(printer.resolution())
    (image,) = page_images(pdf, sheet.width(), [page])
    place = QRect(0, 0, sheet.width(), min(sheet.height(), sheet.width() * image.height // image.width))
    painter.drawImage(place, picture(image))
