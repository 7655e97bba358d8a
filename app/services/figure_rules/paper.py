"""The list of broken rules on paper and as a workbook."""

from dataclasses import dataclass
from datetime import date, datetime

from app.models.dates import PartialDate
from app.services.base_data.periods import Months
from app.services.documents.facts import Align, TableColumn, TableDocument
from app.services.figure_rules.rows import BrokenRule
from app.services.sheets.workbooks import WorkbookSheet, workbook_bytes

_COLUMNS = (
    TableColumn("序号", 10, Align.CENTRE),
    TableColumn("级别", 10, Align.CENTRE),
    TableColumn("期间", 28),
    TableColumn("部门", 26),
    TableColumn("规则", 48),
    TableColumn("哪里不成立", 88),
    TableColumn("处理办法", 58),
)
_SIGNED = ("填表人：", "审核人：", "负责人：", "日期：")


@dataclass(frozen=True)
class BrokenSheet:
    """The rules broken in a range of months, and when they were looked for."""

    unit: str
    months: Months
    as_of: date
    broken: tuple[BrokenRule, ...]
    is_demonstration: bool = False


def table_of(sheet: BrokenSheet) -> TableDocument:
    """The list as a table; without a broken rule it says so."""
    rows = tuple(tuple(str(value) for value in row) for row in _rows(sheet))
    nothing = () if rows else ("没有发现不成立的规则；没有填报的数不检查。",)
    return TableDocument(
        title="基础数据数间规则核对表",
        columns=_COLUMNS,
        rows=rows,
        head_lines=(
            f"填报单位：{sheet.unit}",
            f"统计期间：{sheet.months.shown}",
            f"截止时点：{PartialDate.of(sheet.as_of).chinese()}",
        ),
        foot_lines=_SIGNED,
        notes=(*nothing, "级别：高的应当改正，中的不改要写明理由，低的供核对。规则不成立只说明数要核对，不是评价。"),
        heading="内部台账统计",
        watermark="演示数据 不作统计使用" if sheet.is_demonstration else "",
        author=sheet.unit,
    )


def workbook_of(sheet: BrokenSheet, made_at: datetime) -> bytes:
    """The same as .xlsx."""
    return workbook_bytes([WorkbookSheet("数间规则核对表", table_of(sheet), tuple(_rows(sheet)))], made_at)


def _rows(sheet: BrokenSheet) -> list[tuple[str | int, ...]]:
    return [
        (
            place,
            each.priority.label,
            Months(each.first, each.last).shown,
            each.department or "全院",
            each.name,
            each.sentence,
            each.remedy,
        )
        for place, each in enumerate(sheet.broken, start=1)
    ]
