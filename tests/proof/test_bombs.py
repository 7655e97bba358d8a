"""Files made to exhaust the machine are refused with a sentence, before anything is unfolded beyond measure."""

import struct
import zipfile
from pathlib import Path

import pytest
import xlwt

from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.importing import unfolding
from app.services.importing.reading import read_sheets
from app.services.office.attachment_kinds import RefusedKinds
from app.services.secrecy.file_texts import texts_of
from app.services.secrecy.state_secrets import StateSecrets
from tests.proof.bombs import LAUGHS, book, row, shared, sheet, with_lying_size

_MB = 1024 * 1024
CORNERS = row(1, ("A1", "x")) + row(1_048_576, ("XFD1048576", "x"))
BOMBS = {
    "entities within entities": ({}, sheet(row(1, ("A1", "&j;")), before=LAUGHS), "XML 实体"),
    "entities in the shared texts": ({"xl/sharedStrings.xml": LAUGHS + shared("&j;")}, sheet(""), "XML 实体"),
    "entities in UTF-16": ({}, sheet("", before=LAUGHS).encode("utf-16"), "XML 实体"),
    "two cells at opposite corners": ({}, sheet(CORNERS), "1048576 行、16384 列"),
    "a row beyond any sheet": ({}, sheet(row(1, ("A1", "x")) + row(4_000_000_000, ("A4000000000", "x"))), "行"),
    "a row said by the row alone": ({}, sheet('<row r="4000000000"><c><v>1</v></c></row>'), "行"),
    "cells inside cells": ({}, sheet('<row r="1">' + "<c>" * 100_000 + "</c>" * 100_000 + "</row>"), "损坏"),
    "tags that never end": ({}, sheet("<c " * 300_000), "损坏"),
    "more parts than a workbook has": ({f"xl/media/{n}": b"" for n in range(6000)}, sheet(""), "部件过多"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_workbook_that_is_a_bomb_is_refused(tmp_path: Path, name: str) -> None:
    parts, main, said = BOMBS[name]
    path = book(tmp_path / "台账.xlsx", {**parts, "xl/worksheets/sheet1.xml": main})
    with pytest.raises(DomainError, match=said) as told:
        read_sheets(path)
    assert str(told.value).startswith("《台账.xlsx》")
    assert str(told.value).endswith("。")


def test_one_long_text_in_many_cells_is_counted_as_often_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unfolding, "LONGEST_TEXT", 10 * _MB)
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 300))
    path = book(tmp_path / "台账.xlsx", {"xl/sharedStrings.xml": shared("漏" * 20_000)}, sheet(cells))
    with pytest.raises(DomainError, match="重复得太多"):
        read_sheets(path)


def test_a_part_that_unfolds_beyond_the_limit_is_refused_and_one_that_hides_it_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = sheet(row(1, ("A1", "x" * 3 * _MB)))
    assert len(read_sheets(book(tmp_path / "长.xlsx", {}, long))[0].rows) == 1
    path = with_lying_size(book(tmp_path / "谎.xlsx", {}, long), "xl/worksheets/sheet1.xml", 4096)
    with pytest.raises(DomainError, match="损坏"):
        read_sheets(path)
    monkeypatch.setattr(unfolding, "LARGEST_UNPACKED", _MB)
    with pytest.raises(DomainError, match="展开后超过 1 MB"):
        read_sheets(tmp_path / "长.xlsx")


def test_a_sheet_of_ordinary_size_is_read_whatever_it_says_of_its_dimension(tmp_path: Path) -> None:
    merged = '<mergeCells><mergeCell ref="A1:A1048576"/></mergeCells>'
    main = sheet(row(1, ("A1", "编号"), ("ZZ1", "x")) + row(120_000, ("A120000", "x")), merged).replace(
        "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>', 1
    )
    with pytest.raises(DomainError, match="120000 行、702 列"):
        read_sheets(book(tmp_path / "宽.xlsx", {}, main))
    (read,) = read_sheets(book(tmp_path / "长.xlsx", {}, main.replace('"ZZ1"', '"C1"')))
    assert len(read.rows) == 120_000


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".zip"])
def test_an_attached_package_of_brackets_is_looked_through_in_bounded_time(
    tmp_path: Path, resources: Resources, ending: str
) -> None:
    """Each of a run of < used to be searched to the end of the text: hours for a file of some kilobytes."""
    path = tmp_path / f"附件{ending}"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<" * 4 * _MB)
        archive.writestr("word/bomb.xml", LAUGHS + "<x>&j;</x>")
    read = list(texts_of(path))
    assert len(read) == 5
    assert sum(map(len, read)) < 25 * _MB
    RefusedKinds(resources.attachments, StateSecrets(resources.secrecy)).look_at(path)


def test_an_old_workbook_whose_chain_of_sectors_bites_its_tail_is_called_damaged(
    tmp_path: Path, resources: Resources
) -> None:
    """The reading library followed such a chain until no memory was left."""
    (good,) = (each for each in resources.samples.iterdir() if each.suffix == ".xls")
    content = bytearray(good.read_bytes())
    (table,) = struct.unpack_from("<I", content, 76)
    (directory,) = struct.unpack_from("<I", content, 48)
    struct.pack_into("<I", content, (table + 1) * 512 + 4 * directory, directory)
    (tmp_path / "台账.xls").write_bytes(content)
    with pytest.raises(DomainError, match="损坏"):
        read_sheets(tmp_path / "台账.xls")


def test_an_old_workbook_of_cells_at_opposite_corners_is_called_damaged(tmp_path: Path) -> None:
    written = xlwt.Workbook()
    page = written.add_sheet("表")
    page.write(0, 0, "x")
    page.write(65_535, 255, "x")
    written.save(str(tmp_path / "台账.xls"))
    with pytest.raises(DomainError, match="损坏"):
        read_sheets(tmp_path / "台账.xls")
