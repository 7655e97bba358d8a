"""A list answered by the store: filters, order and windows as SQL over one table's expressions."""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Executable, Select, bindparam, func, or_, select, type_coerce
from sqlalchemy import Row as SqlRow
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType, String

from app.models.base import Record
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType, Term
from app.services.foundation.errors import DomainError
from app.services.lists.listing import Cell, Column, ListQuery, Row
from app.services.secrecy.marked import Belonging, marks_in, sheet_mark
from app.services.secrecy.masking import Masking, Masks, without_names
from app.services.secrecy.rows import PARTLY, SheetMark

Expressions = Mapping[str, Any]
_FLAGS = {"true": "1", "是": "1", "1": "1", "false": "0", "否": "0", "0": "0"}
_LARGEST = 2**63 - 1  # that SQLite knows
_AT_ONCE = 500  # more rows alive together would set the garbage collector walking over all of them, again and again


class UnknownColumn(DomainError):
    """A filter names no column of the list."""

    def __init__(self, name: str, columns: Sequence[Column]) -> None:
        """``name`` is what was asked for."""
        known = "、".join(column.title for column in columns)
        super().__init__(f"没有“{name}”这一列，无法筛选。可用的列：{known}。")


class _Day(NamedTuple):
    """The list as one day knew it: the SQL of each column, and the statement for a window of ids."""

    expressions: Expressions
    window: Executable


class StoreListing:
    """A ``Listing`` over one table. ``expressions`` gives each column key its SQL on a given day."""

    def __init__(
        self,
        database: Database,
        table: type[Record],
        columns: tuple[Column, ...],
        shape: "ListShape",
    ) -> None:
        """``shape`` says how the table is read; see ListShape."""
        self._database = database
        self._table = table
        self._columns = columns
        self._shape = shape
        self._days: dict[date, _Day] = {}
        self._masking = Masking.shipped()
        self._labelled: list[tuple[int, Mapping[Any, Cell]]] = [
            (place, shape.labels[column.key]) for place, column in enumerate(columns) if column.key in shape.labels
        ]

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, in the order of a row's cells."""
        return self._columns

    def ids(self, query: ListQuery) -> "array[int]":
        """The ids of all matching records in the query's order; raises UnknownColumn."""
        statement = self._ordered(self._filtered(select(self._table.id), query), query)
        with self._database.read() as session:
            found: array[int] = array("q")
            for some in session.connection().execute(statement).scalars().partitions(_AT_ONCE):
                found.extend(some)
            return found

    def rows(self, ids: Sequence[int], query: ListQuery) -> list[Row]:
        """The rows of some ids, in the order given; an id that is gone is left out."""
        with self._database.read() as session:
            asked = session.connection().execute(self._day(query.as_of).window, {"ids": list(ids)})
            found = {stored[0]: stored for stored in asked.all()}
            masks = self._masks(session, ids)
        return [self._row(found[key], masks.get(key, ())) for key in ids if key in found]

    def picked(self, query: ListQuery, values: Sequence[Any]) -> Iterator[SqlRow[Any]]:
        """Id and ``values`` (SQL) of every matching record, in no order; raises UnknownColumn."""
        statement = self._filtered(select(self._table.id, *values), query)
        with self._database.read() as session:
            yield from session.connection().execute(statement)

    def whole(self, query: ListQuery, values: Sequence[Any]) -> Iterator[tuple[Row, tuple[Any, ...]]]:
        """Every matching record in the query's order with ``values`` (SQL) beside its cells; raises UnknownColumn.

        One statement: for sheets, which take all there is and need no windows.
        """
        expressions = self._day(query.as_of).expressions
        chosen = [type_coerce(expressions[column.key], NullType()) for column in self._columns]
        wanted: Any = select(self._table.id, *chosen, *values)
        statement = self._ordered(self._filtered(wanted, query), query)
        end = len(chosen) + 1
        with self._database.read() as session:
            for some in session.connection().execute(statement).partitions(_AT_ONCE):
                masks = self._masks(session, [stored[0] for stored in some])
                for stored in some:
                    hidden = masks.get(stored[0], ())
                    yield self._row(stored[:end], hidden), tuple(_masked(value, hidden) for value in stored[end:])

    def key(self, name: str) -> str:
        """The column key for a key, title or synonym; raises UnknownColumn."""
        for column in self._columns:
            if name in {column.key, column.title, *column.also_called}:
                return column.key
        raise UnknownColumn(name, self._columns)

    def _day(self, as_of: date) -> "_Day":
        """Building the expressions of a day takes longer than reading a window with them."""
        if as_of not in self._days:
            expressions = self._shape.expressions(as_of)
            # As stored: cells are texts and numbers, so terms and dates need not be made of them first.
            chosen = [type_coerce(expressions[column.key], NullType()) for column in self._columns]
            wanted = self._table.id.in_(bindparam("ids", expanding=True))
            self._days = {as_of: _Day(expressions, select(self._table.id, *chosen).where(wanted))}
        return self._days[as_of]

    def _masks(self, session: Session, ids: Sequence[int]) -> Mapping[int, Masks]:
        record_type = self._shape.record_type
        if record_type is not None:
            return self._masking.of(session, record_type, ids)
        if self._shape.belongs is None or not self._masking.is_needed(session):
            return {}
        return self._masking.of_rows(session, self._belonging(session, ids))

    def mark(self, query: ListQuery) -> SheetMark:
        """How the records of a query are marked, for the sheet they are printed on; raises UnknownColumn."""
        return self.mark_of(lambda: self.ids(query))

    def mark_of(self, ids: Callable[[], Sequence[int]]) -> SheetMark:
        """The same for some rows, which are asked for only where anything in the store is marked."""
        with self._database.read() as session:
            marks = marks_in(session)
            mark = sheet_mark(marks, self._belonging(session, ids()).values()) if marks else SheetMark()
        return mark if self._database.shows_everything else replace(mark, reach=PARTLY)

    def _belonging(self, session: Session, ids: Sequence[int]) -> dict[int, Belonging]:
        """The record each row is, or is a part of."""
        if self._shape.record_type is not None:
            return {key: (self._shape.record_type, key) for key in ids}
        if self._shape.belongs is None:
            return {}
        found: dict[int, Belonging] = {}
        for start in range(0, len(ids), _AT_ONCE):
            wanted = select(self._table.id, *self._shape.belongs).where(
                self._table.id.in_(ids[start : start + _AT_ONCE])
            )
            for key, kind, record in session.execute(wanted):
                if kind is not None and record is not None:
                    found[key] = (kind if isinstance(kind, RecordType) else RecordType(kind), record)
        return found

    def _row(self, stored: Sequence[Any], masks: Masks) -> Row:
        cells: list[Cell] = [_masked(cell, masks) for cell in stored[1:]] if masks else list(stored[1:])
        for place, labels in self._labelled:
            cells[place] = labels[cells[place]]
        return Row(stored[0], tuple(cells))

    def _filtered(self, statement: Select[Any], query: ListQuery) -> Select[Any]:
        for name, shown in query.where:
            key = self.key(name)
            statement = statement.where(self._matches(self._day(query.as_of).expressions[key], key, shown))
        if query.is_everyday and self._shape.everyday is not None:
            statement = statement.where(self._shape.everyday)
        if query.is_overdue:
            statement = statement.where(self._shape.is_overdue(query.as_of))
        if query.contains:
            texts = (column.contains(query.contains, autoescape=True) for column in self._shape.searched)
            statement = statement.where(or_(*texts))
        if query.issued_from:
            statement = statement.where(self._shape.period_column >= query.issued_from)
        if query.issued_to:
            # "2022-04" as the last month takes in its days: they sort after it and before "2022-04-99".
            end = query.issued_to if len(query.issued_to) == 10 else f"{query.issued_to}-99"
            as_stored = type_coerce(self._shape.period_column, String())  # "2022-04-99" is no date
            statement = statement.where(func.coalesce(as_stored, "9999") <= end)
        return statement

    def _matches(self, expression: Any, key: str, shown: str) -> ColumnElement[bool]:
        as_stored = type_coerce(expression, String())  # whatever is typed has to be asked for, also what is no date
        if not shown:
            return or_(expression.is_(None), as_stored == "")
        column = next(each for each in self._columns if each.key == key)
        if key in self._shape.terms:
            return as_stored == _stored_for(column, self._shape.terms[key], shown)
        if column.kind == "flag":
            return as_stored == _flag_for(column, shown)
        if column.kind == "date":
            return as_stored == _date_for(column, shown)
        if column.kind == "number" and shown.isdecimal():
            # What is counted has no affinity, so that SQLite never finds 1 equal to '1'.
            return expression == min(int(shown), _LARGEST)  # type: ignore[no-any-return]  # a column expression
        return as_stored == shown

    def _ordered(self, statement: Select[Any], query: ListQuery) -> Select[Any]:
        if query.sort is None:
            return statement.order_by(*self._shape.own_order, self._table.id.desc())
        key = self.key(query.sort)
        expression = self._day(query.as_of).expressions[self._shape.sorted_by.get(key, key)]
        if query.is_descending:
            return statement.order_by(expression.desc(), self._table.id.desc())
        return statement.order_by(expression, self._table.id)


