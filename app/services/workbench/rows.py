"""What the workbench gives: piles and lines of work, counts by stage, the months' flow. Imports nothing heavy."""

from dataclasses import dataclass
from datetime import date

from app.models.terms import Lamp, RecordType, Stage, Term


class Scope(Term):
    """Whose work is shown."""

    MINE = ("mine", "我的")
    DEPARTMENT = ("department", "部门")
    OFFICE = ("office", "全院")


class Pile(Term):
    """The four tiles; WAITING are approvals and hand-overs to be dealt with, objections, triggers, warnings."""

    LATE = ("late", "已逾期")
    TODAY = ("today", "今日到期")
    WEEK = ("week", "7日内到期")
    WAITING = ("waiting", "待我审核、接收、复核")


class Source(Term):
    """What a line of the workbench is."""

    DEADLINE = ("deadline", "期限")
    APPROVAL = ("approval", "待审核")
    HAND_OVER = ("hand_over", "待接收")
    OBJECTION = ("objection", "待复核")
    OPINION = ("opinion", "待处理意见")  # of the handler of a case that was reviewed
    TRIGGER = ("trigger", "触发清单")
    WARNING = ("warning", "待核查数据")  # of the month, until a conclusion is written


@dataclass(frozen=True)
class Whose:
    """A scope with the person or department it means; the whole office needs no name."""

    scope: Scope
    name: str = ""


@dataclass(frozen=True)
class WorkLine:
    """One thing to be done: what, on which record, by when (deadlines) or since when (what waits).

    ``page`` is the key of the page it leads to, where that is not the record, and ``wanted`` what it is to show there.
    """

    source: Source
    pile: Pile
    record_type: RecordType
    record_id: int
    number: str
    subject: str
    what: str
    handler: str
    due_on: date | None
    since: str
    lamp: Lamp
    words: str
    page: str = ""
    wanted: str = ""


@dataclass(frozen=True)
class WorkList:
    """The lines that hurt most, and how many there are in all."""

    lines: tuple[WorkLine, ...]
    total: int


@dataclass(frozen=True)
class Seen:
    """One look at the workbench: how much each pile holds, and the lines."""

    piles: dict[Pile, int]
    work: WorkList


@dataclass(frozen=True)
class StageCount:
    """How many open matters stand in a stage, and how many of them are late."""

    stage: Stage
    count: int
    late: int


@dataclass(frozen=True)
class MonthFlow:
    """Matters that came in and were closed in one month (2026-11), by date of acceptance and of closing."""

    month: str
    received: int
    closed: int
