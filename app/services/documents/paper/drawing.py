"""Drawing laid-out sheets into a PDF."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from app.services.documents.paper.breaking import Line, place, ticked
from app.services.documents.paper.fonts import Fonts
from app.services.documents.paper.geometry import A4_HEIGHT, A4_WIDTH, BLACK, GREY
from app.services.documents.paper.metadata import Description
from app.services.documents.paper.operators import Colour, number, numbers, stroke
from app.services.documents.paper.pdf_file import PdfFile
from app.services.documents.paper.shapes import Shape
from app.services.documents.paper.shapes import operators as drawn_shape
from app.services.documents.paper.text_writer import Text, TextWriter

_TICK = ((0.26, 0.42), (0.44, 0.2), (0.8, 0.68))  # corners in parts of the box, along and up from the baseline


class Rule(NamedTuple):
    """A straight line, ``y`` downwards from the top edge (points)."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    colour: Colour


class Box(NamedTuple):
    """A filled rectangle, ``y`` its upper edge downwards from the top edge of the sheet (points)."""

    x: float
    y: float
    width: float
    height: float


class Mark(NamedTuple):
    """A line of a watermark and its type size."""

    line: Line
    size: float


@dataclass
class Sheet:
    """One page: what stands on it, and the watermark under it."""

    width: float = A4_WIDTH
    height: float = A4_HEIGHT
    texts: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    watermark: tuple[Mark, ...] = ()
    is_unnumbered: bool = False

    def put(self, line: Line, x: float, y: float, size: float, colour: Colour = BLACK) -> None:
        """Set a line with its baseline at ``y`` and its text area beginning at ``x``."""
        self.texts.append(Text(place(line, x), y, size, colour))
        for left, width in ticked(line, x):
            self._tick(left, width, y, colour)

    def _tick(self, left: float, width: float, baseline: float, colour: Colour) -> None:
        """The two strokes of a tick in a box of that width on that baseline."""
        corners = [(left + width * along, baseline - width * up) for along, up in _TICK]
        for (x1, y1), (x2, y2) in pairwise(corners):
            self.rules.append(Rule(x1, y1, x2, y2, width * 0.09, colour))

    def put_centred(self, line: Line, x: float, y: float, size: float, colour: Colour = BLACK) -> None:
        """Set a line around the middle ``x``."""
        self.put(line, x - line.width / 2, y, size, colour)

    def put_right(self, line: Line, x: float, y: float, size: float, colour: Colour = BLACK) -> None:
        """Set a line so that it ends at ``x``."""
        self.put(line, x - line.width, y, size, colour)


class Drawing:
    """A PDF that sheets are drawn into as they are laid out; the same sheets give the same bytes."""

    def __init__(self, description: Description, fonts: Fonts) -> None:
        """``fonts`` are those the sheets were set in."""
        self._file, self._fonts = PdfFile(description), fonts
        self._writer = TextWriter(self._file.document)
        self.page_count = 0

    def add(self, sheets: Iterable[Sheet]) -> None:
        """The next pages."""
        for sheet in sheets:
            self._file.add_page("\n".join(_operators(sheet, self._writer)), sheet.width, sheet.height)
            self.page_count += 1

    def finished(self) -> bytes:
        """The file, with what it needs of the fonts."""
        with self._fonts.lock:
            return self._file.finished()


def write_pdf(sheets: Iterable[Sheet], description: Description, fonts: Fonts) -> bytes:
    """The sheets as PDF."""
    drawing = Drawing(description, fonts)
    drawing.add(sheets)
    return drawing.finished()


def _operators(sheet: Sheet, writer: TextWriter) -> Iterator[str]:
    """What is drawn, in this order."""
    yield from _watermark(sheet, writer)
    yield from (drawn_shape(shape, sheet.height) for shape in sheet.shapes)
    yield from _rules(sheet)
    yield from _boxes(sheet)
    yield writer.write(sheet.texts, sheet.height)


def _watermark(sheet: Sheet, writer: TextWriter) -> Iterator[str]:
    """The marks one under another, rising across the middle of the sheet, below everything else."""
    if not sheet.watermark:
        return
    angle = math.atan2(sheet.height, sheet.width) * 0.75
    along, up = math.cos(angle), math.sin(angle)
    y = sum(mark.size for mark in sheet.watermark) * 0.7
    texts: list[Text] = []
    for mark in sheet.watermark:
        y -= mark.size
        texts.append(Text(place(mark.line, -mark.line.width / 2), -y, mark.size, GREY))
        y -= mark.size * 0.4
    yield f"q {numbers(along, up, -up, along, sheet.width / 2, sheet.height / 2)} cm"
    yield writer.write(texts, 0.0)
    yield "Q"


def _rules(sheet: Sheet) -> Iterator[str]:
    for rule in sheet.rules:
        start, end = numbers(rule.x1, sheet.height - rule.y1), numbers(rule.x2, sheet.height - rule.y2)
        yield f"{stroke(rule.colour)} {number(rule.width)} w {start} m {end} l S"


def _boxes(sheet: Sheet) -> Iterator[str]:
    for box in sheet.boxes:
        yield f"{numbers(box.x, sheet.height - box.y - box.height, box.width, box.height)} re f"
