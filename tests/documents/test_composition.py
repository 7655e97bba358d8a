"""Rich text, tables, annexes, corner marks and check codes: from the facts to where they stand on the page."""

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.services.documents.composition import Paragraph, Table
from app.services.documents.facts import Annex, DocumentFacts, DocumentStyle, RenderedDocument
from app.services.documents.paper.geometry import DEPTH, LEFT, MEASURE, MM, TOP
from app.services.documents.rich_text import TextLine, TextTable, parts_of, plain
from tests.documents.conftest import Char
from tests.documents.letters import LetterDocuments

Places = Callable[[bytes, int], list[Char]]
Read = Callable[[bytes], list[str]]

TABLE = "| 乡镇 | 小作坊（家） |\n|---|---|\n| 城关镇 | 56 |\n| 青山镇 | 40 |"


@pytest.fixture
def make(documents: LetterDocuments) -> Callable[..., RenderedDocument]:
    """A numbered letter of examples with some facts changed."""

    def made(values: dict[str, object] | None = None, **sheet: object) -> RenderedDocument:
        return documents.render(documents.letter_template, facts_of(documents, values, **sheet))

    return made


def facts_of(documents: LetterDocuments, values: dict[str, object] | None = None, **sheet: object) -> DocumentFacts:
    examples = {spec.name: spec.example for spec in documents.letter_template.facts}
    return DocumentFacts({**examples, **(values or {})}, **{"number": "某检建〔2026〕12号", **sheet})


def test_a_text_without_markup_is_itself() -> None:
    text = "经查：辖区内 3*4 米的标志牌，A|B 两处。\n其二。"
    assert plain(text) == text
    assert [part.text for part in parts_of(text) if isinstance(part, TextLine)] == text.splitlines()


def test_bold_lists_and_tables_are_told_apart() -> None:
    parts = parts_of(f"经查**属实**。\n{TABLE}\n- 笔录\n- 照片")
    assert isinstance(parts[1], TextTable)
    assert parts[1].rows == (("乡镇", "小作坊（家）"), ("城关镇", "56"), ("青山镇", "40"))
    lines = [part for part in parts if isinstance(part, TextLine)]
    assert [(each.text, each.is_bold) for each in lines[0].stretches] == [
        ("经查", False),
        ("属实", True),
        ("。", False),
    ]
    assert [line.is_item for line in lines] == [False, True, True]


def test_short_rows_of_a_table_are_filled_up() -> None:
    (table,) = parts_of("| 甲 | 乙 |\n| 1 |")
    assert isinstance(table, TextTable)
    assert table.rows[1] == ("1", "")


def test_bold_words_are_drawn_with_a_stroke_and_extract_like_others(
    make: Callable[..., RenderedDocument], read: Read
) -> None:
    made = make({"facts": "经查**未登记**的有38家。"})
    assert "经查未登记的有38家。" in "".join(read(made.pdf))
    assert b"2 Tr" in PdfReader(BytesIO(made.pdf)).pages[0].get_contents().get_data()
    assert b"2 Tr" not in PdfReader(BytesIO(make().pdf)).pages[0].get_contents().get_data()


def test_a_table_in_a_text_stands_inside_the_page_area_with_its_header(
    documents: LetterDocuments, make: Callable[..., RenderedDocument], places: Places
) -> None:
    said = documents.compose(documents.letter_template, facts_of(documents, {"facts": TABLE}))
    (table,) = [block for block in said.blocks if isinstance(block, Table)]
    assert table.titles == ("乡镇", "小作坊（家）")
    cells = [char for char in places(make({"facts": TABLE}).pdf, 0) if char.size == 12]
    assert "".join(char.char for char in cells).startswith("乡镇小作坊（家）城关镇56")
    assert all(LEFT <= char.x <= LEFT + MEASURE for char in cells)


def test_a_long_table_repeats_its_header_and_loses_no_row(make: Callable[..., RenderedDocument], read: Read) -> None:
    rows = "\n".join(f"| 第{number}村 | {number} |" for number in range(1, 61))
    pages = read(make({"facts": f"| 村名标题 | 数量 |\n{rows}"}).pdf)
    text = "".join(pages)
    assert [f"第{number}村" in text for number in range(1, 61)] == [True] * 60
    assert sum("村名标题" in page for page in pages) == sum("村" in page for page in pages) > 1


def test_a_cell_taller_than_a_page_is_divided_and_nothing_is_lost(
    make: Callable[..., RenderedDocument], read: Read
) -> None:
    words = "".join(f"第{number}句话。" for number in range(900))
    pages = read(make({"facts": f"| 事由 | 内容 |\n| 甲 | {words} |"}).pdf)
    assert len(pages) > 2
    text = "".join("".join(page.rsplit("—", 2)[0].split()) for page in pages).replace("事由内容", "")
    assert words in text


def test_annexes_are_named_and_begin_on_pages_of_their_own(make: Callable[..., RenderedDocument], read: Read) -> None:
    annexes = (Annex("登记情况统计表", TABLE), Annex("现场照片", "照片一。"))
    pages = read(make(annexes=annexes).pdf)
    assert "附件：1. 登记情况统计表2. 现场照片" in "".join(pages)
    assert pages[-2].startswith("附件1登记情况统计表乡镇")
    assert pages[-1].startswith("附件2现场照片照片一。")


