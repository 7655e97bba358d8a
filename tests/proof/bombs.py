"""Files that are small and unfold beyond all measure, or lead a reader astray."""

import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FRAME = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    ),
}
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


def sheet(rows: str, after: str = "", before: str = "") -> str:
    """A worksheet with these rows; ``before`` stands in front of everything."""
    return f'{before}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def row(number: int, *cells: tuple[str, str]) -> str:
    """A row of texts by their places."""
    told = "".join(f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>' for place, text in cells)
    return f'<row r="{number}">{told}</row>'


def shared(text: str) -> str:
    """One text that cells name by its number, 0."""
    return f'<sst xmlns="{_MAIN}"><si><t>{text}</t></si></sst>'


def book(path: Path, parts: Mapping[str, str | bytes], main: str = "") -> Path:
    """A workbook whose only sheet is ``main``, with ``parts`` beside."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in {**_FRAME, "xl/worksheets/sheet1.xml": main, **parts}.items():
            archive.writestr(name, content)
    return path


def with_lying_size(path: Path, part: str, said: int) -> Path:
    """The same file whose directory says that a part unfolds to its first ``said`` bytes, sum and all."""
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo(part)
        true = entry.file_size.to_bytes(4, "little")
        begins = archive.read(part)[:said]
        crc = entry.CRC.to_bytes(4, "little")
    content = path.read_bytes()
    sum_of_first = zlib.crc32(begins).to_bytes(4, "little")
    for old, new in ((true, said.to_bytes(4, "little")), (crc, sum_of_first)):
        content = content.replace(old, new)
    path.write_bytes(content)
    return path
