"""What the statistics of reverse review give: figures, the records behind them, reports. Imports nothing heavy."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from app.models.review_terms import ReviewReportKind, TriggerList
from app.models.terms import Certainty, RecordType
from app.services.foundation.shares import FEWEST_FOR_PERCENT, NOTHING, change_reason, change_shown, percent

Part = Literal["n", "d", "left_out"]
Of = Literal["now", "before"]  # the period asked for, or the same of the year before

LISTS = {TriggerList.REVERSE: "反向审视", TriggerList.ANALYSIS: "逐案分析·重点评查"}


@dataclass(frozen=True)
class Count:
    """A count ``n``, or of a rate ``n`` over ``d``."""

    n: int
    d: int | None = None

    @property
    def value(self) -> Decimal | None:
        """The count itself, or the percentage to two decimals, half up; None where the denominator is 0."""
        if self.d is None:
            return Decimal(self.n)
        return None if self.d == 0 else percent(self.n, self.d)

    @property
    def has_percent(self) -> bool:
        """A rate of so many cases that its percentage says something."""
        return self.d is not None and self.d >= FEWEST_FOR_PERCENT

    @property
    def shown(self) -> str:
        """12, 83.33%, 1/2 where there are few cases, — where there are none."""
        if self.d is None:
            return str(self.n)
        if self.d == 0:
            return NOTHING
        return f"{self.value}%" if self.has_percent else f"{self.n}/{self.d}"

    @property
    def fraction(self) -> str:
        """12 of a count, 10/12 of a rate."""
        return str(self.n) if self.d is None else f"{self.n}/{self.d}"


@dataclass(frozen=True)
class Figure:
    """One number of a period. ``left_out`` records carry a date that may lie in the period or beside it."""

    code: str
    name: str
    trigger_list: TriggerList
    group: str
    unit: str
    n_words: str
    d_words: str  # empty of a count
    basis: str
    source: str
    certainty: Certainty
    now: Count
    before: Count
    left_out: int = 0

    @property
    def n(self) -> int:
        """The count, or a rate's numerator."""
        return self.now.n

    @property
    def d(self) -> int | None:
        """A rate's denominator."""
        return self.now.d

    @property
    def value(self) -> Decimal | None:
        """The count, or the percentage; None where the denominator is 0."""
        return self.now.value

    @property
    def reason(self) -> str:
        """Why there is no value, empty where there is one."""
        return "分母为0，不计算比率" if self.d == 0 else ""

    @property
    def change(self) -> Decimal | None:
        """Of a count its difference, of a rate the percentage points; None where one of the two has no value."""
        if self.value is None or self.before.value is None:
            return None
        return self.value - self.before.value

    @property
    def change_reason(self) -> str:
        """Why there is no change, or no percentage of it; empty where there is."""
        return change_reason(self.n, self.d, self.before.n, self.before.d)

    @property
    def change_shown(self) -> str:
        """+3（+150.00%）, +5.20个百分点, 持平, — where nothing can be compared."""
        return change_shown(self.n, self.d, self.before.n, self.before.d)


@dataclass(frozen=True)
class BehindRow:
    """One record behind a number: what opens it, and what it is counted for. A report has no record type."""

    record_type: RecordType | None
    record_id: int
    entry_number: str
    title: str
    detail: str
    known_on: str  # the date it was counted by, as exact as it is known


@dataclass(frozen=True)
class ReportRow:
    """A report of the period."""

    id: int
    review_id: int | None
    kind: ReviewReportKind
    title: str
    first: date
    last: date
    as_of: date
    presented_to: str
    presented_on: str  # as exact as it is known, else empty


@dataclass(frozen=True)
class ReviewStatement:
    """All figures of one period, both lists; ``as_of`` is the cut-off, the audit chain's head the state counted."""

    title: str  # 2026年3月
    first: date
    last: date
    as_of: date
    is_running: bool
    unplaced_words: str
    before_title: str
    office: str
    is_demonstration: bool
    figures: tuple[Figure, ...]
    reports: tuple[ReportRow, ...]
    notes: tuple[str, ...]
    audit_entries: int
    audit_head: str  # 64 hex digits, empty in a store without entries
    is_used: bool  # there are original cases or reviews at all

    def of(self, trigger_list: TriggerList) -> tuple[Figure, ...]:
        """The figures of one list; the two are never added up."""
        return tuple(figure for figure in self.figures if figure.trigger_list is trigger_list)

    def figure(self, code: str) -> Figure:
        """The figure of a code; raises KeyError."""
        return {figure.code: figure for figure in self.figures}[code]

    def remark(self, figure: Figure) -> str:
        """What stands apart from the number, and why there is none: 不能归入月份2；分母为0，不计算比率."""
        apart = f"{self.unplaced_words}{figure.left_out}" if figure.left_out else ""
        return "；".join(part for part in (apart, figure.reason) if part)
