"""Sets text in the faces of one document: characters to cells, cells to lines; remembers faces and missing glyphs."""

import unicodedata
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from app.services.documents.paper.breaking import Cell, Line, break_lines
from app.services.documents.paper.fonts import Face, Fonts, GlyphMissing

# No shipped face has a ticked box: it is the empty one with a tick drawn into it. The window never writes it.
_TICKED, _BOX = "\N{BALLOT BOX WITH CHECK}", "□"
_GOOD_ENDS = ("的", "、", "，", "》", "”", "）")  # of a title's line: the words before and after belong apart
_LONGEST_REMEMBERED = 60  # characters; headings and fixed sentences come back in every document of a batch
_FULL_WIDTH = 0.9  # em; narrower glyphs (Latin, digits) keep their own width
# Latin and digits of 仿宋 and 楷体 come from 宋体, as offices set them in a serif face (检察公文细则: Times New Roman);
# those of the bundled 仿宋 are bold and sans.
LATIN = {Face.FANG: Face.SONG, Face.KAI: Face.SONG}


class Run(NamedTuple):
    """Text in one face; bold is drawn with a fine stroke around it, because the faces have one weight each."""

    text: str
    face: Face
    is_bold: bool = False


class Setting(NamedTuple):
    """Type size and the cell of a full-width character, both in points."""

    size: float
    pitch: float


Look = tuple[Face, Setting, bool]


class _Made(dict[str, Cell | None]):
    """Cells of one look by their characters, each made when it is first asked for.

    It knows what it needs of the typesetter and not the typesetter: held by each other, the cells of a large paper
    would lie there until the collector comes, which then takes a second.
    """

    def __init__(self, look: Look, fonts: Fonts, used: dict[tuple[Face, str], None], lacking: dict[str, None]) -> None:
        super().__init__()
        self._look, self._fonts, self._used, self._lacking = look, fonts, used, lacking

    def __missing__(self, char: str) -> Cell | None:
        cell = self[char] = self._cell(char)
        return cell

    def _cell(self, char: str) -> Cell | None:
        """The cell of a character, one for all its occurrences; None where no font has it."""
        face, setting, is_bold = self._look
        drawn = _BOX if char == _TICKED else char
        latin = LATIN.get(face, face) if drawn.isascii() else face
        glyph = self._fonts.glyph(latin, drawn)
        if glyph is None:
            self._lacking[drawn] = None
            return None
        self._used[face, glyph.font] = None
        width = glyph.width * setting.size
        advance = setting.pitch if glyph.width >= _FULL_WIDTH else width
        if drawn == "1" and latin is not face:  # the one digit narrower than the others: columns of figures stand even
            zero = self._fonts.glyph(latin, "0")
            advance = max(advance, zero.width * setting.size if zero else 0.0)
        return Cell(drawn, glyph.font, advance, width, is_bold, char == _TICKED)


class Typesetter:
    """Typesetting of one document; ``check()`` refuses it when a character could not be printed."""

    def __init__(self, fonts: Fonts) -> None:
        """``fonts`` are shared, what is remembered is this document's own."""
        self._fonts = fonts
        self._unprintable: dict[str, None] = {}
        self._used: dict[tuple[Face, str], None] = {}
        self._made: dict[Look, _Made] = {}
        self._lines: dict[Hashable, list[Line]] = {}
        self._titles: dict[Hashable, list[Line]] = {}

    def lines(
        self,
        runs: Iterable[Run],
        setting: Setting,
        measure: float,
        indents: tuple[float, float] = (0.0, 0.0),
        keep: Sequence[str] = (),
    ) -> list[Line]:
        """The runs broken to ``measure`` points; ``indents`` of the first and the other lines."""
        runs = tuple(runs)
        if sum(len(run.text) for run in runs) > _LONGEST_REMEMBERED:
            return break_lines(self._cells(runs, setting), measure, *indents, keep)
        asked = (runs, setting, measure, indents, tuple(keep))
        if asked not in self._lines:
            self._lines[asked] = break_lines(self._cells(runs, setting), measure, *indents, keep)
        return list(self._lines[asked])

    def one_line(self, runs: Iterable[Run], setting: Setting) -> Line:
        """A single line at its natural width."""
        cells = self._cells(runs, setting)
        return Line(tuple(cells), tuple(range(len(cells))), 0.0, 0.0)

    def balanced(self, text: str, face: Face, setting: Setting, measure: float, keep: Sequence[str]) -> list[Line]:
        """A title: as few lines as fit, of about equal length, no word of ``keep`` cut; after 的 or 、 if possible."""
        asked = (text, face, setting, measure, tuple(keep))
        if asked not in self._titles:
            self._titles[asked] = self._balanced(self._cells([Run(text, face)], setting), setting, measure, keep)
        return list(self._titles[asked])

    @staticmethod
    def _balanced(cells: Sequence[Cell], setting: Setting, measure: float, keep: Sequence[str]) -> list[Line]:
        best = break_lines(cells, measure, keep=keep)
        narrow = sum(cell.advance for cell in cells) / max(len(best), 1)
        even: list[Line] = []
        while len(best) > 1 and narrow < measure:
            lines = break_lines(cells, narrow, keep=keep)
            narrow += setting.pitch / 2
            if len(lines) > len(best):
                continue
            even = even or lines
            if all(line.text.endswith(_GOOD_ENDS) for line in lines[:-1]):
                even = lines
                break
        return [Line(line.cells, line.starts, 0.0, 0.0) for line in even or best]

    def check(self) -> None:
        """Raise GlyphMissing if any character so far is in no font."""
        if self._unprintable:
            raise GlyphMissing(self._unprintable)

    @property
    def faces_used(self) -> tuple[str, ...]:
        """Which font stood for which face, in order of first use: 仿宋：FandolFang-Regular（随附）."""
        return tuple(f"{face.value}：{font}（{self._fonts.described(font)}）" for face, font in self._used)

    def _cells(self, runs: Iterable[Run], setting: Setting) -> list[Cell]:
        cells: list[Cell] = []
        for run in runs:
            look = run.face, setting, run.is_bold
            made = self._made.get(look)
            if made is None:
                made = self._made[look] = _Made(look, self._fonts, self._used, self._unprintable)
            cells += [cell for char in printable(run.text) if (cell := made[char]) is not None]
        return cells


def printable(text: str) -> str:
    """The text without invisible characters that come along with pasting; every kind of space becomes one space."""
    if text.isprintable():
        return text
    return "".join(_visible(char) for char in text)


def _visible(char: str) -> str:
    if char == "\u3000":
        return char
    category = unicodedata.category(char)
    if category == "Zs" or char in "\t\n\r\v\f\u2028\u2029":
        return " "
    return "" if category in {"Cc", "Cf"} else char
