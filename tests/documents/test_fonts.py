"""Faces, fallback, refusal of what cannot be printed, and the text behind rare characters."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from app.services.documents.paper.fonts import Face, Fonts, FontUnusable, GlyphMissing
from app.services.documents.paper.to_unicode import unicode_map
from app.services.documents.paper.typesetter import Run, Setting, Typesetter, printable
from tests.documents.letters import Letter, LetterDocuments

SHIPPED = Path(__file__).parents[2] / "resources" / "fonts"


def test_a_common_character_prints_in_its_own_face(documents: LetterDocuments) -> None:
    assert documents.fonts.glyph(Face.FANG, "县") == ("FandolFang-Regular", 1.0)


@pytest.mark.parametrize("char", "玥喆翀𬭸䶮")
@pytest.mark.parametrize("face", [Face.FANG, Face.KAI, Face.HEI])
def test_a_rare_name_character_prints_in_the_fallback_font(documents: LetterDocuments, face: Face, char: str) -> None:
    assert documents.fonts.glyph(face, char) == ("NotoSerifSC-Light", 1.0)


def test_a_character_in_no_font_is_named_and_nothing_is_printed(documents: LetterDocuments, letter: Letter) -> None:
    with pytest.raises(GlyphMissing) as refusal:
        documents.letter(replace(letter, problem="王𡈽未办理登记，李𰻝同样。"))
    assert refusal.value.characters == ("𡈽", "𰻝")
    assert "“𡈽”（U+2123D）、“𰻝”（U+30EDD）" in str(refusal.value)


def test_a_character_beyond_the_basic_plane_can_be_searched_and_copied(
    documents: LetterDocuments, letter: Letter, read: Callable[[bytes], list[str]]
) -> None:
    pdf = documents.letter(replace(letter, facts="郑某𬭸、王玥、李喆证实。")).pdf
    assert "郑某𬭸、王玥、李喆证实。" in "".join(read(pdf))


def test_characters_that_look_alike_are_told_apart_when_they_are_copied(
    documents: LetterDocuments, letter: Letter, read: Callable[[bytes], list[str]]
) -> None:
    alike = "一⼀丨⼁·•…⋯"  # in pairs of one glyph
    assert alike in "".join(read(documents.letter(replace(letter, facts=f"下列{alike}字符")).pdf))


def test_pdfium_reads_the_same_characters(documents: LetterDocuments, letter: Letter) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(documents.letter(replace(letter, facts="郑某𬭸证实。")).pdf)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    assert "郑某𬭸证实。" in "".join(texts)


def test_every_font_in_a_file_is_embedded_and_none_is_helvetica(documents: LetterDocuments, letter: Letter) -> None:
    from pypdf import PdfReader

    fonts = [
        font.get_object()
        for page in PdfReader(BytesIO(documents.letter(letter).pdf)).pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    assert all("/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts)
    assert not any("Helvetica" in font["/BaseFont"] for font in fonts)


def test_the_unicode_map_writes_surrogate_pairs_in_blocks_of_a_hundred() -> None:
    content = unicode_map("F", [0x56FD, 0x2CB78, *range(0x4E00, 0x4E00 + 150)])
    assert "<0001> <56FD>" in content
    assert "<0002> <D872DF78>" in content
    assert "<0000> <" not in content.split("endcodespacerange")[1]
    assert "100 beginbfchar" in content
    assert "52 beginbfchar" in content


def test_invisible_characters_from_pasting_are_left_out_and_odd_spaces_become_plain() -> None:
    assert printable("检\u200b察\ufeff建\u00a0议\t书\u3000完") == "检察建 议 书\u3000完"


def test_the_shipped_fonts_are_the_ones_their_script_makes() -> None:
    script = Path(__file__).parents[2] / "installer" / "make_fonts.py"
    assert subprocess.run([sys.executable, str(script), "check"], check=False, capture_output=True).returncode == 0


def test_a_missing_font_file_is_named(tmp_path: Path) -> None:
    shutil.copy(SHIPPED / "faces.toml", tmp_path)
    with pytest.raises(FontUnusable, match=r"FandolFang-Regular\.ttf"):
        Fonts(tmp_path).glyph(Face.FANG, "检")


def test_a_missing_table_of_faces_is_named(tmp_path: Path) -> None:
    with pytest.raises(FontUnusable, match=r"faces\.toml"):
        Fonts(tmp_path).glyph(Face.FANG, "检")


def test_a_damaged_font_file_is_named(tmp_path: Path) -> None:
    shutil.copy(SHIPPED / "faces.toml", tmp_path)
    (tmp_path / "FandolKai-Regular.ttf").write_bytes(b"\x00\x01\x00\x00 not a font")
    with pytest.raises(FontUnusable, match=r"FandolKai-Regular\.ttf"):
        Fonts(tmp_path).glyph(Face.KAI, "检")


def test_only_the_faces_asked_for_are_read(tmp_path: Path) -> None:
    for name in ("faces.toml", "FandolHei-Regular.ttf"):
        shutil.copy(SHIPPED / name, tmp_path)
    setter = Typesetter(Fonts(tmp_path))
    setter.one_line([Run("检察建议", Face.HEI)], Setting(16, 16))
    setter.check()
    assert setter.faces_used == ("黑体：FandolHei-Regular（随附）",)
