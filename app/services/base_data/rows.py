"""What base data gives and takes. Imports nothing heavy."""

from dataclasses import dataclass

from app.models.indicator_terms import FigureSource


@dataclass(frozen=True)
class FigureDraft:
    """One count as typed; ``first`` and ``last`` are months (2021-01), ``unit`` empty for the office itself.

    ``shown`` is the version of the count that stood in the cell, 0 of an empty cell; None where nothing was shown.
    """

    item: str
    first: str
    last: str
    count: int
    department: str = ""
    unit: str = ""
    note: str = ""
    shown: int | None = None


@dataclass(frozen=True)
class Recorded:
    """The counts one act kept, and the act, by which it is taken back."""

    ids: tuple[int, ...]
    act: int


@dataclass(frozen=True)
class FigureRow:
    """One count of the store, with where it comes from."""

    id: int
    version: int
    unit: str
    department: str
    item: str
    first: str
    last: str
    count: int
    source: FigureSource
    origin: str
    note: str
    batch_id: int | None


@dataclass(frozen=True)
class DepartmentMonth:
    """How many items a department has given for a month, and how many it gave in the year that ends with it."""

    department: str
    month: str
    given: int
    usual: int

    @property
    def is_whole(self) -> bool:
        """Everything it usually gives is there."""
        return self.given >= self.usual

    @property
    def words(self) -> str:
        """第一检察部 未填, 第一检察部 12/15 项, 第一检察部 已填."""
        if self.is_whole:
            return f"{self.department} 已填"
        return f"{self.department} {f'{self.given}/{self.usual} 项' if self.given else '未填'}"
