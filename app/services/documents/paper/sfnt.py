"""Reads the head of a font file: its names, whether it may be embedded and whether ReportLab reads its outlines.

Own code instead of fontTools: of some hundred installed files only four small tables each are wanted, fontTools takes
about a fifth of a second to be imported and is not shipped, and what is read here is fixed since TrueType 1.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

from app.services.foundation.disk_reasons import reason_of

NOT_A_FONT = "不是字体文件，或者已经损坏"
CFF = "轮廓格式 CFF 不能嵌入"
NO_OUTLINES = "没有 TrueType 轮廓，不能嵌入"
FORBIDDEN = "字体的许可禁止嵌入文件"
NO_UNICODE = "字符表不是 Unicode，印出来会是别的字"
_COLLECTION, _POSTSCRIPT, _VERSIONS = b"ttcf", b"OTTO", {b"\x00\x01\x00\x00", b"true", b"OTTO"}
_MOST = 512  # tables or names of one font, fonts of one collection; more is damage
_MOST_CHARACTERS = 200_000  # of one font; Unicode has named 160,000
_LONGEST = 1 << 20  # bytes of a table that is read whole
# ReportLab reads all of these; glyf and loca are the outlines.
_NEEDED = ("head", "hhea", "hmtx", "maxp", "cmap", "name", "post", "OS/2")
_FAMILY, _FULL, _POSTSCRIPT_NAME, _TYPOGRAPHIC = 1, 4, 6, 16
_CHINESE = 0x804
# fsType (OpenType, OS/2): of the usage bits the most generous one counts, so "restricted" must stand alone.
_USAGE, _RESTRICTED, _NO_SUBSETTING, _BITMAPS_ONLY = 0x000E, 0x0002, 0x0100, 0x0200
_ITALIC, _BOLD = 0x0001, 0x0020  # fsSelection


class NoFont(Exception):
    """The file cannot be read as a font; ``str`` is the reason in Chinese, without a full stop."""


@dataclass(frozen=True, slots=True)
class FontHead:
    """One font of a file; ``names`` are casefolded, an ``objection`` says why it cannot serve (empty: it can)."""

    index: int
    names: frozenset[str]
    family: str
    postscript: str
    is_plain: bool  # neither bold nor italic
    objection: str


class _Name(NamedTuple):
    """One entry of the name table."""

    kind: int
    language: int
    text: str


def read_heads(path: Path) -> tuple[FontHead, ...]:
    """The fonts of a file, several where it is a collection; raises NoFont."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            return tuple(_head(file, size, index, place) for index, place in enumerate(_places(file)))
    except OSError as problem:
        raise NoFont(reason_of(problem)) from problem
    except (struct.error, ValueError, OverflowError) as problem:
        raise NoFont(NOT_A_FONT) from problem


def _places(file: IO[bytes]) -> tuple[int, ...]:
    tag, _version, count = struct.unpack(">4sLL", file.read(12))
    if tag != _COLLECTION:
        return (0,)
    if not 0 < count <= _MOST:
        raise NoFont(NOT_A_FONT)
    return struct.unpack(f">{count}L", file.read(4 * count))


def _head(file: IO[bytes], size: int, index: int, place: int) -> FontHead:
    file.seek(place)
    version, count = struct.unpack(">4sH6x", file.read(12))
    if version not in _VERSIONS or not 0 < count <= _MOST:
        raise NoFont(NOT_A_FONT)
    tables = {tag: (at, length) for tag, _sum, at, length in struct.iter_unpack(">4sLLL", file.read(16 * count))}
    if any(at + length > size for at, length in tables.values()) or b"name" not in tables:
        raise NoFont(NOT_A_FONT)  # cut off, as half-finished downloads are
    names = [*_names(_table(file, tables, "name"))]
    plain, objection = _licence(file, tables)
    return FontHead(
        index=index,
        names=frozenset(text.casefold() for _kind, _language, text in names),
        family=_best(names, _FAMILY, _CHINESE) or _best(names, _FULL, _CHINESE),
        postscript=_best(names, _POSTSCRIPT_NAME, 0),
        is_plain=plain,
        objection=_outlines(version, tables) or objection or _characters(file, tables),
    )


def _table(file: IO[bytes], tables: Mapping[bytes, tuple[int, int]], tag: str) -> bytes:
    at, length = tables[tag.encode()]
    file.seek(at)
    return file.read(min(length, _LONGEST))


