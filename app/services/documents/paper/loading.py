"""Loads a font file into ReportLab and knows which of its characters will be seen on paper."""

import hashlib
import re
import struct
import threading
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from app.services.documents.paper.finding import Candidate, Source
from app.services.documents.paper.sfnt import NoFont
from app.services.documents.paper.subsetting import mend_reportlab

BROKEN = "内容损坏，或者格式不支持"
CHANGED = "文件的内容与添加时不同"
# What ReportLab's reader raises on bytes that are no font, besides its own TTFError (a PDFError, a plain Exception).
_DAMAGE = (OSError, struct.error, LookupError, ValueError, TypeError, ArithmeticError, AttributeError, RuntimeError)
# ReportLab's registry and the place it reads a font at are the process's; so is this lock.
REPORTLAB = threading.RLock()
_COMPONENTS, _WORDS, _SCALE, _TWO_SCALES, _MATRIX = 0x20, 0x01, 0x08, 0x40, 0x80  # flags of a composite glyph
_DEEPEST = 8


class LoadedFont:
    """A font registered with ReportLab under ``name``, which no other font bears."""

    def __init__(self, name: str, face: Any) -> None:
        """``face`` is ReportLab's."""
        self.name, self._face = name, face

    def width(self, char: str) -> float | None:
        """The width of a character in em; None where it would print as nothing, or as a box."""
        if not is_drawn(self._face, ord(char)):
            return None
        return float(self._face.getCharWidth(ord(char))) / 1000

    @property
    def characters(self) -> Iterator[int]:
        """Code points that print."""
        return (code for code in self._face.charToGlyph if is_drawn(self._face, code))


def load(candidate: Candidate) -> LoadedFont:
    """Read and register a font once in a process; raises NoFont."""
    from reportlab.pdfbase import pdfmetrics, ttfonts

    mend_reportlab()
    with REPORTLAB:
        name = _name(candidate)
        if name in pdfmetrics.getRegisteredFontNames():
            known = pdfmetrics.getFont(name)
            if candidate.source is not Source.BUNDLED or known.face.filename == str(candidate.path):
                return LoadedFont(name, known.face)
        try:
            # asciiReadable would put all 95 ASCII glyphs of every face into every file.
            font = ttfonts.TTFont(name, str(candidate.path), subfontIndex=candidate.index, asciiReadable=False)
            _refuse_without_box(font.face)
        except (*_DAMAGE, ttfonts.TTFError) as problem:
            raise NoFont(BROKEN) from problem
        if candidate.source is not Source.BUNDLED:
            # ReportLab files the parts of a font in a PDF under its PostScript name: of two fonts with the same one,
            # the second would print with the glyphs of the first.
            font.face.name, font.face.subfontNameX = ttfonts.TTFNameBytes(name.encode()), b""
        pdfmetrics.registerFont(font)
        return LoadedFont(name, font.face)


def characters_of(path: Path, index: int) -> frozenset[int]:
    """The code points a font would print, without registering it; raises NoFont."""
    from reportlab.pdfbase import ttfonts

    with REPORTLAB:
        try:
            face = ttfonts.TTFontFile(str(path), subfontIndex=index)
            _refuse_without_box(face)
            found = frozenset(code for code in face.charToGlyph if is_drawn(face, code))
            face.makeSubset(sorted(found)[:50])
        except (*_DAMAGE, ttfonts.TTFError) as problem:
            raise NoFont(BROKEN) from problem
    return found


def is_drawn(face: Any, code: int) -> bool:
    """Whether a character has an outline that ReportLab can take out; a space has none and needs none.

    Some Chinese fonts name characters that they have no outline for, which would be printed as a blank.
    """
    glyph = face.charToGlyph.get(code, 0)
    if not 0 < glyph < len(face.glyphPos) - 1:
        return False
    if face.glyphPos[glyph] == face.glyphPos[glyph + 1]:
        return unicodedata.category(chr(code)) == "Zs"
    return _is_whole(face, glyph)


def _refuse_without_box(face: Any) -> None:
    """Glyph 0, the box for what is missing, goes into every subset and so must be whole."""
    if not _is_whole(face, 0):
        raise NoFont(BROKEN)


def _is_whole(face: Any, glyph: int, depth: int = 0) -> bool:
    """Whether a glyph and the glyphs it is put together from lie inside the file."""
    if glyph >= len(face.glyphPos) - 1 or depth > _DEEPEST:
        return False
    begin, end = face.glyphPos[glyph], face.glyphPos[glyph + 1]
    if begin == end:
        return True
    at, length = face.get_table_pos("glyf")
    if not begin + 10 < end <= length:
        return False
    outline = bytes(face.get_chunk(at + begin, end - begin))
    if struct.unpack_from(">h", outline)[0] >= 0:
        return True
    return all(_is_whole(face, part, depth + 1) for part in _parts(outline))


def _parts(outline: bytes) -> Iterator[int]:
    """The glyphs of a composite one; a number that no font has stands for a cut-off list."""
    place, flags = 10, _COMPONENTS
    while flags & _COMPONENTS:
        if place + 4 > len(outline):
            yield 1 << 16
            return
        flags, part = struct.unpack_from(">HH", outline, place)
        yield part
        place += 8 if flags & _WORDS else 6
        place += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0


def _name(candidate: Candidate) -> str:
    """The PostScript name with eight digits of the content's hash; stands in the PDF and in the record of faces.

    The same content gives the same name wherever it lies, so the same facts give the same bytes.
    """
    if candidate.source is Source.BUNDLED:
        return candidate.path.stem
    try:
        changed = candidate.path.stat()
        sha256 = _digest(candidate.path, changed.st_mtime_ns, changed.st_size)
    except OSError as problem:
        raise NoFont("文件不见了，或者打不开") from problem
    if candidate.sha256 and sha256 != candidate.sha256:
        raise NoFont(CHANGED)
    plain = re.sub(r"[^0-9A-Za-z_-]", "", candidate.postscript) or "Font"
    which = f"-{candidate.index}" if candidate.index else ""
    return f"{plain[:40]}-{sha256[:8]}{which}"


@cache  # of the process, as ReportLab's registry is; a changed file has another time
def _digest(path: Path, _changed: int, _size: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
