"""What the charts of the office's business are given. Imports nothing heavy."""

from dataclasses import dataclass
from datetime import date

from app.models.terms import Term
from app.services.base_data.periods import Months

NO_DEPARTMENT = "未填部门"
BESIDE = "beside"  # stands where a stage's key stands: the clues that ended another way


class ChartSubject(Term):
    """What is counted, each by the day it came in: 受理, 发出, 发现."""

    MATTER = ("matter", "监督事项")
    SUGGESTION = ("suggestion", "检察建议")
    CLUE = ("clue", "线索")


@dataclass(frozen=True)
class Kind:
    """A kind of records that occurs; ``value`` as the store holds it."""

    value: str
    label: str


@dataclass(frozen=True)
class DepartmentBar:
    """A department's records that came in, and how many of them have ended since."""

    department: str
    received: int
    ended: int

    @property
    def running(self) -> int:
        """Not ended yet."""
        return self.received - self.ended


@dataclass(frozen=True)
class Comparison:
    """Departments beside each other as the office lists them, never by size."""

    subject: ChartSubject
    months: Months
    as_of: date
    kinds: tuple[Kind, ...]  # all that occur, whichever was chosen
    bars: tuple[DepartmentBar, ...]
    undated: int  # without a day or month of their own: in no bar


@dataclass(frozen=True)
class MonthHeat:
    """How many records came in, by department and month."""

    subject: ChartSubject
    months: tuple[str, ...]
    departments: tuple[str, ...]
    counts: dict[tuple[str, str], int]  # (department, month); missing is 0


@dataclass(frozen=True)
class FunnelStage:
    """One stage: how many clues came that far."""

    key: str
    title: str
    n: int
    definition: str


@dataclass(frozen=True)
class Funnel:
    """The clues found in a range of months and how far they have come since; each stage is part of the one before."""

    months: Months
    as_of: date
    stages: tuple[FunnelStage, ...]
    beside: int  # opened as a case that ended without having come through every stage
    undated: int  # clues without a day or month they were found on


@dataclass(frozen=True)
class Selection:
    """Which records of a chart somebody wants to see; empty means all."""

    subject: ChartSubject
    months: Months
    department: str = ""
    kind: str = ""
    has_ended: bool | None = None
