"""The month on paper: the statistics form, the breakdowns and the definitions, as PDF tables and workbook sheets."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby

from app.services.documents.facts import Align, Orientation, TableColumn, TableDocument
from app.services.foundation.shares import FEWEST_FOR_PERCENT, NOTHING
from app.services.monthly_statistics.definitions import SUBJECTS
from app.services.monthly_statistics.rows import Breakdown, Figure, MonthReport
from app.services.sheets.workbooks import Value, WorkbookSheet, workbook_bytes
from app.services.statistics_tables.frame import WATERMARK, Frame
from app.services.statistics_tables.paper import sheets as table_sheets

_GROUPING = {"kind": "按类型", "stage": "按阶段", "addressee": "按被建议单位"}
_ONLY_WHEN_THERE_ARE = ("closing_undated", "start_undated", "reply_undated")
_NOT_LISTED = "日期不明的各项只在不为零时列出。"
_FEW = f"分母不足{FEWEST_FOR_PERCENT}，只列分子/分母"
_FIGURE_COLUMNS = (
    TableColumn("项目", 50),
    TableColumn("数值", 24, Align.RIGHT),
    TableColumn("分子", 18, Align.RIGHT),
    TableColumn("分母", 18, Align.RIGHT),
    TableColumn("备注", 70),
)
_MEANING_COLUMNS = (TableColumn("项目", 36), TableColumn("统计口径", 144))

_Entry = tuple[str, tuple[Value, ...]]  # the group and the cells of a row


def tables(report: MonthReport, made_at: datetime, reviews: Sequence[WorkbookSheet] = ()) -> list[TableDocument]:
    """The papers of the month: all figures one after another, signed at their end, the definitions, the tables.

    ``reviews`` are the forms of reverse review, then as many sheets of what their figures mean.
    """
    form, *breakdowns, meanings = (sheet.document for sheet in _sheets(report))
    half = len(reviews) // 2
    blocks = [each.document for each in reviews[:half]]
    figures = [form, *(replace(each, follows=True) for each in breakdowns), *blocks]
    last = figures[-1]
    frame = _frame(report, made_at)
    figures[-1] = replace(last, notes=(*last.notes, frame.trail), foot_lines=frame.foot_lines)
    others = [*reviews[half:], *table_sheets(report.tables, frame)]
    return [*figures, meanings, *(each.document for each in others)]


def workbook(report: MonthReport, made_at: datetime, reviews: Sequence[WorkbookSheet] = ()) -> bytes:
    """The same as .xlsx, with numbers that can be calculated with; the form itself is the sheet to be signed."""
    form, *others = _sheets(report)
    frame = _frame(report, made_at)
    notes = (*form.document.notes, frame.trail)
    signed = replace(form, document=replace(form.document, notes=notes, foot_lines=frame.foot_lines))
    return workbook_bytes([signed, *others, *reviews, *table_sheets(report.tables, frame)], made_at)


def _frame(report: MonthReport, made_at: datetime) -> Frame:
    return Frame(
        office=report.office,
        period=report.period_shown,
        as_of=report.as_of,
        made_at=made_at,
        is_running=report.is_running,
        is_demonstration=report.is_demonstration,
        heading=report.heading,
        closing=report.closing,
        signed=report.signed,
        audit_entries=report.audit_entries,
        audit_head=report.audit_head,
    )


def _sheets(report: MonthReport) -> list[WorkbookSheet]:
    """The form, the breakdowns, the definitions; nothing signed yet."""
    figures = [(SUBJECTS[each.subject], _figure(each)) for each in report.figures if _is_listed(each)]
    form = _sheet(report, "月度统计", "月度统计表", _FIGURE_COLUMNS, figures)
    parts = groupby(report.breakdowns, key=lambda each: (each.title.partition("（")[0], each.measures))
    breakdowns = [_breakdown_sheet(report, title, tuple(group)) for (title, _), group in parts]
    meanings = [(SUBJECTS[each.subject], (each.name, each.definition)) for each in report.figures]
    last = _sheet(report, "统计口径", "月度统计口径", _MEANING_COLUMNS, meanings)
    # The form keeps to one page: on it only the first note, the rest under the definitions.
    return [_noted(form, (*report.notes[:1], _NOT_LISTED)), *breakdowns, _noted(last, report.notes[1:])]


def _is_listed(figure: Figure) -> bool:
    return figure.n > 0 or figure.code.partition(".")[2] not in _ONLY_WHEN_THERE_ARE


def _figure(figure: Figure) -> tuple[Value, ...]:
    if figure.d is None:
        return (figure.name, figure.n, None, None, figure.remark)
    if figure.d == 0:
        return (figure.name, NOTHING, figure.n, figure.d, figure.remark)
    if figure.d >= FEWEST_FOR_PERCENT:
        return (figure.name, figure.value, figure.n, figure.d, figure.remark)
    remark = "；".join(part for part in (_FEW, figure.remark) if part)
    return (figure.name, f"{figure.n}/{figure.d}", figure.n, figure.d, remark)


def _breakdown_sheet(report: MonthReport, title: str, breakdowns: Sequence[Breakdown]) -> WorkbookSheet:
    """Breakdowns by several groupings of the same counts, one under the other, the total first."""
    heads = breakdowns[0].heads
    width = min(25.0, 135 / len(heads))
    columns = (
        TableColumn("项目", 180 - width * len(heads)),
        *(TableColumn(_head(head), width, Align.RIGHT) for head in heads),
    )
    rows: list[_Entry] = [("", ("合计", *breakdowns[0].totals))]
    for breakdown in breakdowns:
        rows += [(_GROUPING[breakdown.by], (row.group.label, *row.counts)) for row in breakdown.rows]
    return _sheet(report, title, f"{title}统计表", columns, rows)


def _head(measure: str) -> str:
    """其中 on a line of its own, so that 无法判断 stays whole in a narrow column."""
    return measure.replace("其中", "其中\n", 1) if measure.startswith("其中") else measure


def _sheet(
    report: MonthReport,
    name: str,
    title: str,
    columns: tuple[TableColumn, ...],
    entries: Sequence[_Entry],
) -> WorkbookSheet:
    rows = tuple(cells for _, cells in entries)
    document = TableDocument(
        title=f"{report.period_shown}{title}",
        columns=columns,
        rows=tuple(tuple(_text(value) for value in row) for row in rows),
        head_lines=(f"填报单位：{report.office}", f"统计期间：{report.period_shown}", f"截止时点：{_cut_off(report)}"),
        foot_lines=(),
        heading=report.heading,
        watermark=WATERMARK if report.is_demonstration else "",
        author=report.office,
        orientation=Orientation.PORTRAIT,
        groups=tuple(group for group, _ in entries),
    )
    return WorkbookSheet(name, document, rows)


def _noted(sheet: WorkbookSheet, notes: tuple[str, ...]) -> WorkbookSheet:
    return replace(sheet, document=replace(sheet.document, notes=notes))


def _cut_off(report: MonthReport) -> str:
    day = report.as_of
    return f"{day.year}年{day.month}月{day.day}日{'（本月未完）' if report.is_running else ''}"


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date | int | str):
        return str(value)
    return f"{value}%"
