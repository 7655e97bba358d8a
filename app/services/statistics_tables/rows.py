"""What statistics tables give: rows, each with the period, the same period a year before, and the year so far."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.models.terms import Term
from app.services.base_data.periods import Months
from app.services.foundation.shares import FEWEST_FOR_PERCENT, NOTHING, percent, quotient


class Reach(Term):
    """Which time a line of a table counts."""

    NOW = ("now", "本期")
    BEFORE = ("before", "去年同期")
    CUMULATIVE = ("cumulative", "本年累计")


@dataclass(frozen=True)
class Column:
    """A count, a rate of two count columns of the same table named by ``n`` and ``d``, or words.

    ``minus`` makes it the percentage points by which the rate column ``n`` lies above the rate column ``minus``.
    """

    key: str
    title: str
    unit: str = "件"  # 件, 人, 次 …; % for rates; empty for words
    definition: str = ""
    n: str = ""
    d: str = ""
    minus: str = ""
    is_mean: bool = False  # so many of ``n`` for each of ``d``, no percentage
    is_other_time: bool = False  # of another time than its line: the year before, the year so far, twelve months
    basis: str = ""  # 同期, 队列 or 时点
    source: str = ""  # where the definition comes from, with how far it was checked

    @property
    def is_rate(self) -> bool:
        """Printed as a percentage (or a mean), in a workbook as a formula over its two columns."""
        return bool(self.d)

    @property
    def is_text(self) -> bool:
        """Words, nothing that is counted."""
        return not self.unit


@dataclass(frozen=True)
class Cell:
    """A count (``d`` None) or a rate; ``n`` None where nobody knows it, ``note`` says why or what stands apart."""

    n: int | None
    d: int | None = None
    note: str = ""
    is_rate: bool = False
    is_mean: bool = False  # a rate of so many for each, no percentage
    text: str = ""  # words instead of a count
    points: Decimal | None = None  # percentage points between two rates

    @property
    def value(self) -> Decimal | None:
        """The count, or the percentage or mean to two decimals; None where unknown, of words, or over 0."""
        if self.points is not None:
            return self.points
        if self.n is None:
            return None
        if not self.is_rate:
            return Decimal(self.n)
        if not self.d:
            return None
        return quotient(self.n, self.d) if self.is_mean else percent(self.n, self.d)

    @property
    def shown(self) -> str:
        """As on screen and paper: 12, 83.33%, 1/2 where there are few, — where there is none."""
        if self.text:
            return self.text
        if self.points is not None:
            return f"{self.points:+}"
        if self.n is None or (self.is_rate and not self.d):
            return NOTHING
        if not self.is_rate:
            return str(self.n)
        if self.d is not None and self.d < FEWEST_FOR_PERCENT:
            return f"{self.n}/{self.d}"
        return f"{self.value}" if self.is_mean else f"{self.value}%"


@dataclass(frozen=True)
class Line:
    """One line of a row: its time, and a cell for each column."""

    reach: Reach
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Row:
    """One row of a table, in the order of the data file, never of size."""

    key: str
    title: str
    lines: tuple[Line, ...]
    is_total: bool = False

    def line(self, reach: Reach) -> Line | None:
        """The line of a time; None where the table does not give it."""
        return next((each for each in self.lines if each.reach is reach), None)


@dataclass(frozen=True)
class StatisticsTable:
    """One table of a range of months; a cell is named by its code, row and column: suggestions.social.issued."""

    code: str
    title: str
    months: Months
    as_of: date
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    source: str = ""  # 依据
    is_standing: bool = False  # a list of what stands at the cut-off, not a count of the months
    is_blank: bool = False  # nobody has begun to keep what it shows: left off the papers
    lead: str = "项目"  # the head over the titles of the rows
    is_running: bool = False  # the range was not over on ``as_of``

    @property
    def is_known(self) -> bool:
        """It has a figure at all, be it 0, of something the office keeps; otherwise no paper needs it."""
        cells = (cell for row in self.rows for line in row.lines for cell in line.cells)
        return not self.is_blank and any(cell.n is not None for cell in cells)

    def column(self, key: str) -> Column:
        """The column of a key; raises KeyError."""
        return {column.key: column for column in self.columns}[key]

    def cell(self, row: str, column: str, reach: Reach = Reach.NOW) -> Cell:
        """The cell of a row and column; raises KeyError where the table has none."""
        line = {each.key: each for each in self.rows}[row].line(reach)
        if line is None:
            raise KeyError(reach)
        return line.cells[[each.key for each in self.columns].index(column)]
