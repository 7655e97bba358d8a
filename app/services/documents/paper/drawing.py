"""Drawing laid-out sheets into a PDF; with the fonts, the only place that knows ReportLab."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple

from app.services.documents.paper.breaking import Line, place, ticked
from app.services.documents.paper.fonts import Face, Fonts
from app.services.documents.paper.geometry import A4_HEIGHT, A4_WIDTH, BLACK, GREY
from app.services.documents.paper.metadata import LANGUAGE, Description, describe
from app.services.documents.paper.text_writer import Colour, Text, TextWriter

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
    watermark: tuple[Mark, ...] = ()
    is_unnumbered: bool = False

    def put(self, line: Line, x: float, y: float, size: float, colour: Colour = BLACK) -> None:
        """Set a line with its baseline at ``y`` and its text area beginning at ``x``."""
        for piece in place(line, x):
            self.texts.append(Text(piece.x, y, piece.font, size, piece.space, piece.text, colour, piece.is_bold))
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


def write_pdf(sheets: Iterable[Sheet], description: Description, fonts: Fonts) -> bytes:
    """The sheets as PDF; the same sheets give the same bytes, since dates and identifiers in the file are fixed."""
    from reportlab.pdfgen.canvas import Canvas

    with fonts.lock:
        target = BytesIO()
        # Without initialFontName every file would list an unembedded Helvetica.
        canvas = Canvas(
            target,
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang=LANGUAGE,
            initialFontName=fonts.font_name(Face.FANG),
        )
        describe(canvas, description)
        writer = TextWriter(canvas)
        for sheet in sheets:
            canvas.setPageSize((sheet.width, sheet.height))
            _draw_watermark(canvas, sheet, writer)
            _draw_rules(canvas, sheet)
            _draw_boxes(canvas, sheet)
            writer.write(sheet.texts, sheet.height)
            canvas.showPage()
        canvas.save()
        return target.getvalue()


def _draw_watermark(canvas: Any, sheet: Sheet, writer: TextWriter) -> None:
    """The marks one under another, rising across the middle of the sheet, below everything else."""
    if not sheet.watermark:
        return
    canvas.saveState()
    canvas.translate(sheet.width / 2, sheet.height / 2)
    canvas.rotate(math.degrees(math.atan2(sheet.height, sheet.width)) * 0.75)
    y = sum(mark.size for mark in sheet.watermark) * 0.7
    texts: list[Text] = []
    for mark in sheet.watermark:
        y -= mark.size
        texts += [
            Text(piece.x, -y, piece.font, mark.size, piece.space, piece.text, GREY)
            for piece in place(mark.line, -mark.line.width / 2)
        ]
        y -= mark.size * 0.4
    writer.write(texts, 0.0)
    canvas.restoreState()


def _draw_rules(canvas: Any, sheet: Sheet) -> None:
    for rule in sheet.rules:
        canvas.setStrokeColor(rule.colour)
        canvas.setLineWidth(rule.width)
        canvas.line(rule.x1, sheet.height - rule.y1, rule.x2, sheet.height - rule.y2)


def _draw_boxes(canvas: Any, sheet: Sheet) -> None:
    for box in sheet.boxes:
        canvas.rect(box.x, sheet.height - box.y - box.height, box.width, box.height, stroke=0, fill=1)
