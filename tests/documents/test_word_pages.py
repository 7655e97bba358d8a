"""Word copies in a word processor: LibreOffice sets them on as many pages as the PDF, one more or less."""

import os
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest

from app.services.documents.composition import Composition, Form, FormCell, Paragraph, Place
from app.services.documents.facts import Align, Annex, DocumentFacts, DocumentStyle, TableColumn, TableDocument
from app.services.documents.layout.render import render
from app.services.documents.paper.fonts import Face, Fonts
from app.services.documents.paper.typesetter import Run
from app.services.documents.preview import page_count
from app.services.documents.word.export import word_of
from app.services.documents.word.markup import NAMES
from app.services.documents.word.register import word_of_table
from tests.documents.letters import SHIPPED, TODAY, Letter, LetterDocuments

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.heavy,
    pytest.mark.timeout(400),
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed; bootstrap.py test installs it"),
]
IN_FORCE = LetterDocuments(SHIPPED).library.in_force(TODAY)
FOLIO = re.compile(r"—\d+—|第\d+页共\d+页")
PARAGRAPHS = (
    "经查，2025年3月至2026年1月，辖区内登记在册的食品小作坊共126家，其中38家未按照规定办理登记，占30.16%。",
    "上述小作坊分布在城关镇、河东乡等9个乡镇，多数从事豆制品、糕点和熟肉制品的加工，部分经营者没有健康证明。",
    "你单位于2025年6月收到本院移送的线索后，仅对其中5家作了口头告诫，没有立案，也没有督促整改；对群众2025年8月的举报，"
    "至今没有答复。",
    "证人李某证实，日常检查“走过场”，记录由各所自行填写，没有人核对；调取的37份检查笔录中，有21份没有被检查人签名。",
    "本院认为，食品小作坊点多面广，直接关系群众“舌尖上的安全”，监管不到位容易引发食品安全事故，应当依法履行职责。",
)


@dataclass(frozen=True)
class Copy:
    """One document both ways: pages and text of its PDF, and of what the word processor made of its Word copy."""

    pdf_pages: int
    text: str
    pages: tuple[str, ...]

    @property
    def printed(self) -> str:
        """What the pages say, without blanks and page numbers."""
        return "".join(FOLIO.sub("", page) for page in self.pages)


Copies = dict[str, Copy]


@pytest.fixture(scope="module")
def copies(documents: LetterDocuments, tmp_path_factory: pytest.TempPathFactory) -> Copies:
    """Every document of these tests, converted by one start of LibreOffice."""
    folder = tmp_path_factory.mktemp("word")
    made = {**papers(documents), **registers(documents), **samples(documents)}
    for name, (docx, _pdf, _text) in made.items():
        (folder / f"{name}.docx").write_bytes(docx)
    converted(folder, documents.fonts)
    return {
        name: Copy(page_count(pdf), squeezed(text), pages_of(folder / f"{name}.pdf"))
        for name, (_docx, pdf, text) in made.items()
    }


def squeezed(text: str) -> str:
    return "".join(text.split())


def pages_of(path: Path) -> tuple[str, ...]:
    import pypdfium2

    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        return tuple(squeezed(page.get_textpage().get_text_range()) for page in document)
    finally:
        document.close()


def converted(folder: Path, fonts: Fonts) -> None:
    """PDFs beside the Word files, set in the shipped faces under the names that the Word files ask for."""
    (folder / "fonts.conf").write_text(font_settings(fonts, folder / "cache"), encoding="utf-8")
    command = [str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    ran = subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(folder), *map(str, sorted(folder.glob("*.docx")))],
        env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf"), "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=360,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


