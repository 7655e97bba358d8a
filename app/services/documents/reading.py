"""Pages of PDFs that came from outside, one at a time, with what is wrong with them in words."""

from math import sqrt
from typing import NamedTuple

from app.services.documents.preview import PDFIUM, PageImage, drawn
from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import KnownError
from app.services.office.vault import Readable

_MOST_PIXELS = 16_000_000  # of one drawn page: 48 MB
_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY of PDFium's fpdfview.h


class PageOf(NamedTuple):
    """A drawn page and how many there are."""

    image: PageImage
    pages: int


class NotShown(KnownError):
    """A file cannot be shown here; the sentence says why and what to do."""


def page_of(path: Readable, number: int, width_px: int) -> PageOf:
    """Draw one page, counted from 0 and held within the document; the file is closed again. Raises NotShown."""
    import pypdfium2

    try:
        # An open file rather than its path: PDFium cannot be relied on to open every name on Windows.
        with PDFIUM, path.open("rb") as file:
            document = pypdfium2.PdfDocument(file)
            try:
                count = len(document)
                page = document[min(max(number, 0), count - 1)]
                return PageOf(drawn(page, _bounded(page.get_width(), page.get_height(), width_px)), count)
            finally:
                document.close()
    except pypdfium2.PdfiumError as error:
        if error.err_code in {_PASSWORD, _SECURITY}:
            raise NotShown("这个 PDF 加了密码，这里不能预览。请用“打开”在其他程序里输入密码查看。") from error
        raise NotShown("这个 PDF 已损坏或不完整，这里画不出来。请重新扫描，或另存后用其他程序查看。") from error
    except OSError as error:
        raise NotShown(f"附件文件读不出来（{reason_of(error)}）。") from error


def _bounded(width: float, height: float, width_px: int) -> int:
    """The width in pixels at which the whole page stays within the most pixels."""
    proportion = height / width if width else 1.0
    return max(1, int(min(width_px, sqrt(_MOST_PIXELS / max(proportion, 1e-3)))))
