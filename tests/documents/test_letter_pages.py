"""Pages of a letter: grid, numbers, signature, marks, both styles, and the same bytes every time."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from app.services.documents.facts import DocumentStyle
from app.services.documents.layout.items import Item, TextRow
from app.services.documents.layout.pagination import Closing, plan_pages
from app.services.documents.paper.breaking import Line
from app.services.documents.paper.geometry import CELL, DEPTH, LEADING, LEFT, LINES, MEASURE, MM, SIZE_3, TOP
from tests.documents.letters import Letter, LetterDocuments

Places = Callable[[bytes, int], list[tuple[float, float, float, str]]]
Read = Callable[[bytes], list[str]]

SENTENCE = "经调查核实，辖区内登记在册的食品小作坊未按规定办理登记，日常检查记录不全。"


def of_length(letter: Letter, sentences: int) -> Letter:
    """The letter with that many paragraphs of two lines each."""
    return replace(letter, facts="\n".join([SENTENCE] * sentences))


def baselines(places: Places, pdf: bytes, page: int) -> list[float]:
    """Baselines of 三号 text, from the top of the sheet."""
    return sorted({round(char[1], 2) for char in places(pdf, page) if char[2] == 16})


def has_red_line(pdf: bytes) -> bool:
    return b"0.86 0 0 RG" in PdfReader(BytesIO(pdf)).pages[0].get_contents().get_data().replace(
        b".86 0 0 RG", b"0.86 0 0 RG"
    )


def test_a_full_page_has_twenty_two_lines_of_28_99_points_from_37_mm(
    documents: LetterDocuments, letter: Letter, places: Places
) -> None:
    pdf = documents.letter(of_length(letter, 40)).pdf
    lines = baselines(places, pdf, 1)
    assert len(lines) == LINES
    assert lines[0] == pytest.approx(37 * MM + 0.88 * 16, abs=0.05)
    assert {round(after - before, 1) for before, after in pairwise(lines)} == {round(LEADING, 1)}
    assert pytest.approx(28.99, abs=0.005) == LEADING


def test_text_begins_28_mm_from_the_left_and_full_lines_end_at_184_mm(
    documents: LetterDocuments, letter: Letter, places: Places
) -> None:
    chars = [char for char in places(documents.letter(of_length(letter, 40)).pdf, 1) if char[2] == 16]
    assert min(x for x, *_ in chars) == pytest.approx(28 * MM, abs=0.02)
    assert max(x for x, *_ in chars) + CELL == pytest.approx(184 * MM, abs=0.05)


def test_pages_are_numbered_outside_at_the_foot(documents: LetterDocuments, letter: Letter, places: Places) -> None:
    pdf = documents.letter(of_length(letter, 25)).pdf
    for page in range(3):
        number = [place for place in places(pdf, page) if place[2] == 14]
        assert "".join(char for *_, char in number) == f"—{page + 1}—"
        is_odd = page % 2 == 0
        assert (min(x for x, *_ in number) > LEFT + MEASURE / 2) is is_odd
        assert all(y > TOP + DEPTH + 7 * MM for _, y, *_ in number)


@pytest.mark.parametrize("style", list(DocumentStyle))
@pytest.mark.parametrize("sentences", range(1, 24))
def test_the_signature_never_stands_without_text(
    documents: LetterDocuments, letter: Letter, read: Read, style: DocumentStyle, sentences: int
) -> None:
    pages = read(documents.letter(replace(of_length(letter, sentences), style=style)).pdf)
    (signed,) = [page for page in pages if "2026年11月20日" in page.replace("2026年11月20日印发", "")]
    assert "书面回复本院" in signed


@pytest.mark.parametrize("sentences", range(1, 24))
def test_no_heading_ends_a_page(documents: LetterDocuments, letter: Letter, read: Read, sentences: int) -> None:
    for page in read(documents.letter(of_length(letter, sentences)).pdf):
        body = page.rsplit("—", 2)[0].rstrip()
        assert not body.endswith(("认定的事实及证据", "应当消除的隐患", "建议内容及依据"))


@pytest.mark.parametrize(("sentences", "pages"), [(8, 2), (17, 3)])
def test_longer_facts_make_more_pages(documents: LetterDocuments, letter: Letter, sentences: int, pages: int) -> None:
    assert documents.letter(of_length(letter, sentences)).page_count == pages


def test_a_short_letter_keeps_to_one_page(documents: LetterDocuments, letter: Letter) -> None:
    short = replace(letter, case_source="本院在办案中发现问题。", facts="经查属实。", proposals=("加强监管。",))
    assert documents.letter(short).page_count == 1


def test_the_legal_style_is_black_with_office_title_and_number_on_top(
    documents: LetterDocuments, letter: Letter, read: Read, places: Places
) -> None:
    pdf = documents.letter(letter).pdf
    assert read(pdf)[0].startswith("某某县人民检察院检察建议书某检建〔2026〕12号某某县市场监督管理局：本院在办理")
    assert not has_red_line(pdf)
    (last, *_) = [x for x, _, _, char in places(pdf, 0) if char == "号"]
    assert last + 16 == pytest.approx(LEFT + MEASURE, abs=0.5)
    assert "印发" not in "".join(read(pdf))


def test_the_official_style_has_a_red_head_a_red_line_and_an_imprint_on_an_even_page(
    documents: LetterDocuments, letter: Letter, read: Read
) -> None:
    result = documents.letter(replace(letter, style=DocumentStyle.OFFICIAL, copies_to=("县人民政府",)))
    assert has_red_line(result.pdf)
    assert result.page_count == 2
    assert "抄送：县人民政府。" in read(result.pdf)[1]
    assert "2026年11月20日印发" in read(result.pdf)[1]


def test_copies_of_a_legal_letter_follow_its_date(documents: LetterDocuments, letter: Letter, read: Read) -> None:
    text = "".join(read(documents.letter(replace(letter, copies_to=("县人民政府",))).pdf))
    assert text.index("2026年11月20日") < text.index("抄送：县人民政府。")


def test_a_draft_says_so_on_every_page(documents: LetterDocuments, letter: Letter, read: Read) -> None:
    draft = replace(
        of_length(letter, 20), number=None, drafted_by="张某", drafted_at=datetime(2026, 11, 20, 9, 5, tzinfo=UTC)
    )
    pages = read(documents.letter(draft).pdf)
    assert len(pages) == 3
    assert all("草稿 不作送达使用" in page and "张某 2026年11月20日 09:05" in page for page in pages)
    assert "文号待系统生成" in pages[0]


def test_a_demonstration_paper_is_marked_on_every_page(documents: LetterDocuments, letter: Letter, read: Read) -> None:
    pages = read(documents.letter(replace(of_length(letter, 20), is_demonstration=True)).pdf)
    assert all("演示数据" in page for page in pages)


def test_missing_facts_are_printed_and_returned(documents: LetterDocuments, letter: Letter, read: Read) -> None:
    result = documents.letter(replace(letter, objection_period="", basis=""))
    assert result.missing == ("建议依据", "异议期限")
    assert all(f"【缺：{name}】" in "".join(read(result.pdf)) for name in result.missing)


def test_the_same_facts_give_the_same_bytes(documents: LetterDocuments, letter: Letter) -> None:
    assert documents.letter(letter).pdf == documents.letter(replace(letter)).pdf


def test_the_file_names_title_author_subject_and_language(documents: LetterDocuments, letter: Letter) -> None:
    reader = PdfReader(BytesIO(documents.letter(letter).pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "检察建议书 某检建〔2026〕12号"
    assert reader.metadata.author == "某某县人民检察院"
    assert reader.metadata.subject == "某某县市场监督管理局"
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"


def test_fallback_fonts_are_reported_with_the_faces(documents: LetterDocuments, letter: Letter) -> None:
    used = documents.letter(replace(letter, facts="李喆证实。")).faces_used
    assert "仿宋：FandolFang-Regular（随附）" in used
    assert "仿宋：NotoSerifSC-Light（随附）" in used


def test_long_names_stay_inside_the_page_area(documents: LetterDocuments, letter: Letter, places: Places) -> None:
    office = "某某自治区某某自治州某某自治县某某地区人民检察院"
    for style in DocumentStyle:
        pdf = documents.letter(replace(letter, office=office, addressee=office * 3, style=style)).pdf
        chars = [char for page in range(2) for char in places(pdf, page)]
        assert min(x for x, *_ in chars) >= LEFT - 0.02
        assert max(x + size * 0.9 for x, _, size, char in chars if char in office) <= LEFT + MEASURE


@pytest.mark.parametrize("style", [DocumentStyle.LEGAL, DocumentStyle.OFFICIAL])
def test_names_of_two_hundred_characters_are_printed_whole_inside_the_page_area(
    documents: LetterDocuments, letter: Letter, places: Places, read: Read, style: DocumentStyle
) -> None:
    office, addressee = "某某县人民检察院" * 14, "某某县市场监督管理局" * 20
    made = documents.letter(replace(letter, office=office, addressee=addressee, style=style))
    chars = [char for page in range(made.page_count) for char in places(made.pdf, page)]
    assert min(x for x, *_ in chars) >= LEFT - 0.02
    assert max(x + size * 0.5 for x, _, size, _ in chars) <= LEFT + MEASURE + 0.5
    text = "".join(re.sub(r"—\d+—", "", "".join(page.split())) for page in read(made.pdf))
    assert text.count(office) >= 2
    assert addressee in text


def test_many_letters_come_in_one_file_each_numbered_from_one(
    documents: LetterDocuments, letter: Letter, read: Read
) -> None:
    short = replace(letter, case_source="本院在办案中发现问题。", facts="经查属实。", proposals=("加强监管。",))
    other = replace(short, addressee="某某县教育局", basis="")
    result = documents.letters([short, other])
    assert result.page_count == 2
    assert result.missing == ("某某县教育局：建议依据",)
    assert all("—1—" in page.replace(" ", "") for page in read(result.pdf))


def test_for_printing_on_both_sides_each_letter_begins_on_a_front(
    documents: LetterDocuments, letter: Letter, read: Read
) -> None:
    short = replace(letter, case_source="本院在办案中发现问题。", facts="经查属实。", proposals=("加强监管。",))
    pages = read(documents.letters([short, short], for_duplex=True).pdf)
    assert [bool(page.strip()) for page in pages] == [True, False, True]


def rows(count: int) -> list[TextRow]:
    return [TextRow(Line((), (), float(number), 0.0), SIZE_3) for number in range(count)]


def indents(page: Sequence[Item]) -> list[float]:
    return [item.line.indent for item in page if isinstance(item, TextRow)]


@pytest.mark.parametrize("closing", [0, 1, 3])
def test_every_row_stands_on_one_page_and_the_signature_has_room(closing: int) -> None:
    tightened = Counter[int]()
    for count in range(3, 120):
        plan = plan_pages(rows(count), lambda leading: 5 * leading, Closing(3 + closing))
        assert [indent for page in plan.pages for indent in indents(page)] == [float(n) for n in range(count)]
        head = 5 if len(plan.pages) == 1 else 0
        assert head + len(plan.pages[-1]) + plan.gap + 3 + closing <= plan.lines_a_page
        assert len(plan.pages[-1]) > 0
        tightened[plan.lines_a_page] += 1
    assert tightened[LINES] > 5 * tightened[LINES + 1]


def test_two_lines_of_text_are_carried_over_with_a_signature_that_does_not_fit() -> None:
    plan = plan_pages(rows(17), lambda leading: 5 * leading, Closing(3))
    assert [len(page) for page in plan.pages] == [15, 2]
