"""The statement on paper: the form of one list and what its figures mean, as PDF tables and workbook sheets."""

from dataclasses import replace
from datetime import datetime

from app.models.dates import PartialDate
from app.models.review_terms import TriggerList
from app.models.terms import Certainty
from app.services.documents.facts import Align, Orientation, TableColumn, TableDocument
from app.services.foundation.shares import FEWEST_FOR_PERCENT, NOTHING
from app.services.review_statistics.rows import LISTS, Count, Figure, ReviewStatement
from app.services.sheets.workbooks import Formula, Value, WorkbookSheet, workbook_bytes

HEADING = "内部台账统计"
WATERMARK = "演示数据 不作统计使用"
SIGNED_BY = ("填表人：", "审核人：", "负责人：", "日期：")
_COLUMNS = (
    TableColumn("指标", 51),
    TableColumn("单位", 11, Align.CENTRE),
    TableColumn("本期\n分子", 13, Align.RIGHT),
    TableColumn("本期\n分母", 13, Align.RIGHT),
    TableColumn("本期\n数值", 18, Align.RIGHT),
    TableColumn("同期\n分子", 13, Align.RIGHT),
    TableColumn("同期\n分母", 13, Align.RIGHT),
    TableColumn("同期\n数值", 18, Align.RIGHT),
    TableColumn("增减", 20, Align.RIGHT),
    TableColumn("备注", 30),
)
_MEANING_COLUMNS = (
    TableColumn("指标", 34),
    TableColumn("计数；比率为分子、分母", 84),
    TableColumn("依据（核实程度）", 62),
)
_PERCENT, _POINTS, _DIFFERENCE = '0.00"%"', '+0.00"个百分点";-0.00"个百分点";0.00"个百分点"', "+0;-0;0"
_N, _D, _N_BEFORE, _D_BEFORE = "C", "D", "F", "G"  # the columns of the workbook that hold the counts


def tables(statement: ReviewStatement, trigger_list: TriggerList, made_at: datetime) -> list[TableDocument]:
    """The form of one list, signed at its end, then what its figures mean."""
    form, meanings = (sheet.document for sheet in sheets(statement, trigger_list))
    return [_signed(form, statement, made_at), meanings]


def workbook(statement: ReviewStatement, trigger_list: TriggerList, made_at: datetime) -> bytes:
    """The same as .xlsx: counts are numbers, rates and changes are worked out from them."""
    form, meanings = sheets(statement, trigger_list)
    return workbook_bytes([replace(form, document=_signed(form.document, statement, made_at)), meanings], made_at)


def sheets(statement: ReviewStatement, trigger_list: TriggerList) -> tuple[WorkbookSheet, WorkbookSheet]:
    """The form and the meanings, nothing signed yet."""
    figures, name = statement.of(trigger_list), LISTS[trigger_list]
    groups = tuple(figure.group for figure in figures)
    form = _document(statement, f"{name}统计表", _COLUMNS, groups)
    rows = tuple(_row_of(statement, figure) for figure in figures)
    printed = replace(form, rows=rows, notes=(*statement.notes[:1], _before_note(statement)))
    meaning_rows = tuple(_meaning_of(figure) for figure in figures)
    meant = _document(statement, f"{name}统计口径", _MEANING_COLUMNS, groups)
    cells = tuple(_cells_of(statement, figure) for figure in figures)
    return (
        WorkbookSheet(f"{name}", printed, cells),
        WorkbookSheet(
            f"{name}口径",
            replace(meant, rows=meaning_rows, notes=(*statement.notes[1:], _sources(figures))),
            meaning_rows,
        ),
    )


