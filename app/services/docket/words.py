"""The words beside a deadline's lamp: 超期 for our own duties, 逾期 for others. Imports nothing heavy."""

from datetime import date

from app.models.terms import Certainty, Lamp, Side
from app.services.listing import Column, ListQuery, Row

_NO_DAY = "随办，没有到期日"


def warning_words(lamp: Lamp, due_on: date | None, side: Side, certainty: Certainty, as_of: date) -> str:
    """超期3天, 严重逾期40天, 今日到期, 剩3天; what is not verified says so and only reminds."""
    if lamp in {Lamp.DONE, Lamp.PAUSED}:
        return lamp.label
    if due_on is None:
        return _NO_DAY
    days = (due_on - as_of).days
    if certainty is not Certainty.VERIFIED:
        passed = f"已过{-days}天" if days < 0 else "今日到期" if days == 0 else f"剩{days}天"
        return f"{passed}（依据{certainty.label}，仅提醒）"
    late = "超期" if side is Side.OWN else "逾期"
    if lamp is Lamp.SERIOUSLY_OVERDUE:
        return f"严重{late}{-days}天"
    if days < 0:
        return f"{late}{-days}天" if lamp is Lamp.OVERDUE else "到期"
    return "今日到期" if days == 0 else f"剩{days}天"


def words_of(row: Row, columns: tuple[Column, ...], query: ListQuery | None) -> str:
    """The same from a row of the docket's list."""
    cells = {column.key: cell for column, cell in zip(columns, row.cells, strict=True)}
    lamp = Lamp.labelled(str(cells["lamp"]))
    side, certainty = Side.labelled(str(cells["side"])), Certainty.labelled(str(cells["certainty"]))
    if query is None or not isinstance(lamp, Lamp) or not isinstance(side, Side):
        return str(cells["lamp"] or "")
    due_on = cells["due_on"]
    day = date.fromisoformat(str(due_on)) if due_on else None
    sure = certainty if isinstance(certainty, Certainty) else Certainty.UNVERIFIED
    return warning_words(lamp, day, side, sure, query.as_of)
