"""Taking the used glyphs out of a font without copying the whole font for it, which ReportLab does for every file."""

from typing import Any


class Outlines:
    """The glyf table as ReportLab cuts it up: each slice is taken straight from the file's bytes."""

    def __init__(self, font: bytes, start: int) -> None:
        """``start`` is where the table begins in the font."""
        self._font, self._start = font, start

    def __getitem__(self, wanted: slice) -> bytes:
        """One glyph, by its place in the table."""
        return bytes(self._font[self._start + wanted.start : self._start + wanted.stop])


def table_of(face: Any, tag: str) -> bytes | Outlines:
    """What ``TTFontFile.get_table`` gives, but for the outlines, 3 to 14 MB of which a subset needs some kB."""
    start, length = face.get_table_pos(tag)
    if tag == "glyf":
        return Outlines(face._ttf_data, start)
    return bytes(face.get_chunk(start, length))


def mend_reportlab() -> None:
    """Let ReportLab take the tables of a font so."""
    from reportlab.pdfbase import ttfonts

    ttfonts.TTFontFile.get_table = table_of
