"""What charts are given to draw: cells, rows and lines with their words. Imports nothing heavy."""

from dataclasses import dataclass


@dataclass(frozen=True)
class HeatCell:
    """One cell: what it counts, what it means, what choosing it hands over."""

    count: int
    words: str
    key: object


@dataclass(frozen=True)
class RowBar:
    """One row: its name, its two parts, what it means, what choosing it hands over."""

    name: str
    first: int
    second: int
    words: str
    key: object


@dataclass(frozen=True)
class Line:
    """One line: its name, its unit, and its count month by month."""

    name: str
    unit: str
    counts: tuple[int, ...]
