"""Installed official fonts print before the bundled ones; what may not, cannot or should not print is passed over."""

import os
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from app.services.documents.paper.drawing import Sheet, write_pdf
from app.services.documents.paper.finding import AddedFont, Source, system_folders
from app.services.documents.paper.fonts import Face, Fonts, GlyphMissing
from app.services.documents.paper.metadata import Description
from app.services.documents.paper.sfnt import CFF, FORBIDDEN, NO_UNICODE, NOT_A_FONT
from app.services.documents.paper.typesetter import Run, Setting, Typesetter, printable
from app.services.foundation.resources import Resources
from tests.documents.font_files import (
    BITMAPS_ONLY,
    NO_SUBSETTING,
    RESTRICTED,
    SHIPPED,
    collection,
    cut,
    made,
    named,
    with_postscript_outlines,
)
from tests.documents.letters import Letter, LetterDocuments

TEXT = "检察建议书某县人民，。0123"
RARE = "喆玥翀𬭸"


def embedded(pdf: bytes) -> set[str]:
    """The names of the fonts in a file, without the mark of the subset."""
    pages = PdfReader(BytesIO(pdf)).pages
    fonts = (font.get_object() for page in pages for font in page["/Resources"]["/Font"].values())
    return {str(font["/BaseFont"]).partition("+")[2] for font in fonts}


def served(fonts: Fonts, char: str = "检", face: Face = Face.FANG) -> str:
    """The font of one character, without the hash in its name."""
    glyph = fonts.glyph(face, char)
    return re.sub(r"-[0-9a-f]{8}(-[0-9]+)?$", "", glyph.font) if glyph else ""


def printed(fonts: Fonts, text: str, face: Face = Face.FANG) -> tuple[bytes, Typesetter]:
    """A sheet with one line."""
    setter, sheet = Typesetter(fonts), Sheet()
    sheet.put(setter.one_line([Run(text, face)], Setting(16, 16)), 80, 100, 16)
    setter.check()
    return write_pdf([sheet], Description("试印", "张某"), fonts), setter


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder of the system, for fonts."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    return folder


@pytest.fixture
def fonts(installed: Path) -> Callable[[], Fonts]:
    """The fonts as they are found now."""
    return lambda: Fonts(SHIPPED, [installed])


Find = Callable[[], Fonts]
Read = Callable[[bytes], list[str]]


@pytest.mark.parametrize(
    ("postscript", "chinese", "face"),
    [
        ("FangSong_GB2312", "仿宋_GB2312", Face.FANG),
        ("Other", "仿宋", Face.FANG),
        ("KaiTi", "", Face.KAI),
        ("SimHei", "黑体", Face.HEI),
        ("FZXBSJW--GB1-0", "", Face.TITLE),
        ("Other", "方正小标宋简体", Face.TITLE),
        ("SimSun", "宋体", Face.SONG),
    ],
)
def test_an_installed_font_is_known_by_the_name_inside_it(
    installed: Path, fonts: Find, postscript: str, chinese: str, face: Face
) -> None:
    made(installed / "deep" / "anything.TTF", TEXT, postscript, chinese)
    pdf, setter = printed(fonts(), "检察建议书", face)
    (name,) = embedded(pdf) - {fonts().font_name(Face.FANG)} if face is not Face.FANG else embedded(pdf)
    assert name.startswith(f"{postscript}-")
    assert setter.faces_used == (f"{face.value}：{name}（系统字体 anything.TTF）",)


def test_a_file_name_alone_makes_no_official_font(installed: Path, fonts: Find) -> None:
    made(installed / "simfang.ttf", TEXT, "Whatever")
    assert served(fonts()) == "FandolFang-Regular"


def test_the_names_are_preferred_in_the_order_of_the_table(installed: Path, fonts: Find) -> None:
    made(installed / "a.ttf", TEXT, "FangSong", "仿宋")
    assert served(fonts()) == "FangSong"
    made(installed / "b.ttf", TEXT, "FangSong_GB2312", "仿宋_GB2312")
    assert served(fonts()) == "FangSong_GB2312"


def test_a_bold_font_of_the_same_name_stands_behind_the_plain_one(installed: Path, fonts: Find) -> None:
    bold = named(cut(TEXT), "KaiTi-Bold", "楷体", "KaiTi")
    bold["OS/2"].fsSelection, bold["head"].macStyle = 0x20, 1
    bold.save(installed / "a.ttf")
    named(cut(TEXT), "KaiTi", "楷体").save(installed / "b.ttf")
    assert served(fonts(), face=Face.KAI) == "KaiTi"


