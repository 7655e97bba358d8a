"""Statistics tables on paper: each as a landscape A4 table and as a sheet with numbers and visible formulas."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.services.documents.facts import Align, Orientation, TableColumn, TableDocument
from app.services.foundation.shares import FEWEST_FOR_PERCENT, NOTHING
from app.services.sheets.workbooks import Formula, Value, WorkbookSheet, workbook_bytes
from app.services.statistics_tables.frame import Frame
from app.services.statistics_tables.rows import Cell, Column, Reach, Row, StatisticsTable

_PERCENT, _POINTS, _MEAN = '0.00"%"', "+0.00;-0.00;0.00", "0.00"
_TIME = "时间"
_CHARACTER = 3.9  # mm a character of the body takes across
_COUNT, _RATE = 10.0, 16.0  # mm, at least, of a column of figures
_EDGES = 2.2  # mm between the words of a column and its rules
_MEASURE = 267.0  # mm across a landscape A4 sheet between its margins
_NARROWEST, _WIDEST = 18.0, 66.0  # mm, of a column of words
_SHEET_NAME = 31  # characters Excel takes
_MEANING_COLUMNS = (
    TableColumn("列", 40),
    TableColumn("单位", 14, Align.CENTRE),
    TableColumn("统计口径", 126),
)
_FEW = f"分母为 0 的比率列“{NOTHING}”；分母不足 {FEWEST_FOR_PERCENT} 的只列分子/分母，不列百分比。"


def documents(tables: Iterable[StatisticsTable], frame: Frame) -> list[TableDocument]:
    """The tables one after another, each on its own pages and signed, then what their columns count."""
    return [sheet.document for sheet in sheets(tables, frame)]


def workbook(tables: Iterable[StatisticsTable], frame: Frame) -> bytes:
    """The same as .xlsx: counts are numbers, rates are worked out from the counts of their own row."""
    return workbook_bytes(sheets(tables, frame), frame.made_at)


def sheets(tables: Iterable[StatisticsTable], frame: Frame) -> list[WorkbookSheet]:
    """One sheet for each table, and a last one with what the columns count."""
    every = tuple(tables)
    return [*(_sheet(each, frame) for each in every), *_meanings(every, frame)]


def _sheet(table: StatisticsTable, frame: Frame) -> WorkbookSheet:
    has_times = any(len(row.lines) > 1 for row in table.rows)
    lines = [(row, line) for row in table.rows for line in row.lines]
    texts, cells = [], []
    for row, line in lines:
        lead = (row.title, line.reach.label) if has_times else (row.title,)
        texts.append((*lead, *(cell.shown for cell in line.cells)))
        values = (_value(table, *pair, len(lead)) for pair in zip(table.columns, line.cells, strict=True))
        cells.append((*lead, *values))
    document = replace(
        _framed(frame, table.title),
        columns=_columns(table, has_times),
        rows=tuple(texts),
        head_lines=(*frame.head_lines, *_unit_line(table)),
        foot_lines=frame.foot_lines,
        notes=(*_notes(table), frame.trail),
        joins_first=has_times,
    )
    return WorkbookSheet(sheet_name(table.title), document, tuple(cells))


def sheet_name(title: str) -> str:
    """The name of a table's sheet, without what Excel refuses in one."""
    return "".join(each for each in title if each not in "[]:*?/\\")[:_SHEET_NAME]


def _framed(frame: Frame, title: str) -> TableDocument:
    return TableDocument(
        title=f"{frame.period}{title}",
        columns=(),
        rows=(),
        head_lines=frame.head_lines,
        foot_lines=(),
        heading=frame.heading,
        watermark=frame.watermark,
        author=frame.office,
    )


def _columns(table: StatisticsTable, has_times: bool) -> tuple[TableColumn, ...]:
    """Words get the room they need; figures share what is left, so that many of them make no word wrap."""
    item = TableColumn(table.lead, _width_of_words([table.lead, *(row.title for row in table.rows)]))
    time = (TableColumn(_TIME, _width_of_words([each.label for each in _reaches(table.rows)])),) if has_times else ()
    usual = _usual_unit(table)
    every = [
        _column(column, [line.cells[place].shown for row in table.rows for line in row.lines], usual)
        for place, column in enumerate(table.columns)
    ]
    figures = sum(each.width for each in every if each.align is Align.RIGHT)
    words = sum(each.width for each in (item, *time, *every) if each.align is Align.LEFT)
    share = max(_MEASURE - words, 0.0) / figures if figures else 1.0
    return (
        *(item, *time),
        *(replace(each, width=each.width * share) if each.align is Align.RIGHT else each for each in every),
    )


