"""The faces of official papers and the font files that stand for them, registered with ReportLab when first needed."""

import enum
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from app.services.documents.paper.to_unicode import mend_reportlab
from app.services.foundation.errors import DomainError, KnownError


class Face(enum.Enum):
    """Faces by the names GB/T 9704 uses."""

    FANG = "仿宋"
    KAI = "楷体"
    HEI = "黑体"
    TITLE = "小标宋"
    SONG = "宋体"


_FILES = {
    Face.FANG: "FandolFang-Regular",
    Face.KAI: "FandolKai-Regular",
    Face.HEI: "FandolHei-Regular",
    Face.TITLE: "NotoSerifSC-Bold-title",
    Face.SONG: "NotoSerifSC-Light",
}
# The Fandol faces lack ordinary name characters (玥, 喆, 翀); this one has 30,000 characters.
_FALLBACK = Face.SONG


class GlyphMissing(DomainError):
    """Characters no bundled font can print; a blank in a name would go unnoticed, so nothing is written."""

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = tuple(characters)
        named = "、".join(f"“{char}”（U+{ord(char):04X}）" for char in self.characters)
        super().__init__(f"随附字体中没有 {named}，不能打印，文件没有生成。请核对该字，或改用通用字后再打印。")


class FontUnusable(KnownError):
    """A shipped font file is gone or damaged."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"字体文件 {path.name} 缺失或损坏，不能生成文书。请重新安装本程序。")


class Glyph(NamedTuple):
    """Which font prints a character, and its width in em."""

    font: str
    width: float


class Fonts:
    """The faces in one folder. ReportLab reads a face with a shared file position, so drawing holds ``lock``."""

    def __init__(self, folder: Path) -> None:
        """Nothing is read before the first character is asked for."""
        self._folder = folder
        self._loaded: dict[Face, Any] = {}
        self._glyphs: dict[Face, dict[str, Glyph | None]] = {face: {} for face in Face}
        self.lock = threading.RLock()

    def glyph(self, face: Face, char: str) -> Glyph | None:
        """How ``char`` prints in ``face``, from the fallback font if need be; None where no font has it."""
        known = self._glyphs[face]
        if char not in known:
            known[char] = self._in_face(face, char) or self._in_face(_FALLBACK, char)
        return known[char]

    def font_name(self, face: Face) -> str:
        """ReportLab's name of the face, registered on the way."""
        return str(self._font(face).fontName)

    def _in_face(self, face: Face, char: str) -> Glyph | None:
        font = self._font(face)
        if ord(char) not in font.face.charToGlyph:
            return None
        return Glyph(font.fontName, font.face.getCharWidth(ord(char)) / 1000)

    def _font(self, face: Face) -> Any:
        if face not in self._loaded:
            with self.lock:
                self._loaded[face] = _registered(self._folder / f"{_FILES[face]}.ttf")
        return self._loaded[face]


def _registered(path: Path) -> Any:
    """ReportLab's font of a file; parsed once in a process, since its registry is process-wide."""
    from reportlab.pdfbase import pdfmetrics, ttfonts

    mend_reportlab()
    if path.stem in pdfmetrics.getRegisteredFontNames():
        font = pdfmetrics.getFont(path.stem)
        if font.face.filename == str(path):
            return font
    try:
        # asciiReadable would put all 95 ASCII glyphs of every face into every file.
        font = ttfonts.TTFont(path.stem, str(path), asciiReadable=False)
    except (OSError, ttfonts.TTFError) as problem:
        raise FontUnusable(path) from problem
    pdfmetrics.registerFont(font)
    return font
