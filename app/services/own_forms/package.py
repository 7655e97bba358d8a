"""A workbook as the parts it is made of: which part each sheet is, its texts, its number formats.

Forms are read and filled part by part instead of through a library that writes the whole workbook anew: what is not
understood here (charts, pictures, conditional formats, printer settings) then stays byte for byte as it came.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from app.services.foundation.errors import DomainError
from app.services.own_forms.places import Place, place_of

Element = Any  # lxml brings no type information
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WORKBOOK = "/officeDocument"
# Number formats of Excel that have no code of their own: percentages and dates.
_BUILT_IN = {9: "0%", 10: "0.00%", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "yyyy-mm-dd"} | {
    number: "yyyy-mm-dd" for number in (*range(27, 32), 36, *range(50, 59))
}


@dataclass(frozen=True)
class SheetPart:
    """One worksheet: its name, the part of the archive, and whether it is hidden."""

    name: str
    path: str
    is_hidden: bool


@dataclass
class Package:
    """The parts of one workbook that was let in; ``name`` is what refusals call it."""

    content: bytes
    name: str
    _parts: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Unpack; what is damaged was refused before."""
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            self._parts.update({entry.filename: archive.read(entry) for entry in archive.infolist()})

    @property
    def names(self) -> tuple[str, ...]:
        """All parts."""
        return tuple(self._parts)

    def tree(self, path: str) -> Element:
        """The root of an XML part; raises DomainError where it is missing or no XML."""
        from lxml import etree

        content = self._parts.get(path)
        # No workbook declares a document type; one that does means to have entities unfolded.
        if content is None or b"<!DOCTYPE" in content or b"<\x00!\x00D\x00O\x00C\x00" in content:
            raise self.damaged()
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise self.damaged() from error

    def sheet(self, part: SheetPart) -> Element:
        """The root of a worksheet in which every row and cell says where it stands; some programs leave that out."""
        root, row = self.tree(part.path), 0
        for line in root.iter(f"{MAIN}row"):
            row = int(line.get("r") or row + 1)
            line.set("r", str(row))
            column = -1
            for cell in line.iter(f"{MAIN}c"):
                place = place_of(cell.get("r", "")) or Place(row - 1, column + 1)
                if place.row != row - 1 or place.column <= column:
                    raise self.damaged()
                column = place.column
                cell.set("r", place.name)
        return root

    @cached_property
    def workbook_path(self) -> str:
        """The part that lists the sheets."""
        found = [target for kind, target in self.relations("").values() if kind.endswith(_WORKBOOK)]
        if len(found) != 1:
            raise self.damaged()
        return found[0]

    @cached_property
    def sheets(self) -> tuple[SheetPart, ...]:
        """The worksheets in their order; chart sheets are left out."""
        relations = self.relations(self.workbook_path)
        found = []
        for sheet in self.tree(self.workbook_path).iter(f"{MAIN}sheet"):
            kind, path = relations.get(sheet.get(_RELATION, ""), ("", ""))
            if kind.endswith("/worksheet"):
                is_hidden = sheet.get("state", "visible") != "visible"
                found.append(SheetPart(sheet.get("name", ""), path, is_hidden))
        if not found:
            raise self.damaged()
        return tuple(found)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts that cells name by their number."""
        paths = [path for kind, path in self.relations(self.workbook_path).values() if kind.endswith("/sharedStrings")]
        if not paths:
            return ()
        return tuple(text_of(each) for each in self.tree(paths[0]).iter(f"{MAIN}si"))

    @cached_property
    def formats(self) -> tuple[str, ...]:
        """The number format of every cell style, empty for General."""
        paths = [path for kind, path in self.relations(self.workbook_path).values() if kind.endswith("/styles")]
        if not paths:
            return ()
        root = self.tree(paths[0])
        codes = {each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iter(f"{MAIN}numFmt")}
        styles = root.find(f"{MAIN}cellXfs")
        return tuple(_format(each.get("numFmtId", "0"), codes) for each in (() if styles is None else styles))

    @cached_property
    def counts_days_from_1904(self) -> bool:
        """Whether the workbook counts days as old Macs did."""
        settings = self.tree(self.workbook_path).find(f"{MAIN}workbookPr")
        return settings is not None and settings.get("date1904", "0") in {"1", "true"}

    def relations(self, path: str) -> dict[str, tuple[str, str]]:
        """Kind and part of what a part refers to inside the archive, by its id."""
        folder, name = posixpath.split(path)
        place = posixpath.join(folder, "_rels", f"{name}.rels")
        if place not in self._parts:
            return {}
        return {
            each.get("Id", ""): (each.get("Type", ""), _target(folder, each.get("Target", "")))
            for each in self.tree(place)
            if each.get("TargetMode") != "External"
        }

    def replaced(self, parts: Mapping[str, bytes]) -> bytes:
        """The workbook with some parts in another wording; every other part, its order and its date as it was."""
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self.content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in old.infolist():
                info = zipfile.ZipInfo(entry.filename, entry.date_time)
                info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, entry.external_attr
                new.writestr(info, parts.get(entry.filename, self._parts[entry.filename]))
        return made.getvalue()

    def damaged(self) -> DomainError:
        """The error about a workbook that is not whole."""
        return DomainError(f"《{self.name}》的内容不完整，读不出工作表。请用 WPS 或 Excel 打开修复并另存后再收入。")


def text_of(element: Element) -> str:
    """The text of a shared or inline string, its differently written runs joined, without phonetic hints."""
    return "".join(_runs(element))


def _runs(element: Element) -> Iterator[str]:
    for each in element:
        if each.tag == f"{MAIN}t":
            yield each.text or ""
        elif each.tag == f"{MAIN}r":
            yield from (run.text or "" for run in each.iter(f"{MAIN}t"))


def _format(number: str, codes: Mapping[str, str]) -> str:
    code = codes.get(number) or (_BUILT_IN.get(int(number), "") if number.isdecimal() else "")
    return "" if code == "General" else code


def _target(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