def _document(
    statement: ReviewStatement, title: str, columns: tuple[TableColumn, ...], groups: tuple[str, ...]
) -> TableDocument:
    running = "（本期未完）" if statement.is_running else ""
    as_of = PartialDate.of(statement.as_of).chinese()
    return TableDocument(
        title=f"{statement.title}{title}",
        columns=columns,
        rows=(),
        head_lines=(
            f"填报单位：{statement.office}",
            f"统计期间：{statement.title}",
            f"截止时点：{as_of}{running}",
        ),
        foot_lines=(),
        heading=HEADING,
        watermark=WATERMARK if statement.is_demonstration else "",
        author=statement.office,
        orientation=Orientation.PORTRAIT,
        groups=groups,
        row_height=6.2,  # the whole form of a list is to stand on two pages
    )


def _row_of(statement: ReviewStatement, figure: Figure) -> tuple[str, ...]:
    now, before = figure.now, figure.before
    return (
        figure.name,
        figure.unit,
        *(str(now.n), _text(now.d), now.shown),
        *(str(before.n), _text(before.d), before.shown),
        _broken(figure.change_shown),
        statement.remark(figure),
    )


def _cells_of(statement: ReviewStatement, figure: Figure) -> tuple[Value, ...]:
    now, before = figure.now, figure.before
    return (
        figure.name,
        figure.unit,
        *(now.n, now.d, _value(now, _N, _D)),
        *(before.n, before.d, _value(before, _N_BEFORE, _D_BEFORE)),
        _change(figure),
        statement.remark(figure),
    )


def _value(count: Count, n: str, d: str) -> Value:
    if count.d is None:
        return count.n
    few = f'{n}{{row}}&"/"&{d}{{row}}'
    rate = f"ROUND({n}{{row}}/{d}{{row}}*100,2)"
    text = f'=IF({d}{{row}}=0,"{NOTHING}",IF({d}{{row}}<{FEWEST_FOR_PERCENT},{few},{rate}))'
    return Formula(text, _PERCENT)


def _change(figure: Figure) -> Value:
    if figure.d is None:
        return Formula(f"={_N}{{row}}-{_N_BEFORE}{{row}}", _DIFFERENCE)
    few = f"OR({_D}{{row}}<{FEWEST_FOR_PERCENT},{_D_BEFORE}{{row}}<{FEWEST_FOR_PERCENT})"
    points = "ROUND({n}/{d}*100,2)"
    now, before = (points.format(n=f"{n}{{row}}", d=f"{d}{{row}}") for n, d in ((_N, _D), (_N_BEFORE, _D_BEFORE)))
    return Formula(f'=IF({few},"{NOTHING}",{now}-{before})', _POINTS)


def _meaning_of(figure: Figure) -> tuple[str, ...]:
    counted = figure.n_words + (f"分母：{figure.d_words}" if figure.d_words else "")
    return (figure.name, counted, f"{figure.basis}（{figure.certainty.label}）")


def _sources(figures: tuple[Figure, ...]) -> str:
    """Where what is partly known comes from, each source once."""
    found = dict.fromkeys(figure.source for figure in figures if figure.certainty is not Certainty.UNVERIFIED)
    return f"公开报道指：{'；'.join(found)}。"


def _signed(document: TableDocument, statement: ReviewStatement, made_at: datetime) -> TableDocument:
    return replace(document, notes=(*document.notes, _trail(statement, made_at)), foot_lines=SIGNED_BY)


def _before_note(statement: ReviewStatement) -> str:
    return (
        f"同期指{statement.before_title}。同期为0的不计算增减幅度，分母为0的列“{NOTHING}”，"
        f"分母不足{FEWEST_FOR_PERCENT}的只列分子/分母，不比较百分比。"
    )


def _trail(statement: ReviewStatement, made_at: datetime) -> str:
    """When it was made, and the state of the audit trail it was counted from."""
    made = f"{made_at:%Y-%m-%d %H:%M}"
    return f"生成时间：{made}；审计链：共 {statement.audit_entries} 条，末条校验值 {statement.audit_head[:16]}。"


def _broken(change: str) -> str:
    """A long change over two lines: the difference, then the percentage; the points, then their unit."""
    return change.replace("（", "\n（", 1).replace("个百", "\n个百", 1)


def _text(value: int | None) -> str:
    return "" if value is None else str(value)
