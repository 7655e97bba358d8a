"""What is written into a file: what ReportLab would show, only quicker and shorter."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.documents.paper.breaking import Cell, Line, Piece, place
from app.services.documents.paper.drawing import Box, Rule, Sheet, write_pdf
from app.services.documents.paper.fonts import Face, gb2312
from app.services.documents.paper.geometry import A4_HEIGHT, A4_WIDTH, BLACK, GREY, RED
from app.services.documents.paper.metadata import Description
from app.services.documents.paper.operators import number
from app.services.documents.paper.text_writer import Text
from app.services.documents.paper.typesetter import Run, Setting, Typesetter
from app.services.documents.preview import page_images
from tests.documents.letters import Letter, LetterDocuments

# More than one of ReportLab's subsets of 256, what has to be escaped in a string, and pairs of one glyph.
CHARACTERS = "".join(gb2312()[:400]) + "()\\ 0123456789abc，。⼀·•"
STRINGS = st.tuples(
    st.floats(0, 600), st.floats(0, 840), st.sampled_from([16.0, 10.5]), st.sampled_from([0.0, -0.21, 1.5])
)
LOOKS = st.tuples(
    st.sampled_from([Face.FANG, Face.SONG]),
    st.text(CHARACTERS, min_size=1, max_size=40),
    st.sampled_from([BLACK, RED, GREY]),
    st.booleans(),
)
POINTS = st.tuples(st.floats(0, 600), st.floats(0, 840))
RULES = st.builds(
    lambda start, end, width, colour: Rule(*start, *end, width, colour),
    POINTS,
    POINTS,
    st.floats(0.2, 3),
    st.sampled_from([BLACK, RED]),
)
BOXES = st.builds(lambda corner, width, height: Box(*corner, width, height), POINTS, st.floats(1, 99), st.floats(1, 99))


def reportlab_draws(sheet: Sheet) -> bytes:
    """The same page by ReportLab's own means."""
    from reportlab.pdfgen.canvas import Canvas

    target = BytesIO()
    canvas = Canvas(target, pagesize=(sheet.width, sheet.height), pageCompression=0)
    for rule in sheet.rules:
        canvas.setStrokeColor(rule.colour)
        canvas.setLineWidth(rule.width)
        canvas.line(rule.x1, sheet.height - rule.y1, rule.x2, sheet.height - rule.y2)
    for box in sheet.boxes:
        canvas.rect(box.x, sheet.height - box.y - box.height, box.width, box.height, stroke=0, fill=1)
    canvas.setLineWidth(0.45)
    canvas.setStrokeColor(BLACK)
    pen = canvas.beginText()
    for text in sheet.texts:
        pen.setFillColor(text.colour)
        for piece in text.pieces:
            pen.setFont(piece.font, text.size)
            pen.setCharSpace(piece.space)
            pen.setTextRenderMode(2 if piece.is_bold else 0)
            pen.setTextOrigin(piece.x, sheet.height - text.y)
            pen.textOut(piece.text)
    canvas.drawText(pen)
    canvas.save()
    return target.getvalue()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(STRINGS, LOOKS), min_size=1, max_size=30),
    st.lists(RULES, max_size=5),
    st.lists(BOXES, max_size=5),
)
def test_a_page_looks_as_reportlab_would_draw_it(
    documents: LetterDocuments,
    drawn: list[tuple[tuple[float, float, float, float], tuple[Face, str, tuple[float, float, float], bool]]],
    rules: list[Rule],
    boxes: list[Box],
) -> None:
    texts = [
        Text([Piece(x, documents.fonts.font_name(face), space, text, is_bold)], y, size, colour)
        for (x, y, size, space), (face, text, colour, is_bold) in drawn
    ]
    sheet = Sheet(A4_WIDTH, A4_HEIGHT, texts, rules, boxes)
    ours = write_pdf([sheet], Description("", ""), documents.fonts)
    assert page_images(ours, 600) == page_images(reportlab_draws(sheet), 600)


def test_a_font_is_in_a_file_once_however_many_characters_it_prints(documents: LetterDocuments) -> None:
    setter, sheet = Typesetter(documents.fonts), Sheet()
    for row in range(20):
        run = Run("".join(gb2312()[25 * row : 25 * row + 25]), Face.SONG)
        sheet.put(setter.one_line([run], Setting(16, 16)), 80, 100 + 20 * row, 16)
    assert write_pdf([sheet], Description("", ""), documents.fonts).count(b"/FontFile2") == 1


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


def test_pages_are_compressed_and_not_written_in_ascii(documents: LetterDocuments, letter: Letter) -> None:
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
