"""Ledger files into sheets of cells: .xlsx and .xls through calamine, .csv in UTF-8 or GB18030."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.models.dates import PartialDate
from app.services.foundation.errors import DomainError
from app.services.importing.old_workbooks import refuse_entangled
from app.services.importing.separated_text import read_separated_text
from app.services.importing.tables import Cell, Row, Sheet
from app.services.importing.unfolding import BROKEN, refuse_bomb
from app.services.importing.workbook_marks import Marks, read_marks

WORKBOOKS = (".xlsx", ".xlsm", ".xls")
TEXTS = (".csv", ".tsv", ".txt")
LARGEST = 50 * 1024 * 1024

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。"


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """All sheets of a ledger file; raises DomainError with one sentence where the file cannot be read."""
    suffix = path.suffix.lower()
    _refuse_by_name(path, suffix)
    try:
        if path.stat().st_size > LARGEST:
            size = path.stat().st_size / 1024 / 1024
            raise DomainError(
                f"《{path.name}》有 {size:.0f} MB，超过 {LARGEST // 1024 // 1024} MB 的上限，没有读取。"
                "请删去图片和无关的工作表，或分成几个文件导入。"
            )
        content = path.read_bytes()
    except OSError as error:
        raise DomainError(
            f"读不了《{path.name}》：{error.strerror or error}。请关闭正在使用它的程序、确认有读取权限后重试。"
        ) from error
    if not content.strip():
        raise DomainError(f"《{path.name}》是空文件，没有可以导入的内容。请检查是否选错了文件。")
    if suffix in TEXTS:
        return _text_sheets(path, content)
    return _workbook_sheets(path, content)


def _refuse_by_name(path: Path, suffix: str) -> None:
    if not path.exists():
        raise DomainError(f"找不到文件“{path}”。请检查路径和文件名。")
    if not path.is_file():
        raise DomainError(f"“{path}”不是文件。请选择 .xlsx、.xls 或 .csv 文件。")
    if suffix not in WORKBOOKS + TEXTS:
        kind = f"{suffix} 文件" if suffix else "没有扩展名的文件"
        raise DomainError(f"《{path.name}》是{kind}，只能导入 .xlsx、.xls 和 .csv。{_SAVE_AS}")


def _text_sheets(path: Path, content: bytes) -> tuple[Sheet, ...]:
    if content.startswith((_ZIP, _OLE)):
        raise DomainError(
            f"《{path.name}》的扩展名是 {path.suffix}，内容却是工作簿。请把扩展名改回 .xlsx 或 .xls 再导入。"
        )
    return (Sheet(path.stem, read_separated_text(path.name, content)),)


def _workbook_sheets(path: Path, content: bytes) -> tuple[Sheet, ...]:
    if content.startswith(_OLE) and _ENCRYPTED_STREAM in content:
        raise _password_protected(path)
    if not content.startswith((_ZIP, _OLE)):
        raise DomainError(
            f"《{path.name}》的内容不是 Excel 工作簿（可能是网页或文本改了扩展名，也可能已损坏）。{_SAVE_AS}"
        )
    from python_calamine import CalamineError, PasswordError

    damaged = DomainError(
        f"《{path.name}》已损坏或不是完整的工作簿，读不出内容。请用 WPS 或 Excel 打开修复并另存，或向提供者重新索取。"
    )
    try:
        return _sheets(path, content)
    except PasswordError as error:
        raise _password_protected(path) from error
    except (CalamineError, *BROKEN) as error:
        raise damaged from error
    except BaseException as error:
        # calamine is Rust: a panic on damaged bytes arrives as PanicException, which is not an Exception
        if type(error).__name__ == "PanicException":
            raise damaged from error
        raise


def _password_protected(path: Path) -> DomainError:
    return DomainError(f"《{path.name}》设有打开密码，读不了。请用 WPS 或 Excel 打开、去掉密码并另存后再导入。")


def _sheets(path: Path, content: bytes) -> tuple[Sheet, ...]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    packed = content.startswith(_ZIP)
    if packed:
        refuse_bomb(content, path.name)
    else:
        refuse_entangled(content)
    # Told the kind by the name, calamine says which passwords it misses; guessing it from the content, it does not.
    is_named_rightly = packed == (path.suffix.lower() != ".xls")
    named, unnamed = CalamineWorkbook.from_path, CalamineWorkbook.from_filelike
    with named(path) if is_named_rightly else unnamed(io.BytesIO(content)) as workbook:
        marks = read_marks(content) if packed else {}
        return tuple(
            _sheet(
                meta.name,
                _table(workbook.get_sheet_by_name(meta.name)),
                meta.visible is not SheetVisibleEnum.Visible,
                marks.get(meta.name, Marks()),
            )
            for meta in workbook.sheets_metadata
            if meta.typ is SheetTypeEnum.WorkSheet
        )


def _table(sheet: "CalamineSheet") -> Sequence[Sequence[Cell]]:
    """All cells from the sheet's first row on; a cell merged downwards counts in each row that holds anything else."""
    table = sheet.to_python(skip_empty_area=False)
    merged = [(start, end) for start, end in sheet.merged_cell_ranges or () if start[1] == end[1] and start[0] < end[0]]
    filled = {row for row, cells in enumerate(table) if any(cell != "" for cell in cells)} if merged else set()
    for (first, column), (last, _) in merged:
        for row in filled.intersection(range(first + 1, last + 1)):
            table[row][column] = table[first][column]
    return table


def _sheet(name: str, table: Sequence[Sequence[Cell]], hidden: bool, marks: Marks) -> Sheet:
    coarse: dict[int, dict[int, int]] = {}
    for (row, column), length in marks.coarse_dates.items():
        coarse.setdefault(row, {})[column] = length
    rows = (
        Row(number, tuple(_coarse(cells, coarse[number]) if number in coarse else map(_whole, cells)))
        for number, cells in enumerate(table, 1)
    )
    return Sheet(name, tuple(rows), hidden, marks.faults)


def _whole(cell: Cell) -> Cell:
    return int(cell) if type(cell) is float and cell.is_integer() else cell


def _coarse(cells: Sequence[Cell], lengths: Mapping[int, int]) -> Iterator[Cell]:
    """Dates Excel shows only as 2022年4月, as that month: Excel put in the day, nobody wrote it."""
    for column, written in enumerate(cells):
        cell = written
        if column in lengths and type(cell) is float and 20000 < cell < 80000:
            cell = date(1899, 12, 30) + timedelta(days=int(cell))  # calamine leaves the Chinese built-in formats alone
        if column in lengths and isinstance(cell, date):
            yield PartialDate(cell.isoformat()[: lengths[column]])
        else:
            yield _whole(cell)
