"""What charts are given to draw: cells, rows, stages and lines with their words. Imports nothing heavy."""

from dataclasses import dataclass

from app.services.documents.charts import shown


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
    shown: str = ""  # stands at the end of the bar in place of the count


@dataclass(frozen=True)
class Stage:
    """One stage of a funnel: its name, how many reached it, what choosing it hands over, what it means on hover.

    What ``is_beside`` the stages left the way before its end; it comes last.
    """

    name: str
    count: int
    key: object
    words: str = ""
    is_beside: bool = False


@dataclass(frozen=True)
class Line:
    """One line: its name, its unit, and its count month by month.

    Where what is drawn is a quotient, ``words`` say what stands behind each month; None is a gap, and months that are
    ``hollow`` are drawn as an empty mark.
    """

    name: str
    unit: str
    counts: tuple[float | None, ...]
    words: tuple[str, ...] = ()
    hollow: frozenset[int] = frozenset()

    def told(self, place: int) -> str:
        """错误 3 个, or the words of the month."""
        return f"{self.name} {self.words[place] if self.words else f'{self.counts[place]} {self.unit}'}"

    def said(self, place: int) -> str:
        """What stands for a month in a table: its words, or the count."""
        return self.words[place] if self.words else shown(self.counts[place])

    def is_known(self, place: int) -> bool:
        """Something stands there: a count above 0, or a quotient whatever it comes to."""
        return self.counts[place] is not None if self.words else bool(self.counts[place])
