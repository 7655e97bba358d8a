"""The mark of a sheet as its file says it: written with a sheet's properties, read back for 打印输出登记簿."""

import re
from collections.abc import Iterable
from io import BytesIO
from xml.sax.saxutils import unescape
from zipfile import BadZipFile, ZipFile

from app.models.trust_terms import Marking

_BEGIN = "标记 "
_STRICTEST_FIRST = (Marking.WORK_SECRET, Marking.INTERNAL)
_CATEGORY = re.compile("<cp:category>(.*?)</cp:category>")


def stating(markings: Iterable[str]) -> str:
    """What a file's properties say of the marks on its sheets: the strictest; empty where nothing is marked."""
    found = set(markings)
    return next((f"{_BEGIN}{each.label}" for each in _STRICTEST_FIRST if each.label in found), "")


def stated_mark(content: bytes) -> Marking | None:
    """The mark a PDF or workbook of ours states; None where it states none."""
    said = _of_pdf(content) if content.startswith(b"%PDF") else _of_workbook(content)
    return next((each for each in _STRICTEST_FIRST if said == f"{_BEGIN}{each.label}"), None)


def _of_pdf(content: bytes) -> str:
    import pypdfium2

    from app.services.documents.preview import PDFIUM

    with PDFIUM:
        document = pypdfium2.PdfDocument(content)
        try:
            return str(document.get_metadata_value("Subject"))
        finally:
            document.close()


def _of_workbook(content: bytes) -> str:
    try:
        with ZipFile(BytesIO(content)) as book:
            found = _CATEGORY.search(book.read("docProps/core.xml").decode("utf-8"))
    except (BadZipFile, KeyError):
        return ""  # a picture, a text, or another program's file
    return unescape(found[1]) if found else ""
