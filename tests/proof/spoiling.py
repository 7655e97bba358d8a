"""A store with pages of every kind, and the ways in which its bytes are spoilt."""

import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from app.models.actor import Actor
from app.models.database import Database
from tests.services.records import AT, ENTER, letter_in

PAGE, LETTERS = 4096, 120
Spoil = Callable[[bytearray], None]


def lay_many(store: Path) -> None:
    """Letters enough for interior pages, long texts for overflow pages, and free pages."""
    database = Database(store)
    with database.write(Actor("张某"), ENTER, AT) as unit:
        for number in range(1, LETTERS + 1):
            letter_in(
                unit, number, problem="漏管" * 30, facts="经查" * 4000 if number == 5 else "略", handler="某" * 90
            )
    database.close()
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        connection.execute("create table gone (text)")
        connection.executemany("insert into gone values (?)", [("x" * 4000,)] * 30)
        connection.execute("drop table gone")


def pages_in(store: Path) -> dict[str, int]:
    """One page of each kind, numbered from 1."""
    kind_of = {("table", "leaf"): "a leaf of a table", ("table", "internal"): "an interior page of a table"}
    kind_of |= {("index", "leaf"): "a leaf of an index", ("index", "internal"): "an interior page of an index"}
    kind_of |= {("table", "overflow"): "an overflow page"}
    told = (
        "select s.type, d.pagetype, max(d.pageno) from dbstat d join sqlite_schema s on s.name = d.name"
        " where s.tbl_name = 'suggestion' group by 1, 2"
    )
    with closing(sqlite3.connect(store)) as connection:
        pages = {
            kind_of[kind, page]: number for kind, page, number in connection.execute(told) if (kind, page) in kind_of
        }
    head = store.read_bytes()[:100]
    return pages | {"a page of the list of free pages": struct.unpack(">I", head[32:36])[0]}


def page(number: int) -> Spoil:
    """Overwrite one page."""
    return put((number - 1) * PAGE, b"\xa5" * PAGE)


def put(at: int, content: bytes) -> Spoil:
    """Overwrite some bytes."""

    def spoil(store: bytearray) -> None:
        store[at : at + len(content)] = content

    return spoil


def cut(size: int) -> Spoil:
    """End the file there; from its end where the size is below nothing."""

    def spoil(store: bytearray) -> None:
        del store[size:]

    return spoil


HEADER: dict[str, Spoil] = {
    "the first page": page(1),
    "the magic": put(0, b"\xa5" * 16),
    "one bit of the magic": put(3, b"\xff"),
    "the page size": put(16, b"\x00\x03"),
    "another page size": put(16, b"\x02\x00"),
    "the format": put(18, b"\x09\x09"),
    "the room at the end of pages": put(20, b"\x20"),
    "the size of the file": put(28, b"\x00\x00\x00\x05"),
    "the form of the schema": put(44, b"\x00\x00\x00\x09"),
    "the encoding of text": put(56, b"\x00\x00\x00\x02"),
    "our mark": put(68, b"\x00\x00\x00\x00"),
    "the schema": put(100, b"\xa5" * (PAGE - 100)),
    **{f"cut to {size} bytes": cut(size) for size in (0, 10, 100, PAGE, 50 * PAGE + 100)},
    "cut by a page": cut(-PAGE),
}
