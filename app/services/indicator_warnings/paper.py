"""The list of warnings on paper and as a workbook, in the order it has on screen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from app.models.dates import PartialDate
from app.services.documents.facts import Align, TableColumn, TableDocument
from app.services.documents.service import Documents
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.files import write_file
from app.services.indicator_warnings.rows import WarningQuery, WarningRow
from app.services.office.offices import Offices
from app.services.sheets.workbooks import Value, WorkbookSheet, workbook_bytes

TITLE = "数据警戒与核查清单"
_COLUMNS = (
    TableColumn("序号", 9, Align.CENTRE),
    TableColumn("月份", 16, Align.CENTRE),
    TableColumn("种类", 26),
    TableColumn("指标、项目\n或规则", 34),
    TableColumn("部门", 20),
    TableColumn("提示内容", 82),
    TableColumn("状态", 20),
    TableColumn("核查情况", 40),
    TableColumn("结论", 40),
)
_SIGNED = ("填表人：", "审核人：", "负责人：", "日期：")
_NOTES = (
    "提示只说明数据需要核对，不是评价，不参与排名和考核；警戒范围由本院自己设定，不是目标。",
    "按月份和指标库的顺序排列，不按大小排列。",
)


@dataclass(frozen=True)
class WarningPaper:
    """Makes the sheet of a query; ``rows`` reads it."""

    rows: Callable[[WarningQuery], tuple[WarningRow, ...]]
    clock: Clock
    documents: Documents
    offices: Offices

    def draw(self, query: WarningQuery) -> tuple[bytes, int]:
        """The warnings of a query as PDF, and how many there are."""
        found = self.rows(query)
        return self.documents.table(self._table(query, found)), len(found)

    def write(self, query: WarningQuery, path: Path) -> int:
        """Write the warnings of a query as .pdf or .xlsx; returns how many. Raises DomainError, FileNotWritten."""
        suffix = path.suffix.lower()
        if suffix not in {".pdf", ".xlsx"}:
            raise DomainError(f"“{path.name}”的类型不能写出。清单可以存为 .pdf 或 .xlsx，请改用其中一种文件名。")
        found = self.rows(query)
        table = self._table(query, found)
        if suffix == ".pdf":
            write_file(path, self.documents.table(table))
        else:
            sheet = WorkbookSheet("警戒与核查", replace(table, rows=()), tuple(map(tuple, _cells(found))))
            write_file(path, workbook_bytes([sheet], self.clock.now()))
        return len(found)

    def _table(self, query: WarningQuery, found: tuple[WarningRow, ...]) -> TableDocument:
        office = self.offices.office()
        return TableDocument(
            title=TITLE,
            columns=_COLUMNS,
            rows=tuple(tuple(str(value) for value in row) for row in _cells(found)),
            head_lines=(
                f"填报单位：{office.name}",
                f"范围：{query.shown}，共 {len(found)} 项",
                f"截止日期：{PartialDate.of(self.clock.today()).chinese()}",
            ),
            foot_lines=_SIGNED,
            notes=_NOTES,
            heading="内部台账统计",
            watermark=self.documents.library.commons.demonstration_mark if office.is_demonstration else "",
            author=office.name,
        )


def _cells(found: tuple[WarningRow, ...]) -> list[tuple[Value, ...]]:
    return [
        (
            place,
            each.month,
            each.kind.label,
            each.name,
            each.department or "全院",
            each.sentence,
            each.state_shown,
            _signed(each.verification, each.verified_by, str(each.verified_on or "")),
            _signed(
                f"{each.outcome.label}：{each.conclusion}" if each.outcome else "",
                each.concluded_by,
                each.concluded_at[:10],
            ),
        )
        for place, each in enumerate(found, start=1)
    ]


def _signed(text: str, by: str, on: str) -> str:
    return f"{text}（{by} {on}）" if text else ""