def test_one_annex_has_no_number_and_the_imprint_stands_below_it(
    make: Callable[..., RenderedDocument], read: Read
) -> None:
    made = make(annexes=(Annex("登记情况统计表", TABLE),), style=DocumentStyle.OFFICIAL)
    pages = read(made.pdf)
    assert "附件：登记情况统计表" in "".join(pages)
    assert "印发" in pages[-1]
    assert len(pages) % 2 == 0


@pytest.mark.parametrize("style", [DocumentStyle.LEGAL, DocumentStyle.OFFICIAL])
@pytest.mark.parametrize("sentences", range(6, 30, 2))
def test_a_signature_with_a_list_of_annexes_still_has_text_with_it(
    make: Callable[..., RenderedDocument], read: Read, style: DocumentStyle, sentences: int
) -> None:
    facts = "\n".join(["经调查核实，辖区内登记在册的食品小作坊未按规定办理登记，日常检查记录不全。"] * sentences)
    pages = read(make({"facts": facts}, annexes=(Annex("统计表", TABLE),), style=style).pdf)
    (signed,) = [page for page in pages if "附件：统计表" in page]
    assert "2026年11月20日" in signed
    assert signed.index("附件：统计表") > 8


def test_copy_number_secrecy_and_urgency_stand_at_the_left_upper_corner(
    make: Callable[..., RenderedDocument], places: Places
) -> None:
    for style in (DocumentStyle.LEGAL, DocumentStyle.OFFICIAL):
        chars = places(make(copy_number="000012", secrecy="工作秘密", urgency="特急", style=style).pdf, 0)
        lines: dict[float, str] = {}
        for char in chars:
            if char.y < TOP + 3 * DEPTH / 22:
                lines[round(char.y, 1)] = lines.get(round(char.y, 1), "") + char.char
        assert [lines[y] for y in sorted(lines)] == ["000012", "工作秘密", "特急"]
        assert min(char.x for char in chars if char.char in "工特") == pytest.approx(LEFT, abs=0.5)


@pytest.mark.parametrize("style", list(DocumentStyle))
@pytest.mark.parametrize("paragraphs", range(2, 9))
def test_every_page_with_text_after_the_first_bears_the_mark_above_it(
    make: Callable[..., RenderedDocument], read: Read, places: Places, style: DocumentStyle, paragraphs: int
) -> None:
    facts = "\n".join(["经调查核实，辖区内登记在册的食品小作坊未按规定办理登记，日常检查记录不全。" * 3] * paragraphs)
    pdf = make({"facts": facts}, secrecy="工作秘密", style=style).pdf
    pages = read(pdf)
    assert len(pages) > 1
    assert pages[0].count("工作秘密") == 1
    for number, page in list(enumerate(pages))[1:]:
        above = [char for char in places(pdf, number) if char.y < TOP]
        assert "".join(char.char for char in above) == ("工作秘密" if page else "")
        assert all(LEFT - 0.5 < char.x < LEFT + 60 for char in above)


def test_without_a_mark_nothing_stands_above_the_text(make: Callable[..., RenderedDocument], places: Places) -> None:
    pdf = make({"facts": "经调查核实，日常检查记录不全。\n" * 20}).pdf
    assert not [char for char in places(pdf, 1) if char.y < TOP]


def test_a_check_code_is_printed_in_groups_above_the_page_area(
    make: Callable[..., RenderedDocument], read: Read, places: Places
) -> None:
    pdf = make(check_code="A1B2C3D4E5F60718").pdf
    assert "校验码 A1B2 C3D4 E5F6 0718" in read(pdf)[0]
    assert "校验码" not in "".join(read(pdf)[1:])
    assert max(char.y for char in places(pdf, 0) if char.size == 7.5) < 37 * MM
    assert pdf.count(b"/Subtype /Image") == 0


def test_latin_and_digits_of_the_text_come_from_the_serif_face(
    documents: LetterDocuments, make: Callable[..., RenderedDocument]
) -> None:
    assert "仿宋：NotoSerifSC-Light（随附）" in make().faces_used


def test_the_file_is_pdf_1_7_with_the_same_title_in_xmp(make: Callable[..., RenderedDocument]) -> None:
    pdf = make(title="检察建议书<甲&乙>").pdf
    assert pdf.startswith(b"%PDF-1.7")
    metadata = PdfReader(BytesIO(pdf)).xmp_metadata
    assert metadata is not None
    assert metadata.dc_title == {"x-default": "检察建议书<甲&乙> 某检建〔2026〕12号"}
    assert metadata.dc_language == ["zh-CN"]
    assert metadata.dc_creator == ["某某县人民检察院"]
    assert b"pdfaid" not in pdf


def test_no_file_names_a_font_that_is_not_embedded(make: Callable[..., RenderedDocument]) -> None:
    pdf = make(style=DocumentStyle.OFFICIAL, check_code="A1B2C3D4E5F60718").pdf
    assert b"Helvetica" not in pdf
    fonts = [
        font.get_object()
        for page in PdfReader(BytesIO(pdf)).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index] # pypdf types any object there
    ]
    assert fonts
    assert all("/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts)


def test_what_a_document_says_is_kept_as_text_in_reading_order(
    documents: LetterDocuments, make: Callable[..., RenderedDocument]
) -> None:
    made = make({"facts": f"经查：\n{TABLE}"})
    lines = made.text.splitlines()
    assert lines[:4] == ["某某县人民检察院", "检察建议书", "某检建〔2026〕12号", "某某县市场监督管理局："]
    assert "城关镇\t56" in lines
    said = documents.compose(documents.letter_template, facts_of(documents))
    assert next(block.text for block in said.blocks if isinstance(block, Paragraph)) in made.text
