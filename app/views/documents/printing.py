"""Prints a PDF: each page as a picture at the printer's own resolution, on the whole sheet."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from app.services.documents.preview import page_count, page_images
from app.services.foundation.errors import KnownError
from app.views.documents.pages import picture

_FINEST = 600  # dots an inch; beyond it a page takes much memory and looks no better


def paper_printer() -> QPrinter:
    """A printer set to A4 without margins of its own: the PDF brings its margins along."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    if printer.resolution() > _FINEST:
        printer.setResolution(_FINEST)
    return printer


def ask_printer(parent: QWidget, pages: int) -> QPrinter | None:
    """Have the user choose printer, pages and copies; None where that was put aside."""
    printer = paper_printer()
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("打印")
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def print_pdf(pdf: bytes, printer: QPrinter) -> int:
    """Print the chosen pages, one at a time in memory; returns how many. Raises KnownError."""
    first, last = printer.fromPage() or 1, printer.toPage() or page_count(pdf)
    painter = QPainter()
    if not painter.begin(printer):
        raise KnownError(f"打印机“{printer.printerName()}”没有接受任务。请检查打印机是否开启、有纸，然后重试。")
    try:
        for number in range(first, last + 1):
            if number > first:
                printer.newPage()
            _print_page(pdf, number - 1, printer, painter)
    finally:
        painter.end()
    return last - first + 1


def _print_page(pdf: bytes, page: int, printer: QPrinter, painter: QPainter) -> None:
    sheet = printer.pageLayout().fullRectPixels(printer.resolution())
    (image,) = page_images(pdf, sheet.width(), [page])
    place = QRect(0, 0, sheet.width(), min(sheet.height(), sheet.width() * image.height // image.width))
    painter.drawImage(place, picture(image))