@dataclass(frozen=True)
class ListShape:
    """How one table is read as a list. ``terms`` names the columns that hold a term: stored by value, shown by label.

    ``everyday`` is the condition of an ``is_everyday`` query.
    """

    expressions: Callable[[date], Expressions]
    is_overdue: Callable[[date], ColumnElement[bool]]
    searched: Sequence[Any]
    own_order: Sequence[Any]
    period_column: Any
    terms: Mapping[str, type[Term]]
    everyday: ColumnElement[bool] | None = None
    record_type: RecordType | None = None  # whose names of informants, minors and victims are shown masked
    belongs: tuple[Any, Any] | None = None  # SQL: the kind and the id of the record a row is a part of
    sorted_by: Mapping[str, str] = field(default_factory=lambda: {"lamp": "due_on"})  # a lamp sorts by due date

    @cached_property
    def labels(self) -> Mapping[str, Mapping[str | None, Cell]]:
        """What is shown for each stored value, by column."""
        return {key: _labels_of(kind) for key, kind in self.terms.items()}


def _masked(value: Any, masks: Masks) -> Any:
    return without_names(value, masks) if masks and type(value) is str else value


def _labels_of(kind: type[Term]) -> dict[str | None, Cell]:
    return {None: None, **{str(member.value): member.label for member in kind}}


def _stored_for(column: Column, kind: type[Term], shown: str) -> str:
    values = {member.label: str(member.value) for member in kind}
    stored = values.get(shown, shown)
    if stored not in values.values():
        raise DomainError(f"“{column.title}”没有“{shown}”这一种，无法筛选。可用的有：{'、'.join(values)}。")
    return stored


def _flag_for(column: Column, shown: str) -> str:
    if shown.lower() not in _FLAGS:
        raise DomainError(f"“{column.title}”只能是 true 或 false，不能是“{shown}”，无法筛选。")
    return _FLAGS[shown.lower()]


def _date_for(column: Column, shown: str) -> str:
    try:
        return PartialDate(shown).text
    except ValueError:
        raise DomainError(
            f"“{column.title}”不能是“{shown}”，没有这样的日期，无法筛选。请写成 2026-11-22，只知道年月的写 2026-11。"
        ) from None
