"""The faulty rows of an import as a workbook: as they stood in the file, each with its reasons in the last column."""

from pathlib import Path
from typing import Any

from app.services.foundation.errors import DomainError
from app.services.foundation.files import replacing
from app.services.importing.rows import ImportPlan

REASONS = "不能导入的原因"
_WIDTH, _REASONS_WIDTH = 18, 60


def write_error_workbook(plan: ImportPlan, path: Path) -> None:
    """Write an .xlsx with a sheet for each sheet of the ledger that has faulty rows; corrected, it can be imported."""
    if path.suffix.lower() != ".xlsx":
        raise DomainError(f"错误清单只能存为 .xlsx，“{path.name}”不行。请把文件名的结尾改为 .xlsx。")
    from openpyxl import Workbook

    with replacing(path) as temporary:
        workbook = Workbook(write_only=True)
        for name in dict.fromkeys(row.sheet for row in plan.faulty) or ["没有错误"]:
            _write_sheet(workbook.create_sheet(_title(name)), plan, name)
        workbook.save(temporary)


def _write_sheet(sheet: Any, plan: ImportPlan, name: str) -> None:
    header = plan.headers.get(name, ())
    sheet.freeze_panes = "A2"
    width = max([len(header), *(len(row.cells) for row in plan.faulty if row.sheet == name)])
    for place in range(width + 2):
        sheet.column_dimensions[_letter(place)].width = _REASONS_WIDTH if place == width + 1 else _WIDTH
    sheet.append([*(_written(sheet, cell) for cell in header), *[None] * (width - len(header)), "原行号", REASONS])
    reasons: dict[int, list[str]] = {}
    for error in plan.errors:
        if error.sheet == name and error.row is not None:
            reasons.setdefault(error.row, []).append(error.message)
    for row in plan.faulty:
        if row.sheet == name:
            cells = [_written(sheet, cell) for cell in row.cells]
            why = _written(sheet, "\n".join(reasons.get(row.row, ())))
            sheet.append([*cells, *[None] * (width - len(cells)), row.row, why])


def _written(sheet: Any, cell: Any) -> Any:
    """A cell as openpyxl takes it; a text that looks like a formula stays a text, signs no workbook holds go."""
    from openpyxl.cell import WriteOnlyCell

    from app.models.dates import PartialDate

    if isinstance(cell, PartialDate):
        return cell.chinese()
    if not isinstance(cell, str):
        return cell
    clean = "".join(char for char in cell if char in "\t\n" or (ord(char) >= 32 and char not in "\ufffe\uffff"))
    if not clean.startswith("="):
        return clean or None
    text = WriteOnlyCell(sheet, clean)
    text.data_type = "s"
    return text


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(place + 1))


def _title(name: str) -> str:
    """A sheet name Excel accepts: no more than 31 characters, none of []:*?/\\."""
    return "".join(char for char in name if char not in "[]:*?/\\")[:31] or "台账"
