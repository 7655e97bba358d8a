"""Files that are no plain workbook are refused with a sentence, before anything of them enters the store."""

import io
import zipfile
from pathlib import Path

import pytest
import xlwt

from app.figure_desk import FigureDesk
from app.models.actor import Actor
from app.models.indicator_terms import FormSource
from app.services.base_data.periods import Months
from app.services.foundation.errors import DomainError
from app.services.own_forms import guarding
from app.services.own_forms.package import Package
from app.services.own_forms.places import Place
from app.services.own_forms.reading import MOST_ROWS, read_book
from app.services.own_forms.rows import Filling, MappingDraft
from app.services.own_forms.writing import filled
from tests.services.own_forms.forms import packed, parts_of

SHEET = "xl/worksheets/sheet1.xml"


def _refused(desk: FigureDesk, actor: Actor, path: Path) -> str:
    with pytest.raises(DomainError) as told:
        desk.own_forms.take_in(actor, path)
    assert desk.own_forms.forms() == ()
    assert str(told.value).endswith("。")
    return str(told.value)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("xl/vbaProject.bin", "宏"),
        ("xl/activeX/activeX1.xml", "控件"),
        ("xl/externalLinks/externalLink1.xml", "外部链接"),
        ("xl/connections.xml", "外部数据"),
        ("_xmlsignatures/sig1.xml", "数字签名"),
    ],
)
def test_what_a_form_must_not_carry_is_named(
    desk: FigureDesk, actor: Actor, form_path: Path, part: str, said: str
) -> None:
    packed(form_path, {**parts_of(form_path), part: b"<x/>"})
    assert said in _refused(desk, actor, form_path)


def test_old_and_macro_workbooks_are_refused_by_their_names(desk: FigureDesk, actor: Actor, tmp_path: Path) -> None:
    for name, said in (("表.xlsm", "不带宏"), ("表.xls", "另存为 .xlsx"), ("表", "没有扩展名")):
        (tmp_path / name).write_bytes(b"x")
        assert said in _refused(desk, actor, tmp_path / name)
    assert "找不到" in _refused(desk, actor, tmp_path / "没有.xlsx")


def test_an_old_workbook_under_a_new_name_and_a_locked_one_are_told_apart(
    desk: FigureDesk, actor: Actor, tmp_path: Path
) -> None:
    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, "批捕人数")
    old, locked = tmp_path / "旧.xlsx", tmp_path / "密.xlsx"
    book.save(str(old))
    locked.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le"))
    assert "旧版 .xls" in _refused(desk, actor, old)
    assert "打开密码" in _refused(desk, actor, locked)


def test_broken_bytes_are_called_damaged(desk: FigureDesk, actor: Actor, form_path: Path) -> None:
    whole = form_path.read_bytes()
    for broken in (whole[: len(whole) // 2], b"PK\x03\x04" + bytes(400), whole[:200] + b"\0" * 300 + whole[500:]):
        form_path.write_bytes(broken)
        assert "损坏" in _refused(desk, actor, form_path)
    form_path.write_bytes(b"<html>")
    assert "不是 Excel 工作簿" in _refused(desk, actor, form_path)


def test_a_workbook_that_unfolds_beyond_all_measure_is_not_unfolded(
    desk: FigureDesk, actor: Actor, form_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarding, "LARGEST_UNPACKED", 1024 * 1024)
    packed(form_path, {**parts_of(form_path), "xl/media/image1.png": bytes(2 * 1024 * 1024)})
    assert "展开后超过" in _refused(desk, actor, form_path)


def test_a_document_type_with_entities_is_refused(desk: FigureDesk, actor: Actor, form_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    sheet = parts_of(form_path)[SHEET].replace(b"<worksheet", bomb + b"<worksheet", 1)
    packed(form_path, {**parts_of(form_path), SHEET: sheet})
    assert "不完整" in _refused(desk, actor, form_path)


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="1"><c r="A2"><v>1</v></c></row>',
        b'<row r="1"><c r="B1"/><c r="A1"/></row>',
        b'<row r="x"><c r="A1"/></row>',
        b'<row r="1"><c r="A1" s="99999999999999999999"/>',
    ],
)
def test_cells_that_cannot_be_where_they_say_are_refused(
    desk: FigureDesk, actor: Actor, form_path: Path, cells: bytes
) -> None:
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' + cells
    packed(form_path, {**parts_of(form_path), SHEET: sheet + b"</sheetData></worksheet>"})
    assert "不完整" in _refused(desk, actor, form_path)


def test_a_cell_in_the_last_corner_and_a_merge_of_the_whole_sheet_cost_nothing(
    desk: FigureDesk, actor: Actor, form_path: Path
) -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    )
    packed(form_path, {**parts_of(form_path), SHEET: sheet})
    shown = desk.own_forms.book(desk.own_forms.take_in(actor, form_path).id).sheets[0]
    assert shown.is_cut
    assert shown.rows == MOST_ROWS


def test_two_parts_of_one_name_are_refused(desk: FigureDesk, actor: Actor, form_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts_of(form_path).items():
            archive.writestr(name, content)
        archive.writestr(SHEET.upper(), b"<x/>")
    form_path.write_bytes(made.getvalue())
    assert "重名" in _refused(desk, actor, form_path)


def test_a_text_that_begins_like_a_formula_stays_a_text(form_path: Path) -> None:
    told = filled(Package(form_path.read_bytes(), "表.xlsx"), {"基本情况": {Place(4, 2): '=HYPERLINK("x")\x00'}})
    parts = Package(told, "表.xlsx")
    cell = read_book(parts).sheets[0].cells[Place(4, 2)]
    assert (cell.text, cell.is_formula) == ('=HYPERLINK("x")', False)


def test_cells_without_names_are_found_by_their_order(desk: FigureDesk, actor: Actor, form_path: Path) -> None:
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row>'
        '<c t="inlineStr"><is><t>项目</t></is></c><c t="inlineStr"><is><t>本期</t></is></c></row><row>'
        '<c t="inlineStr"><is><t>批捕人数</t></is></c></row></sheetData></worksheet>'
    ).encode()
    packed(form_path, {**parts_of(form_path), SHEET: sheet})
    form = desk.own_forms.take_in(actor, form_path).id
    (proposal,) = desk.own_forms.proposals(form)
    assert (proposal.draft.cell, proposal.why) == ("B2", "批捕人数 × 本期")
    desk.own_forms.map_cells(actor, form, [MappingDraft("基本情况", "B2", FormSource.ITEM, "批捕人数")])
    content, _report = desk.own_forms.fill(form, Filling(Months("2026-10", "2026-10")))
    assert read_book(Package(content, "表.xlsx")).sheets[0].cells[Place(1, 1)].text == "8"
