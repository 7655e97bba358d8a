"""Pages of a PDF as pictures, for the preview and for printing; no Qt, no Pillow."""

import threading
from collections.abc import Sequence
from io import BytesIO
from typing import Any, NamedTuple

# PDFium keeps global state; two threads inside it at once crash the process.
PDFIUM = threading.Lock()
_POINTS_A_MM = 72 / 25.4


class PageImage(NamedTuple):
    """A page in RGB, three bytes a pixel, rows from the top without padding."""

    width: int
    height: int
    rgb: bytes


class PageSize(NamedTuple):
    """Width and height of a sheet in millimetres."""

    width: float
    height: float


def page_images(pdf: bytes, width_px: int, pages: Sequence[int] | None = None) -> list[PageImage]:
    """The pages (all, or those counted from 0) at ``width_px`` pixels across."""
    import pypdfium2

    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [drawn(document[number], width_px) for number in _chosen(pages, len(document))]
        finally:
            document.close()


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def page_sizes(pdf: bytes) -> tuple[PageSize, ...]:
    """The size of every page."""
    import pypdfium2

    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            sizes = (document.get_page_size(number) for number in range(len(document)))
            return tuple(PageSize(width / _POINTS_A_MM, height / _POINTS_A_MM) for width, height in sizes)
        finally:
            document.close()


def excerpt(pdf: bytes, pages: Sequence[int]) -> bytes:
    """Some pages, counted from 0, as a PDF of their own; a page may be named several times."""
    return joined([(pdf, pages)])


def joined(parts: Sequence[tuple[bytes, Sequence[int] | None]], for_duplex: bool = False) -> bytes:
    """Pages (all, or those counted from 0) of several PDFs as one; for duplex each part begins on a front."""
    import pypdfium2

    with PDFIUM:
        whole = pypdfium2.PdfDocument.new()
        try:
            for pdf, pages in parts:
                if for_duplex and len(whole) % 2:
                    whole.new_page(*whole.get_page_size(len(whole) - 1))
                source = pypdfium2.PdfDocument(pdf)
                whole.import_pages(source, None if pages is None else list(pages))
                source.close()
            written = BytesIO()
            whole.save(written)
            return written.getvalue()
        finally:
            whole.close()


def text_of(pdf: bytes) -> str:
    """The text of a PDF as a reader would copy it, without line breaks and blanks."""
    import pypdfium2

    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return "".join("".join(str(page.get_textpage().get_text_range()).split()) for page in document)
        finally:
            document.close()


def _chosen(pages: Sequence[int] | None, count: int) -> Sequence[int]:
    return range(count) if pages is None else pages


def drawn(page: Any, width_px: int) -> PageImage:
    """One page of an open document at ``width_px`` pixels across."""
    # PDFium rounds the size up; a hair less gives the asked width and not one pixel more.
    bitmap = page.render(scale=(width_px - 0.01) / page.get_width(), rev_byteorder=True)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    data, row = bytes(bitmap.buffer), width * bitmap.n_channels
    rgb = data if stride == row else b"".join(data[y * stride : y * stride + row] for y in range(height))
    bitmap.close()
    return PageImage(width, height, rgb)
