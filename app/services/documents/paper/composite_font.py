"""A font inside one file: all its characters in one subset, each with a code of two bytes (ISO 32000-1, 9.7).

ReportLab cuts a font into subsets of 256 characters, and a line of Chinese into a string for each change between them.
With one subset, what stands together is one string.
"""

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from app.services.documents.paper.to_unicode import unicode_map

_TAG = "AAAAAA+"  # says that the font is a subset; each font of a file has one, so one tag serves all
_EM = 1000  # the width of a character where none is named, in thousandths of an em: that of every Chinese one
_SYMBOLIC, _NONSYMBOLIC = 4, 32  # flags of a font: whether its characters are others than those of standard Latin


class Codes(dict[str, str]):
    """Characters with their codes in hexadecimal digits, numbered in order of first use; 0 is for what is missing."""

    def __missing__(self, char: str) -> str:
        """The next code."""
        code = self[char] = f"{len(self) + 1:04X}"
        return code


class FontInFile:
    """One font in one file; it is written with what has got a code by then, when ReportLab closes the file."""

    def __init__(self, font: Any, document: Any) -> None:
        """``font`` is ReportLab's, read and registered; ``document`` is the file's."""
        self._face = font.face
        self._name = f"F{len(document.fontMapping) + 1}"
        self.resource = f"/{self._name}"  # what the pages call it
        self.codes = Codes()
        document.fontMapping[font.fontName] = self.resource
        document.delayedFonts.append(self)

    def addObjects(self, document: Any) -> None:  # noqa: N802 - ReportLab calls it by this name
        """Write the font's dictionaries, its outlines and what its codes stand for."""
        from reportlab.pdfbase import pdfdoc

        characters = [*map(ord, self.codes)]
        name = pdfdoc.PDFName(_TAG + (self._face.name + self._face.subfontNameX).decode("pdfdoc"))
        descendant = {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": name,
            "CIDSystemInfo": "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
            "FontDescriptor": _descriptor(document, self._face, name, characters),
            "DW": _EM,
            "W": _widths(self._face, characters),
            "CIDToGIDMap": _glyphs(document, self._face.charToGlyph, characters),
        }
        composite = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": name,
            "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([document.Reference(pdfdoc.PDFDictionary(descendant))]),
            "ToUnicode": _stream(document, unicode_map(name[1:], characters).encode("ascii")),
        }
        written = document.Reference(pdfdoc.PDFDictionary(composite), self._name)
        document.idToObject[pdfdoc.BasicFonts].dict[self._name] = written


class _Packed:
    """ReportLab's filter for a stream, but quicker: with more effort outlines get 3 % smaller in twice the time."""

    pdfname = "FlateDecode"
    _LEVEL = 3  # of zlib's nine

    def encode(self, content: bytes) -> bytes:
        """The content, compressed."""
        return zlib.compress(content, self._LEVEL)


def _descriptor(document: Any, face: Any, name: str, characters: Sequence[int]) -> Any:
    """The font's measures and the outlines of its characters."""
    from reportlab.pdfbase import pdfdoc

    subset = face.makeSubset(characters)
    entries = {
        "Type": "/FontDescriptor",
        "FontName": name,
        "Flags": face.flags & ~_NONSYMBOLIC | _SYMBOLIC,
        "FontBBox": pdfdoc.PDFArray(face.bbox),
        "ItalicAngle": face.italicAngle,
        "Ascent": face.ascent,
        "Descent": face.descent,
        "CapHeight": face.capHeight,
        "StemV": face.stemV,
        "FontFile2": _stream(document, subset, Length1=len(subset)),
    }
    return document.Reference(pdfdoc.PDFDictionary(entries))


def _widths(face: Any, characters: Sequence[int]) -> str:
    """Those that are not an em wide, each behind its code."""
    widths = ((code, face.getCharWidth(char)) for code, char in enumerate(characters, 1))
    return f"[ {' '.join(f'{code} [{width:g}]' for code, width in widths if width != _EM)} ]"


def _glyphs(document: Any, glyphs: Mapping[int, int], characters: Sequence[int]) -> Any:
    """By code the place of its glyph in the subset; characters that look alike share one."""
    places = {0: 0}
    numbers = [0, *(places.setdefault(glyphs.get(char, 0), len(places)) for char in characters)]
    if numbers == list(range(len(numbers))):
        return "/Identity"
    return _stream(document, b"".join(number.to_bytes(2, "big") for number in numbers))


def _stream(document: Any, content: bytes, **entries: int) -> Any:
    from reportlab.pdfbase import pdfdoc

    return document.Reference(pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), content, [_Packed()]))
