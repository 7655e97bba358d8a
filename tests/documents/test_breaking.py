"""Lines of Chinese text: forbidden marks, nothing lost, never too wide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.documents.paper.breaking import NO_END, NO_START, Cell, break_lines, place
from app.services.documents.paper.geometry import CELL, CELLS, MEASURE

HAN = "检察建议书送达回复整改的一是在不了有和人这中大为上个国我以要他"
WORDS = st.one_of(
    st.text(alphabet=HAN, min_size=1, max_size=9),
    st.sampled_from(["2026", "30.16%", "1,234,567.89", "GB/T9704-2012", "91330000MA2XXXXX1B", "3％", "——", "……"]),
)
# Between words: at most three marks that belong together, as in 》”。 and at most two that open.
SEAMS = st.tuples(
    st.sampled_from(
        ["", "", "，", "。", "；", "：", "、", "！", "？", "》", "）。", "”，", "》”。", "〕", "’”；", "%", "·"]
    ),
    st.sampled_from(["", "", "", "（", "《", "“", "“《", "〔", "‘"]),
)
TEXTS = st.lists(st.tuples(WORDS, SEAMS), min_size=1, max_size=60).map(
    lambda parts: "".join(word + after + before for word, (after, before) in parts) + "止"
)


def cells(text: str) -> list[Cell]:
    """Full-width characters in 15.79 pt cells, Latin ones 8 pt wide."""
    return [Cell(c, "face", 8.0 if c.isascii() else CELL, 8.0 if c.isascii() else 16.0) for c in text]


def lines(text: str, first: float = 0.0) -> list[str]:
    return [line.text for line in break_lines(cells(text), MEASURE, first)]


@given(TEXTS)
def test_no_line_begins_with_a_mark_that_must_follow_its_word(text: str) -> None:
    assert all(line[0] not in NO_START for line in lines(text)[1:])


@given(TEXTS)
def test_no_line_ends_with_a_mark_that_opens(text: str) -> None:
    assert all(line[-1] not in NO_END for line in lines(text))


@given(TEXTS)
def test_no_character_is_lost_or_doubled_at_the_end_of_a_line(text: str) -> None:
    assert "".join(lines(text, 2 * CELL)) == text


@given(TEXTS, st.floats(60, 500))
def test_no_line_is_wider_than_the_measure(text: str, measure: float) -> None:
    for line in break_lines(cells(text), measure, 2 * CELL):
        assert line.indent + line.width <= measure + 0.05


@given(TEXTS)
def test_every_character_is_drawn_once_and_inside_the_measure(text: str) -> None:
    for line in break_lines(cells(text), MEASURE):
        pieces = place(line, 0.0)
        assert "".join(piece.text for piece in pieces) == line.text
        assert all(-CELL / 2 - 0.05 <= piece.x <= MEASURE for piece in pieces)


@given(st.text(alphabet="，。（《！", min_size=1, max_size=90))
def test_text_of_nothing_but_marks_is_still_set_whole(text: str) -> None:
    assert "".join(lines(text)) == text


@given(st.text(max_size=80), st.floats(0.5, 40))
def test_any_text_in_a_column_of_any_width_comes_to_an_end(text: str, measure: float) -> None:
    drawn = "".join(line.text for line in break_lines(cells(text), measure))
    assert "".join(drawn.split()) == "".join(text.split())


def test_a_full_line_holds_twenty_eight_characters() -> None:
    assert [len(line) for line in lines("检" * 60)] == [CELLS, CELLS, 4]


def test_a_comma_after_the_twenty_eighth_character_is_drawn_in_by_squeezing() -> None:
    text = "检检，" * 2 + "察" * 22
    (first, second) = break_lines(cells(text + "，建议"), MEASURE)
    assert (first.text, second.text) == (text + "，", "建议")
    assert first.width == pytest.approx(MEASURE)


def test_squeezing_takes_the_empty_half_of_the_last_mark_before_it_narrows_those_inside() -> None:
    (line, _) = break_lines(cells("检检，" * 2 + "察" * 22 + "，建议"), MEASURE)
    lasts = [piece.x + (len(piece.text) - 1) * (16 + piece.space) for piece in place(line, 0.0)]
    assert lasts[-1] == pytest.approx(MEASURE - CELL / 2, abs=0.05)


def test_without_a_mark_to_squeeze_the_last_word_goes_down_with_its_comma() -> None:
    (first, second) = break_lines(cells("检" * 28 + "，建议"), MEASURE)
    assert (first.text, second.text) == ("检" * 27, "检，建议")
    assert first.width == pytest.approx(MEASURE)


@pytest.mark.parametrize("unit", ["——", "……", "1,234.5", "30.16%", "GB/T9704"])
def test_dashes_dots_and_numbers_stay_in_one_piece(unit: str) -> None:
    for lead in range(20, 29):
        assert any(unit in line for line in lines("检" * lead + unit + "察" * 20))


def test_a_long_code_is_split_rather_than_leave_a_gaping_line() -> None:
    first, second = lines("检" * 24 + "91330000MA2XXXXX1B" + "察")
    assert first.startswith("检" * 24 + "9133")
    assert second.endswith("1B察")


def test_a_word_to_keep_is_not_cut() -> None:
    text = "检" * 26 + "人民检察院"
    assert [line.text for line in break_lines(cells(text), MEASURE, keep=["人民检察院"])] == ["检" * 26, "人民检察院"]


def test_spaces_at_a_break_are_dropped_and_the_line_is_spread_without_them() -> None:
    first, second = break_lines(cells("检" * 27 + "  " + "察" * 5), MEASURE)
    assert (first.text, second.text) == ("检" * 27, "察" * 5)
    assert first.width == pytest.approx(MEASURE)
