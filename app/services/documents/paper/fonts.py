"""The fonts that print official papers: for each face the best one found, and others for what it lacks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from app.services.documents.paper.faces import Face, FontUnusable, load_faces
from app.services.documents.paper.finding import AddedFont, Candidate, FontFinder, Source, UnusableFont
from app.services.documents.paper.loading import REPORTLAB, LoadedFont, load
from app.services.documents.paper.sfnt import NoFont
from app.services.foundation.errors import DomainError

__all__ = ["Face", "FontUnusable", "Fonts", "Glyph", "GlyphMissing", "Serving"]


class GlyphMissing(DomainError):
    """Characters no font can print; a blank in a name would go unnoticed, so nothing is written."""

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = tuple(characters)
        named = "、".join(f"“{char}”（U+{ord(char):04X}）" for char in self.characters)
        super().__init__(
            f"现有字体中没有 {named}，不能打印，文件没有生成。"
            "请核对该字；确需打印的，请在系统管理的“字体”中添加含有该字的字体文件。"
        )


class Glyph(NamedTuple):
    """Which font prints a character, and its width in em."""

    font: str
    width: float


@dataclass(frozen=True)
class Serving:
    """The font that prints a face: its file, where that comes from, its characters among the 6763 of GB 2312."""

    face: Face
    font: str
    file_name: str
    source: Source
    covered: int


class Fonts:
    """The fonts within reach. ReportLab reads a font with a shared file position, so drawing holds ``lock``."""

    def __init__(self, folder: Path, installed: Iterable[Path] = (), added: Iterable[AddedFont] = ()) -> None:
        """``folder`` holds the bundled ones and their table, ``installed`` are the system's folders.

        Nothing is read before the first character is asked for.
        """
        self._folder, self._installed, self._added = folder, tuple(installed), tuple(added)
        self._loaded: dict[Candidate, LoadedFont | None] = {}
        self._failed: dict[Candidate, UnusableFont] = {}
        self._origins: dict[str, Candidate] = {}
        self._glyphs: dict[Face, dict[str, Glyph | None]] = {face: {} for face in Face}
        self.lock = REPORTLAB

    def glyph(self, face: Face, char: str) -> Glyph | None:
        """How ``char`` prints in ``face``, from another font if need be; None where no font has it."""
        known = self._glyphs[face]
        if char not in known:
            known[char] = next(self._printing(face, char), None)
        return known[char]

    def unprintable(self, text: str) -> tuple[str, ...]:
        """The characters of a text that no font has, in the order of the text, each once; the same in every face.

        Invisible characters that come along with pasting are left out of papers, so they are not named either.
        """
        from app.services.documents.paper.typesetter import printable  # which itself needs the fonts

        return tuple(char for char in dict.fromkeys(printable(text)) if self.glyph(Face.SONG, char) is None)

    def font_name(self, face: Face) -> str:
        """ReportLab's name of the font that serves a face, registered on the way."""
        return self._serving(face)[1].name

    def described(self, font: str) -> str:
        """Where the font of this name comes from: 随附, 系统字体 simfang.ttf."""
        origin = self._origins[font]
        return origin.source.value if origin.source is Source.BUNDLED else f"{origin.source.value} {origin.file_name}"

    def serving(self, face: Face) -> Serving:
        """The font that prints a face; raises FontUnusable."""
        candidate, font = self._serving(face)
        covered = sum(font.width(char) is not None for char in gb2312())
        return Serving(face, font.name, candidate.file_name, candidate.source, covered)

    def unusable(self) -> tuple[UnusableFont, ...]:
        """Fonts that were found and cannot serve, each with its reason; the office's own are all tried for it."""
        for candidate in self._finder.added:
            self._font(candidate)
        return tuple(dict.fromkeys((*self._finder.unusable(), *self._failed.values())))

    @cached_property
    def _finder(self) -> FontFinder:
        return FontFinder(load_faces(self._folder), self._installed, self._added)

    def _serving(self, face: Face) -> tuple[Candidate, LoadedFont]:
        return next((each, font) for each in self._finder.candidates(face) if (font := self._font(each)) is not None)

    def _printing(self, face: Face, char: str) -> Iterator[Glyph]:
        """The character in every font that has it, the best first; fonts are read only as far as that is asked for."""
        for candidate in self._chains(face):
            font = self._font(candidate)
            width = font.width(char) if font else None
            if font is not None and width is not None:
                yield Glyph(font.name, width)

    def _chains(self, face: Face) -> Iterator[Candidate]:
        yield from self._finder.candidates(face)
        yield from self._finder.helpers(face)

    def _font(self, candidate: Candidate) -> LoadedFont | None:
        """The font, None where it is unusable; a bundled one must not be: raises FontUnusable."""
        if candidate not in self._loaded:
            with self.lock:
                self._loaded[candidate] = self._read(candidate)
        return self._loaded[candidate]

    def _read(self, candidate: Candidate) -> LoadedFont | None:
        try:
            font = load(candidate)
        except NoFont as problem:
            if candidate.source is Source.BUNDLED:
                raise FontUnusable(candidate.path) from problem
            self._failed[candidate] = UnusableFont(candidate.path, candidate.file_name, str(problem))
            return None
        self._origins.setdefault(font.name, candidate)
        return font


@cache  # the standard does not change
def gb2312() -> tuple[str, ...]:
    """The 6763 Chinese characters of GB 2312-80 (rows 16 to 87)."""
    codes = (bytes((row, column)) for row in range(0xB0, 0xF8) for column in range(0xA1, 0xFF))
    return tuple(char for code in codes if (char := code.decode("gb2312", "ignore")))
