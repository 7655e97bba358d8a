"""What a ledger file holds once it is read: sheets of cells, each row with its own number in the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from app.models.dates import PartialDate

Cell = str | int | float | bool | date | datetime | time | timedelta | PartialDate


@dataclass(frozen=True)
class Row:
    """One row; ``number`` is the sheet's own 1-based row number, an empty cell is ``""``."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """One sheet; ``faults`` names the cells holding an Excel error by (row number, 0-based column)."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    faults: Mapping[tuple[int, int], str] = field(default_factory=dict)
