"""What is written into a file: as ReportLab would write it, only quicker and shorter."""

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.documents.paper.breaking import Cell, Line, Piece, place
from app.services.documents.paper.drawing import Sheet
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.geometry import BLACK, GREY, RED
from app.services.documents.paper.text_writer import Text, TextWriter, number
from app.services.documents.paper.typesetter import Run, Setting, Typesetter
from tests.documents.letters import Letter, LetterDocuments

# More than one subset of 256, and what has to be escaped in a string.
CHARACTERS = "".join(map(chr, range(0x4E00, 0x4F80))) + "()\\ 0123456789abc，。"
STRINGS = st.tuples(
    st.floats(0, 900), st.floats(0, 900), st.sampled_from([16.0, 10.5]), st.sampled_from([0.0, -0.21, 1.5])
)
LOOKS = st.tuples(
    st.sampled_from([Face.FANG, Face.SONG]),
    st.text(CHARACTERS, min_size=1, max_size=40),
    st.sampled_from([BLACK, RED, GREY]),
    st.booleans(),
)


def canvas(documents: LetterDocuments) -> Any:
    from reportlab.pdfgen.canvas import Canvas

    return Canvas(BytesIO(), initialFontName=documents.fonts.font_name(Face.FANG))


def reportlab_draws(target: Any, texts: list[Text], height: float) -> None:
    """The same strings by ReportLab's own means; nothing is set that is set already."""
    pen = target.beginText()
    pen.setFillColor(BLACK)
    font, space, colour, is_bold = None, 0.0, BLACK, False
    for text in texts:
        if font != (text.font, text.size):
            font = text.font, text.size
            pen.setFont(*font)
        if space != text.space:
            pen.setCharSpace(space := text.space)
        if colour != text.colour:
            pen.setFillColor(colour := text.colour)
        if is_bold != text.is_bold:
            pen.setTextRenderMode(2 if text.is_bold else 0)
            is_bold = text.is_bold
        pen.setTextOrigin(text.x, height - text.y)
        pen.textOut(text.text)
    target.drawText(pen)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(STRINGS, LOOKS), min_size=1, max_size=30))
def test_strings_are_written_as_reportlab_writes_them(
    documents: LetterDocuments, drawn: list[tuple[tuple[Any, ...], tuple[Any, ...]]]
) -> None:
    texts = [
        Text(x, y, documents.fonts.font_name(face), size, space, text, colour, is_bold)
        for (x, y, size, space), (face, text, colour, is_bold) in drawn
    ]
    ours, theirs = canvas(documents), canvas(documents)
    TextWriter(ours).write(texts, 841.89)
    reportlab_draws(theirs, texts, 841.89)
    assert ours._code[-1] == theirs._code[-1]


@given(st.floats(-999, 999))
def test_numbers_are_written_as_reportlab_writes_them(value: float) -> None:
    from reportlab.lib.rl_accel import fp_str

    assert number(value) == fp_str(value)


@pytest.mark.parametrize("face", list(Face))
def test_a_subset_is_cut_out_of_a_font_as_reportlab_cuts_it(documents: LetterDocuments, face: Face) -> None:
    from reportlab.pdfbase import pdfmetrics, ttfonts

    class Copying(ttfonts.TTFontFile):
        """ReportLab's own way: every table copied whole."""

        def get_table(self, tag: str) -> bytes:
            return bytes(self.get_chunk(*self.get_table_pos(tag)))

    ours = pdfmetrics.getFont(documents.fonts.font_name(face)).face
    wanted = [0, *map(ord, "检察建议书é½ﬁ〔2026〕（一）"), 0x10FFFF]
    assert ours.makeSubset(wanted) == Copying(ours.filename).makeSubset(wanted)


def test_pages_are_compressed_once_and_not_written_in_ascii(documents: LetterDocuments, letter: Letter) -> None:
    pdf = documents.letter(letter).pdf
    assert b"/FlateDecode" in pdf
    assert b"ASCII85" not in pdf


@given(st.text("检察建议，。（《2026a-——", min_size=1, max_size=30), st.floats(0, 90), st.data())
def test_room_is_added_before_every_token_and_nowhere_else(text: str, slack: float, data: st.DataObject) -> None:
    cells = tuple(
        Cell(c, "L" if c.isascii() else "H", 8.0 if c.isascii() else 15.8, 8.0 if c.isascii() else 16.0) for c in text
    )
    inner = data.draw(st.sets(st.integers(1, len(text)))) - {len(text)}
    starts = (0, *sorted(inner))
    gap = slack / len(inner) if inner else 0.0
    x, wanted = 70.0, []
    for index, cell in enumerate(cells):
        x += gap if index in inner else 0.0
        wanted.append(x)
        x += cell.advance
    drawn = place(Line(cells, starts, 10.0, slack), 60.0)
    assert "".join(piece.text for piece in drawn) == text
    assert _lefts(drawn, cells) == pytest.approx(wanted, abs=0.05)


def _lefts(pieces: list[Piece], cells: tuple[Cell, ...]) -> list[float]:
    """Where a reader puts every character: each moves on by its own width and the piece's spacing."""
    lefts: list[float] = []
    for piece in pieces:
        x = piece.x
        for _char in piece.text:
            lefts.append(x)
            x += cells[len(lefts) - 1].width + piece.space
    return lefts


def test_what_comes_back_in_a_batch_is_set_alike_and_belongs_to_who_asked(documents: LetterDocuments) -> None:
    setter = Typesetter(documents.fonts)
    asked = ([Run("一、认定的事实及证据", Face.HEI)], Setting(16.0, 15.8), 442.0)
    first = setter.lines(*asked)
    again = setter.lines(*asked)
    assert again == first
    again.clear()
    assert setter.lines(*asked) == first


def test_the_same_letter_looks_the_same_alone_and_behind_another(documents: LetterDocuments, letter: Letter) -> None:
    from app.services.documents.layout.pages import Pages

    setter = Typesetter(documents.fonts)
    said = documents.worded(letter)
    alone: list[Sheet] = Pages(said, Typesetter(documents.fonts)).sheets()
    Pages(said, setter).sheets()
    assert Pages(said, setter).sheets() == alone
