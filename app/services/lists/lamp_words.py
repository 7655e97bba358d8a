"""The words beside a lamp, so that colour and shape never stand alone; the only place they come from. Stays light."""

from dataclasses import dataclass
from datetime import date

from app.models.letter_terms import RectificationLight
from app.models.terms import Certainty, Lamp, Side
from app.services.lists.listing import Cell, Column, ListQuery, Row

# The shape of the lamp of rectification; its words are the light's own. None: there is nothing to be seen yet.
LIGHTS: dict[RectificationLight, Lamp | None] = {
    RectificationLight.NOT_YET: None,
    RectificationLight.AWAITED: Lamp.NEAR,
    RectificationLight.UNRECORDED: Lamp.UNKNOWN,
    RectificationLight.STATED: Lamp.UNKNOWN,
    RectificationLight.IN_PROGRESS: Lamp.NORMAL,
    RectificationLight.INCOMPLETE: Lamp.OVERDUE,
    RectificationLight.PAPER_ONLY: Lamp.SERIOUSLY_OVERDUE,
    RectificationLight.COMPLETE: Lamp.DONE,
}


@dataclass(frozen=True)
class Watched:
    """What a lamp goes by: the day to remind of, the day after which it is late, and whose duty it is.

    ``late_after`` is later than ``due_on`` only where the sources differ about month ends; None means the same day.
    """

    due_on: date | None
    late_after: date | None = None
    side: Side = Side.OUTSIDE
    certainty: Certainty = Certainty.VERIFIED
    without_day: str = ""  # said where there is no day at all; empty: the lamp's own name


def lamp_words(lamp: Lamp, watched: Watched, as_of: date) -> str:
    """超期3天 for our own duties, 逾期3天 for others, 严重逾期40天, 今日到期, 剩3天.

    What is not verified says so and only reminds. Days late are counted from the day after which it is late, as in
    the records themselves and in statistics.
    """
    if lamp in {Lamp.DONE, Lamp.PAUSED}:
        return lamp.label
    if watched.due_on is None:
        return watched.without_day or lamp.label
    left = (watched.due_on - as_of).days
    if watched.certainty is not Certainty.VERIFIED:
        passed = f"已过{-left}天" if left < 0 else _ahead(left)
        return f"{passed}（依据{watched.certainty.label}，仅提醒）"
    late = "超期" if watched.side is Side.OWN else "逾期"
    late_after = watched.late_after or watched.due_on
    if lamp in {Lamp.OVERDUE, Lamp.SERIOUSLY_OVERDUE}:
        grave = "严重" if lamp is Lamp.SERIOUSLY_OVERDUE else ""
        return f"{grave}{late}{(as_of - late_after).days}天"
    return f"到期，{late_after}后才算{late}" if left < 0 else _ahead(left)


def words_of(row: Row, columns: tuple[Column, ...], query: ListQuery | None, without_day: str = "") -> str:
    """The same from a list's row with ``lamp``, ``due_on`` and ``overdue_after``; ``side`` and ``certainty`` if any."""
    cells = {column.key: cell for column, cell in zip(columns, row.cells, strict=True)}
    lamp = Lamp.labelled(str(cells["lamp"]))
    if query is None or not isinstance(lamp, Lamp):
        return str(cells["lamp"] or "")
    side, certainty = Side.labelled(str(cells.get("side"))), Certainty.labelled(str(cells.get("certainty")))
    watched = Watched(
        due_on=_day(cells["due_on"]),
        late_after=_day(cells["overdue_after"]),
        side=side if isinstance(side, Side) else Side.OUTSIDE,
        certainty=certainty if isinstance(certainty, Certainty) else Certainty.VERIFIED,
        without_day=without_day,
    )
    return lamp_words(lamp, watched, query.as_of)


def _ahead(left: int) -> str:
    return "今日到期" if left == 0 else f"剩{left}天"


def _day(cell: Cell) -> date | None:
    return date.fromisoformat(str(cell)) if cell else None
