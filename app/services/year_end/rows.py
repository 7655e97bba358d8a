"""What a year's end gives: steps, and the list behind each. Imports nothing heavy."""

from dataclasses import dataclass
from pathlib import Path

from app.models.terms import RecordType


@dataclass(frozen=True)
class StepDefinition:
    """One step as the data file has it; ``page`` is a page's key in the navigation."""

    code: str
    title: str
    explains: str
    page: str
    source: str
    certainty: str


@dataclass(frozen=True)
class Tick:
    """A step was done: by whom, when, with which note."""

    id: int
    version: int
    by: str
    at: str
    note: str


@dataclass(frozen=True)
class StepLine:
    """One line of a step's list; it may lead to a record. ``is_open`` asks for something to be done."""

    cells: tuple[str, ...]
    is_open: bool = False
    record: tuple[RecordType, int] | None = None


@dataclass(frozen=True)
class StepList:
    """What a step shows: a sentence, and a list with its heads."""

    summary: str
    heads: tuple[str, ...]
    lines: tuple[StepLine, ...]

    @property
    def open_count(self) -> int:
        """Lines that ask for something."""
        return sum(line.is_open for line in self.lines)


@dataclass(frozen=True)
class YearStep:
    """A step of a year: what it is, whether it was ticked, how much of it is open, and what it comes to."""

    definition: StepDefinition
    tick: Tick | None
    summary: str
    open_count: int


@dataclass(frozen=True)
class RecordName:
    """A record as it stands in a list."""

    record_type: RecordType
    id: int
    entry_number: str
    name: str


@dataclass(frozen=True)
class Carried:
    """One kind of record at the turn of a year, counted from both sides; ``differing`` are on one side only."""

    title: str
    record_type: RecordType
    open_at_end: tuple[RecordName, ...]
    carried_over: tuple[RecordName, ...]

    @property
    def is_equal(self) -> bool:
        """The same records on both sides."""
        return {each.id for each in self.open_at_end} == {each.id for each in self.carried_over}

    @property
    def differing(self) -> tuple[RecordName, ...]:
        """Records that stand on one side only."""
        both = {each.id for each in self.open_at_end} & {each.id for each in self.carried_over}
        every = {each.id: each for each in (*self.open_at_end, *self.carried_over)}
        return tuple(each for key, each in every.items() if key not in both)


@dataclass(frozen=True)
class Bound:
    """One file of the folder for binding."""

    title: str
    file_name: str
    pages: int
    entries: int


@dataclass(frozen=True)
class BoundYear:
    """The folder: the cover with the list first, then a file for each register."""

    folder: Path
    cover: Path
    volumes: tuple[Bound, ...]

    @property
    def pages(self) -> int:
        """All pages without the cover."""
        return sum(each.pages for each in self.volumes)