def font_settings(fonts: Fonts, cache: Path) -> str:
    """Only the shipped fonts, each of our faces standing for the one it stands for in the PDF."""
    from fontTools.ttLib import TTFont

    rules = []
    for face, name in NAMES.items():
        font = TTFont(SHIPPED.fonts / f"{fonts.font_name(face)}.ttf")
        weight = "bold" if font["OS/2"].usWeightClass >= 600 else "regular"
        weight = "light" if font["OS/2"].usWeightClass < 400 else weight
        rules.append(
            f'<match target="pattern"><test name="family"><string>{name}</string></test>'
            f'<edit name="family" mode="assign" binding="strong"><string>{font["name"].getDebugName(1)}</string></edit>'
            f'<edit name="weight" mode="assign" binding="strong"><const>{weight}</const></edit></match>'
        )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{SHIPPED.fonts}</dir><cachedir>{cache}</cachedir>{''.join(rules)}</fontconfig>"
    )


Made = dict[str, tuple[bytes, bytes, str]]  # Word copy, PDF, text


def letter_of(paragraphs: int, style: DocumentStyle) -> Letter:
    """A letter of so many paragraphs of facts; with none it is as short as a letter can be."""
    letter = Letter(
        office="某某县人民检察院",
        addressee="某某县市场监督管理局",
        case_source="本院在办理张某生产、销售不符合安全标准的食品案中发现，你单位对食品小作坊的监督管理存在漏洞。",
        facts="\n".join((PARAGRAPHS * 4)[:paragraphs]),
        problem="未对食品小作坊实施分类监管，日常检查流于形式。",
        proposals=("健全登记制度。对辖区内食品小作坊逐户登记造册。", "加强日常监管。按照风险等级确定检查频次。"),
        basis="《中华人民共和国食品安全法》第三十六条",
        objection_period="十五日",
        reply_period="两个月",
        copies_to=("某某县人民政府",),
        issued_on=TODAY,
        number="某检建〔2026〕12号",
        style=style,
    )
    short = replace(letter, case_source="本院在办案中发现问题。", facts="经查属实。", proposals=("加强监管。",))
    return letter if paragraphs else short


LENGTHS = {"one": 0, "two": 4, "three": 12}
MARKED = [("one", DocumentStyle.LEGAL), ("three", DocumentStyle.LEGAL), ("three", DocumentStyle.OFFICIAL)]


def papers(documents: LetterDocuments) -> Made:
    saids = {
        f"{length}-{style.value}": documents.worded(letter_of(paragraphs, style))
        for length, paragraphs in LENGTHS.items()
        for style in (DocumentStyle.LEGAL, DocumentStyle.OFFICIAL)
    }
    saids |= {"draft": draft(documents), "form": form()}
    saids |= {f"marked-{length}-{style.value}": marked(documents, length, style) for length, style in MARKED}
    return {
        name: (word_of(said, documents.fonts), render(said, documents.fonts).pdf, said.text)
        for name, said in saids.items()
    }


def marked(documents: LetterDocuments, length: str, style: DocumentStyle) -> Composition:
    facts = replace(letter_of(LENGTHS[length], style).filled, secrecy="工作秘密")
    return documents.compose(documents.letter_template, facts)


def draft(documents: LetterDocuments) -> Composition:
    facts = replace(
        letter_of(3, DocumentStyle.LEGAL).filled,
        number="",
        drafted_by="张某",
        drafted_at=datetime(2026, 11, 22, 9, 5),  # noqa: DTZ001  # the clock on the wall
        is_demonstration=True,
        check_code="ABCD1234EFGH5678",
        annexes=(Annex("名单", "|名称|地址|\n|-|-|\n|甲坊|东街1号|\n|乙坊|西街2号|"), Annex("说明", "**要点**如下。")),
    )
    return documents.compose(documents.letter_template, facts)


