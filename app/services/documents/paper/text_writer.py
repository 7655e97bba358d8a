"""Text operators of a page, as ReportLab's text object writes them, in a fraction of its time."""

import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from app.services.documents.paper.geometry import BLACK

_FILL, _FILL_AND_STROKE = 0, 2  # text render modes (ISO 32000, 9.3.6)
_BOLD_STROKE = 0.45  # pt around a bold character
_LEADING = 1.2  # of the size; never used, since every string has its place

Colour = tuple[float, float, float]


class Text(NamedTuple):
    """A string; ``y`` is the baseline, measured downwards from the top edge of the sheet (points)."""

    x: float
    y: float
    font: str
    size: float
    space: float
    text: str
    colour: Colour
    is_bold: bool = False


class _Codes:
    """Characters of one font in one file: the subset that has each, and its code ready for a string operator."""

    def __init__(self, font: Any, canvas: Any) -> None:
        self._font, self._document = font, canvas._doc
        self._known: dict[str, tuple[str, str]] = {}

    def of(self, text: str) -> list[tuple[str, str]]:
        """Subset and code of every character."""
        try:
            return [self._known[char] for char in text]
        except KeyError:
            self._learn("".join(dict.fromkeys(char for char in text if char not in self._known)))
            return [self._known[char] for char in text]

    def _learn(self, characters: str) -> None:
        from reportlab.lib.rl_accel import escapePDF

        place = 0
        for subset, codes in self._font.splitString(characters, self._document):
            name = self._font.getSubsetInternalName(subset, self._document)
            for code in codes:
                self._known[characters[place]] = name, escapePDF(bytes([code]))
                place += 1


class TextWriter:
    """Writes the strings of one file; ReportLab still decides which character goes into which subset."""

    def __init__(self, canvas: Any) -> None:
        """``canvas`` takes the operators."""
        self._canvas = canvas
        self._codes: dict[str, _Codes] = {}

    def write(self, texts: Sequence[Text], height: float) -> None:
        """All strings as one text object; font, spacing and colour are set only where they change."""
        operators = " ".join(["BT 1 0 0 1 0 0 Tm", _rgb(BLACK), *self._operators(texts, height), "ET"])
        if any(text.is_bold for text in texts):
            self._canvas.setLineWidth(_BOLD_STROKE)
            self._canvas.setStrokeColor(BLACK)
        self._canvas.addLiteral(operators)

    def _operators(self, texts: Sequence[Text], height: float) -> Iterator[str]:
        font, sized, subset, space, colour, is_bold = ("", 0.0), "", "", 0.0, BLACK, False
        y, baseline = math.nan, ""
        for text in texts:
            if font != (text.font, text.size):
                font, subset = (text.font, text.size), ""
                sized = f"{number(text.size)} Tf {number(text.size * _LEADING)} TL"
            if abs(space - text.space) > 0.001:
                space = text.space
                yield f"{number(space)} Tc"
            if colour != text.colour:
                colour = text.colour
                yield _rgb(colour)
            if is_bold != text.is_bold:
                is_bold = text.is_bold
                yield f"{_FILL_AND_STROKE if is_bold else _FILL} Tr"
            if y != text.y:
                y, baseline = text.y, number(height - text.y)
            yield f"1 0 0 1 {number(text.x)} {baseline} Tm"
            for name, code in self._strings(text):
                if subset != name:
                    subset = name
                    yield f"{name} {sized}"
                yield f"({code}) Tj"

    def _strings(self, text: Text) -> list[tuple[str, str]]:
        """The string in parts of one subset each: its name and the codes."""
        coded = (self._codes.get(text.font) or self._new_codes(text.font)).of(text.text)
        parts: list[tuple[str, str]] = []
        subset, codes = coded[0][0], ""
        for name, code in coded:
            if name != subset:
                parts.append((subset, codes))
                subset, codes = name, ""
            codes += code
        return [*parts, (subset, codes)]

    def _new_codes(self, font: str) -> _Codes:
        from reportlab.pdfbase import pdfmetrics

        return self._codes.setdefault(font, _Codes(pdfmetrics.getFont(font), self._canvas))


def number(value: float) -> str:
    """A number with ReportLab's precision: six digits behind the point, fewer from 10 and from 100 on."""
    size = abs(value)
    if size <= 1e-7:
        return "0"
    text = f"{value:.6f}" if size < 10 else f"{value:.5f}" if size < 100 else f"{value:.4f}"
    text = text.rstrip("0").rstrip(".")
    return text[1:] if text[0] == "0" and len(text) > 1 else text


def _rgb(colour: Colour) -> str:
    return f"{' '.join(map(number, colour))} rg"
