"""Whatever an intention writes, in whichever table: taken back it is as before, done again it is as after.

Taking back knows rows, not intentions; so every table whose rows intentions write is made, changed and taken away here
as acts of their own. Which intentions may be taken back is stated by name.
"""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Integer, event, select
from sqlalchemy.types import TypeDecorator

from app.models.account import Account
from app.models.actor import Actor
from app.models.base import DayType, PartialDateType, Record, TermType
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.document import Document, NumberTaken
from app.services.foundation.changes import Changes
from app.services.foundation.clock import FixedClock
from app.services.foundation.intentions import ASKED_FOR, LOGGED, TAKEN_BACK
from app.services.suggestions.intentions import AMEND
from app.services.trail.family import BY_NAME
from app.services.trail.history import History
from app.services.trail.intention_index import intentions
from app.services.trail.undoing import FOLLOWING, LEFT_STANDING
from tests.services.records import AT

UNTOLD = {Account.__tablename__}  # the trail keeps no password, and no act on accounts is taken back
TABLES = [table for name, table in BY_NAME.items() if name not in LEFT_STANDING | FOLLOWING | UNTOLD]
VOIDED = (Document, NumberTaken)  # official: taken back they stay, as 作废, and count again when done again


@pytest.fixture
def loose(empty_store: Path, tmp_path: Path) -> Iterator[Database]:
    """A store that lets rows point nowhere, so that each table can be tried by itself."""
    path = tmp_path / "台账.jdt"
    path.write_bytes(empty_store.read_bytes())
    database = Database(path)
    event.listen(database.engine, "connect", lambda raw, _record: raw.execute("PRAGMA foreign_keys = OFF"))
    yield database
    database.close()


def value(column: Any, number: int) -> Any:
    """Something the column can hold, another for another number."""
    kind = column.type
    if isinstance(kind, TermType):
        members = list(kind.kind)
        return members[number % len(members)]
    if isinstance(kind, PartialDateType):
        return PartialDate(f"2026-0{number + 1}-11")
    if isinstance(kind, DayType):
        return date(2026, number + 1, 11)
    assert not isinstance(kind, TypeDecorator), column
    if isinstance(kind, Boolean):
        return number % 2 == 0
    if isinstance(kind, Integer):
        return number + 1
    text = f"2026-0{number + 1}-1{number}"  # stands for days and moments too
    return text[: kind.length] if getattr(kind, "length", None) else text


def filled(table: type[Record], number: int) -> dict[str, Any]:
    names = (each for each in table.__table__.columns if each.key not in {"id", "version"})
    return {each.key: value(each, number) for each in names}


def standing(database: Database, table: type[Record]) -> list[dict[str, Any]]:
    with database.read() as session:
        found = session.scalars(select(table).order_by(table.id)).all()
        columns = [each.key for each in table.__table__.columns if each.key != "version"]
        return [{name: _plain(getattr(row, name)) for name in columns} for row in found]


def _plain(found: Any) -> Any:
    return found.value if isinstance(found, Enum) else found


@pytest.mark.parametrize("tables", [TABLES[start::4] for start in range(4)], ids=["1", "2", "3", "4"])
def test_rows_of_every_table_are_taken_back_and_done_again(
    tables: list[type[Record]], loose: Database, clock: FixedClock, actor: Actor
) -> None:
    history = History(loose, clock, Changes())

    def make(table: type[Record]) -> int:
        with loose.write(actor, AMEND, AT) as unit:
            unit.session.add(table(id=7001, **filled(table, 0)))
            return unit.act

    def change(table: type[Record]) -> int:
        with loose.write(actor, AMEND, AT) as unit:
            row = unit.session.get_one(table, 7001)
            for name, other in filled(table, 1).items():
                setattr(row, name, other)
            return unit.act

    def take_away(table: type[Record]) -> int:
        with loose.write(actor, AMEND, AT) as unit:
            unit.session.delete(unit.session.get_one(table, 7001))
            return unit.act

    for table in tables:
        # No intention takes a frozen paper or a given number away.
        for act_of in (make, change) if table in VOIDED else (make, change, take_away):
            before = standing(loose, table)
            act = act_of(table)
            after = standing(loose, table)
            undone = history.take_back(actor, act)
            if not (table in VOIDED and act_of is make):
                assert standing(loose, table) == before, (table.__tablename__, act_of.__name__)
            history.do_again(actor, undone)
            assert standing(loose, table) == after, (table.__tablename__, act_of.__name__)


def test_every_intention_is_taken_back_but_those_that_say_why_not() -> None:
    others = {name for name, each in intentions().items() if each.inverse != TAKEN_BACK}
    ways = {intentions()[name].inverse for name in others} - {ASKED_FOR, LOGGED}
    assert ways <= set(intentions())  # another intention takes them back
    assert {"trash.remove", "trash.fetch_back", "history.do_again"} & others == set()
