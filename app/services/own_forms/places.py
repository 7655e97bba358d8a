"""Names of cells: B7 and (6, 1), counted from 0. Imports nothing heavy."""

import re
from typing import NamedTuple

_NAME = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # of any worksheet


class Place(NamedTuple):
    """Row and column from 0."""

    row: int
    column: int

    @property
    def name(self) -> str:
        """B7."""
        return f"{letters_of(self.column)}{self.row + 1}"


class Area(NamedTuple):
    """A rectangle of cells, both corners included."""

    first: Place
    last: Place

    @property
    def width(self) -> int:
        """Columns."""
        return self.last.column - self.first.column + 1

    def holds(self, place: Place) -> bool:
        """Whether a cell lies in it."""
        return self.first.row <= place.row <= self.last.row and self.first.column <= place.column <= self.last.column


def letters_of(column: int) -> str:
    """0 is A, 26 is AA."""
    text, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        text = chr(ord("A") + digit) + text
    return text


def place_of(name: str) -> Place | None:
    """The place of ``B7`` or ``$B$7``; None for what is no cell of a sheet."""
    match = _NAME.fullmatch(name.strip().upper())
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    return Place(row - 1, column - 1) if row <= LAST_ROW and column <= LAST_COLUMN else None


def area_of(text: str) -> Area | None:
    """The area of ``B7:D9`` or of one cell; None for anything else."""
    first, _colon, last = text.partition(":")
    start, end = place_of(first), place_of(last or first)
    if start is None or end is None:
        return None
    return Area(
        Place(min(start.row, end.row), min(start.column, end.column)),
        Place(max(start.row, end.row), max(start.column, end.column)),
    )