def _names(table: bytes) -> Iterator[_Name]:
    """Families, full and PostScript names, in whatever language and coding they are."""
    _version, count, strings = struct.unpack_from(">HHH", table)
    for entry in range(min(count, _MOST)):
        platform, coding, language, kind, length, at = struct.unpack_from(">6H", table, 6 + 12 * entry)
        if kind not in {_FAMILY, _FULL, _POSTSCRIPT_NAME, _TYPOGRAPHIC}:
            continue
        text = _text(platform, coding, table[strings + at : strings + at + length])
        if text:
            yield _Name(kind, language, text)


def _text(platform: int, coding: int, text: bytes) -> str:
    """A name as text, empty where its coding is none that Chinese fonts use."""
    try:
        if platform == 3 and coding == 3:  # GBK, each byte pair big-endian and ASCII padded with a zero
            return text.replace(b"\x00", b"").decode("gbk").strip()
        if platform in {0, 3}:
            return text.decode("utf-16-be").strip()
        if platform == 1:
            return text.decode({0: "mac_roman", 25: "gbk"}.get(coding, "ascii")).strip()
    except UnicodeDecodeError:
        return ""
    return ""


def _best(names: list[_Name], kind: int, language: int) -> str:
    """The name of a kind, in the language if there is one."""
    found = sorted((known != language, text) for of, known, text in names if of == kind)
    return found[0][1] if found else ""


def _licence(file: IO[bytes], tables: Mapping[bytes, tuple[int, int]]) -> tuple[bool, str]:
    """Whether the font is plain, and what its OS/2 table forbids; ReportLab embeds subsets of outlines only."""
    if b"OS/2" not in tables:
        return True, "没有写明是否允许嵌入"
    table = _table(file, tables, "OS/2")
    (allowed,), (style,) = struct.unpack_from(">H", table, 8), struct.unpack_from(">H", table, 62)
    is_forbidden = allowed & _USAGE == _RESTRICTED or allowed & (_NO_SUBSETTING | _BITMAPS_ONLY)
    return not style & (_ITALIC | _BOLD), FORBIDDEN if is_forbidden else ""


def _outlines(version: bytes, tables: Mapping[bytes, tuple[int, int]]) -> str:
    if version == _POSTSCRIPT or b"CFF " in tables or b"CFF2" in tables:
        return CFF
    if not {b"glyf", b"loca"} <= tables.keys():
        return NO_OUTLINES
    return "" if all(tag.encode() in tables for tag in _NEEDED) else NOT_A_FONT


def _characters(file: IO[bytes], tables: Mapping[bytes, tuple[int, int]]) -> str:
    """ReportLab takes the last table for Windows or Unicode and reads its codes as Unicode, even where they are GBK."""
    table, used = _table(file, tables, "cmap"), (0, 0, 0)
    _version, count = struct.unpack_from(">HH", table)
    for entry in range(min(count, _MOST)):
        platform, coding, at = struct.unpack_from(">HHL", table, 4 + 8 * entry)
        if platform == 3 or (platform == 0 and coding != 5) or (platform == 1 and coding == 1):
            used = platform, coding, at
    if not (used[:2] in {(3, 1), (3, 10)} or (used[0] == 0 and used[2])):
        return NO_UNICODE
    return "" if 0 < _named_characters(table, used[2]) <= _MOST_CHARACTERS else NOT_A_FONT


def _named_characters(table: bytes, at: int) -> int:
    """How many characters a table names. ReportLab believes every number: a damaged one would fill the memory."""
    (coding,) = struct.unpack_from(">H", table, at)
    if coding == 4:
        (twice,) = struct.unpack_from(">H", table, at + 6)
        ends = struct.unpack_from(f">{twice // 2}H", table, at + 14)
        starts = struct.unpack_from(f">{twice // 2}H", table, at + 16 + twice)
        return sum(max(end - start + 1, 0) for start, end in zip(starts, ends, strict=True))
    if coding == 12:
        (groups,) = struct.unpack_from(">L", table, at + 12)
        if at + 16 + 12 * groups > len(table):
            return 0
        ranges = struct.iter_unpack(">LLL", table[at + 16 : at + 16 + 12 * groups])
        return sum(max(end - start + 1, 0) for start, end, _glyph in ranges)
    return 0  # other codings are none that a Chinese font uses for Unicode
