"""The one way to the store: reading sessions, and writing units that leave their audit rows in the same transaction."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import local
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Engine, TextClause, event, func, select
from sqlalchemy.orm import ORMExecuteState, Session, sessionmaker
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlalchemy.types import TypeEngine

from app.models import all_tables  # noqa: F401 - every table must be known before the first query
from app.models.actor import Actor
from app.models.base import Base, Record
from app.models.data_key import DataKey
from app.models.gate import Gate, Views, Watch
from app.models.kept_locks import KeptLocks
from app.models.sqlite import WRITE, Stamps, engine_for, insert_rows
from app.models.trail import Change, Trail, changes_of


class Declared(Protocol):
    """What a write must say of itself; services declare it as an Intention."""

    @property
    def name(self) -> str:
        """The intention's name in the audit trail."""


class Screen(Protocol):
    """Looks at every row before it is written."""

    def look(self, table: str, values: Mapping[str, Any]) -> None:
        """Raise for a row that must not be written; the whole act is then left undone."""


class BulkChange(Exception):
    """A bulk UPDATE or DELETE of an audited table would pass by the audit trail."""


class Unit:
    """One writing transaction: a session whose changes are audited, and bulk inserts that audit themselves."""

    def __init__(self, session: Session, trail: Trail, screen: Screen | None = None) -> None:
        """Use ``Database.write``."""
        self.session = session
        self.amounts_to: Declared | None = None  # what is done again by this act, where it does not say so by itself
        self._trail, self._screen = trail, screen

    def insert_many(self, table: type[Record], rows: Iterable[Mapping[str, Any]]) -> None:
        """Insert complete rows (each with its id and the same columns) in bulk, with one audit row for each."""
        made = list(rows)
        if not made:
            return
        # What is stored is worked out once, for the store and the audit both.
        names, fixed, binds = _shape_of(table, made[0])
        stored = [(*fixed.values(), *[bind(row[name]) for name, bind in binds]) for row in made]
        insert_rows(self.session, table.__tablename__, names, stored)
        key, name = names.index("id"), table.__tablename__
        for values in stored:
            after = {field: value for field, value in zip(names, values, strict=True) if value is not None}
            if self._screen is not None:
                self._screen.look(name, after)
            self._trail.note(Change(name, values[key], None, after))
        self._trail.write()  # not kept until the end: a large import would hold every row twice

    def last_id(self, table: type[Record]) -> int:
        """The highest id of a table, 0 where it is empty; stays so, because a writing transaction stands alone."""
        return int(self.session.scalar(select(func.max(table.id))) or 0)

    def touched(self, row: Record) -> frozenset[str]:
        """The fields of a row that this act has set or changed so far."""
        self.session.flush()
        return self._trail.touched(row.__tablename__, row.id)

    def tell(self, table: type[Record], row_id: int, what: Mapping[str, Any]) -> None:
        """Leave an entry in the trail about something that changed no row; nothing about it can be taken back."""
        self._trail.note(Change(table.__tablename__, row_id, {}, dict(what)))

    @property
    def at(self) -> str:
        """The moment of this act, as the trail has it."""
        return self._trail.at

    @property
    def act(self) -> int:
        """The number of this act in the audit trail."""
        return self._trail.act


class Shared(NamedTuple):
    """What a thread reads within ``one_state``, and whether it sees the whole office."""

    session: Session
    is_everything: bool


