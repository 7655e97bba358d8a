"""What calamine drops from an .xlsx: error cells, and dates shown only to the month or year."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# Built-in formats of the Chinese Excel without a written code: 27, 36, 50, 52 and 57 show yyyy"年"m"月"; 17 is mmm-yy.
_BUILT_IN_MONTH = frozenset({17, 27, 36, 50, 52, 57})
_ERROR_CELL = re.compile(rb'<c\b(?=[^<>]*\bt="e")[^<>]*\br="([A-Z]+)(\d+)"[^<>]*>.{0,2000}?<v>([^<]*)</v>', re.DOTALL)


@dataclass(frozen=True)
class Marks:
    """By (row number, 0-based column): error texts, and how much of an ISO date is meant (7 month, 4 year)."""

    faults: Mapping[tuple[int, int], str] = field(default_factory=dict)
    coarse_dates: Mapping[tuple[int, int], int] = field(default_factory=dict)


def read_marks(content: bytes) -> dict[str, Marks]:
    """Marks by sheet name; calamine has read the workbook before, so a part missing here means no marks.

    Raises ValueError where a part calamine passes over is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = frozenset(archive.namelist())
        try:
            lengths = _date_lengths(archive.read("xl/styles.xml")) if "xl/styles.xml" in names else {}
            return {sheet: _marks(archive.read(part), lengths) for sheet, part in _parts(archive) if part in names}
        except (ElementTree.ParseError, KeyError) as error:
            raise ValueError(str(error)) from error


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - calamine has parsed this file already; no entities are resolved
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - as above
    for sheet in workbook.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        yield sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _date_lengths(styles: bytes) -> dict[int, int]:
    """Style number → 7 or 4 for the styles that show a date only to the month or the year."""
    root = ElementTree.fromstring(styles)  # noqa: S314 - as above
    codes = {int(each.get("numFmtId", "0")): each.get("formatCode", "") for each in root.iter(f"{_MAIN}numFmt")}
    formats = root.find(f"{_MAIN}cellXfs")
    lengths = {}
    for style, each in enumerate(formats if formats is not None else ()):
        number = int(each.get("numFmtId", "0"))
        length = _length(codes[number]) if number in codes else 7 if number in _BUILT_IN_MONTH else None
        if length is not None:
            lengths[style] = length
    return lengths


def _length(code: str) -> int | None:
    """7 for a year-month format, 4 for a year format, None for any other."""
    letters = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|General', "", code.split(";", maxsplit=1)[0]).lower()
    if "y" not in letters or any(letter in letters for letter in "dhs"):
        return None
    return 7 if "m" in letters else 4


def _marks(sheet: bytes, lengths: Mapping[int, int]) -> Marks:
    faults = {}
    if b't="e"' in sheet:
        faults = {(int(row), _column(name)): text.decode() for name, row, text in _ERROR_CELL.findall(sheet)}
    coarse = {}
    if lengths:
        styles = b"|".join(str(style).encode() for style in lengths)
        cells = re.compile(rb'<c\b(?=[^<>]*\bs="(' + styles + rb')")[^<>]*\br="([A-Z]+)(\d+)"')
        coarse = {(int(row), _column(name)): lengths[int(style)] for style, name, row in cells.findall(sheet)}
    return Marks(faults, coarse)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
