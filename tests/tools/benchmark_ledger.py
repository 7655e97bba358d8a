"""A 检察建议台账 of any length for the benchmarks, written from the letters of a demonstration store."""

import sqlite3
from contextlib import closing
from pathlib import Path

from app.models.terms import Adoption, Rectification, ServiceMethod, SuggestionKind

HEADS = (
    "序号",
    "检察建议类型",
    "文号",
    "制发单位",
    "被建议单位",
    "发出日期",
    "送达日期",
    "送达方式",
    "主要问题",
    "建议内容",
    "回复期限",
    "回复日期",
    "采纳情况",
    "整改情况",
    "后续处理",
    "备注",
)
_WANTED = (
    "select kind, number, office_name, addressee, issued_on, received_on, service_method, problem, proposal, "
    "reply_period, replied_on, adoption, rectification_note, follow_up, remarks from suggestion order by id"
)
_LABELS = {
    0: {str(kind.value): kind.label for kind in SuggestionKind},
    6: {str(method.value): method.label for method in ServiceMethod},
    11: {str(adoption.value): adoption.label for adoption in Adoption},
}
_UNRECORDED = {Adoption.UNRECORDED.label, Rectification.UNRECORDED.label, ServiceMethod.UNSPECIFIED.label}


def write_ledger(store: Path, path: Path) -> Path:
    """Write every letter as a row; one that was never issued gets number and day."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("检察建议台账")
    sheet.append(["检察建议台账"])
    sheet.append(list(HEADS))
    with closing(sqlite3.connect(store)) as connection:
        for place, row in enumerate(connection.execute(_WANTED), start=1):
            cells = [_LABELS[column].get(cell, cell) if column in _LABELS else cell for column, cell in enumerate(row)]
            cells[1] = cells[1] or f"青检草〔2026〕{place}号"
            cells[4] = cells[4] or "2026-11-20"
            sheet.append([place, *("" if cell in _UNRECORDED else cell for cell in cells)])
    workbook.save(path)
    return path
