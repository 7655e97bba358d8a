"""The mark of what is on a sheet, on each of its pages."""

from dataclasses import replace

from app.services.documents.facts import TableDocument
from app.services.secrecy.rows import SheetMark


def marked(document: TableDocument, mark: SheetMark) -> TableDocument:
    """The same sheet with its mark; unchanged where nothing on it is marked."""
    if not mark.label:
        return document
    return replace(document, marking=mark.label, head_lines=(*document.head_lines, mark.line))