def test_a_font_in_a_collection_is_found_by_its_place(installed: Path, fonts: Find, read: Read) -> None:
    collection(installed / "simsun.ttc", named(cut("甲"), "MingLiU"), named(cut(TEXT), "SimSun", "宋体"))
    pdf, setter = printed(fonts(), "检察", Face.SONG)
    assert read(pdf) == ["检察"]
    assert setter.faces_used[0].startswith("宋体：SimSun-")
    assert setter.faces_used[0].endswith("-1（系统字体 simsun.ttc）")


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Fonts:
    """Every face installed, each with the characters of TEXT alone."""
    folder = tmp_path_factory.mktemp("installed")
    for postscript in ("FangSong_GB2312", "KaiTi_GB2312", "SimHei", "FZXBSJW--GB1-0", "SimSun"):
        made(folder / f"{postscript}.ttf", TEXT, postscript)
    return Fonts(SHIPPED, [folder])


@pytest.mark.parametrize("char", RARE)
@pytest.mark.parametrize("face", Face)
def test_a_rare_character_is_printed_in_every_face_though_the_installed_font_lacks_it(
    official: Fonts, read: Read, face: Face, char: str
) -> None:
    pdf, setter = printed(official, f"检{char}察", face)
    assert read(pdf) == [f"检{char}察"]
    assert len(setter.faces_used) == 2


def test_a_lacking_character_comes_from_the_next_font_of_the_same_kind(installed: Path, fonts: Find) -> None:
    made(installed / "a.ttf", "检", "FangSong_GB2312")
    made(installed / "b.ttf", "喆", "FangSong", source="NotoSerifSC-Light")
    assert [served(fonts(), char) for char in "检喆察玥"] == [
        "FangSong_GB2312", "FangSong", "FandolFang-Regular", "NotoSerifSC-Light",
    ]  # fmt: skip


@pytest.mark.parametrize("permission", [RESTRICTED, NO_SUBSETTING, BITMAPS_ONLY | 0x0008])
def test_a_font_whose_licence_forbids_embedding_is_passed_over(installed: Path, fonts: Find, permission: int) -> None:
    made(installed / "a.ttf", TEXT, "FangSong_GB2312", permission=permission)
    found = fonts()
    assert served(found) == "FandolFang-Regular"
    assert [(font.file_name, font.reason) for font in found.unusable()] == [("a.ttf", FORBIDDEN)]


def test_of_several_permissions_the_most_generous_counts(installed: Path, fonts: Find) -> None:
    made(installed / "a.ttf", TEXT, "FangSong_GB2312", permission=RESTRICTED | 0x0008)
    assert served(fonts()) == "FangSong_GB2312"


def test_a_font_with_postscript_outlines_is_passed_over(installed: Path, fonts: Find) -> None:
    with_postscript_outlines(installed / "a.otf", "SimHei", "黑体")
    found = fonts()
    assert served(found, face=Face.HEI) == "FandolHei-Regular"
    assert [font.reason for font in found.unusable()] == [CFF]


def test_a_font_whose_characters_are_coded_in_gbk_is_passed_over(installed: Path, fonts: Find) -> None:
    from fontTools.ttLib.tables._c_m_a_p import cmap_format_4

    font = named(cut(TEXT), "FangSong_GB2312")
    table = cmap_format_4(4)
    table.platformID, table.platEncID, table.language = 3, 3, 0
    table.cmap = {
        int.from_bytes(char.encode("gbk")): name
        for char, name in ((chr(code), name) for code, name in font.getBestCmap().items())
    }
    font["cmap"].tables.append(table)
    font.save(installed / "a.ttf")
    found = fonts()
    assert served(found) == "FandolFang-Regular"
    assert [font.reason for font in found.unusable()] == [NO_UNICODE]


def test_a_character_the_font_names_without_an_outline_is_not_printed_as_a_blank(
    installed: Path, fonts: Find, read: Read
) -> None:
    font = named(cut("检察"), "FangSong_GB2312")
    empty = font["glyf"][font.getBestCmap()[ord("察")]]
    empty.__dict__.clear()
    empty.numberOfContours = 0
    font.save(installed / "a.ttf")
    assert [served(fonts(), char) for char in "检察"] == ["FangSong_GB2312", "FandolFang-Regular"]


