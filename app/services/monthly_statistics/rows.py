"""What monthly statistics give: figures, breakdowns, series and the records behind them. Imports nothing heavy."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple, Protocol

from app.services.foundation.shares import percent, shown
from app.services.statistics_tables.rows import StatisticsTable

HEADING = "内部台账统计"

Part = Literal["n", "d", "left_out"]
Subject = Literal["suggestion", "matter"]


class RecordRef(NamedTuple):
    """One record behind a number: its store id and its entry number (登记号)."""

    id: int
    entry_number: str


class Group(NamedTuple):
    """A row of a breakdown: ``by`` is kind, addressee or stage, ``value`` what the store holds, ``label`` the name."""

    by: str
    value: str
    label: str


@dataclass(frozen=True)
class Figure:
    """One number of the month. ``d`` is None for a count; ``left_out`` are the cases outside n and d."""

    code: str
    name: str
    definition: str
    subject: Subject
    n: int
    d: int | None = None
    left_out: int | None = None
    left_out_name: str = ""

    @property
    def value(self) -> Decimal | None:
        """The count itself, or the percentage to two decimals, half up; None where the denominator is 0."""
        if self.d is None:
            return Decimal(self.n)
        if self.d == 0:
            return None
        return percent(self.n, self.d)

    @property
    def reason(self) -> str:
        """Why there is no value, empty where there is one."""
        if self.d != 0:
            return ""
        apart = f"，另有{self.left_out_name}{self.left_out}份" if self.left_out else ""
        return f"分母为0{apart}，不计算比率"

    @property
    def shown(self) -> str:
        """As on screen and paper: 12, 83.33%（10/12）, 1/2 where there are few cases, — where there are none."""
        if self.d is None:
            return str(self.n)
        return shown(self.n, self.d)

    @property
    def remark(self) -> str:
        """What stands apart from the number: 无法判断3, or why there is none."""
        if self.reason:
            return self.reason
        return f"{self.left_out_name}{self.left_out}" if self.left_out else ""


@dataclass(frozen=True)
class BreakdownRow:
    """One row: its group, and its counts in the order of the breakdown's measures."""

    group: Group
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Breakdown:
    """The month's counts by kind, stage or addressee, in the order of terms or names, never of size."""

    title: str
    subject: Subject
    by: str
    measures: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[BreakdownRow, ...]
    totals: tuple[int, ...]


@dataclass(frozen=True)
class MonthReport:
    """All figures of one month. ``as_of`` is the cut-off; the audit chain's head says which state was counted."""

    period: str
    period_shown: str
    as_of: date
    is_running: bool
    office: str
    is_demonstration: bool
    figures: tuple[Figure, ...]
    breakdowns: tuple[Breakdown, ...]
    notes: tuple[str, ...]
    audit_entries: int
    audit_head: str  # 64 hex digits, empty in a store without entries
    heading: str = HEADING  # lifted once the month was reconciled with the national system
    closing: str = ""  # by whom it was computed, reviewed and locked; empty while it is not
    tables: tuple[StatisticsTable, ...] = ()  # only where the month goes on paper or is closed
    signed: tuple[str, ...] = ()  # the names known for 填表人, 审核人, 负责人, 日期

    def figure(self, code: str) -> Figure:
        """The figure of a code; raises KeyError."""
        return {figure.code: figure for figure in self.figures}[code]

    def as_json(self, records: Mapping[tuple[str, Part], list[RecordRef]]) -> dict[str, Any]:
        """The JSON of ``month``. ``records`` are those behind the count, or behind a rate's denominator."""
        return {
            "period": self.period,
            "as_of": self.as_of.isoformat(),
            "figures": [_figure_json(figure, records) for figure in self.figures],
        }


class MonthFiles(NamedTuple):
    """A month on paper: the bytes of its workbook and of its PDF."""

    workbook: bytes
    pdf: bytes


class LockedMonths(Protocol):
    """The months that were locked, as they were then; None for all others."""

    def files(self, period: str) -> MonthFiles | None:
        """The very bytes that were kept."""

    def json(self, period: str) -> dict[str, Any] | None:
        """The figures with their records."""


class Month(NamedTuple):
    """One month of a series."""

    month: str  # 2022-04
    issued: int
    replied: int


class Bucket(NamedTuple):
    """Replies that took ``first`` to ``last`` days; ``last`` None is open at the top."""

    first: int
    last: int | None
    replies: int

    @property
    def label(self) -> str:
        """16–30天, 91天以上."""
        return f"{self.first}天以上" if self.last is None else f"{self.first}–{self.last}天"


@dataclass(frozen=True)
class MonthSeries:
    """What the two charts show: letters issued and replied per month, and how long replies took.

    Reply time is counted over the same months, in days from receipt (else issue) to reply where both are known to the
    day; ``untimed`` replies are not.
    """

    months: tuple[Month, ...]
    reply_time: tuple[Bucket, ...]
    untimed: int


def _figure_json(figure: Figure, records: Mapping[tuple[str, Part], list[RecordRef]]) -> dict[str, Any]:
    def numbers(part: Part) -> list[str]:
        return [record.entry_number for record in records.get((figure.code, part), [])]

    value = figure.value
    shown = None if value is None else float(value) if figure.d is not None else figure.n
    found: dict[str, Any] = {
        "code": figure.code,
        "name": figure.name,
        "definition": figure.definition,
        "n": figure.n,
        "d": figure.d,
        "value": shown,
        "records": numbers("n" if figure.d is None else "d"),
    }
    if figure.d is not None:
        found["unit"] = "%"
        found["reason"] = figure.reason or None
        found["n_records"] = numbers("n")
        found["left_out"] = figure.left_out or 0
        found["left_out_records"] = numbers("left_out")
    return found
