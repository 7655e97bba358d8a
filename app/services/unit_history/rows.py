"""What the history of a unit says. Imports nothing heavy."""

from dataclasses import dataclass

from app.models.dates import PartialDate
from app.models.terms import Lamp, RecordType


@dataclass(frozen=True)
class NameUse:
    """One name of the unit on letters: when it first and last stood there, and on how many."""

    name: str
    first: str
    last: str
    letters: int


@dataclass(frozen=True)
class ChangeRow:
    """One change of name."""

    id: int
    earlier: str
    later: str
    changed_on: PartialDate | None
    note: str


@dataclass(frozen=True)
class UnitRecord:
    """One letter, matter or clue of the unit."""

    record_type: RecordType
    id: int
    name: str  # 文号 or 登记号
    day: str  # issued, accepted or found; empty where unknown
    kind: str
    about: str
    state: str
    lamp: Lamp
    days_late: int | None


@dataclass(frozen=True)
class UnitCounts:
    """How many of what. ``judged`` letters are those of which it is known whether the reply was in time."""

    letters: int
    issued: int
    replied: int
    judged: int
    late: int  # of the judged, answered late or unanswered past the due date
    unanswered: int  # of the late
    closed: int
    matters: int
    clues: int


@dataclass(frozen=True)
class UnitHistory:
    """A unit over the years; ``records`` are the newest, ``is_cut`` where there are more."""

    id: int
    name: str
    names: tuple[NameUse, ...]
    changes: tuple[ChangeRow, ...]
    counts: UnitCounts
    records: tuple[UnitRecord, ...]
    is_cut: bool


@dataclass(frozen=True)
class Again:
    """A later letter with the problem of an earlier, closed one."""

    later_id: int
    earlier_id: int
    earlier_name: str
    likeness: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class Recurring:
    """Of ``compared`` letters that came after another had been closed, ``again`` bring a closed problem again."""

    again: tuple[Again, ...]
    compared: int
    is_cut: bool  # only the newest letters were compared
