"""What bands and warnings give and take. Imports nothing heavy."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.models.indicator_terms import WarningConclusion, WarningKind, WarningState

HUNDREDTHS = 100


@dataclass(frozen=True)
class Band:
    """Between which values an indicator is left alone: per cent to two decimals, or the quotient; no target.

    One of the bounds may be None. ``version`` is what somebody looked at when changing it.
    """

    low: Decimal | None
    high: Decimal | None
    reason: str
    version: int = 0

    @property
    def shown(self) -> str:
        """20.00—60.00, 不低于 20.00, 不高于 60.00."""
        if self.low is None:
            return f"不高于 {self.high}"
        return f"不低于 {self.low}" if self.high is None else f"{self.low}—{self.high}"

    def is_outside(self, value: Decimal) -> bool:
        """Below the one or above the other; on a bound is within."""
        return (self.low is not None and value < self.low) or (self.high is not None and value > self.high)


@dataclass(frozen=True)
class BandDraft:
    """A band as typed: numbers with at most two decimals, one of them may be empty."""

    low: str
    high: str
    reason: str


@dataclass(frozen=True)
class BandMonth:
    """One month of an indicator beside a band. ``is_few`` months raise nothing, whatever their value."""

    month: str
    shown: str
    is_few: bool
    is_outside: bool


@dataclass(frozen=True)
class WarningQuery:
    """Which warnings are asked for; what is left empty narrows nothing. ``first`` and ``last`` are months."""

    states: tuple[WarningState, ...] = ()
    kinds: tuple[WarningKind, ...] = ()
    unit: str = ""
    department: str = ""
    first: str = ""
    last: str = ""

    @property
    def shown(self) -> str:
        """The query in words, for the head of the printed list."""
        said = [f"状态：{'、'.join(each.label for each in self.states)}"] if self.states else []
        said += [f"种类：{'、'.join(each.label for each in self.kinds)}"] if self.kinds else []
        said += [f"单位：{self.unit}"] if self.unit else []
        said += [f"部门：{self.department}"] if self.department else []
        said += [f"月份：{self.first or '最早'} 至 {self.last or '最近'}"] if self.first or self.last else []
        return "；".join(said) or "全部"


@dataclass(frozen=True)
class WarningFigures:
    """What a warning is about: n and d or the count, the bounds, the twelve months before it, the oldest first.

    ``raised`` is the value it was raised for, ``now`` what stands there at present.
    """

    raised: str
    now: str
    bounds: str
    before: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class WarningRow:
    """One warning as the list and its card show it."""

    id: int
    version: int
    kind: WarningKind
    code: str
    name: str
    unit: str
    department: str
    month: str
    sentence: str
    figures: WarningFigures
    raised_at: str
    is_standing: bool
    verified_by: str
    verified_on: date | None
    verification: str
    outcome: WarningConclusion | None
    conclusion: str
    concluded_by: str
    concluded_at: str

    @property
    def item(self) -> str:
        """The item whose base cell it leads to; of a rule the first one it speaks of."""
        return self.code.rpartition("·")[2]

    @property
    def state(self) -> WarningState:
        """How far it has come, read from its columns."""
        if self.concluded_at:
            return WarningState.CLOSED
        return WarningState.VERIFIED if self.verified_by else WarningState.OPEN

    @property
    def state_shown(self) -> str:
        """待核查（现已不成立）: a cause that is gone still waits for its conclusion."""
        return self.state.label if self.is_standing else f"{self.state.label}（现已不成立）"


@dataclass(frozen=True)
class Settled:
    """What holding figures against their bounds came to: raised, or no longer so."""

    raised: int
    gone: int
    act: int = 0
