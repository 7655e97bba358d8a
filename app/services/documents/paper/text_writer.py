"""Text operators of a page (ISO 32000-1, 9.4), in a fraction of the time that ReportLab's text object takes."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from app.services.documents.paper.breaking import Piece
from app.services.documents.paper.composite_font import Codes, FontInFile
from app.services.documents.paper.geometry import BLACK
from app.services.documents.paper.operators import Colour, fill, number, stroke

_FILL, _FILL_AND_STROKE = 0, 2  # text render modes (ISO 32000-1, 9.3.6)
_BOLD_STROKE = 0.45  # pt around a bold character
_TOLERANCE = 0.001  # pt of spacing that nobody sees


class Text(NamedTuple):
    """What stands on one baseline, ``y`` points below the top edge of the sheet."""

    pieces: Sequence[Piece]
    y: float
    size: float
    colour: Colour


class TextWriter:
    """Writes the texts of one file, and knows its fonts."""

    def __init__(self, document: Any) -> None:
        """``document`` is ReportLab's; it gets the fonts that are used."""
        self._document = document
        self._fonts: dict[str, FontInFile] = {}

    def write(self, texts: Sequence[Text], height: float) -> str:
        """All of them as one text object; font, spacing and colour are set only where they change."""
        operators = ["BT", fill(BLACK), *self._operators(texts, height), "ET"]
        if any(piece.is_bold for text in texts for piece in text.pieces):
            operators[:0] = [f"{number(_BOLD_STROKE)} w", stroke(BLACK)]
        return " ".join(operators)

    def _operators(self, texts: Sequence[Text], height: float) -> Iterator[str]:
        font, size, space, colour, is_bold = "", 0.0, 0.0, BLACK, False
        codes = Codes()
        for text in texts:
            if colour != text.colour:
                colour = text.colour
                yield fill(colour)
            baseline = number(height - text.y)
            for piece in text.pieces:
                if font != piece.font or size != text.size:
                    font, size = piece.font, text.size
                    in_file = self._fonts.get(font) or self._font(font)
                    codes = in_file.codes
                    yield f"{in_file.resource} {number(size)} Tf"
                if abs(space - piece.space) > _TOLERANCE:
                    space = piece.space
                    yield f"{number(space)} Tc"
                if is_bold != piece.is_bold:
                    is_bold = piece.is_bold
                    yield f"{_FILL_AND_STROKE if is_bold else _FILL} Tr"
                coded = "".join([codes[char] for char in piece.text])
                yield f"1 0 0 1 {number(piece.x)} {baseline} Tm <{coded}> Tj"

    def _font(self, name: str) -> FontInFile:
        from reportlab.pdfbase import pdfmetrics

        return self._fonts.setdefault(name, FontInFile(pdfmetrics.getFont(name), self._document))
