"""What the grid of base data says of its cells and months."""

from collections.abc import Sequence

from app.services.base_data.rows import DepartmentMonth
from app.services.base_data.year_grid import MONTHS, QUARTERS, Cell
from app.services.figure_rules.rows import BrokenRule

BROKEN = "▲"  # before the number of a cell whose rule does not hold
TOGETHER = "\u2060"  # no line ends here
_WHOLE, _PART, _NONE = "●", "◐", "○"


def head_of(place: int, columns: int) -> str:
    """The head of a column; periods count from 0, what stands before them is negative."""
    if place < 0:
        return ("项目", "单位")[place + 2]
    if place == columns:
        return "全年"
    return f"{place + 1}月" if columns == MONTHS else f"{'一二三四'[place]}季度"


def completeness_mark(given: Sequence[DepartmentMonth]) -> str:
    """A disc that is full, half or empty: all departments, some, none; nothing where none is expected."""
    if not given:
        return ""
    if all(each.is_whole for each in given):
        return f" {_WHOLE}"
    return f" {_PART if any(each.given for each in given) else _NONE}"


def completeness_words(given: Sequence[DepartmentMonth]) -> str:
    """第一检察部 已填、第二检察部 未填."""
    return "、".join(each.words for each in given)


def shown_of(cell: Cell, *, is_broken: bool) -> str:
    """▲12 where a rule is broken, 12（台账10） where it is counted otherwise, 12* where there is a note."""
    if cell.count is None:
        return ""
    mark = BROKEN if is_broken else ""
    note = "*" if cell.figure is not None and cell.figure.note else ""
    if cell.differs:
        return f"{mark}{cell.count}（{'台账' if cell.span == 1 else '逐月'}{cell.counted}）{note}"
    return f"{mark}{cell.count}{note}"


def said_of(cell: Cell, broken: Sequence[BrokenRule] = ()) -> str:
    """What is to be known of a cell, in sentences."""
    said = [f"{BROKEN}{each.name}（{each.priority.label}）：{each.whole_sentence}".rstrip("。") for each in broken]
    counted = "本台账" if cell.span == 1 else "逐月合计"
    if cell.figure is not None:
        said.append(f"{cell.figure.source.label}：{cell.figure.count}")
    if cell.counted is not None:
        said.append(f"{counted}：{cell.counted}")
    if cell.differs:
        said.append(f"填报的数与{counted}不一致，请核对")
    if cell.is_outlier:
        said.append("与此前十二个月相差较大，请核对")
    if cell.figure is not None and cell.figure.note:
        said.append(f"备注：{cell.figure.note}")
    if cell.figure is not None and cell.figure.origin:
        said.append(f"出处：{cell.figure.origin}")
    return "；".join(said) or "还没有填报"


def strip_of(cell: Cell) -> str:
    """The periods before a cell, side by side."""
    known = [f"{_short(month, cell)}：{TOGETHER}{count}" for month, count in cell.known_before]
    before = "此前十二个月" if cell.span == 1 else f"此前{QUARTERS}个季度"
    return f"{before}　" + ("　".join(known) if known else "没有填报过")


def _short(month: str, cell: Cell) -> str:
    return month[2:] if cell.span == 1 else f"{month[2:4]}年{'一二三四'[int(month[5:]) // 3 - 1]}季度"
