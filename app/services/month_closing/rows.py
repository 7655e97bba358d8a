"""What closing a month gives and takes. Imports nothing heavy."""

from dataclasses import dataclass
from datetime import date

from app.models.indicator_terms import MonthState, Priority


@dataclass(frozen=True)
class CheckFinding:
    """A rule between figures that does not hold; ``reason`` is what somebody said of it."""

    code: str
    name: str
    priority: Priority
    sentence: str
    reason: str = ""


@dataclass(frozen=True)
class Delta:
    """A figure that came out otherwise after its month was locked."""

    code: str
    name: str
    locked: str
    now: str


@dataclass(frozen=True)
class MonthStanding:
    """How far a month has come. ``deltas`` is what its records say now, otherwise than when it was locked."""

    period: str
    state: MonthState
    edition: int
    as_of: date | None
    digest: str
    findings: tuple[CheckFinding, ...]
    computed_by: str
    computed_at: str
    reviewed_by: str
    reviewed_at: str
    locked_by: str
    locked_at: str
    is_reconciled: bool
    unlock_reason: str
    deltas: tuple[Delta, ...] = ()
    corrected_before: tuple[str, ...] = ()  # what the month before came out otherwise after it was locked

    @property
    def is_lifted(self) -> bool:
        """It no longer has to be called 内部台账统计: locked, reconciled, and nothing corrected since."""
        return self.state is MonthState.LOCKED and self.is_reconciled and not self.deltas

    @property
    def blocking(self) -> tuple[CheckFinding, ...]:
        """Findings that stop the review."""
        return tuple(each for each in self.findings if each.priority is Priority.HIGH)


@dataclass(frozen=True)
class ReconciliationLine:
    """One figure of the month beside what the national system says; ``system`` None where nobody has entered it."""

    code: str
    name: str
    own: int
    system: int | None
    reason: str

    @property
    def difference(self) -> int | None:
        """Ours less theirs."""
        return None if self.system is None else self.own - self.system

    @property
    def is_settled(self) -> bool:
        """Agreed, or explained."""
        return self.difference == 0 or (self.difference is not None and bool(self.reason))


@dataclass(frozen=True)
class SystemEntry:
    """What is typed into the reconciliation."""

    code: str
    count: int
    reason: str = ""
