"""The words beside a deadline's lamp: 超期 for our own duties, 逾期 for others. Imports nothing heavy."""

from dataclasses import dataclass
from datetime import date

from app.models.terms import Certainty, Lamp, Side
from app.services.lists.listing import Cell, Column, ListQuery, Row

_NO_DAY = "随办，没有到期日"


@dataclass(frozen=True)
class Days:
    """The day to remind of, and the day after which it is late (later where the sources differ about month ends)."""

    due_on: date | None
    late_after: date | None


def warning_words(lamp: Lamp, days: Days, side: Side, certainty: Certainty, as_of: date) -> str:
    """超期3天, 严重逾期40天, 今日到期, 剩3天; what is not verified says so and only reminds."""
    if lamp in {Lamp.DONE, Lamp.PAUSED}:
        return lamp.label
    if days.due_on is None:
        return _NO_DAY
    left = (days.due_on - as_of).days
    if certainty is not Certainty.VERIFIED:
        passed = f"已过{-left}天" if left < 0 else "今日到期" if left == 0 else f"剩{left}天"
        return f"{passed}（依据{certainty.label}，仅提醒）"
    if lamp in {Lamp.OVERDUE, Lamp.SERIOUSLY_OVERDUE}:
        late = "超期" if side is Side.OWN else "逾期"
        grave = "严重" if lamp is Lamp.SERIOUSLY_OVERDUE else ""
        return f"{grave}{late}{(as_of - (days.late_after or days.due_on)).days}天"
    if left < 0:
        return f"到期，{days.late_after}后才算逾期"
    return "今日到期" if left == 0 else f"剩{left}天"


def words_of(row: Row, columns: tuple[Column, ...], query: ListQuery | None) -> str:
    """The same from a row of the docket's list."""
    cells = {column.key: cell for column, cell in zip(columns, row.cells, strict=True)}
    lamp = Lamp.labelled(str(cells["lamp"]))
    side, certainty = Side.labelled(str(cells["side"])), Certainty.labelled(str(cells["certainty"]))
    if query is None or not isinstance(lamp, Lamp) or not isinstance(side, Side):
        return str(cells["lamp"] or "")
    days = Days(_day(cells["due_on"]), _day(cells["overdue_after"]))
    sure = certainty if isinstance(certainty, Certainty) else Certainty.UNVERIFIED
    return warning_words(lamp, days, side, sure, query.as_of)


def _day(cell: Cell) -> date | None:
    return date.fromisoformat(str(cell)) if cell else None
