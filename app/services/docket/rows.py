"""What the docket gives and takes: columns, cards, drafts, plans. Imports nothing heavy."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from app.models.dates import PartialDate
from app.models.terms import (
    Certainty,
    DeadlineAct,
    DeadlineState,
    Lamp,
    RecordType,
    Side,
    StartEvent,
)
from app.services.deadlines.terms import NAMED_DAY, OWN_DATE
from app.services.lists.listing import Column

NO_DAY = "随办，没有到期日"  # what a lamp says of a deadline without a day

COLUMNS: tuple[Column, ...] = (
    Column("lamp", "灯", "lamp", 120, also_called=("预警",)),
    Column("due_on", "届满日", "date", 96),
    Column("days_left", "剩余天数", "number", 80),
    Column("name", "期限", width=200),
    Column("record", "文号/登记号", width=170, also_called=("案号", "文号")),
    Column("subject", "单位", width=170, also_called=("被建议单位", "监督对象")),
    Column("handler", "承办人", width=80, also_called=("承办检察官",)),
    Column("department", "承办部门", width=120),
    Column("side", "谁的期限", width=80),
    Column("rule", "规则", width=80, also_called=("规则代码",)),
    Column("started_on", "起算日", "date", 96),
    Column("extensions", "延长次数", "number", 80, is_shown=False),
    Column("record_type", "记录", width=90, is_shown=False),
    Column("certainty", "依据核实", width=90, is_shown=False),
    Column("state", "状态", width=80, is_shown=False),
    Column("overdue_after", "逾期起点", "date", 96, is_shown=False),
    Column("is_provisional", "暂定", "flag", 60, is_shown=False),
    Column("basis", "依据", width=260, is_shown=False),
    Column("id", "登记号", width=120, is_shown=False),
    Column("record_id", "记录编号", "number", 80, is_shown=False),  # the record's store id, for opening it
)


@dataclass(frozen=True)
class Authority:
    """Who decided, why, and on what paper; ``scan`` is copied in as an attachment of the record."""

    decided_by: str = ""
    reason: str = ""
    document: str = ""
    scan: Path | None = None


@dataclass(frozen=True)
class StartDraft:
    """A deadline set by hand by a rule; ``start`` as typed (2026-03-02, for hours 2026-03-02 10:30)."""

    rule: str
    start: str
    proof: str
    is_custody: bool = False
    period: str = ""  # a length the document itself names; wins over the rule's


@dataclass(frozen=True)
class OwnDateDraft:
    """A deadline set by hand on a day somebody named (上级交办要求办结日): no rule computes it."""

    name: str
    due_on: PartialDate
    basis: str
    side: Side = Side.OWN


class Done(NamedTuple):
    """What an act left behind: the deadline, the act by which it is taken back, and sentences the user must read."""

    id: int
    act: int
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class RecordName:
    """The record a deadline runs on; ``number`` is its 文号, else its entry number."""

    record_type: RecordType
    record_id: int
    number: str
    subject: str
    handler: str
    department: str


@dataclass(frozen=True)
class EventLine:
    """One decision about a deadline with what it changed."""

    kind: DeadlineAct
    happened_on: PartialDate
    length: str
    decided_by: str
    reason: str
    document: str
    due_before: date | None
    due_after: date | None
    steps_before: tuple[str, ...]
    steps_after: tuple[str, ...]


@dataclass(frozen=True)
class DeadlineCard:
    """Everything about one deadline, as one day knew it. ``steps`` say how the due date came about."""

    id: int
    version: int
    record: RecordName
    name: str
    rule_code: str | None
    length: str
    basis: str
    side: Side
    certainty: Certainty
    started_by: StartEvent
    started_on: PartialDate | None
    started_at: str | None
    start_proof: str
    is_custody: bool
    nominal_on: date | None
    due_on: date | None
    due_at: str | None
    overdue_after: date | None
    is_provisional: bool
    state: DeadlineState
    paused_on: date | None
    ended_on: PartialDate | None
    lamp: Lamp
    lamp_words: str
    missed: str  # what follows when it is missed
    steps: tuple[str, ...]
    events: tuple[EventLine, ...]
    acts: frozenset[DeadlineAct]  # what can be decided about it now
    start_changed_to: PartialDate | None  # the record's date as it is now, where it differs from the start

    @property
    def rule_words(self) -> str:
        """The rule's code as a reader sees it; empty where no rule is named."""
        return NAMED_DAY if self.rule_code == OWN_DATE else self.rule_code or ""


@dataclass(frozen=True)
class DayCount:
    """One day of the calendar: how many deadlines end on it, by lamp; and whether it is a working day, and why not."""

    on: date
    count: int
    lamps: Mapping[Lamp, int]
    is_working: bool
    day_name: str


@dataclass(frozen=True)
class Unwatched:
    """An open record on which no deadline runs; ``since`` is the day it began."""

    record: RecordName
    since: PartialDate | None
    state: str
