"""Why a record may not be removed: something official hangs on it, or others point at it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.base import Record
from app.models.terms import RecordType
from app.services.foundation.errors import DomainError
from app.services.foundation.toml_table import TomlTable
from app.services.trail.family import BY_NAME
from app.services.trail.standing_rows import portions
from app.services.trail.titles import TABLES

Rows = Mapping[str, Sequence[Record]]  # by table


class NotRemovable(DomainError):
    """A record has to stay where it is."""

    def __init__(self, number: str, why: str, instead: str) -> None:
        """``why`` is a clause, ``instead`` what can be done."""
        super().__init__(f"{number} 不能移入回收站：{why}。{instead}。")


@dataclass(frozen=True)
class Bar:
    """One reason: rows of a table, or a field of the record that is filled in."""

    name: str
    words: str
    instead: str
    record: str = ""


class Bars:
    """The office's reasons, read from ``removal.toml`` when first needed."""

    def __init__(self, folder: Path) -> None:
        """``folder`` holds the file."""
        self._path = folder / "removal.toml"

    @property
    def retention_days(self) -> int:
        """How long a removed record is kept at least."""
        return self._table.number("retention_days") or 0

    def refuse(self, record_type: RecordType, record: Record, rows: Rows) -> None:
        """Raise NotRemovable for the first reason that holds; ``rows`` is all that would go."""
        number = str(getattr(record, "entry_number", ""))
        for bar in self._fields:
            if bar.record == record_type.value and getattr(record, bar.name) is not None:
                raise NotRemovable(number, bar.words, bar.instead)
        for bar in self._tables:
            if rows.get(bar.name):
                raise NotRemovable(number, f"名下有{bar.words}", bar.instead)

    @cached_property
    def _table(self) -> TomlTable:
        table = TomlTable.read(self._path)
        table.only(("retention_days", "tables", "fields"))
        return table

    @cached_property
    def _tables(self) -> tuple[Bar, ...]:
        found = (_bar(each) for each in self._table.tables("tables", "项登记"))
        return tuple(bar for bar in found if bar.name in BY_NAME)

    @cached_property
    def _fields(self) -> tuple[Bar, ...]:
        return tuple(_bar(each) for each in self._table.tables("fields", "个项目"))


def refuse_pointed_at(session: Session, number: str, rows: Rows) -> None:
    """Raise NotRemovable where a row that stays points at one that would go."""
    going = {name: {row.id for row in its} for name, its in rows.items()}
    for table, name, column in _pointers(going):
        for some in portions(going[name]):
            found = session.scalars(select(table.id).where(column.in_(some)))
            if any(key not in going.get(table.__tablename__, ()) for key in found):
                words = TABLES.get(table.__tablename__, table.__tablename__)
                raise NotRemovable(number, f"有{words}登记指向它", "请先处理那条登记，再移入")


def _pointers(going: Mapping[str, set[int]]) -> Iterator[tuple[type[Record], str, Any]]:
    for table in BY_NAME.values():
        for column in table.__table__.columns:
            for key in column.foreign_keys:
                if key.column.table.name in going:
                    yield table, key.column.table.name, column


def _bar(table: TomlTable) -> Bar:
    table.only(("record", "name", "words", "instead"))
    return Bar(table.text("name"), table.text("words"), table.text("instead"), table.text("record", ""))
