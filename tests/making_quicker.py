"""What every store and window of a run works out anew though it comes out the same: worked out once for a process.

The program opens one store and reads each of its files once; a run of the tests does it thousands of times. Nothing of
the program is put in the place of anything: SQLAlchemy compiles and tomllib parses as they do there, only not twice.
"""

import gc
import pickle
import tomllib
from collections.abc import Hashable
from functools import cache
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

_MANY = 2_000_000  # objects more than were let go of: rounds belong between tests, not into a thread beside a window
_WINDOW = 20_000  # what a test leaves that has opened one
_ROUND = 80  # tests
_COMPILED = 3000  # statements: what the pages and papers ask for altogether is some two thousand


def collect_seldom() -> None:
    """Look for cycles after many objects, not after seven hundred: it takes a third of a test that opens a window."""
    gc.set_threshold(_MANY, 10, 1000)


def collect_what_was_left(tests_run: int) -> None:
    """After a test: the window it has closed, and now and then what lived longer."""
    if tests_run % _ROUND == 0:
        gc.collect()
    elif gc.get_count()[0] > _WINDOW:
        gc.collect(1)


def pass_over_what_stays() -> None:
    """Leave out of every later round what is imported and collected by now."""
    gc.collect()
    gc.freeze()


def share_compiled_statements() -> None:
    """Let all engines on SQLite keep their compiled statements in one place; they stand there by dialect and statement.

    Two dialects are the same where they come from the same library: SQLCipher may be of another version of SQLite.
    """
    kept: LRUCache[Any, Any] = LRUCache(_COMPILED)
    make = Engine.__init__

    def made(engine: Engine, *given: Any, **further: Any) -> None:
        make(engine, *given, **further)
        engine._compiled_cache = kept

    def library_of(dialect: SQLiteDialect_pysqlite) -> Hashable:
        return getattr(dialect.dbapi, "__name__", None)

    Engine.__init__ = made  # type: ignore[method-assign]
    SQLiteDialect_pysqlite.__hash__ = lambda dialect: hash(library_of(dialect))  # type: ignore[method-assign]
    SQLiteDialect_pysqlite.__eq__ = (  # type: ignore[method-assign,assignment]
        lambda one, other: type(one) is type(other) and library_of(one) == library_of(other)
    )


def remember_parsed_data() -> None:
    """Let TOML of the same text be parsed once; everyone gets a copy of their own."""
    parse = tomllib.loads

    @cache
    def packed(text: str) -> bytes:
        return pickle.dumps(parse(text))

    def loads(text: str, /, *, parse_float: Any = float) -> dict[str, Any]:
        if parse_float is not float:
            return parse(text, parse_float=parse_float)
        mine: dict[str, Any] = pickle.loads(packed(text))  # noqa: S301 - packed above, nobody else's
        return mine

    tomllib.loads = loads
