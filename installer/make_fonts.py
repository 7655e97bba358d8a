"""How the faces in resources/fonts were made from their published packages; run it to check or to make them again.

    python installer/make_fonts.py check              compare resources/fonts with the sha256 below
    python installer/make_fonts.py make FOLDER        fetch the packages (120 MB), convert, compare; some minutes

Needs fontTools (pip install fonttools), apt-get and npm. The Fandol faces are published with PostScript outlines, which
ReportLab cannot embed, so their curves are turned into TrueType ones (at most 1/1000 em off). That makes them modified
works under the GPL with font exception, of which this file is the source; see resources/fonts/licences/README.txt.
"""

import argparse
import hashlib
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

SHIPPED = Path(__file__).resolve().parents[1] / "resources" / "fonts"
FANDOL = "texlive-lang-chinese"  # Debian 12: 2022.20230122-1
FANDOL_FOLDER = Path("usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")
NOTO = "@expo-google-fonts/noto-serif-sc@0.4.3"
KEPT_TABLES = {"head", "hhea", "maxp", "OS/2", "hmtx", "cmap", "loca", "glyf", "name", "post", "gasp"}
# Added to the title face, which otherwise holds what FandolFang holds: two signs and rare name characters.
TITLE_EXTRAS = "∋≅㛃䶮𬭸翀玥喆𫖯𬀩㑇䲟𬱖𬸚𠙶𫍯𪟝"


class Made(NamedTuple):
    """A shipped file: its sha256, and the moment of making inside it (seconds since 1904), so that bytes repeat."""

    sha256: str
    modified: int


RESULTS = {
    "FandolFang-Regular.ttf": Made("f7a0050a1b333a1681081e1a4efb582fd0756985130ab44e9559ec67d9004de6", 3878156262),
    "FandolHei-Regular.ttf": Made("f65f3d645a491f84547255af5deff8344609d2f923dfcd5bd5ab6ec69b919ae3", 3878156311),
    "FandolKai-Regular.ttf": Made("fe7f0d972f39a228e64d5aa9979b67068547ebdfa64cced1209a32b51bec28d6", 3878156294),
    "NotoSerifSC-Bold-title.ttf": Made("44c4a2933fc5a1a151bceb0ee084c0a9f96f2a08bc5380d1283af6d12ed60d5d", 3878156195),
    "NotoSerifSC-Light.ttf": Made("b74426619f7347e15a7e189c4270d3e0be2624ef01e6669d208c64dad578042c", 3878156164),
}


def main(arguments: list[str] | None = None) -> int:
    """Check or make; 0 where every file is as recorded."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check")
    making = commands.add_parser("make")
    making.add_argument("folder", type=Path)
    making.add_argument("--only", choices=[*RESULTS], action="append", help="make this file only")
    chosen = parser.parse_args(arguments)
    if chosen.command == "check":
        return 0 if all([_is_as_recorded(SHIPPED / name) for name in RESULTS]) else 1
    names = chosen.only or [*RESULTS]
    for name in names:
        make(name, chosen.folder)
    return 0 if all([_is_as_recorded(chosen.folder / name) for name in names]) else 1


def make(name: str, folder: Path) -> None:
    """Make one file in ``folder`` from its package."""
    folder.mkdir(parents=True, exist_ok=True)
    if name.startswith("Fandol"):
        outlines = folder / f"outlines-{name}"
        converted(_fandol(folder) / name.replace(".ttf", ".otf")).save(outlines)
        font = subset(outlines, None)
    elif name == "NotoSerifSC-Light.ttf":
        font = subset(_noto(folder, "300Light"), None)
    else:
        font = subset(_noto(folder, "700Bold"), _title_characters(folder))
    font["head"].modified = RESULTS[name].modified
    font.save(folder / name)


def converted(source: Path) -> "TTFont":
    """The font with TrueType outlines, without layout and vertical tables."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont, newTable

    font = TTFont(source, recalcTimestamp=False)
    order, drawn = font.getGlyphOrder(), font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(drawn)
        drawn[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        glyphs[name] = pen.glyph()
        glyphs[name].recalcBounds(None)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyphs[name], "xMin", 0))
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    _use_truetype_tables(font)
    _drop_tables(font)
    return font


def subset(source: Path, characters: set[int] | None) -> "TTFont":
    """The font without hinting and layout tables, cut to ``characters``, or to all that its cmap reaches."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(source, recalcTimestamp=False)
    _drop_tables(font)  # before cutting, or the layout tables keep glyphs and names alive
    options = Options()
    options.hinting, options.layout_features, options.notdef_outline = False, [], True
    options.name_IDs = [*range(256)]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters or set(font.getBestCmap()))
    subsetter.subset(font)
    return font


def _use_truetype_tables(font: "TTFont") -> None:
    """maxp 1.0 and post 3.0, as a font with glyf outlines has them."""
    maxp: Any = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs"):
        setattr(maxp, field, 1 if field == "maxZones" else 0)
    for field in ("maxStackElements", "maxSizeOfInstructions", "maxComponentElements", "maxComponentDepth"):
        setattr(maxp, field, 0)
    for field in ("maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours"):
        setattr(maxp, field, 0)
    font["post"].formatType = 3.0
    font.sfntVersion = "\000\001\000\000"


def _drop_tables(font: "TTFont") -> None:
    for table in set(font.keys()) - KEPT_TABLES - {"GlyphOrder"}:
        del font[table]


def _title_characters(folder: Path) -> set[int]:
    from fontTools.ttLib import TTFont

    with TTFont(_fandol(folder) / "FandolFang-Regular.otf", lazy=True) as font:
        return {*font.getBestCmap(), *map(ord, TITLE_EXTRAS)}


def _fandol(folder: Path) -> Path:
    """The unpacked faces of the Debian package; nothing is installed."""
    unpacked = folder / "fandol"
    if not unpacked.exists():
        subprocess.run(["apt-get", "download", FANDOL], cwd=folder, check=True)
        (package,) = folder.glob(f"{FANDOL}_*.deb")
        subprocess.run(["dpkg-deb", "-x", str(package), str(unpacked)], check=True)
    return unpacked / FANDOL_FOLDER


def _noto(folder: Path, weight: str) -> Path:
    """One weight of the npm package."""
    if not (folder / "package").exists():
        subprocess.run(["npm", "pack", NOTO], cwd=folder, check=True)
        (archive,) = folder.glob("*noto-serif-sc*.tgz")
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
    (font,) = (folder / "package").rglob(f"NotoSerifSC_{weight}.ttf")
    return font


def _is_as_recorded(path: Path) -> bool:
    found = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "missing"
    is_same = found == RESULTS[path.name].sha256
    sys.stdout.write(f"{'same     ' if is_same else 'DIFFERENT'} {path.name} {found}\n")
    return is_same


if __name__ == "__main__":
    sys.exit(main())
