"""Breaking Chinese text into lines (避头尾) on a grid of cells; knows neither fonts nor PDF."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby
from typing import NamedTuple

# Marks of simplified Chinese that may not begin or end a line. ReportLab's table is Japanese and lacks ，；：！？》”.
NO_START = frozenset("，。、；：！？．,.;:!?）〕】》〉」』｝］)]}”’…—·～％%‰℃°々")
NO_END = frozenset("（〔【《〈「『｛［([{“‘￥$№")
# Marks that leave half of their cell empty: closing ones behind, opening ones before the ink.
_EMPTY_BEHIND = frozenset("，。、；：！？．）〕】》〉」』｝］”’")
_EMPTY_BEFORE = frozenset("（〔【《〈「『｛［“‘")
_SQUEEZABLE = _EMPTY_BEHIND | _EMPTY_BEFORE

_TOKEN = re.compile(r"[0-9A-Za-z]+(?:[.,:/\-@_][0-9A-Za-z]+)*[%％‰℃°]?|——|……")
_SEPARATORS = frozenset(".,:/-@_")
_SPLIT_FROM = 12  # characters of a code that may be split where the line would otherwise gape
_GAPE = 3.0  # cells
# How far a mark may be squeezed, in cells: at the end of a line its empty half is not missed, inside it shows.
# Where the squeeze saves a last line of one or two characters, it may show more.
_SQUEEZE_LAST, _SQUEEZE_INSIDE, _SQUEEZE_TO_END = 0.5, 0.3, 0.5
_WIDEST_GAP = 0.5  # of a cell; a line that would have to be stretched further stays ragged
_TOLERANCE = 0.01


class Look(NamedTuple):
    """What characters that are drawn in one go have in common; ``space`` is added to the width of each (points)."""

    font: str
    is_bold: bool
    space: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One character: its font, the room it takes, and the glyph's own width (points)."""

    char: str
    font: str
    advance: float
    width: float
    is_bold: bool = False
    is_ticked: bool = False  # a box with a tick drawn into it
    look: Look = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """A cell is made once and asked for its look wherever its character stands."""
        object.__setattr__(self, "look", Look(self.font, self.is_bold, self.advance - self.width))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of cells; ``starts`` are the places where room may be added.

    ``slack`` > 0 is to be spread between tokens, < 0 to be squeezed out of punctuation.
    """

    cells: tuple[Cell, ...]
    starts: tuple[int, ...]
    indent: float
    slack: float

    @property
    def text(self) -> str:
        """What the line says."""
        return "".join([cell.char for cell in self.cells])

    @property
    def width(self) -> float:
        """Room taken after spreading or squeezing, without the indent."""
        return sum([cell.advance for cell in self.cells]) + self.slack


class Piece(NamedTuple):
    """A string drawn in one go: left end, font, extra space after each character (points)."""

    x: float
    font: str
    space: float
    text: str
    is_bold: bool = False


def break_lines(
    cells: Sequence[Cell], measure: float, first: float = 0.0, rest: float = 0.0, keep: Sequence[str] = ()
) -> list[Line]:
    """Lines no wider than ``measure`` points, the first indented by ``first``; words in ``keep`` stay whole."""
    paragraph = _Paragraph(cells, keep)
    lines: list[Line] = []
    start = 0
    while (start := paragraph.skip_spaces(start)) < paragraph.count:
        indent = rest if lines else first
        end = paragraph.line_end(start, measure - indent)
        lines.append(paragraph.line(start, end, indent, measure - indent))
        start = end
    return lines


def place(line: Line, x: float) -> list[Piece]:
    """The pieces of a line whose text area begins at ``x``."""
    if line.slack < 0 and -line.slack > _given_by_last(line.cells[-1]) + _TOLERANCE:
        return _placed_singly(line, x)
    cells, starts, text = line.cells, line.starts, line.text
    gap = line.slack / (len(starts) - 1) if line.slack > 0 and len(starts) > 1 else 0.0
    pieces: list[Piece] = []
    at, begin, start = x + line.indent, 0, 1  # the first start needs no room before it
    for look, count in _alike(cells):
        end = begin + count
        spread = 0  # places inside the piece where room is added
        if gap:
            if start < len(starts) and starts[start] == begin:
                at, start = at + gap, start + 1
            spread = bisect_left(starts, end, start) - start
            start += spread
        space = look.space + gap if spread else look.space
        is_even = spread in {0, count - 1} and abs(space) < cells[end - 1].width
        if not is_even and count > 1:
            return _placed_singly(line, x)
        pieces.append(Piece(at, look.font, space if count > 1 else 0.0, text[begin:end], look.is_bold))
        if end < len(cells):
            at += sum([cell.advance for cell in cells[begin:end]]) + spread * gap
        begin = end
    return pieces


def _alike(cells: Sequence[Cell]) -> list[tuple[Look, int]]:
    """The looks of a line in their order, and how many characters have each."""
    looks = [cell.look for cell in cells]
    if looks and looks.count(looks[0]) == len(looks):  # so is most of Chinese text, and this is quicker
        return [(looks[0], len(looks))]
    return [(look, len(list(alike))) for look, alike in groupby(looks)]


def ticked(line: Line, x: float) -> list[tuple[float, float]]:
    """Left end and width of each ticked box of a line whose text area begins at ``x``."""
    if not any([cell.is_ticked for cell in line.cells]):
        return []
    lefts = _positions(line, x + line.indent)
    return [(left, cell.width) for left, cell in zip(lefts, line.cells, strict=True) if cell.is_ticked]


def _placed_singly(line: Line, x: float) -> list[Piece]:
    """The pieces of a line whose characters do not all stand evenly, such as a squeezed one."""
    pieces: list[Piece] = []
    begin, expected, space, at = 0, 0.0, 0.0, 0.0
    before = None
    cells = line.cells
    for index, (cell, left) in enumerate(zip(cells, _positions(line, x + line.indent), strict=True)):
        if before is not None:
            gap = left - expected
            if not _is_alike(before, cell):
                pieces.append(_piece(cells[begin:index], at, space))
                before = None
            elif index - begin == 1 and abs(gap) < cell.width:
                space = gap
            elif abs(gap - space) >= _TOLERANCE:
                pieces.append(_piece(cells[begin:index], at, space))
                before = None
        if before is None:
            begin, at, space = index, left, 0.0
        expected, before = left + cell.width, cell
    return [*pieces, _piece(cells[begin:], at, space)] if cells else []


def _piece(cells: Sequence[Cell], x: float, space: float) -> Piece:
    return Piece(x, cells[0].font, space, "".join([cell.char for cell in cells]), cells[0].is_bold)


def _is_alike(one: Cell, other: Cell) -> bool:
    """Whether two characters can be drawn with the same font and spacing: Han with Han, Latin with Latin."""
    is_same = one.font == other.font and one.is_bold == other.is_bold
    return is_same and abs((one.advance - one.width) - (other.advance - other.width)) < _TOLERANCE


def _positions(line: Line, x: float) -> list[float]:
    """Left end of every glyph."""
    cut = _cut(line) if line.slack < 0 else 0.0
    gap = line.slack / (len(line.starts) - 1) if line.slack > 0 and len(line.starts) > 1 else 0.0
    starts = frozenset(line.starts[1:])
    lefts = []
    for index, cell in enumerate(line.cells):
        x += gap if index in starts else 0.0
        lefts.append(x - cut if cell.char in _EMPTY_BEFORE else x)
        x += cell.advance - (cut if cell.char in _SQUEEZABLE else 0.0)
    return lefts


def _cut(line: Line) -> float:
    """What each mark inside a squeezed line gives, after the last one has given its empty half."""
    inside = sum(cell.char in _SQUEEZABLE for cell in line.cells[:-1])
    return max(-line.slack - _given_by_last(line.cells[-1]), 0.0) / max(inside, 1)


def _given_by_last(cell: Cell) -> float:
    return cell.advance * _SQUEEZE_LAST if cell.char in _EMPTY_BEHIND else 0.0


def _bounds(text: str, keep: Sequence[str]) -> list[int]:
    """Where tokens begin, and the end of the text; every character is one but those of words, codes and dashes."""
    pattern = re.compile("|".join([*map(re.escape, keep), _TOKEN.pattern])) if keep else _TOKEN
    bounds: list[int] = []
    at = 0
    for match in pattern.finditer(text):
        begin, end = match.span()
        bounds.extend(range(at, begin + 1))
        at = end
    return [*bounds, *range(at, len(text) + 1)]


class _Paragraph:
    """Tokens of one paragraph with running totals, so that a line's end is found by bisection."""

    def __init__(self, cells: Sequence[Cell], keep: Sequence[str]) -> None:
        self.cells = cells
        self.text = "".join([cell.char for cell in cells])
        self.bounds = _bounds(self.text, keep)
        self.count = len(self.bounds) - 1
        advances = [cell.advance for cell in cells]
        self.edges = list(accumulate(advances, initial=0.0))
        self.ends = [self.edges[bound] for bound in self.bounds]
        self.cell = max(advances, default=0.0)

    def skip_spaces(self, token: int) -> int:
        while token < self.count and self.text[self.bounds[token]].isspace():
            token += 1
        return token

    def line(self, start: int, end: int, indent: float, room: float) -> Line:
        """The line of tokens ``start`` to ``end``; the paragraph's last line is not spread."""
        last = end
        while last > start and self.text[self.bounds[last] - 1].isspace():
            last -= 1
        begin = self.bounds[start]
        slack = room - (self.ends[last] - self.ends[start])
        gaps = last - start - 1
        if slack > 0 and (self.skip_spaces(end) >= self.count or slack > gaps * _WIDEST_GAP * self.cell):
            slack = 0.0
        cells = tuple(self.cells[begin : self.bounds[last]])
        return Line(cells, tuple([bound - begin for bound in self.bounds[start:last]]), indent, min(slack, room))

    def line_end(self, start: int, room: float) -> int:
        """The token before which the line that begins at ``start`` is broken."""
        fits = max(bisect_right(self.ends, self.ends[start] + room + _TOLERANCE) - 1, start)
        if self.skip_spaces(fits) >= self.count:
            return self.count
        drawn_in = self._drawn_in(start, fits, room)
        if drawn_in is not None:
            return drawn_in
        if self._split(start, fits, room):
            return fits + 1
        return self._legal_before(start, fits)

    def _drawn_in(self, start: int, fits: int, room: float) -> int | None:
        """The end of a line that takes in the marks after it, where squeezing its punctuation makes room."""
        end = fits
        while end < self.count and self.text[self.bounds[end]] in NO_START:
            end += 1
        if end == fits or not self._is_legal(end):
            return None
        inside = self.cells[self.bounds[start] : self.bounds[end]]
        marks = [cell.advance for cell in inside[:-1] if cell.char in _SQUEEZABLE]
        # The marks inside give alike, so none is asked for more than the narrowest can give.
        each = min(marks, default=0.0) * (_SQUEEZE_TO_END if end == self.count else _SQUEEZE_INSIDE)
        capacity = len(marks) * each + _given_by_last(inside[-1])
        return end if self.ends[end] - self.ends[start] - room <= capacity else None

    def _split(self, start: int, token: int, room: float) -> bool:
        """Cut a long code in two where keeping it whole would leave a gaping line; True when it was cut."""
        begin, end = self.bounds[token], self.bounds[token + 1]
        used = self.ends[token] - self.ends[start]
        too_long = token == start
        if not too_long and (end - begin <= _SPLIT_FROM or room - used < _GAPE * self.cell):
            return False
        cut = bisect_right(self.edges, self.edges[begin] + room - used + _TOLERANCE) - 1
        cut = max(cut, begin + 1) if too_long else cut
        after = [place for place in range(begin + 1, cut + 1) if self.text[place - 1] in _SEPARATORS]
        cut = after[-1] if after else cut
        while cut > begin and cut < end and self.text[cut] in NO_START:
            cut -= 1
        if not begin < cut < end:
            return False
        self.bounds.insert(token + 1, cut)
        self.ends.insert(token + 1, self.edges[cut])
        self.count += 1
        return True

    def _legal_before(self, start: int, fits: int) -> int:
        """The nearest legal break at or before ``fits``; where there is none, the line is broken all the same."""
        end = fits
        while end > start and not self._is_legal(end):
            end -= 1
        return end if end > start else max(fits, start + 1)

    def _is_legal(self, token: int) -> bool:
        following = self.skip_spaces(token)
        if following < self.count and self.text[self.bounds[following]] in NO_START:
            return False
        bound = self.bounds[token]
        before = self.text[max(bound - 8, 0) : bound].rstrip()
        return not before or before[-1] not in NO_END
