"""A year of base data as a grid: items by months or quarters, with what is counted and the periods before beside."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.services.base_data.periods import Months, month_before
from app.services.base_data.rows import FigureRow
from app.services.foundation.toml_table import TomlTable
from app.services.indicators.model import Item

MONTHS, QUARTER, QUARTERS = 12, 3, 4
_FILE = "outliers.toml"


@dataclass(frozen=True)
class Bounds:
    """From when on a count is pointed out as unlike the twelve months before it."""

    least_months: int
    deviations: int

    @classmethod
    def read(cls, folder: Path) -> "Bounds":
        """The office's own bounds; raises DomainError where the file is wrong."""
        table = TomlTable.read(folder / _FILE)
        table.only(("least_months", "deviations"))
        least, deviations = table.number("least_months"), table.number("deviations")
        if not least or not deviations:
            raise table.refuse("least_months" if not least else "deviations", "应当是大于 0 的整数")
        return cls(least, deviations)

    def is_outlier(self, count: int, before: Sequence[int | None]) -> bool:
        """Further from the mean than so many standard deviations, of at least one each: small counts jump by one."""
        known = [each for each in before if each is not None]
        if len(known) < self.least_months:
            return False
        mean = sum(known) / len(known)
        deviation = math.sqrt(sum((each - mean) ** 2 for each in known) / len(known))  # thousands of cells a screen
        return abs(count - mean) > self.deviations * max(deviation, 1.0)


@dataclass(frozen=True)
class Cell:
    """One item in one month, or in a quarter that ends with ``month``.

    ``counted`` is what it comes to without being typed: from the store's own records, of a quarter from its months.
    """

    month: str
    figure: FigureRow | None
    counted: int | None
    before: tuple[int | None, ...]  # the periods of as many months before it, the oldest first
    is_outlier: bool
    span: int = 1  # months

    @property
    def first(self) -> str:
        """The month it begins with."""
        return month_before(self.month, self.span - 1)

    @property
    def shown(self) -> str:
        """2026-10, or 2026年7月至9月."""
        return self.month if self.span == 1 else Months(self.first, self.month).shown

    @property
    def count(self) -> int | None:
        """What counts: typed, else counted by the store."""
        return self.figure.count if self.figure else self.counted

    @property
    def known_before(self) -> tuple[tuple[str, int], ...]:
        """Of the periods before those that are known, by their last months, the oldest first."""
        behind = range(len(self.before) * self.span, 0, -self.span)
        named = zip((month_before(self.month, each) for each in behind), self.before, strict=True)
        return tuple((month, count) for month, count in named if count is not None)

    @property
    def differs(self) -> bool:
        """Typed otherwise than it is counted; shown, never overwritten."""
        return self.figure is not None and self.counted is not None and self.figure.count != self.counted


@dataclass(frozen=True)
class Line:
    """One item over the year."""

    item: Item
    cells: tuple[Cell, ...]

    @property
    def total(self) -> int | None:
        """The year so far; None where no month is known. What is in hand does not add up: its first or last number."""
        known = [cell.count for cell in self.cells if cell.count is not None]
        if self.item.stock and known:
            return known[0 if self.item.stock == "期初" else -1]
        return sum(known) if known else None


@dataclass(frozen=True)
class YearGrid:
    """A unit's and department's base data of a year."""

    unit: str
    department: str
    year: int
    lines: tuple[Line, ...]
    span: int = 1  # months of a cell

    def with_lines(self, lines: Sequence[Line]) -> "YearGrid":
        """The same with the lines of some items read anew."""
        anew = {line.item.name: line for line in lines}
        return replace(self, lines=tuple(anew.get(line.item.name, line) for line in self.lines))


def month_names(year: int) -> list[str]:
    """2026-01 … 2026-12."""
    return [f"{year:04d}-{month:02d}" for month in range(1, MONTHS + 1)]


def line_of(
    item: Item, names: Sequence[str], figures: Mapping[str, FigureRow], counted: Mapping[str, int], bounds: Bounds
) -> Line:
    """An item's line from its figures by month; ``names`` are the months of the year before and of the year."""
    counts = [figures[name].count if name in figures else counted.get(name) for name in names]
    cells = []
    for place in range(MONTHS, len(names)):
        name, before = names[place], tuple(counts[place - MONTHS : place])
        figure = figures.get(name)
        is_outlier = figure is not None and bounds.is_outlier(figure.count, before)
        cells.append(Cell(name, figure, counted.get(name), before, is_outlier))
    return Line(item, tuple(cells))


def quarter_line_of(
    item: Item, year: int, typed: Mapping[Months, FigureRow], monthly: Mapping[Months, int], since: int
) -> Line:
    """An item's line of quarters: what was typed for a quarter as such, beside what its months come to.

    ``since`` is the first year of the quarters before.
    """
    cells: list[Cell] = []
    before: list[int | None] = []
    for quarter in (each for at in range(since, year + 1) for each in quarters(at)):
        figure, counted = typed.get(quarter), monthly.get(quarter)
        cell = Cell(quarter.last, figure, counted, tuple(before[-QUARTERS:]), is_outlier=False, span=QUARTER)
        before.append(cell.count)
        if quarter.first[:4] == f"{year:04d}":
            cells.append(cell)
    return Line(item, tuple(cells))


def quarters(year: int) -> tuple[Months, ...]:
    """The four quarters of a year."""
    return tuple(Months(f"{year:04d}-{last - 2:02d}", f"{year:04d}-{last:02d}") for last in (3, 6, 9, 12))
