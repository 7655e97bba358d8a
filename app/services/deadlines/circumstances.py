"""What happened to one running period: custody, pauses, extensions, restarts, a length the document names."""

from dataclasses import dataclass
from datetime import date

from app.models.terms import PeriodUnit
from app.services.deadlines.arithmetic import Pause
from app.services.deadlines.periods import Period
from app.services.deadlines.rule import Rule
from app.services.deadlines.terms import Direction
from app.services.foundation.errors import DomainError


@dataclass(frozen=True)
class Extended:
    """An extension that was granted: by ``period``, or to it in all where ``is_total``."""

    period: Period
    decided_by: str = ""
    is_total: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Restart:
    """A day from which the period runs anew (退查重报, 改变管辖)."""

    on: date
    reason: str = ""


@dataclass(frozen=True)
class Circumstances:
    """Everything that moves a due date. ``period`` is a length the document or ledger itself names; it wins."""

    is_custody: bool = False
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extended, ...] = ()
    restarts: tuple[Restart, ...] = ()
    period: Period | None = None
    proof: str = ""


NOTHING_HAPPENED = Circumstances()


def refuse_contradictions(rule: Rule, start: date, what: Circumstances) -> None:
    """Raise DomainError where the circumstances cannot belong to the rule or the start."""
    unit = (what.period or rule.period).unit
    has_fixed_end = what.period is None and rule.fixed_end is not None
    if rule.direction is Direction.BACKWARD and (what.pauses or what.extensions):
        raise DomainError(f"规则 {rule.code} 从届满日往前算，不能中止或延长。请改原来的届满日。")
    if what.pauses and unit in (PeriodUnit.NONE, PeriodUnit.HOUR):
        raise DomainError(f"规则 {rule.code} 的期限（{rule.length_text}）不能中止。请去掉中止期间。")
    if what.extensions and unit is PeriodUnit.NONE and not has_fixed_end:
        raise DomainError(f"规则 {rule.code} 没有固定天数，不能延长。请去掉延长。")
    for each in what.extensions:
        if each.period.unit is PeriodUnit.NONE or (each.period.unit is PeriodUnit.HOUR) != (unit is PeriodUnit.HOUR):
            raise DomainError(f"规则 {rule.code} 的期限不能延长“{each.period}”。请写明与原期限相配的长度。")
    for restart in what.restarts:
        if restart.on < start:
            raise DomainError(f"重新计算的日期 {restart.on} 早于起算日 {start}。请核对两个日期。")
