"""The list of letters against raw sqlite3 that reads the same windows.

The raw side asks one open connection for all ids in the list's own order and for windows of 100 rows by id, the
stored columns of the list as they are: no state, lamp, timeliness or days late, no labels, no row objects.
"""

import sqlite3
from array import array
from collections.abc import Sequence

from app.models.database import Database
from app.services.lists.listing import ListQuery
from app.services.suggestions.listing import letter_listing
from tests.tools.benchmark_stores import DAY, SIZES, store_of
from tests.tools.measuring import in_turn, report

WINDOW = 100
PLACES = 20
_STORED = (
    "entry_number, number, kind, office_name, addressee, issued_on, received_on, start_is_receipt, due_on, due_source, "
    "replied_on, adoption, rectification, handler, department, problem, step, receipt, is_reply_undated, remind_on"
)


class Raw:
    """The bare reading."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """``connection`` stays open."""
        self._connection = connection

    def ids(self) -> "array[int]":
        """All ids, what the list shows first coming first."""
        found = self._connection.execute("select id from suggestion order by issued_on desc, id desc")
        return array("q", [key for (key,) in found])

    def rows(self, ids: Sequence[int]) -> list[tuple[object, ...]]:
        """One window."""
        marks = ",".join("?" * len(ids))
        wanted = f"select id, {_STORED} from suggestion where id in ({marks})"  # noqa: S608 - our own names
        found = {row[0]: row for row in self._connection.execute(wanted, list(ids))}
        return [found[key] for key in ids]


def main() -> None:
    """Opening and jumping, at each size."""
    for letters in SIZES:
        _measure(letters)


def _measure(letters: int) -> None:
    store = store_of(letters)
    listing, query = letter_listing(Database(store)), ListQuery(DAY)
    raw = Raw(sqlite3.connect(store))
    ids = listing.ids(query)
    assert ids == raw.ids()
    opening = in_turn(lambda: listing.rows(listing.ids(query)[:WINDOW], query), lambda: raw.rows(raw.ids()[:WINDOW]))
    report(f"list: open, {letters:,}", *opening, aim=3)
    windows = [ids[start : start + WINDOW] for start in _spread(len(ids))]
    jumping = in_turn(
        lambda: [listing.rows(window, query) for window in windows], lambda: [raw.rows(window) for window in windows]
    )
    report(f"list: jump to {PLACES} places, {letters:,}", *jumping, aim=3)


def _spread(length: int) -> list[int]:
    """Places all over the list, far from each other in turn."""
    step = (length - WINDOW) // PLACES
    return [(place * 7 % PLACES) * step for place in range(PLACES)]
