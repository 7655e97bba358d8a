"""The quarterly table on paper and as a workbook: counts are numbers, rates and changes are worked out from them."""

from dataclasses import replace
from datetime import datetime

from app.models.dates import PartialDate
from app.models.terms import Certainty
from app.services.documents.facts import Align, TableColumn, TableDocument
from app.services.foundation.shares import FEWEST_FOR_PERCENT, NOTHING
from app.services.quarterly_table.rows import Amount, Amounts, QuarterLine, QuarterlyTable, When
from app.services.sheets.workbooks import Formula, Value, WorkbookSheet, workbook_bytes

TITLE = "检察机关业务工作基本情况"
SIGNED = ("填表人：", "审核人：", "负责人：", "日期：")
_SIDES = ("件", "人")
_PERCENT, _POINTS, _DIFFERENCE = '0.00"%"', '+0.00"个百分点";-0.00"个百分点";0.00"个百分点"', "+0;-0;0"
_COLUMNS = (
    TableColumn("项目", 48),
    *(
        TableColumn(f"{side}\n{title}", 20, Align.RIGHT)
        for side in _SIDES
        for title in ("本期", "同期", "增减", "累计")
    ),
    TableColumn("备注", 66),
)
_PART = "其中："  # before a part of the line above: blanks at the beginning of a cell do not print


def table_of(table: QuarterlyTable) -> TableDocument:
    """The table as it prints: head, lines by section, foot to be signed."""
    rows = tuple(_texts(line) for line in table.lines)
    return replace(_frame(table), rows=rows, groups=tuple(line.section for line in table.lines))


def workbook_of(table: QuarterlyTable, made_at: datetime) -> bytes:
    """The same as .xlsx; the rates of a second sheet are formulas over their n and d."""
    document = table_of(table)
    main = WorkbookSheet("业务工作基本情况", document, tuple(_cells(line) for line in table.lines))
    return workbook_bytes([main, _rates(table)], made_at)


def _frame(table: QuarterlyTable) -> TableDocument:
    running = "（本季未完，只计已有的月份）" if table.is_running else ""
    return TableDocument(
        title=TITLE,
        columns=_COLUMNS,
        rows=(),
        head_lines=(
            f"填报单位：{table.unit}",
            f"统计期间：{table.title}（{table.months.shown}）{running}",
            f"截止时点：{PartialDate.of(table.as_of).chinese()}",
        ),
        foot_lines=SIGNED,
        notes=_notes(table),
        heading="内部台账统计",
        watermark="演示数据 不作统计使用" if table.is_demonstration else "",
        author=table.unit,
        row_height=6.2,
    )


def _notes(table: QuarterlyTable) -> tuple[str, ...]:
    unsure = dict.fromkeys(line.section for line in table.lines if line.certainty is not Certainty.VERIFIED)
    return (
        f"同期为{table.before.shown}，累计为{table.so_far.shown}。"
        f"率写分子/分母，分母不到 {FEWEST_FOR_PERCENT} 的只写分子/分母；“{NOTHING}”是缺数或者分母为0，备注写明缺什么。",
        *((f"行的口径部分核实，用前请案管核对：{'；'.join(unsure)}。",) if unsure else ()),
    )


def _texts(line: QuarterLine) -> tuple[str, ...]:
    sides = (_broken(text) for side in (line.cases, line.people) for text in _side_texts(side))
    return (_name(line), *sides, line.reason)


def _name(line: QuarterLine) -> str:
    return f"{_PART if line.level else ''}{line.name}"


def _side_texts(side: Amounts | None) -> tuple[str, ...]:
    if side is None:
        return ("", "", "", "")
    return side.now.shown, side.before.shown, side.change_shown, side.so_far.shown


def _broken(text: str) -> str:
    """A rate's counts on a line of their own: the columns are narrow."""
    return text.replace("（", "\n（").replace("个百分点", "\n个百分点")


def _cells(line: QuarterLine) -> tuple[Value, ...]:
    cells: list[Value] = [_name(line)]
    for side, letters in ((line.cases, "BC"), (line.people, "FG")):
        cells += _side_cells(side, *letters)
    return (*cells, line.reason)


def _side_cells(side: Amounts | None, now: str, before: str) -> tuple[Value, ...]:
    if side is None:
        return ("", "", "", "")
    if side.now.is_rate:
        return tuple(text.replace("（", "\n（") for text in _side_texts(side))
    change: Value = NOTHING
    if side.now.is_known and side.before.is_known:
        change = Formula(f"={now}{{row}}-{before}{{row}}", _DIFFERENCE)
    return _count(side.now), _count(side.before), change, _count(side.so_far)


def _count(amount: Amount) -> Value:
    return NOTHING if amount.n is None else amount.n


_RATE_COLUMNS = (
    TableColumn("指标", 70),
    TableColumn("单位", 14, Align.CENTRE),
    *(TableColumn(f"{when.value}\n{part}", 22, Align.RIGHT) for when in When for part in ("分子", "分母", "率")),
    TableColumn("增减", 28, Align.RIGHT),
)


def _rates(table: QuarterlyTable) -> WorkbookSheet:
    rates = [
        (line, unit, side)
        for line in table.lines
        for unit, side in zip(_SIDES, (line.cases, line.people), strict=True)
        if side is not None and side.now.is_rate
    ]
    cells = tuple(_rate_cells(*each) for each in rates)
    document = replace(
        _frame(table),
        title=f"{TITLE}（率）",
        columns=_RATE_COLUMNS,
        rows=tuple(tuple("" for _ in row) for row in cells),
        groups=tuple(line.section for line, _unit, _side in rates),
    )
    return WorkbookSheet("率", document, cells)


def _rate_cells(line: QuarterLine, unit: str, side: Amounts) -> tuple[Value, ...]:
    cells: list[Value] = [_name(line), unit]
    for when, (n, d) in zip(When, (("C", "D"), ("F", "G"), ("I", "J")), strict=True):
        amount = side.of(when)
        known = amount.n is not None and amount.d is not None
        cells += [_or_nothing(amount.n), _or_nothing(amount.d), _rate(n, d) if known else NOTHING]
    both = side.now.is_known and side.before.is_known
    return (*cells, _points() if both else NOTHING)


def _or_nothing(count: int | None) -> Value:
    return NOTHING if count is None else count


def _rate(n: str, d: str) -> Formula:
    few = f'{n}{{row}}&"/"&{d}{{row}}'
    rate = f"ROUND({n}{{row}}/{d}{{row}}*100,2)"
    return Formula(f'=IF({d}{{row}}=0,"{NOTHING}",IF({d}{{row}}<{FEWEST_FOR_PERCENT},{few},{rate}))', _PERCENT)


def _points() -> Formula:
    few = f"OR(D{{row}}<{FEWEST_FOR_PERCENT},G{{row}}<{FEWEST_FOR_PERCENT})"
    return Formula(f'=IF({few},"{NOTHING}",ROUND(C{{row}}/D{{row}}*100,2)-ROUND(F{{row}}/G{{row}}*100,2))', _POINTS)
