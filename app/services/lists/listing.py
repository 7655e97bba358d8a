"""What every list is made of: columns as data, a query, and rows fetched in windows. Imports nothing heavy."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, Protocol

from app.services.secrecy.rows import SheetMark

CellKind = Literal["text", "number", "date", "lamp", "light", "flag"]
Cell = str | int | None


@dataclass(frozen=True)
class Column:
    """One column of a list. ``key`` is its name in JSON, ``title`` its head on screen and paper."""

    key: str
    title: str
    kind: CellKind = "text"
    width: int = 120  # pixels at 100 % scaling
    is_shown: bool = True
    also_called: tuple[str, ...] = ()


@dataclass(frozen=True)
class ListQuery:
    """What a list shows: exact matches joined by "and", one free text, an order, as one day knew it."""

    as_of: date
    where: tuple[tuple[str, str], ...] = ()  # (column key or title, exact shown value)
    is_overdue: bool = False
    contains: str = ""
    sort: str | None = None  # column key; None is the list's own order
    is_descending: bool = False
    issued_from: str | None = None  # ISO text, inclusive; suggestions by issue date, matters by acceptance
    issued_to: str | None = None
    is_everyday: bool = False  # leaves out what is archived, where the list knows of archives


class Row(NamedTuple):
    """One record of a list: its store id and its cells in the order of the columns."""

    id: int
    cells: tuple[Cell, ...]


class Listing(Protocol):
    """A list that is ordered, filtered and cut in the store."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns; ``cells`` of a row follow their order."""

    def ids(self, query: ListQuery) -> "array[int]":
        """The store ids of all matching records in the query's order."""

    def rows(self, ids: Sequence[int], query: ListQuery) -> list[Row]:
        """The rows of a window of ids (some hundred at most), in the order given."""


class MarkedListing(Listing, Protocol):
    """A list whose rows belong to records that may be marked."""

    def mark(self, query: ListQuery) -> SheetMark:
        """How the records of a query are marked."""
