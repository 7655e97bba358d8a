"""The words beside the lamp of a result; the only place they come from. Stays light."""

from collections.abc import Mapping
from datetime import date

from app.models.review_terms import ResultState
from app.models.terms import Lamp, Side
from app.services.lists.lamp_words import Watched, lamp_words
from app.services.lists.listing import Cell

_WAITING = frozenset({ResultState.AWAITING_FEEDBACK, ResultState.UNSETTLED})


def result_words(state: ResultState, lamp: Lamp, watched: Watched, as_of: date) -> str:
    """How long is left or how late it is, while something runs; else the state."""
    if state in _WAITING and watched.due_on is not None:
        return lamp_words(lamp, watched, as_of)
    return state.label


def words_of_cells(cells: Mapping[str, Cell], as_of: date) -> str:
    """The same from the cells of a row of the list, by the keys of its columns."""
    state, lamp = ResultState.labelled(str(cells["state"])), Lamp.labelled(str(cells["lamp"]))
    side = Side.labelled(str(cells["side"]))
    if not isinstance(state, ResultState) or not isinstance(lamp, Lamp):
        return str(cells["state"] or "")
    due_on, late_after = _day(cells["running_on"]), _day(cells["overdue_after"])
    watched = Watched(due_on, late_after, side if isinstance(side, Side) else Side.OUTSIDE)
    return result_words(state, lamp, watched, as_of)


def _day(cell: Cell) -> date | None:
    return date.fromisoformat(str(cell)) if cell else None
