"""What the audit trail costs: writing with it against the same rows written without, and proving a million entries.

A write is committed as durably on both sides. The trail is made of a demonstration's own entries, chained anew; the
limit reads the same columns by the standard library alone and hashes as many bytes, one hash for each entry.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import count, cycle, islice
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.models.actor import Actor
from app.models.audit import GENESIS, HASHED, chain_hash
from app.models.database import Database
from app.models.suggestion import Suggestion
from app.open_desk import OpenDesk
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.store.audit_chain import verify_chain
from app.services.suggestions.intentions import AMEND
from tests.tools.benchmark_stores import FOLDER, MOMENT, copy_of, store_of
from tests.tools.measuring import all_in_turn, in_turn, report

LETTERS, ENTRIES, AT_ONCE, ROWS = 10_000, 1_000_000, 5000, 2000
ACTOR = Actor("测量")
COLUMNS = (*HASHED, "previous", "hash")
_CHANGE = "update suggestion set remarks = ?, version = version + 1 where id = ?"
_READ = f"select {', '.join(COLUMNS)} from audit_entry order by seq"  # noqa: S608 - names of our own columns
_APPEND = f"insert into audit_entry ({', '.join(COLUMNS)}) values ({', '.join('?' * len(COLUMNS))})"  # noqa: S608


def main() -> None:
    """Single writes, a bulk write, the proof."""
    path = copy_of(store_of(LETTERS), "audit.jdt")
    desk = OpenDesk(Database(path), FixedClock(MOMENT), Resources.shipped())
    raw = _connected(path)
    numbers = count()
    words = (f"第{number}次" for number in numbers)
    _single(desk, raw, words)
    _bulk(desk._database, raw)
    raw.close()
    desk.close()
    _proof(trail_of(path, ENTRIES))


def _single(desk: OpenDesk, raw: sqlite3.Connection, words: Iterator[str]) -> None:
    database, service = desk._database, desk.suggestions
    letter = next(iter(raw.execute("select id from suggestion where number is null limit 1")))[0]

    def bare() -> None:
        raw.execute("begin immediate")
        raw.execute(_CHANGE, (next(words), letter))
        raw.execute("commit")

    def unit() -> None:
        with database.write(ACTOR, AMEND, MOMENT) as opened:
            opened.session.get_one(Suggestion, letter).remarks = next(words)

    def named() -> None:
        card = service.card(letter)
        service.amend(ACTOR, letter, card.version, replace(card.draft, remarks=next(words)))

    report("audit: a field changed in a unit (the same row by raw sqlite3, no trail)", *in_turn(unit, bare, 41), aim=4)
    report("audit: a letter amended by its service (the same row, no trail)", *in_turn(named, bare, 41), aim=20)


def _bulk(database: Database, raw: sqlite3.Connection) -> None:
    """Rows of letters as an import lays them."""
    with database.read() as session:
        letter = session.scalars(select(Suggestion).limit(1)).one()
    values = {column.key: getattr(letter, column.key) for column in Suggestion.__table__.columns}
    names = [name for _, name, *_ in raw.execute("pragma table_info(suggestion)")]
    stored = raw.execute(f"select {', '.join(names)} from suggestion where id = ?", (letter.id,)).fetchone()  # noqa: S608
    template = dict(zip(names, stored, strict=True))
    free = count(raw.execute("select max(id) from suggestion").fetchone()[0] + 1)
    insert = f"insert into suggestion ({', '.join(names)}) values ({', '.join('?' * len(names))})"  # noqa: S608

    def rows(of: dict[str, Any]) -> list[dict[str, Any]]:
        return [of | {"id": each, "entry_number": f"测{each}", "number": None} for each in islice(free, ROWS)]

    def bare() -> None:
        raw.execute("begin immediate")
        raw.executemany(insert, [tuple(row.values()) for row in rows(template)])
        raw.execute("commit")

    def ours() -> None:
        with database.write(ACTOR, AMEND, MOMENT) as unit:
            unit.insert_many(Suggestion, rows(values))

    report(f"audit: {ROWS:,} rows laid in one act (the same rows, no trail)", *in_turn(ours, bare, 5), aim=4)


def _proof(path: Path) -> None:
    database = Database(path)

    def ours(_round: int) -> None:
        with database.read() as session:
            verdict = verify_chain(session)
        assert (verdict.entries, verdict.first_broken) == (ENTRIES, None)

    def bare(_round: int) -> None:
        with closing(sqlite3.connect(path)) as connection:
            for row in connection.execute(_READ):
                hashlib.sha256("\n".join(map(str, row)).encode()).hexdigest()

    proved, hashed = all_in_turn([ours, bare], rounds=1)
    report(
        f"audit: {ENTRIES:,} entries proved, CPU (read and hashed by the standard library)", proved.cpu, hashed.cpu, 3
    )
    database.close()


def trail_of(store: Path, entries: int) -> Path:
    """A store with that many entries: those of a demonstration again and again, chained."""
    path = FOLDER / f"trail-{entries}.jdt"
    if not path.exists():
        growing = copy_of(store, "trail-growing.jdt")
        with closing(sqlite3.connect(growing)) as connection:
            _chain(connection, entries)
        growing.rename(path)
    return path


def _chain(connection: sqlite3.Connection, entries: int) -> None:
    told = connection.execute(_READ).fetchmany(20_000)
    connection.execute("drop trigger audit_entry_no_delete")
    connection.execute("delete from audit_entry")
    head = GENESIS
    rows = []
    for seq, entry in enumerate(islice(cycle(told), entries), start=1):
        hashed = (seq, seq, *entry[2 : len(HASHED)])
        previous, head = head, chain_hash(head, hashed)
        rows.append((*hashed, previous, head))
        if len(rows) == AT_ONCE:
            connection.executemany(_APPEND, rows)
            rows.clear()
    connection.executemany(_APPEND, rows)
    connection.commit()


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    return connection


if __name__ == "__main__":
    main()
