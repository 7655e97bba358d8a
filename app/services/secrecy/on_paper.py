"""The mark of what is on a sheet, on each of its pages, and that it is not the whole office's where it is not."""

from dataclasses import replace

from app.services.documents.facts import TableDocument
from app.services.secrecy.rows import SheetMark


def marked(document: TableDocument, mark: SheetMark) -> TableDocument:
    """The same sheet with its mark; unchanged where nothing on it is marked and nothing is left out."""
    lines = tuple(filter(None, (mark.reach, mark.line)))
    return replace(document, marking=mark.label, head_lines=(*document.head_lines, *lines)) if lines else document
