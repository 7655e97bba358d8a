"""What base data gives and takes. Imports nothing heavy."""

from dataclasses import dataclass

from app.models.indicator_terms import FigureSource


@dataclass(frozen=True)
class FigureDraft:
    """One count as typed; ``first`` and ``last`` are months (2021-01), ``unit`` empty for the office itself."""

    item: str
    first: str
    last: str
    count: int
    department: str = ""
    unit: str = ""
    note: str = ""


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