class Database:
    """One store file. Reading never blocks; one writer at a time."""

    def __init__(self, path: Path, key: DataKey | None = None) -> None:
        """Prepare the engine; nothing is opened or written yet. ``key`` is that of an encrypted store."""
        self.path, self.key = path, key
        self.screen: Screen | None = None
        self.told: tuple[str, ...] = ()  # what was mended on opening, in sentences
        self.writes = 0  # committed here since opening, so that what was read can be known to be still true
        self.engine = engine_for(path, key)
        self._reading = sessionmaker(self.engine, expire_on_commit=False)
        self._writing = sessionmaker(self.engine.execution_options(**WRITE), expire_on_commit=False)
        self._shared = local()  # the session of ``one_state``, for this thread
        self._stamps = Stamps(path, key)
        self._locks = KeptLocks(path)
        self.gate: Gate | None = None  # open until somebody is set before it
        self._seen: tuple[Views, Engine] | None = None

    @property
    def stamp(self) -> int:
        """Another number after every commit, by us or by another window on the same store; asking costs little.

        Within an open unit it is still the number from before it.
        """
        return self._stamps.current()

    def told_by(self, statement: str) -> int:
        """One number of the store, asked beside the gate: what is asked again after every commit must cost little."""
        return self._stamps.told_by(statement)

    @property
    def shows_everything(self) -> bool:
        """Whether whoever works here now reads every record; so it is without accounts."""
        return self.gate is None or self.gate.shows_every_record

    @contextmanager
    def read(self, whole: bool = False) -> Iterator[Session]:
        """A session for reading; it sees one state of the store, and of that what whoever has signed in may see.

        ``whole`` is for figures: counted over the whole office, whoever asks.
        """
        shared: Shared | None = getattr(self._shared, "session", None)
        if shared is not None and (shared.is_everything or not whole):
            yield shared.session
            return
        with self._opened(self._views(whole)) as session:
            yield session

    @contextmanager
    def read_behind(self) -> Iterator[Session]:
        """A session that asks no gate: to find out who is to be let in, and for the care of the store as a whole."""
        with self._reading() as session:
            yield session

    @contextmanager
    def one_state(self, whole: bool = False) -> Iterator[None]:
        """Whatever this thread reads within, by however many services, is of one state; nothing is written within.

        With ``whole`` it is of the whole office, as in ``read``.
        """
        views = self._views(whole)
        with self._opened(views) as session:
            outer, self._shared.session = getattr(self._shared, "session", None), Shared(session, views is None)
            try:
                yield
            finally:
                self._shared.session = outer

    @contextmanager
    def write(self, actor: Actor, intention: Declared, at: datetime, reason: str | None = None) -> Iterator[Unit]:
        """One transaction of one intention; its audit rows are written last, just before the commit."""
        with self._writing() as session, session.begin():
            watch = self.gate.admit(session, actor, intention) if self.gate is not None else None
            trail = Trail(session, actor.name, intention.name, at.isoformat(timespec="milliseconds"), reason)
            event.listen(session, "after_flush", partial(self._note, trail, watch))
            event.listen(session, "do_orm_execute", _refuse_bulk_change)
            unit = Unit(session, trail, self.screen)
            yield unit
            session.flush()
            if watch is not None:
                watch.close(unit)
                session.flush()
            trail.write()
        self.writes += 1

    def _note(self, trail: Trail, watch: Watch | None, flushed: Session, _context: object) -> None:
        changes = list(changes_of(flushed))
        for change in changes:
            if self.screen is not None and change.after:
                self.screen.look(change.table, change.after)
        trail.note_all(changes)
        if watch is not None:
            watch.note(changes)

    def keep_locks(self) -> None:
        """Open the store and hold it until ``close``, whatever else in this process reads the file meanwhile."""
        with self.engine.connect() as connection:
            # Only what reads makes the index of the log that is to be held: a restored store has none yet.
            connection.exec_driver_sql("select count(*) from sqlite_schema").scalar()
            self._locks.take()

    def close(self) -> None:
        """Let go of the file."""
        self._locks.let_go()
        self._stamps.close()
        self.engine.dispose()
        if self._seen is not None:
            self._seen[1].dispose()
            self._seen = None
        self._locks.close()

    def _views(self, whole: bool) -> Views | None:
        return None if self.gate is None else self.gate.views(whole)

    def _opened(self, views: Views | None) -> Session:
        return self._reading() if views is None else Session(self._engine_seen(views), expire_on_commit=False)

    def _engine_seen(self, views: Views) -> Engine:
        """Connections of their own, so that none that writes has views over its tables."""
        if self._seen is None or self._seen[0] is not views:
            if self._seen is not None:
                self._seen[1].dispose()
            engine = engine_for(self.path, self.key)
            event.listen(engine, "connect", partial(_lay, views))
            self._seen = views, engine
        return self._seen[1]


Bind = Callable[[Any], Any]


def _shape_of(table: type[Record], row: Mapping[str, Any]) -> tuple[list[str], dict[str, Any], list[tuple[str, Bind]]]:
    """The columns written, the defaults that stand for all rows, and how each value of a row is stored."""
    columns = table.__table__.columns
    fixed = {
        each.key: _bind_of(each.type)(each.default.arg)
        for each in columns
        if isinstance(each.default, ScalarElementColumnDefault) and each.key not in row
    }
    binds = [(name, _bind_of(columns[name].type)) for name in row]
    return [*fixed, *row], fixed, binds


def _bind_of(kind: TypeEngine[Any]) -> Bind:
    bind = getattr(kind, "process_bind_param", None)
    return partial(bind, dialect=None) if bind else lambda value: value


def _lay(views: Views, connection: Any, _record: object) -> None:
    for statement in views:
        connection.execute(statement)


# What a statement written out as text does, behind comments; one that begins with WITH may do anything.
_CHANGING = re.compile(r"(?:\s|--[^\n]*\n|/\*.*?\*/)*(?:with|insert|update|delete|replace|drop|alter)\b", re.I | re.S)


def _refuse_bulk_change(state: ORMExecuteState) -> None:
    statement = state.statement
    is_text = isinstance(statement, TextClause) and _CHANGING.match(statement.text) is not None
    if state.is_update or state.is_delete or is_text:
        raise BulkChange("a bulk change would pass by the audit trail; load the rows and change them")


def create_tables(database: Database) -> None:
    """All tables as the models have them now; migrations are compared with it in the tests."""
    Base.metadata.create_all(database.engine)
