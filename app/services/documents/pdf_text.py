"""The text of a PDF that comes from outside, page by page, within bounds of pages, characters and time."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from app.services.documents.preview import PDFIUM


@dataclass(frozen=True)
class Bounds:
    """How much of one file is read at most."""

    pages: int
    characters: int
    seconds: float


def page_texts(path: Path, bounds: Bounds) -> Iterator[str | None]:
    """The text of each page, None for what cannot be read: a page, the rest beyond a bound, a file that is no PDF.

    Nobody else draws a page meanwhile, so the lock is let go of between pages.
    """
    import pypdfium2

    end, left = monotonic() + bounds.seconds, bounds.characters
    try:
        with PDFIUM:
            document = pypdfium2.PdfDocument(str(path))
            count = len(document)
    except pypdfium2.PdfiumError:  # encrypted or damaged: whoever shows it says so
        yield None
        return
    try:
        for number in range(min(count, bounds.pages)):
            if left <= 0 or monotonic() > end:
                yield None
                return
            try:
                with PDFIUM:
                    text = str(document[number].get_textpage().get_text_bounded())[:left]
            except pypdfium2.PdfiumError:
                yield None
                continue
            left -= len(text)
            yield text
        if count > bounds.pages:
            yield None
    finally:
        with PDFIUM:
            document.close()