def _column(column: Column, texts: Sequence[str], usual: str) -> TableColumn:
    if column.is_text:
        return TableColumn(column.title, _width_of_words([column.title, *texts]))
    is_rate = bool(column.is_rate or column.minus)
    title = f"{column.title}\n（{column.unit}）" if not is_rate and column.unit != usual else column.title
    widest = max(map(_characters, title.splitlines()), default=0.0) * _CHARACTER + _EDGES
    return TableColumn(title, max(widest, _RATE if is_rate else _COUNT), Align.RIGHT)


def _reaches(rows: Iterable[Row]) -> list[Reach]:
    return [line.reach for row in rows for line in row.lines]


def _width_of_words(texts: Iterable[str]) -> float:
    longest = max(map(_characters, texts), default=0.0)
    return min(max(longest * _CHARACTER + 3, _NARROWEST), _WIDEST)


def _characters(text: str) -> float:
    return sum(1.0 if ord(each) > 0xFF else 0.55 for each in text)


def _units(table: StatisticsTable) -> Counter[str]:
    """The units that are counted in, with the columns of each."""
    return Counter(each.unit for each in table.columns if not (each.is_text or each.is_rate or each.minus))


def _usual_unit(table: StatisticsTable) -> str:
    """The unit of more than half of the columns; it stands over the table and in no head."""
    units = _units(table)
    return next((unit for unit, columns in units.items() if 2 * columns > units.total()), "")


def _unit_line(table: StatisticsTable) -> tuple[str, ...]:
    usual = _usual_unit(table)
    others = "（另注的除外）" if len(_units(table)) > 1 else ""
    return (f"计量单位：{usual}{others}",) if usual else ()


def _notes(table: StatisticsTable) -> tuple[str, ...]:
    is_told = any("分母为" in each for each in table.notes)
    few = (_FEW,) if any(each.is_rate for each in table.columns) and not is_told else ()
    source = (f"依据：{table.source}",) if table.source else ()
    return (*few, *table.notes, *source)


def _value(table: StatisticsTable, column: Column, cell: Cell, lead: int) -> Value:
    """The number itself, what works it out from its own row, or words."""
    if cell.text:
        return cell.text
    if column.minus:
        n, minus = (_letter(table, key, lead) for key in (column.n, column.minus))
        return Formula(f'=IF(COUNT({n}{{row}},{minus}{{row}})<2,"{NOTHING}",{n}{{row}}-{minus}{{row}})', _POINTS)
    if column.is_rate:
        n, d = (_letter(table, key, lead) for key in (column.n, column.d))
        return _rate(n, d, column.is_mean)
    return NOTHING if cell.n is None else cell.n


def _rate(n: str, d: str, is_mean: bool) -> Formula:
    """As on paper: a dash where a count is missing or the denominator is 0, few cases as counts, else the rate."""
    few, times = f'{n}{{row}}&"/"&{d}{{row}}', "" if is_mean else "*100"
    share = f"ROUND({n}{{row}}/{d}{{row}}{times},2)"
    counted = f'IF(COUNT({n}{{row}},{d}{{row}})<2,"{NOTHING}",IF({d}{{row}}=0,"{NOTHING}",'
    text = f'=IFERROR({counted}IF({d}{{row}}<{FEWEST_FOR_PERCENT},{few},{share}))),"{NOTHING}")'
    return Formula(text, _MEAN if is_mean else _PERCENT)


def _letter(table: StatisticsTable, key: str, lead: int) -> str:
    from openpyxl.utils import get_column_letter

    keys = [column.key for column in table.columns]
    return str(get_column_letter(lead + keys.index(key) + 1))


def _meanings(tables: Sequence[StatisticsTable], frame: Frame) -> list[WorkbookSheet]:
    """What each column counts, in words; nothing where no table says it."""
    told = [(table.title, column) for table in tables for column in table.columns if column.definition]
    if not told:
        return []
    rows = tuple(("".join(column.title.split()), column.unit, _meaning(column)) for _, column in told)
    document = replace(
        _framed(frame, "统计表口径"),
        columns=_MEANING_COLUMNS,
        rows=rows,
        groups=tuple(title for title, _ in told),
        orientation=Orientation.PORTRAIT,
    )
    return [WorkbookSheet("统计表口径", document, rows)]


def _meaning(column: Column) -> str:
    """What it counts, whether of the period or of a cohort, and where that comes from."""
    basis = f"（{column.basis}口径）" if column.basis else ""
    source = f"依据：{column.source}" if column.source else ""
    return f"{column.definition}{basis}{source}"
