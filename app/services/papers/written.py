"""What is noted of a sheet from the file it was written to."""

import hashlib
from dataclasses import replace
from pathlib import Path

from app.services.documents.preview import page_count
from app.services.documents.stated_mark import stated_mark
from app.services.papers.rows import PaperNamed


def as_written(sheet: PaperNamed, path: Path) -> PaperNamed:
    """The sheet with its file's hash, its pages where it is a PDF, and the mark it states."""
    content = path.read_bytes()
    return replace(
        sheet,
        sha256=hashlib.sha256(content).hexdigest(),
        page_count=page_count(content) if path.suffix.lower() == ".pdf" else 0,
        marking=sheet.marking or stated_mark(content),
    )
