"""A list answered by the store: filters, order and windows as SQL over one table's expressions."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from app.models.base import Record
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import Term
from app.services.errors import DomainError
from app.services.listing import Cell, Column, ListQuery, Row

Expressions = Mapping[str, Any]


class UnknownColumn(DomainError):
    """A filter names no column of the list."""

    def __init__(self, name: str, columns: Sequence[Column]) -> None:
        """``name`` is what was asked for."""
        known = "、".join(column.title for column in columns)
        super().__init__(f"没有“{name}”这一列，无法筛选。可用的列：{known}。")


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

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, in the order of a row's cells."""
        return self._columns

    def ids(self, query: ListQuery) -> "array[int]":
        """The ids of all matching records in the query's order; raises UnknownColumn."""
        statement = self._ordered(self._filtered(select(self._table.id), query), query)
        with self._database.read() as session:
            return array("q", session.connection().execute(statement).scalars().all())

    def rows(self, ids: Sequence[int], query: ListQuery) -> list[Row]:
        """The rows of some ids, in the order given; an id that is gone is left out."""
        expressions = self._shape.expressions(query.as_of)
        chosen = [expressions[column.key] for column in self._columns]
        statement = select(self._table.id, *chosen).where(self._table.id.in_(ids))
        with self._database.read() as session:
            found = {row[0]: row for row in session.connection().execute(statement)}
        readers = [self._shape.labels.get(column.key, _cell) for column in self._columns]
        return [
            Row(key, tuple(read(value) for read, value in zip(readers, found[key][1:], strict=True)))
            for key in ids
            if key in found
        ]

    def key(self, name: str) -> str:
        """The column key for a key, title or synonym; raises UnknownColumn."""
        for column in self._columns:
            if name in {column.key, column.title, *column.also_called}:
                return column.key
        raise UnknownColumn(name, self._columns)

    def _filtered(self, statement: Select[Any], query: ListQuery) -> Select[Any]:
        expressions = self._shape.expressions(query.as_of)
        for name, shown in query.where:
            key = self.key(name)
            statement = statement.where(self._matches(expressions[key], key, shown))
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
            statement = statement.where(func.coalesce(self._shape.period_column, "9999") <= end)
        return statement

    def _matches(self, expression: Any, key: str, shown: str) -> ColumnElement[bool]:
        values = self._shape.stored.get(key)
        wanted = values(shown) if values else shown
        if wanted == "" or wanted is None:
            return or_(expression.is_(None), expression == "")
        return expression == wanted  # type: ignore[no-any-return]  # a column expression

    def _ordered(self, statement: Select[Any], query: ListQuery) -> Select[Any]:
        if query.sort is None:
            return statement.order_by(*self._shape.own_order, self._table.id.desc())
        key = self.key(query.sort)
        expression = self._shape.expressions(query.as_of)[self._shape.sorted_by.get(key, key)]
        if query.is_descending:
            return statement.order_by(expression.desc(), self._table.id.desc())
        return statement.order_by(expression, self._table.id)


class ListShape:
    """How one table is read as a list."""

    def __init__(
        self,
        expressions: Callable[[date], Expressions],
        is_overdue: Callable[[date], ColumnElement[bool]],
        searched: Sequence[Any],
        own_order: Sequence[Any],
        period_column: Any,
        terms: Mapping[str, type[Term]],
    ) -> None:
        """``terms`` names the columns that hold a term: stored by value, shown by label. A lamp sorts by due date."""
        self.expressions = expressions
        self.is_overdue = is_overdue
        self.searched = searched
        self.own_order = own_order
        self.period_column = period_column
        self.sorted_by = {"lamp": "due_on"}
        self.labels: dict[str, Callable[[Any], Cell]] = {key: _label_of(kind) for key, kind in terms.items()}
        self.stored: dict[str, Callable[[str], str]] = {key: _value_of(kind) for key, kind in terms.items()}


def _label_of(kind: type[Term]) -> Callable[[Any], Cell]:
    labels = {member.value: member.label for member in kind}

    def label(value: Any) -> Cell:
        if isinstance(value, Term):
            return value.label
        return None if value is None else labels[value]

    return label


def _value_of(kind: type[Term]) -> Callable[[str], str]:
    values = {member.label: str(member.value) for member in kind}
    return lambda shown: values.get(shown, shown)


def _cell(value: Any) -> Cell:
    if isinstance(value, (date, PartialDate)):
        return str(value)
    if isinstance(value, bool):
        return int(value)
    return value  # type: ignore[no-any-return]  # text, number or None
