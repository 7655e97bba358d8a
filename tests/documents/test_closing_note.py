"""附注: on the line below the date, two characters in, in round brackets, clear of the seal and of the 版记."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import NamedTuple

import pytest
from docx import Document

from app.services.documents.facts import DocumentFacts, DocumentStyle
from app.services.documents.paper.geometry import CELL, DATE_INSET, DEPTH, LEADING, LEFT, MEASURE, MM, SIZE_4, TOP
from app.services.documents.templates.model import Template
from app.services.documents.templates.reading import TemplateDamaged
from app.services.foundation.errors import DomainError
from tests.documents.letters import TODAY, Letter, LetterDocuments
from tests.documents.samples import examples, strokes

PUBLIC = "此件公开发布"
ON_TWO_LINES = "此件公开发布；联系人：张某，电话：0000-0000000"
SEAL = 42  # mm
SENTENCE = "经调查核实，辖区内登记在册的食品小作坊未按规定办理登记，日常检查记录不全。"
Places = Callable[[bytes, int], list["Char"]]
Read = Callable[[bytes], list[str]]


class Char(NamedTuple):
    """As the fixture ``places`` gives it."""

    x: float
    y: float
    size: float
    char: str


def noted(letter: Letter, note: str = PUBLIC, style: DocumentStyle = DocumentStyle.OFFICIAL) -> DocumentFacts:
    """The letter as an official paper with a note."""
    facts = replace(letter, style=style).filled
    return replace(facts, values={**facts.values, "closing_note": note})


def inked(char: Char) -> float:
    """How far its ink can reach: half a cell for figures and for closing marks, whose other half is empty."""
    return char.size / 2 if char.char.isascii() or char.char in "，；：）" else char.size


def of_length(letter: Letter, sentences: int) -> Letter:
    return replace(letter, facts="\n".join([SENTENCE] * sentences))


def page_of(read: Read, pdf: bytes, words: str) -> int:
    """The page that says these words, counted from 0."""
    return next(place for place, text in enumerate(read(pdf)) if words in "".join(text.split()))


def found(chars: list[Char], words: str) -> list[Char]:
    """The characters of these words in the text of a page, not in its 版记; the last occurrence."""
    chars = [char for char in chars if char.size == 16]
    start = "".join(char.char for char in chars).rindex(words)
    return chars[start : start + len(words)]


def test_the_note_stands_on_the_line_below_the_date_two_characters_in_in_brackets(
    documents: LetterDocuments, letter: Letter, places: Places, read: Read
) -> None:
    pdf = documents.render(documents.letter_template, noted(letter)).pdf
    chars = places(pdf, page_of(read, pdf, PUBLIC))
    note, date = found(chars, f"（{PUBLIC}）"), found(chars, "2026年11月20日")
    assert {char.size for char in note} == {16}
    assert note[0].x / MM == pytest.approx(28 + 2 * 156 / 28, abs=0.05)
    assert (note[0].y - date[0].y) / MM == pytest.approx(225 / 22, abs=0.05)
    assert len({round(char.y, 2) for char in note}) == 1


@pytest.mark.parametrize("sentences", range(1, 24))
@pytest.mark.parametrize("note", [PUBLIC, ON_TWO_LINES])
def test_the_note_stays_with_its_date_and_clear_of_seal_and_imprint(
    documents: LetterDocuments, letter: Letter, places: Places, read: Read, sentences: int, note: str
) -> None:
    facts = noted(replace(of_length(letter, sentences), copies_to=("县人民政府",)), note)
    made = documents.render(documents.letter_template, facts)
    page = page_of(read, made.pdf, f"（{note}）")
    chars = places(made.pdf, page)
    date, said = found(chars, "2026年11月20日"), found(chars, f"（{note}）")
    lines = sorted({round(char.y, 2) for char in said})
    assert lines[0] - date[0].y == pytest.approx(LEADING, abs=LEADING * 0.05)
    middle = LEFT + MEASURE - DATE_INSET - (date[-1].x + 16 - date[0].x) / 2
    assert max(char.x + inked(char) for char in said) <= middle - SEAL / 2 * MM
    thick = [stroke.top for stroke in strokes(made.pdf, page) if stroke.is_level and stroke.top > date[0].y]
    assert all(top > lines[-1] and top > date[0].y + LEADING for top in thick)
    assert lines[-1] <= TOP + DEPTH


@pytest.mark.parametrize("note", ["", "  ", "（）"])
def test_without_a_note_nothing_is_printed(documents: LetterDocuments, letter: Letter, note: str) -> None:
    template, plain = documents.letter_template, replace(letter, style=DocumentStyle.OFFICIAL)
    assert documents.render(template, noted(letter, note)).pdf == documents.letter(plain).pdf
    assert documents.render(template, noted(letter, note)).missing == ()


def test_the_legal_style_of_a_letter_has_no_note(documents: LetterDocuments, letter: Letter) -> None:
    made = documents.compose(documents.letter_template, noted(letter, style=DocumentStyle.LEGAL))
    assert made.closing_note == ""
    assert PUBLIC not in made.text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("（此件公开发布）", "（此件公开发布）"),
        ("(此件公开发布)", "（此件公开发布）"),
        ("联系人：张某（兼）。", "（联系人：张某（兼））"),
        ("（甲）和（乙）", "（（甲）和（乙））"),
        ("此件公开发布\n联系人：张某", "（此件公开发布；联系人：张某）"),
    ],
)
def test_brackets_are_put_around_once(documents: LetterDocuments, letter: Letter, typed: str, printed: str) -> None:
    assert documents.compose(documents.letter_template, noted(letter, typed)).closing_note == printed


def test_a_note_that_would_fill_the_page_is_refused(documents: LetterDocuments, letter: Letter) -> None:
    with pytest.raises(DomainError, match="附注有 101 字，成文日期下面最多写 100 字"):
        documents.compose(documents.letter_template, noted(letter, "长" * 101))
    longest = documents.render(documents.letter_template, noted(letter, "长" * 100))
    assert longest.text.count("长") == 100


def test_the_note_follows_the_date_in_text_and_word_copy(
    documents: LetterDocuments, letter: Letter, read: Read
) -> None:
    facts = noted(replace(letter, copies_to=("县人民政府",)))
    text = documents.compose(documents.letter_template, facts).text
    assert "2026年11月20日\n（此件公开发布）\n" in text
    copy = Document(BytesIO(documents.word(documents.letter_template, facts)))
    said = [paragraph.text for paragraph in copy.paragraphs if paragraph.text]
    place = said.index("（此件公开发布）")
    assert said[place - 1] == "2026年11月20日"
    date = next(each for each in copy.paragraphs if each.text == "2026年11月20日")
    assert date.paragraph_format.keep_with_next
    note = next(each for each in copy.paragraphs if each.text == "（此件公开发布）")
    indents = note.paragraph_format.left_indent, note.paragraph_format.first_line_indent
    assert sum(indent.mm for indent in indents) == pytest.approx(2 * CELL / MM, abs=0.1)


def urging(documents: LetterDocuments) -> Template:
    return documents.library.find("suggestion-urging", TODAY)


@pytest.mark.parametrize("style", [DocumentStyle.OFFICIAL, DocumentStyle.LEGAL])
def test_a_template_that_names_its_note_has_it_in_every_style(
    documents: LetterDocuments, places: Places, read: Read, style: DocumentStyle
) -> None:
    template = urging(documents)
    made = documents.render(template, DocumentFacts(examples(template), style=style))
    assert "（联系人：张某，电话：0000-0000000）" in made.text
    chars = places(made.pdf, page_of(read, made.pdf, "联系人"))
    date, note = found(chars, "2026年11月20日"), found(chars, "（联系人")
    assert note[0].y - date[0].y == pytest.approx(LEADING, abs=LEADING * 0.05)
    if style is DocumentStyle.LEGAL:  # 抄送 follows, below the seal
        copies = next(char for char in chars if char.char == "抄" and char.size == SIZE_4)
        assert copies.y - date[0].y > 1.9 * LEADING


def test_a_note_whose_facts_are_all_absent_is_left_out_and_not_missed(documents: LetterDocuments) -> None:
    template = urging(documents)
    made = documents.compose(template, DocumentFacts({**examples(template), "contact": ""}))
    assert (made.closing_note, made.missing) == ("", ())


SHEET = """
code = "sheet"
name = "函"
title = "函"
group = "检察建议"
record = "suggestions"
style = "{style}"
numbering = "none"
signing = "{signing}"
basis = "本院自拟"
grounding = "internal"
{note}
[[block]]
form = "text"
text = "{{case_source}}"
"""


def parsed(documents: LetterDocuments, note: str, style: str = "official", signing: str = "seal") -> Template:
    return documents.library.parse(SHEET.format(note=note, style=style, signing=signing), "试")


@pytest.mark.parametrize(
    ("note", "signing", "words"),
    [
        ('closing_note = "（公开）"', "seal", "不要加括号"),
        ('closing_note = "公开"', "none", "没有署名和日期"),
        ('closing_note = "{nobody}"', "seal", "不认识的内容“{nobody}”"),
        ("closing_note = 3", "seal", "应当是文字"),
        (f'closing_note = "{"长" * 101}"', "seal", "有 101 字，最多 100 字"),
    ],
)
def test_a_template_whose_note_cannot_be_is_refused_by_the_key(
    documents: LetterDocuments, note: str, signing: str, words: str
) -> None:
    with pytest.raises(TemplateDamaged, match=words):
        parsed(documents, note, signing=signing)


def test_which_templates_have_a_note(documents: LetterDocuments) -> None:
    assert "closing_note" in {fact.name for fact in parsed(documents, "").facts}
    for without in (parsed(documents, 'closing_note = ""'), parsed(documents, "", style="legal")):
        assert "closing_note" not in {fact.name for fact in without.facts}
    fixed = parsed(documents, 'closing_note = "此件公开发布"', style="legal")
    assert documents.compose(fixed, DocumentFacts({})).closing_note == "（此件公开发布）"
