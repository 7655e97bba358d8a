"""Forms as offices have them, made by openpyxl, and hostile files that look like forms."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet


def quarterly_form(path: Path) -> Path:
    """业务工作基本情况表: two levels of heads, merged cells, formulas, a chart, conditional formats, print set-up."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "基本情况"
    _write_heads(sheet)
    _write_rows(sheet)
    _dress(sheet)
    book.create_sheet("说明")["A1"] = "本表由案管部门填报"
    book.save(path)
    return path


def _write_heads(sheet: Worksheet) -> None:
    texts = {"A1": "业务工作基本情况统计表", "A2": "填报单位：", "D2": "统计期间："}
    texts |= {"A3": "类别", "B3": "项目", "C3": "数量", "F3": "增减", "C4": "本期", "D4": "去年同期", "E4": "本年累计"}
    texts |= {"A12": "填表人：", "C12": "审核人：", "E12": "日期："}
    for cell, text in texts.items():
        sheet[cell] = text
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("C3:E3")


def _write_rows(sheet: Worksheet) -> None:
    line = Side(style="thin", color="FF3366")
    for row, name in enumerate(("批捕人数", "不捕人数", "起诉人数", "不起诉人数"), start=5):
        sheet.cell(row, 1, "刑事")
        sheet.cell(row, 2, f"{row - 4}、{name}")
        for column in (3, 4, 5):
            sheet.cell(row, column).border = Border(left=line, top=line)
            sheet.cell(row, column).number_format = "#,##0"
        sheet.cell(row, 6, f"=C{row}-D{row}")
    sheet["B9"], sheet["C9"], sheet["B10"] = "合计", "=SUM(C5:C8)", "不捕率"
    sheet["C10"].number_format = "0.00%"


def _dress(sheet: Worksheet) -> None:
    sheet["A1"].font = Font(name="黑体", size=18, bold=True)
    sheet.column_dimensions["B"].width = 31.5
    sheet.row_dimensions[1].height = 40
    yellow = PatternFill(bgColor="FFFF00")
    sheet.conditional_formatting.add("C5:C8", CellIsRule(operator="greaterThan", formula=["100"], fill=yellow))
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows = "3:4"
    sheet.oddFooter.center.text = "第 &P 页"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=5, max_row=8))
    sheet.add_chart(chart, "H3")


def parts_of(path: Path) -> dict[str, bytes]:
    """Everything in a workbook by its name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, parts: Mapping[str, bytes]) -> Path:
    """A workbook of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    path.write_bytes(made.getvalue())
    return path
