"""Two-character search against raw FTS5 rows.

The raw side asks the same index file, by its own connection with the store attached, the same phrase, newest fifty
first, and fetches the same columns of the records found. It makes no snippets, compares no versions and does not look
whether the index is behind the store.
"""

import sqlite3
from pathlib import Path
from typing import Any

from app.models.database import Database
from app.services.search.service import Search
from app.services.search.sources import PLACES, SOURCES
from app.services.search.words import question
from app.services.store.places import index_of
from tests.tools.benchmark_stores import SIZES, store_of
from tests.tools.measuring import in_turn, note, report, seconds_of

WORDS = ("河道", "垃圾", "窨井", "文物", "养老", "耕地", "校园", "械具", "古桥", "再审", "东河", "不存")
FIRST = 50


def main() -> None:
    """Every word once, at each size."""
    for letters in SIZES:
        store = store_of(letters)
        search = Search(Database(store))
        if not index_of(store).exists():
            note(f"index of {letters:,} letters and their matters: {seconds_of(search.rebuild):.1f} s")
        search.find("预热")
        raw = _opened(store)
        _compare(search, raw, letters)
        search.close()


def _compare(search: Search, raw: sqlite3.Connection, letters: int) -> None:
    for word in WORDS:
        assert [hit.id for hit in search.find(word)] == [record[2] for record in _raw(raw, word)]
    taken = in_turn(lambda: [search.find(word) for word in WORDS], lambda: [_raw(raw, word) for word in WORDS])
    report(f"search: {len(WORDS)} words of two characters, {letters:,}", *taken, aim=1.5)


def _opened(store: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(index_of(store))
    connection.execute("ATTACH ? AS store", (str(store),))
    return connection


def _raw(connection: sqlite3.Connection, word: str) -> list[Any]:
    found = connection.execute(
        "select rowid from words where words match ? order by rowid desc limit ?", (question(word), FIRST)
    )
    rows = [row for (row,) in found]
    records: dict[int, Any] = {}
    for source in SOURCES:
        ids = [row // PLACES for row in rows if row % PLACES == source.place]
        if ids:
            query = f"{source.query}({','.join('?' * len(ids))})"
            records |= {record[0] * PLACES + source.place: record for record in connection.execute(query, ids)}
    return [records[row] for row in rows]