def form() -> Composition:
    def cell(text: str, **changes: object) -> FormCell:
        place = Place.CENTRE if "is_label" in changes else Place.FLUSH
        return FormCell((Paragraph((Run(text, Face.FANG),), place=place),), **changes)  # type: ignore[arg-type]  # by name

    def label(text: str) -> FormCell:
        return cell(text, is_label=True)

    rows = (
        (label("案件名称"), cell("张某生产、销售不符合安全标准的食品案", span=3)),
        (label("承办人"), cell("李某"), label("承办部门"), cell("第四检察部")),
        (label("案情摘要"), cell("".join(PARAGRAPHS), span=3, height=60)),
        (label("承办人意见"), cell("建议制发。", span=3, height=40, signing="承办人：\n年　月　日")),
        (label("检察长意见"), cell("", span=3, height=40, signing="检察长：\n年　月　日")),
    )
    block = Form((2, 3, 2, 3), rows)
    return Composition(DocumentStyle.PLAIN, "某某县人民检察院", "审批表", "", "", (block,), None, size=4)


def registers(documents: LetterDocuments) -> Made:
    columns = (
        TableColumn("序号", 10, Align.CENTRE),
        TableColumn("被建议单位", 50),
        TableColumn("发出日期", 24, Align.CENTRE),
        TableColumn("主要内容", 120),
    )
    rows = tuple((str(number), "某某县市场监督管理局", "2026-11-20", PARAGRAPHS[number % 5]) for number in range(1, 41))
    table = TableDocument("检察建议登记簿", columns, rows, ("填报单位：某院", "期间：2026年"), watermark="演示数据")
    text = "\n".join(["\t".join(column.title for column in columns), *("\t".join(row) for row in rows)])
    return {"register": (word_of_table(table, documents.fonts), documents.table(table), text)}


def samples(documents: LetterDocuments) -> Made:
    """Every document of the library with the examples of its facts."""
    made: Made = {}
    for template in IN_FORCE:
        values = {spec.name: spec.example for spec in template.facts}
        if template.register is not None:
            values["rows"] = "\n".join("\t".join(row) for row in template.register.sample_rows)
        facts = DocumentFacts(values, drafted_by="样张")
        drawn = documents.render(template, facts)
        made[f"sample-{template.code}"] = (documents.word(template, facts), drawn.pdf, drawn.text)
    return made


@pytest.mark.parametrize("style", ["legal", "official"])
@pytest.mark.parametrize("length", LENGTHS)
def test_a_letter_has_as_many_pages_as_its_pdf_or_one_more_or_less(copies: Copies, length: str, style: str) -> None:
    copy = copies[f"{length}-{style}"]
    assert abs(len(copy.pages) - copy.pdf_pages) <= 1
    if style == "legal":
        assert copy.pdf_pages == list(LENGTHS).index(length) + 1


@pytest.mark.parametrize("style", ["legal", "official"])
@pytest.mark.parametrize("length", LENGTHS)
def test_a_letter_says_in_the_word_processor_what_its_pdf_says(copies: Copies, length: str, style: str) -> None:
    copy = copies[f"{length}-{style}"]
    expected = Counter(copy.text) + Counter("某某县人民检察院" if style == "official" else "")  # again in the 版记
    assert Counter(copy.printed) == expected
    if style == "legal":
        assert copy.printed == copy.text


@pytest.mark.parametrize(("length", "style"), MARKED)
def test_every_page_of_a_marked_letter_says_its_mark_once_in_the_word_processor(
    copies: Copies, length: str, style: DocumentStyle
) -> None:
    copy = copies[f"marked-{length}-{style.value}"]
    assert abs(len(copy.pages) - copy.pdf_pages) <= 1
    assert [page.count("工作秘密") for page in copy.pages if page] == [1] * len([page for page in copy.pages if page])


@pytest.mark.parametrize("name", ["form", "register", "draft", *(f"sample-{each.code}" for each in IN_FORCE)])
def test_other_papers_keep_their_pages_and_words(copies: Copies, name: str) -> None:
    copy = copies[name]
    assert abs(len(copy.pages) - copy.pdf_pages) <= 1
    assert Counter(copy.text) - Counter(copy.printed) == Counter()


def test_a_header_row_is_repeated_on_every_page_of_a_register(copies: Copies) -> None:
    copy = copies["register"]
    assert len(copy.pages) > 2
    assert all("序号被建议单位发出日期主要内容" in page for page in copy.pages[:-1])
