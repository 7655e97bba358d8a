"""Word copies read back: page set-up, faces, sizes, the text in the order of the page, the same bytes every time."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from app.services.documents.composition import Composition, Form, FormCell, Paragraph
from app.services.documents.facts import (
    Annex,
    DocumentFacts,
    DocumentStyle,
    Orientation,
    TableColumn,
    TableDocument,
)
from app.services.documents.paper.fonts import Face, GlyphMissing
from app.services.documents.paper.typesetter import Run
from app.services.documents.templates.model import Template
from app.services.documents.word.export import word_of
from app.services.documents.word.register import word_of_table
from tests.documents.letters import SHIPPED, TODAY, Letter, LetterDocuments

MM = 36000  # of Word's finest unit
FACE = "\U0001f600"  # in no shipped font
IN_FORCE = LetterDocuments(SHIPPED).library.in_force(TODAY)


def word_letter(documents: LetterDocuments, letter: Letter) -> Any:
    return opened(documents.word(documents.letter_template, letter.filled))


def opened(docx: bytes) -> Any:
    return Document(BytesIO(docx))


def part(docx: bytes, name: str) -> str:
    return ZipFile(BytesIO(docx)).read(name).decode()


def lines_of(document: Any) -> Iterator[str]:
    """Everything the body says, in order, a paragraph or a cell a line."""
    for block in document.iter_inner_content():
        if isinstance(block, WordParagraph):
            yield from block.text.splitlines()
        elif isinstance(block, WordTable):
            for row in block.rows:
                yield from (cell.text for cell in unmerged(row))


def unmerged(row: Any) -> list[Any]:
    """The cells of a row, a merged one once."""
    return list({id(cell._tc): cell for cell in row.cells}.values())


def squeezed(text: str) -> str:
    return "".join(text.split())


def text_of(document: Any) -> str:
    return squeezed("".join(lines_of(document)))


def faces_of(document: Any, words: str) -> set[tuple[str, float, bool]]:
    """Face, size and weight of the runs that say exactly these words."""
    return {
        (run._r.rPr.rFonts.get(qn("w:eastAsia")), run.font.size.pt, bool(run.font.bold))
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if run.text == words
    }


def paragraph_saying(document: Any, words: str) -> Any:
    return next(paragraph for paragraph in document.paragraphs if words in paragraph.text)


def test_the_page_is_a4_with_the_margins_and_the_grid_of_the_standard(
    documents: LetterDocuments, letter: Letter
) -> None:
    section = word_letter(documents, letter).sections[0]
    sheet = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert sheet == pytest.approx((210 * MM, 297 * MM, 37 * MM, 28 * MM), abs=1000)
    text = (
        section.page_width - section.left_margin - section.right_margin,
        section.page_height - section.top_margin - section.bottom_margin,
    )
    assert text == pytest.approx((156 * MM, 225 * MM), abs=2000)
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    lines = text[1] / 635 / int(grid.get(qn("w:linePitch")))
    assert int(lines) == 22
    cell = 16 + int(grid.get(qn("w:charSpace"))) / 4096
    assert int(text[0] / 12700 / cell + 0.001) == 28


@pytest.mark.parametrize("style", list(DocumentStyle))
def test_the_text_is_that_of_the_pdf_in_its_order(
    documents: LetterDocuments, letter: Letter, style: DocumentStyle
) -> None:
    said = documents.worded(replace(letter, style=style, copies_to=("县人民政府",)))
    text, at = text_of(opened(word_of(said, documents.fonts))), -1
    # In the official style the number stands over the title; the line 抄送 has its place in the 版记.
    wanted = [squeezed(line) for line in said.text.splitlines()]
    if style is DocumentStyle.OFFICIAL:
        wanted[1], wanted[2] = wanted[2], wanted[1]
        wanted[-1] = squeezed(f"{said.office}{said.printed}")
    for line in wanted:
        at = text.index(line, at + 1)
    assert sorted(text) == sorted("".join(wanted))


def test_faces_and_sizes_go_by_the_names_of_the_standard(documents: LetterDocuments, letter: Letter) -> None:
    document = word_letter(documents, replace(letter, style=DocumentStyle.OFFICIAL))
    assert faces_of(document, "检察建议书") == {("方正小标宋简体", 22.0, False)}
    assert faces_of(document, "某检建〔2026〕12号") == {("仿宋_GB2312", 16.0, False)}
    assert faces_of(document, "一、认定的事实及证据") == {("黑体", 16.0, False)}
    assert faces_of(document, "（一）健全登记制度。") == {("楷体_GB2312", 16.0, False)}
    head = paragraph_saying(document, "某某县人民检察院").runs[0]
    assert (str(head.font.color.rgb), head.font.size.pt) == ("DB0000", 44.0)
    border = paragraph_saying(document, "12号")._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))
    assert border.get(qn("w:color")) == "DB0000"


def test_text_is_indented_by_two_characters_on_exact_lines(documents: LetterDocuments, letter: Letter) -> None:
    properties = paragraph_saying(word_letter(documents, letter), "38家未办理登记")._p.pPr
    assert properties.ind.get(qn("w:firstLineChars")) == "200"
    assert (properties.spacing.get(qn("w:line")), properties.spacing.get(qn("w:lineRule"))) == ("578", "exact")
    assert paragraph_saying(word_letter(documents, letter), "认定的事实").paragraph_format.keep_with_next


def test_bold_lists_and_tables_survive(documents: LetterDocuments, letter: Letter) -> None:
    facts = "证据有**三份笔录**。\n- 第一份\n- 第二份\n|年份|件数|\n|-|-|\n|2025|12|"
    document = word_letter(documents, replace(letter, facts=facts))
    assert faces_of(document, "三份笔录") == {("仿宋_GB2312", 16.0, True)}
    assert {"1. 第一份", "2. 第二份"} <= {paragraph.text for paragraph in document.paragraphs}
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["年份", "件数"], ["2025", "12"]]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def form_of(*rows: tuple[FormCell, ...]) -> Composition:
    return Composition(
        DocumentStyle.PLAIN, "某某县人民检察院", "审批表", "", "", (Form((1, 2, 1, 2), rows),), None, size=4
    )


def said(text: str) -> tuple[Paragraph, ...]:
    return (Paragraph((Run(text, Face.FANG),)),)


def test_a_form_keeps_merged_cells_and_least_heights(documents: LetterDocuments) -> None:
    names = tuple(FormCell(said(text)) for text in ("承办人", "张某", "部门", "某部"))
    opinion = (FormCell(said("意见"), is_label=True), FormCell(said("同意。"), 3, 40, signing="签名：\n年　月　日"))
    document = opened(word_of(form_of(names, opinion), documents.fonts))
    (table,) = document.tables
    assert [len(unmerged(row)) for row in table.rows] == [4, 2]
    height = table.rows[1]._tr.trPr.find(qn("w:trHeight"))
    assert (height.get(qn("w:val")), height.get(qn("w:hRule"))) == (str(round(40 * 72 / 25.4 * 20)), "atLeast")
    signed = unmerged(table.rows[1])[1].paragraphs
    assert [paragraph.text for paragraph in signed] == ["同意。", "签名：", "年　月　日"]
    assert signed[1].paragraph_format.space_before.pt > 40
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    assert sum(widths) == round(156 * 72 / 25.4 * 20)


@pytest.mark.parametrize("template", IN_FORCE, ids=lambda template: template.code)
def test_every_document_of_the_library_has_a_word_copy(documents: LetterDocuments, template: Template) -> None:
    values = {spec.name: spec.example for spec in template.facts}
    if template.register is not None:
        values["rows"] = "\n".join("\t".join(row) for row in template.register.sample_rows)
    facts = DocumentFacts(values, drafted_by="张某", is_demonstration=True)
    document = opened(documents.word(template, facts))
    printed = squeezed(documents.render(template, facts).text)
    missing = [char for char in set(printed) if char not in text_of(document)]
    assert missing == []
    title = template.title if template.register else documents.compose(template, facts).title
    assert squeezed(title) in text_of(document)


def test_the_same_facts_give_the_same_bytes_in_another_process(documents: LetterDocuments, letter: Letter) -> None:
    rich = replace(letter, style=DocumentStyle.OFFICIAL, is_demonstration=True).filled
    rich = replace(rich, check_code="ABCD1234EFGH5678", annexes=(Annex("清单", "|甲|乙|\n|1|2|"), Annex("说明", "文")))
    first = documents.word(documents.letter_template, rich)
    assert documents.word(documents.letter_template, rich) == first
    probe = (
        "import hashlib, sys; sys.path.insert(0, '.'); from tests.documents.test_word import *;"
        "d = LetterDocuments(SHIPPED);"
        "print(hashlib.sha256(d.word(d.letter_template, DocumentFacts({'office': '某院'}))).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", probe],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_the_file_says_what_it_is_and_nothing_about_the_machine(documents: LetterDocuments, letter: Letter) -> None:
    docx = documents.word(documents.letter_template, letter.filled)
    about = opened(docx).core_properties
    assert (about.title, about.author) == ("检察建议书 某检建〔2026〕12号", "某某县人民检察院")
    assert (about.subject, about.language) == ("某某县市场监督管理局", "zh-CN")
    assert about.created == about.modified == datetime(2000, 1, 1, tzinfo=UTC)
    assert {entry.date_time for entry in ZipFile(BytesIO(docx)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert 'w:eastAsia="zh-CN"' in part(docx, "word/styles.xml")
    assert not [name for name in ZipFile(BytesIO(docx)).namelist() if "thumbnail" in name or "customXml" in name]


def test_pages_are_numbered_outside(documents: LetterDocuments, letter: Letter) -> None:
    document = word_letter(documents, letter)
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert squeezed(odd.text) == squeezed(even.text) == "—1—"
    assert (odd.alignment, even.alignment) == (2, 0)
    assert "PAGE" in odd._p.xml


def test_what_is_signed_on_every_page_stands_at_its_foot(documents: LetterDocuments) -> None:
    paper = replace(form_of((FormCell(said("文"), 4),)), page_foot="被调查人签名：")
    document = opened(word_of(paper, documents.fonts))
    assert document.sections[0].footer.paragraphs[0].text == "被调查人签名：\t第 1 页 共 1 页"
    assert not document.settings.odd_and_even_pages_header_footer


def test_a_draft_is_marked_on_odd_and_even_pages(documents: LetterDocuments, letter: Letter) -> None:
    draft = replace(letter, number=None, drafted_by="张某", is_demonstration=True)
    section = word_letter(documents, draft).sections[0]
    for header in (section.header, section.even_page_header):
        shown = header._element.xml
        assert all(f'string="{words}"' in shown for words in ("草稿 不作送达使用", "张某", "演示数据"))
    assert "v:shape" not in word_letter(documents, letter).sections[0].header._element.xml


def test_corner_marks_and_check_code_stand_over_the_text(documents: LetterDocuments, letter: Letter) -> None:
    facts = replace(letter.filled, copy_number="000001", secrecy="内部", urgency="特急", check_code="ABCD1234EFGH5678")
    document = opened(documents.word(documents.letter_template, facts))
    assert [paragraph.text for paragraph in document.paragraphs[:5]] == [
        "", "校验码 ABCD 1234 EFGH 5678", "000001", "内部", "特急",
    ]  # fmt: skip
    assert len(document.inline_shapes) == 1


def test_every_page_but_the_first_bears_the_mark_of_the_record_and_all_keep_their_number(
    documents: LetterDocuments, letter: Letter
) -> None:
    facts = replace(letter.filled, number="", drafted_by="张某", secrecy="工作秘密")
    (section,) = opened(documents.word(documents.letter_template, facts)).sections
    for header in (section.header, section.even_page_header):
        assert [paragraph.text for paragraph in header.paragraphs] == ["", "工作秘密"]
    first = section.first_page_header
    assert [paragraph.text for paragraph in first.paragraphs] == [""]
    assert "草稿 不作送达使用" in first._element.xml
    assert squeezed(section.first_page_footer.paragraphs[0].text) == "—1—"
    assert section.different_first_page_header_footer


def test_a_mark_stands_beside_what_is_signed_on_every_page(documents: LetterDocuments) -> None:
    paper = replace(form_of((FormCell(said("文"), 4),)), page_foot="被调查人签名：", page_mark="内部")
    section = opened(word_of(paper, documents.fonts)).sections[0]
    assert [paragraph.text for paragraph in section.header.paragraphs] == ["", "内部"]
    assert section.first_page_footer.paragraphs[0].text == section.footer.paragraphs[0].text


def test_an_imprint_by_itself_is_a_later_page_and_bears_the_mark(documents: LetterDocuments, letter: Letter) -> None:
    full = replace(letter, style=DocumentStyle.OFFICIAL, facts="\n".join(["字" * 50] * 7), copies_to=("县政府",))
    facts = replace(full.filled, secrecy="内部")
    text, alone = opened(documents.word(documents.letter_template, facts)).sections
    assert text.different_first_page_header_footer
    assert not alone.different_first_page_header_footer
    assert alone.header.is_linked_to_previous


def test_annexes_are_named_and_begin_pages_of_their_own(documents: LetterDocuments, letter: Letter) -> None:
    facts = replace(letter.filled, annexes=(Annex("名单", "甲。"), Annex("说明", "乙。")))
    document = opened(documents.word(documents.letter_template, facts))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert {"附件：1. 名单", "2. 说明"} <= set(texts)
    for label in ("附件1", "附件2"):
        assert document.paragraphs[texts.index(label)].paragraph_format.page_break_before


def test_the_imprint_hangs_at_the_foot_of_an_even_page(documents: LetterDocuments, letter: Letter) -> None:
    short = replace(letter, case_source="问题。", facts="属实。", style=DocumentStyle.OFFICIAL, copies_to=("县政府",))
    document = word_letter(documents, short)
    (imprint,) = document.tables
    assert [row.cells[0].text for row in imprint.rows] == [
        "抄送：县政府。", "某某县人民检察院\t2026年11月20日印发",
    ]  # fmt: skip
    place = imprint._tbl.tblPr.find(qn("w:tblpPr"))
    assert (place.get(qn("w:vertAnchor")), place.get(qn("w:tblpYSpec"))) == ("margin", "bottom")
    assert len(document.sections) == 1


@pytest.mark.parametrize(
    ("paragraphs", "begins"), [(7, WD_SECTION.EVEN_PAGE), (10, WD_SECTION.NEW_PAGE)], ids=["after 2", "after 3"]
)
def test_an_imprint_that_does_not_fit_below_the_text_waits_for_an_even_page(
    documents: LetterDocuments, letter: Letter, paragraphs: int, begins: object
) -> None:
    facts = "\n".join(["字" * 50] * paragraphs)
    full = replace(letter, style=DocumentStyle.OFFICIAL, facts=facts, copies_to=("县政府",))
    assert documents.letter(full).page_count == 4
    (_text, alone) = word_letter(documents, full).sections
    assert alone.start_type == begins
    is_numbered = bool(alone.footer.paragraphs[0].text)
    assert is_numbered is (begins == WD_SECTION.NEW_PAGE)


def test_what_no_font_prints_is_refused_like_the_pdf(documents: LetterDocuments, letter: Letter) -> None:
    with pytest.raises(GlyphMissing, match="U\\+1F600"):
        word_letter(documents, replace(letter, facts=f"笑{FACE}"))


@pytest.mark.parametrize(
    "part", ["title", "heading", "watermark", "columns", "rows", "groups", "head_lines", "foot_lines", "notes"]
)
def test_no_part_of_a_register_is_written_without_its_character(documents: LetterDocuments, part: str) -> None:
    said: dict[str, Any] = {"columns": (TableColumn(FACE, 1),), "rows": ((FACE,),)}
    said |= {name: FACE for name in ("title", "heading", "watermark")}
    wanted = replace(register(1), **{part: said.get(part, (FACE,))})
    with pytest.raises(GlyphMissing):
        word_of_table(wanted, documents.fonts)


def test_invisible_characters_and_lines_of_control_codes_do_not_spoil_the_file(
    documents: LetterDocuments, letter: Letter
) -> None:
    document = word_letter(documents, replace(letter, facts="甲\x00乙\x0b丙\u200b丁\ufeff戊<&>”", basis="\x1f依据"))
    assert "甲乙丙丁戊<&>”" in text_of(document)


def test_a_character_beyond_the_first_plane_is_kept(documents: LetterDocuments, letter: Letter) -> None:
    name = "\U00020087"
    if documents.fonts.glyph(Face.FANG, name) is None:
        pytest.skip("no shipped font has a character beyond the first plane")
    assert name in text_of(word_letter(documents, replace(letter, facts=name)))


@pytest.mark.parametrize("style", list(DocumentStyle))
def test_a_unit_of_two_hundred_characters_and_absent_parts_are_written(
    documents: LetterDocuments, style: DocumentStyle
) -> None:
    long = word_letter(documents, Letter(office="某某县人民检察院", addressee="某" * 199 + "局", style=style))
    assert "某" * 199 + "局：" in [paragraph.text for paragraph in long.paragraphs]
    bare = Composition(style, "", "无文", "", "", (), None)
    assert text_of(opened(word_of(bare, documents.fonts))) == "无文"


def register(count: int, **changes: Any) -> TableDocument:
    columns = (TableColumn("序号", 10), TableColumn("单位", 60), TableColumn("日期", 24))
    rows = tuple((str(number), "某某县某某局", "2026-11-20") for number in range(count))
    return replace(TableDocument("登记簿", columns, rows, head_lines=("填报：某院", "期间：2026")), **changes)


def test_a_register_lies_across_with_a_header_on_every_page(documents: LetterDocuments) -> None:
    document = opened(word_of_table(register(3, groups=("一部", "一部", "四部"), notes=("注。",)), documents.fonts))
    section = document.sections[0]
    assert (section.page_width, section.orientation) == (pytest.approx(297 * MM, abs=1000), 1)
    (table,) = document.tables
    assert [unmerged(row)[0].text for row in table.rows] == ["序号", "一部", "0", "1", "四部", "2"]
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True, *[False] * 5]
    assert section.footer.paragraphs[0].text == "第 1 页 共 1 页"
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts == ["登记簿", "填报：某院\t期间：2026", "注。", "填表人：\t审核人：\t负责人："]


def test_an_upright_register_and_a_marked_one_say_so(documents: LetterDocuments) -> None:
    upright = register(1, orientation=Orientation.PORTRAIT, watermark="演示数据", head_lines=(), foot_lines=())
    section = opened(word_of_table(upright, documents.fonts)).sections[0]
    assert section.page_width == pytest.approx(210 * MM, abs=1000)
    assert 'string="演示数据"' in section.header._element.xml
