"""What changing calendar and rules gives and takes: own days, rules side by side, plans. Imports nothing heavy."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.services.docket.rows import RecordName

# The fields of a rule as the window calls them; the keys are those of the rule files.
FIELD_TITLES = {
    "code": "规则代码",
    "name": "名称",
    "trigger": "起算事件",
    "length": "期限长度",
    "unit": "单位",
    "direction": "正算或倒算",
    "rolls": "遇假日",
    "actor": "由谁办理",
    "side": "谁的期限",
    "basis": "依据",
    "title": "文件名称",
    "article": "条款",
    "year": "年份",
    "certainty": "核实程度",
    "fixed_end": "固定届满日",
    "extension": "延长",
    "by": "延长多少",
    "to": "合计多少",
    "decided_by": "延长由谁决定",
    "excluded": "不计入的期间",
    "restart": "重新计算",
    "missed": "逾期后果",
    "note": "说明",
    "remind_before": "提前几日提醒",
    "serious_after": "超过几日为严重",
    "valid_from": "施行日",
    "valid_to": "失效日",
    "override_reason": "理由",
}


@dataclass(frozen=True)
class OwnDayRow:
    """A day of the office's own calendar: kept free, or worked."""

    on: date
    name: str
    is_working: bool = False


@dataclass(frozen=True)
class NoticeRow:
    """A year's holiday notice that came in after the program."""

    year: int
    title: str


@dataclass(frozen=True)
class RulePair:
    """A rule code with its standard wording and one of the office's own, side by side; either may be missing.

    An office may have several of one code, valid at different times: each makes a pair, told apart by ``local_id``.
    """

    code: str
    name: str
    standard: Mapping[str, object] | None
    local: Mapping[str, object] | None
    local_id: int | None = None
    locals: int = 0  # how many of the office's own have this code


@dataclass(frozen=True)
class Proposal:
    """A change that was typed or read from a file and is not applied; ``notice`` and ``rule`` are JSON."""

    reason: str
    days: tuple[OwnDayRow, ...] = ()
    without_days: tuple[date, ...] = ()
    notice: str | None = None
    without_notice: int | None = None  # the year whose own notice is given up
    rule: str | None = None
    rule_id: int | None = None  # the local rule that ``rule`` takes the place of
    without_rule: int | None = None
    is_refresh: bool = False  # nothing new; deadlines are brought to what rules and calendar say today


@dataclass(frozen=True)
class Affected:
    """One open deadline that the change moves, before and after."""

    id: int
    record: RecordName
    name: str
    due_before: date | None
    due_after: date | None
    late_before: date | None
    late_after: date | None
    steps_before: tuple[str, ...]
    steps_after: tuple[str, ...]


@dataclass(frozen=True)
class ChangePlan:
    """The dry run: what changes, and every affected open deadline. ``mark`` tells at applying whether it still holds.

    ``not_computed`` names deadlines that the new rule cannot compute, with the reason; they stay as they are.
    """

    what: tuple[str, ...]
    proposal: Proposal
    affected: tuple[Affected, ...]
    looked_at: int
    mark: str
    not_computed: tuple[str, ...] = ()