def test_a_damaged_table_of_characters_does_not_fill_the_memory(installed: Path, fonts: Find) -> None:
    path = made(installed / "a.ttf", f"检{RARE}", "FangSong_GB2312", source="NotoSerifSC-Light")
    content = bytearray(path.read_bytes())
    last_group = content.index((0x2CB78).to_bytes(4) * 2)  # 𬭸, from and to
    content[last_group + 4 : last_group + 8] = (0xFFFFFFFF).to_bytes(4)
    path.write_bytes(content)
    found = fonts()
    assert served(found) == "FandolFang-Regular"
    assert [font.reason for font in found.unusable()] == [NOT_A_FONT]


def test_nothing_that_is_no_font_disturbs_a_paper(installed: Path, fonts: Find, read: Read) -> None:
    whole = made(installed / "whole.ttf", TEXT, "KaiTi_GB2312").read_bytes()
    (installed / "empty.ttf").write_bytes(b"")
    (installed / "letter.ttf").write_text("检察建议书", encoding="utf-8")
    (installed / "half.ttf").write_bytes(whole[: len(whole) // 2])
    (installed / "many.ttc").write_bytes(b"ttcf\x00\x01\x00\x00\xff\xff\xff\xff")
    (installed / "web.ttf").write_bytes(b"wOFF" + whole[4:])
    (installed / "gone.ttf").symlink_to(installed / "nowhere")
    (installed / "folder.ttf").mkdir()
    (installed / "round").symlink_to(installed)
    os.mkfifo(installed / "pipe.ttf")
    found = fonts()
    pdf, _setter = printed(found, "检察建议", Face.KAI)
    assert read(pdf) == ["检察建议"]
    assert sorted((font.file_name, font.reason) for font in found.unusable()) == [
        (name, NOT_A_FONT) for name in ("empty.ttf", "half.ttf", "letter.ttf", "many.ttc", "web.ttf")
    ]


@pytest.mark.parametrize("seed", range(120))
def test_a_font_with_damaged_bytes_never_stops_a_paper(tmp_path: Path, read: Read, whole: bytes, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets
    damaged = bytearray(whole)
    for _ in range(chance.choice((1, 20, 400))):
        damaged[chance.randrange(len(damaged) if seed % 2 else 400)] = chance.randrange(256)
    (tmp_path / "a.ttf").write_bytes(damaged)
    pdf, _setter = printed(Fonts(SHIPPED, [tmp_path]), TEXT)
    assert len(PdfReader(BytesIO(pdf)).pages) == 1


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return made(tmp_path_factory.mktemp("whole") / "a.ttf", TEXT, "FangSong_GB2312").read_bytes()


def test_the_same_facts_with_the_same_fonts_give_the_same_bytes_wherever_the_fonts_lie(
    installed: Path, tmp_path: Path, letter: Letter
) -> None:
    made(installed / "a.ttf", TEXT, "FangSong_GB2312", "仿宋_GB2312")
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(installed, elsewhere)
    (elsewhere / "a.ttf").rename(elsewhere / "other name.ttf")
    resources = Resources(SHIPPED.parent)
    here, there = (LetterDocuments(resources, installed=[folder]).letter(letter) for folder in (installed, elsewhere))
    assert here.pdf == there.pdf
    assert here.pdf == LetterDocuments(resources, installed=[installed]).letter(replace(letter)).pdf
    assert here.pdf != LetterDocuments(resources).letter(letter).pdf


def test_two_fonts_of_one_name_do_not_print_with_each_others_glyphs(installed: Path, fonts: Find, read: Read) -> None:
    made(installed / "a.ttf", "检察", "FangSong_GB2312")
    made(installed / "b.ttf", "建议", "FangSong_GB2312")
    pdf, _setter = printed(fonts(), "检建察议")
    assert read(pdf) == ["检建察议"]
    assert len(embedded(pdf)) == 2


def test_a_font_the_office_added_stands_before_the_installed_one(installed: Path, tmp_path: Path, read: Read) -> None:
    made(installed / "a.ttf", TEXT, "FangSong_GB2312")
    own = added(made(tmp_path / "own" / "b.ttf", TEXT, "OurFang"), Face.FANG)
    pdf, setter = printed(Fonts(SHIPPED, [installed], [own]), "检察")
    assert read(pdf) == ["检察"]
    assert setter.faces_used[0].startswith("仿宋：OurFang-")
    assert setter.faces_used[0].endswith("（本院添加 b.ttf）")


def test_a_spare_font_prints_only_what_the_others_lack(tmp_path: Path) -> None:
    font = cut("检𬭸", source="NotoSerifSC-Light")
    for table in font["cmap"].tables:
        if ord("𬭸") in table.cmap:
            table.cmap[0x2123D] = table.cmap[ord("𬭸")]
    path = tmp_path / "spare.ttf"
    named(font, "Spare").save(path)
    found = Fonts(SHIPPED, [], [added(path, None)])
    assert [served(found, char, face) for face in Face for char in "𡈽"] == ["Spare"] * 5
    assert served(found) == "FandolFang-Regular"
    assert found.unprintable("王𡈽") == ()


def test_an_added_font_that_was_changed_or_lost_is_named_and_passed_over(tmp_path: Path) -> None:
    changed = added(made(tmp_path / "a.ttf", TEXT, "OurFang"), Face.FANG)
    lost = added(made(tmp_path / "b.ttf", TEXT, "OurKai"), Face.KAI)
    changed.path.write_bytes(changed.path.read_bytes() + b"\x00")
    lost.path.unlink()
    found = Fonts(SHIPPED, [], [changed, lost])
    assert [served(found, face=face) for face in (Face.FANG, Face.KAI)] == ["FandolFang-Regular", "FandolKai-Regular"]
    assert [font.file_name for font in found.unusable()] == ["a.ttf", "b.ttf"]
    assert [font.reason for font in found.unusable()] == ["文件的内容与添加时不同", "文件不见了，或者打不开"]


def test_a_font_that_is_installed_later_is_seen_after_looking_again(installed: Path) -> None:
    documents = LetterDocuments(Resources(SHIPPED.parent), installed=[installed])
    assert served(documents.fonts) == "FandolFang-Regular"
    made(installed / "a.ttf", TEXT, "FangSong_GB2312")
    assert served(documents.fonts) == "FandolFang-Regular"
    documents.look_again()
    assert served(documents.fonts) == "FangSong_GB2312"


def test_what_cannot_be_printed_is_named_in_the_order_of_the_text(documents: LetterDocuments) -> None:
    assert documents.unprintable("王𡈽与李𰻝，王𡈽同意。\u200b\n喆") == ("𡈽", "𰻝")
    assert documents.unprintable("检察建议书") == ()


@given(text=st.text(max_size=60), face=st.sampled_from(Face))
def test_every_character_of_a_text_is_either_printed_or_named(
    documents: LetterDocuments, text: str, face: Face
) -> None:
    setter = Typesetter(documents.fonts)
    line = setter.one_line([Run(text, face)], Setting(16, 16))
    named_ones = set(documents.unprintable(text))
    assert [char for char in printable(text) if char not in named_ones] == [cell.char for cell in line.cells]
    if named_ones:
        with pytest.raises(GlyphMissing) as refusal:
            setter.check()
        assert set(refusal.value.characters) == named_ones
    else:
        setter.check()


def test_the_serving_font_of_each_face_is_told_with_its_coverage(installed: Path, fonts: Find) -> None:
    made(installed / "a.ttf", TEXT, "FangSong_GB2312")
    told = [fonts().serving(face) for face in Face]
    assert [(each.source, each.covered) for each in told] == [(Source.SYSTEM, 9), *[(Source.BUNDLED, 6763)] * 4]
    assert told[0].file_name == "a.ttf"


def test_the_folders_of_each_system_are_its_own(tmp_path: Path) -> None:
    windows = system_folders("win32", {"WINDIR": "C:/Windows", "LOCALAPPDATA": "C:/Users/li/AppData/Local"}, tmp_path)
    assert windows == (Path("C:/Windows/Fonts"), Path("C:/Users/li/AppData/Local/Microsoft/Windows/Fonts"))
    linux = system_folders("linux", {"XDG_DATA_DIRS": "/opt/share"}, tmp_path)
    assert linux == tuple(
        map(
            Path,
            (
                tmp_path / ".fonts",
                tmp_path / ".local/share/fonts",
                "/opt/share/fonts",
                "/usr/local/share/fonts",
                "/usr/share/fonts",
            ),
        )
    )


def added(path: Path, serves: Face | None) -> AddedFont:
    """The file as the office's register has it."""
    import hashlib

    from app.services.documents.paper.sfnt import read_heads

    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return AddedFont(path, sha256, path.name, 0, read_heads(path)[0].postscript, serves)
