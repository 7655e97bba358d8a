"""The month on paper: the statistics form, the breakdowns and the definitions, as PDF tables and workbook sheets."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby

from app.services.documents.facts import Align, Orientation, TableColumn, TableDocument
from app.services.monthly_statistics.definitions import SUBJECTS
from app.services.monthly_statistics.rows import FEWEST_FOR_PERCENT, NOTHING, Breakdown, Figure, MonthReport
from app.services.workbooks import Value, WorkbookSheet, workbook_bytes

HEADING = "内部台账统计"
WATERMARK = "演示数据 不作统计使用"
_GROUPING = {"kind": "类型", "stage": "阶段", "addressee": "单位"}
_FIGURE_COLUMNS = (
    TableColumn("类别", 22, Align.CENTRE),
    TableColumn("项目", 44),
    TableColumn("数值", 22, Align.RIGHT),
    TableColumn("分子", 16, Align.RIGHT),
    TableColumn("分母", 16, Align.RIGHT),
    TableColumn("备注", 60),
)
_MEANING_COLUMNS = (TableColumn("类别", 22, Align.CENTRE), TableColumn("项目", 38), TableColumn("统计口径", 120))


def tables(report: MonthReport, made_at: datetime) -> list[TableDocument]:
    """The papers of the month, the form to be signed first."""
    return [sheet.document for sheet in _sheets(report, made_at)]


def workbook(report: MonthReport, made_at: datetime) -> bytes:
    """The same as .xlsx, with numbers that can be calculated with."""
    return workbook_bytes(_sheets(report, made_at), made_at)


def _sheets(report: MonthReport, made_at: datetime) -> list[WorkbookSheet]:
    form = _sheet(report, "月度统计", "月度统计表", _FIGURE_COLUMNS, [_figure(each) for each in report.figures])
    parts = groupby(report.breakdowns, key=lambda each: (each.title.partition("（")[0], each.measures))
    breakdowns = [_breakdown_sheet(report, title, tuple(group)) for (title, _), group in parts]
    meanings = [(SUBJECTS[each.subject], each.name, each.definition) for each in report.figures]
    last = _sheet(report, "统计口径", "月度统计口径", _MEANING_COLUMNS, meanings)
    # The form keeps to one page: on it only the first note, the rest under the definitions.
    return [_signed(form, report, made_at), *breakdowns, _with(last, notes=report.notes[1:])]


def _figure(figure: Figure) -> tuple[Value, ...]:
    shown: Value
    if figure.d is None:
        shown = figure.n
    elif figure.d == 0:
        shown = NOTHING
    else:
        shown = figure.value if figure.d >= FEWEST_FOR_PERCENT else f"{figure.n}/{figure.d}"
    parts = (None, None) if figure.d is None else (figure.n, figure.d)
    return (SUBJECTS[figure.subject], figure.name, shown, *parts, figure.remark)


def _breakdown_sheet(report: MonthReport, title: str, breakdowns: Sequence[Breakdown]) -> WorkbookSheet:
    """Breakdowns by several groupings of the same counts, one under the other, the total first."""
    columns = (
        TableColumn("分类", 26, Align.CENTRE),
        TableColumn("项目", 42),
        *(TableColumn(head, 16, Align.RIGHT) for head in breakdowns[0].heads),
    )
    rows: list[tuple[Value, ...]] = [("合计", "", *breakdowns[0].totals)]
    for breakdown in breakdowns:
        grouping = f"按{_GROUPING[breakdown.by]}"
        rows += [(grouping, row.group.label, *row.counts) for row in breakdown.rows]
    return _sheet(report, title, f"{title}统计表", columns, rows)


def _sheet(
    report: MonthReport,
    name: str,
    title: str,
    columns: tuple[TableColumn, ...],
    cells: Iterable[tuple[Value, ...]],
) -> WorkbookSheet:
    rows = tuple(cells)
    document = TableDocument(
        title=f"{report.period_shown}{title}",
        columns=columns,
        rows=tuple(tuple(_text(value) for value in row) for row in rows),
        head_lines=(f"填报单位：{report.office}", f"统计期间：{report.period_shown}", f"截止时点：{_cut_off(report)}"),
        foot_lines=(),
        heading=HEADING,
        watermark=WATERMARK if report.is_demonstration else "",
        author=report.office,
        orientation=Orientation.PORTRAIT,
    )
    return WorkbookSheet(name, document, rows)


def _signed(sheet: WorkbookSheet, report: MonthReport, made_at: datetime) -> WorkbookSheet:
    """The form with the state of the audit trail it was counted from, and room for the signatures."""
    made = f"{made_at:%Y-%m-%d %H:%M}"
    trail = f"生成时间：{made}；审计链：共 {report.audit_entries} 条，末条校验值 {report.audit_head[:16]}。"
    return _with(sheet, notes=(*report.notes[:1], trail), foot_lines=("填表人：", "审核人：", "负责人："))


def _with(sheet: WorkbookSheet, notes: tuple[str, ...], foot_lines: tuple[str, ...] = ()) -> WorkbookSheet:
    return replace(sheet, document=replace(sheet.document, notes=notes, foot_lines=foot_lines))


def _cut_off(report: MonthReport) -> str:
    day = report.as_of
    return f"{day.year}年{day.month}月{day.day}日{'（本月未完）' if report.is_running else ''}"


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date | int | str):
        return str(value)
    return f"{value}%"
