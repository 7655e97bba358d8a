"""Files of every promised form are read; what cannot be read is refused in one sentence."""

import io
import struct
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlwt
from openpyxl import Workbook
from xlwt.CompoundDoc import XlsDoc

from app.models.dates import PartialDate
from app.services.foundation.errors import DomainError
from app.services.importing.reading import LARGEST, read_sheets

ROWS = [["序号", "被建议单位"], ["1", "县水利局"]]
TEXT = "序号,被建议单位\n1,县水利局\n"


def old_workbook() -> bytes:
    """An .xls as Excel 97 wrote it."""
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("台账")
    for row, cells in enumerate(ROWS):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def new_workbook() -> bytes:
    """An .xlsx."""
    workbook = Workbook()
    for row in ROWS:
        workbook.active.append(row)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def encrypted_new_workbook() -> bytes:
    """The container Excel puts an encrypted .xlsx in: an OLE file with a stream EncryptedPackage."""
    content = bytearray(old_workbook())
    name = "EncryptedPackage".encode("utf-16-le")
    place = content.index("Workbook".encode("utf-16-le"))
    content[place : place + 66] = name.ljust(64, b"\0") + struct.pack("<H", len(name) + 2)
    return bytes(content)


def encrypted_old_workbook() -> bytes:
    """An .xls whose stream opens with a FILEPASS record, as one with an opening password does."""
    workbook = xlwt.Workbook()
    workbook.add_sheet("台账")
    stream = workbook.get_biff_data()
    after_first = 4 + struct.unpack("<HH", stream[:4])[1]
    locked = stream[:after_first] + struct.pack("<HHHI", 0x2F, 6, 1, 0) + stream[after_first:]
    target = io.BytesIO()
    XlsDoc().save(target, locked)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("utf8.csv", TEXT.encode()),
        ("mark.csv", TEXT.encode("utf-8-sig")),
        ("gb.csv", TEXT.encode("gb18030")),
        ("wide.csv", TEXT.encode("utf-16")),
        ("tab.txt", TEXT.replace(",", "\t").encode()),
        ("semicolon.csv", TEXT.replace(",", ";").replace("\n", "\r\n").encode("gb18030")),
    ],
)
def test_a_separated_text_is_read_in_every_encoding_and_with_every_separator(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    (sheet,) = read_sheets(path)
    assert [list(row.cells) for row in sheet.rows] == ROWS
    assert [row.number for row in sheet.rows] == [1, 2]


@pytest.mark.parametrize(("name", "make"), [("旧.xls", old_workbook), ("新.xlsx", new_workbook)])
def test_both_kinds_of_workbook_give_the_same_cells(tmp_path: Path, name: str, make: Callable[[], bytes]) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    (sheet,) = read_sheets(path)
    assert [list(row.cells) for row in sheet.rows] == ROWS


def test_an_old_workbook_named_as_a_new_one_is_read_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(old_workbook())
    assert read_sheets(path)[0].name == "台账"


def test_a_quoted_line_break_does_not_begin_a_new_row(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text('序号,主要问题\n1,"第一\n第二"\n2,无\n', encoding="utf-8")
    rows = read_sheets(path)[0].rows
    assert [row.number for row in rows] == [1, 2, 3]
    assert rows[1].cells == ("1", "第一\n第二")


def test_rows_keep_their_own_numbers_below_empty_first_rows(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active["B4"] = 1.0
    workbook.active["C4"] = date(2020, 3, 20)
    workbook.save(tmp_path / "台账.xlsx")
    row = read_sheets(tmp_path / "台账.xlsx")[0].rows[3]
    assert row.number == 4
    assert row.cells[1:] == (1, date(2020, 3, 20))


@pytest.mark.parametrize("shown_as", ['yyyy"年"m"月"', "yyyy-mm", "[$-804]yyyy年m月;@", "mmm-yy"])
def test_a_date_excel_shows_only_as_a_month_stays_a_month(tmp_path: Path, shown_as: str) -> None:
    workbook = Workbook()
    workbook.active["A1"] = date(2022, 4, 1)
    workbook.active["A1"].number_format = shown_as
    workbook.active["A2"] = date(2022, 4, 1)
    workbook.save(tmp_path / "台账.xlsx")
    rows = read_sheets(tmp_path / "台账.xlsx")[0].rows
    assert rows[0].cells == (PartialDate("2022-04"),)
    assert rows[1].cells == (date(2022, 4, 1),)


def test_a_cell_merged_downwards_counts_in_every_row_that_holds_anything(tmp_path: Path) -> None:
    workbook = Workbook()
    for row in (["白水县人民检察院", "县水利局"], [None, "县教育局"], [None, None]):
        workbook.active.append(row)
    workbook.active["C3"] = "甲"
    workbook.active["C5"] = "末"
    workbook.active.merge_cells("A1:A4")
    workbook.save(tmp_path / "台账.xlsx")
    rows = read_sheets(tmp_path / "台账.xlsx")[0].rows
    assert [row.cells[0] for row in rows] == ["白水县人民检察院", "白水县人民检察院", "白水县人民检察院", "", ""]


def test_an_excel_error_is_noted_and_not_taken_for_an_empty_cell(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active["B2"] = "#N/A"
    workbook.active["B2"].data_type = "e"
    workbook.save(tmp_path / "台账.xlsx")
    assert read_sheets(tmp_path / "台账.xlsx")[0].faults == {(2, 1): "#N/A"}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("说明.pdf", b"%PDF-1.7", "是.pdf 文件，只能导入"),
        ("台账", b"x", "没有扩展名"),
        ("空.xlsx", b"", "空文件"),
        ("空.csv", b" \n", "空文件"),
        ("网页.xls", b"<html><table></table></html>", "不是 Excel 工作簿"),
        ("文本.xlsx", b"hello", "不是 Excel 工作簿"),
        ("半截.xlsx", new_workbook()[:2500], "已损坏"),
        ("半截.xls", old_workbook()[:600], "已损坏"),
        ("加密.xlsx", encrypted_new_workbook(), "设有打开密码"),
        ("加密.xls", encrypted_old_workbook(), "设有打开密码"),
        ("改名.csv", new_workbook(), "内容却是工作簿"),
        ("乱码.csv", b"\xff\x00\x81\x30\x81", "编码认不出"),
        ("引号.csv", b'a,"b\n1,2', "引号或分隔符不成对"),
        ("二进制.csv", b"a,b\x00c\n", "不是文本文件"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DomainError, match=said) as refusal:
        read_sheets(path)
    assert name in str(refusal.value)
    assert str(refusal.value).endswith("。")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DomainError, match="找不到文件"):
        read_sheets(tmp_path / "没有.xlsx")
    with pytest.raises(DomainError, match="不是文件"):
        read_sheets(tmp_path)


def test_an_eighty_megabyte_file_is_refused_before_it_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "大.xlsx"
    with path.open("wb") as file:
        file.truncate(80 * 1024 * 1024)  # sparse: takes no room on the disk
    assert path.stat().st_size > LARGEST
    with pytest.raises(DomainError, match="有 80 MB，超过 50 MB 的上限"):
        read_sheets(path)
