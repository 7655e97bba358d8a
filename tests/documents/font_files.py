"""Font files for tests: cut from the bundled faces and given other names, permissions, outlines and damage."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

SHIPPED = Path(__file__).parents[2] / "resources" / "fonts"
ENGLISH, CHINESE = 0x409, 0x804
EMBEDDABLE, RESTRICTED, NO_SUBSETTING, BITMAPS_ONLY = 0x0008, 0x0002, 0x0100, 0x0200


def cut(characters: str, source: str = "FandolKai-Regular") -> Any:
    """A bundled face with these characters only; 仿宋 made of 楷体 is told apart by its name alone."""
    font = TTFont(SHIPPED / f"{source}.ttf", recalcTimestamp=False)
    options = Options()
    options.notdef_outline, options.name_IDs = True, [*range(256)]
    subsetter = Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    return font


def named(font: Any, postscript: str, chinese: str = "", english: str = "") -> Any:
    """The font under other names; without ``english`` the PostScript name is the family too."""
    table = font["name"]
    table.names = []
    for kind, text in ((1, english or postscript), (2, "Regular"), (4, english or postscript), (6, postscript)):
        table.setName(text, kind, 3, 1, ENGLISH)
    if chinese:
        for kind in (1, 4):
            table.setName(chinese, kind, 3, 1, CHINESE)
    return font


def made(
    path: Path, characters: str, postscript: str, chinese: str = "", permission: int = EMBEDDABLE, **cutting: str
) -> Path:
    """A font file with these characters under these names."""
    font = named(cut(characters, **cutting), postscript, chinese)
    font["OS/2"].fsType = permission
    path.parent.mkdir(parents=True, exist_ok=True)
    font.save(path)
    return path


def collection(path: Path, *fonts: Any) -> Path:
    """The fonts in one file."""
    packed = TTCollection()
    packed.fonts = list(fonts)
    path.parent.mkdir(parents=True, exist_ok=True)
    packed.save(path)
    return path


def with_postscript_outlines(path: Path, postscript: str, chinese: str = "") -> Path:
    """A font of two glyphs with CFF outlines."""
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "one"])
    builder.setupCharacterMap({0x4E00: "one"})
    shapes: Mapping[str, Any] = {name: _square() for name in (".notdef", "one")}
    builder.setupCFF(postscript, {}, shapes, {})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "one": (1000, 0)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": {"en": postscript, "zh": chinese or postscript}, "psName": postscript})
    builder.setupOS2(fsType=EMBEDDABLE)
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.font.save(path)
    return path


def _square() -> Any:
    pen = T2CharStringPen(1000, None)
    pen.moveTo((100, 0))
    for corner in ((900, 0), (900, 800), (100, 800)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.getCharString()
