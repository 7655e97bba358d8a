"""Stops the period of deciding on a suit while the review is suspended, and lets it run again.

It is the same pause as one decided on the deadline itself, in the same transaction (公益诉讼办案规则, 2021, art. 78).
"""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.database import Unit
from app.models.dates import PartialDate
from app.models.deadline import Deadline
from app.models.follow_up import FurtherMeasure
from app.models.suggestion import Suggestion
from app.models.terms import DeadlineAct, DeadlineState, RecordType
from app.services.docket.deciding import Means, Opened
from app.services.docket.rows import Authority
from app.services.further_measures.measures import Measure

SUIT = "E04"  # the rule of deciding on a suit


def deadlines_of(session: Session, letter_id: int) -> list[Deadline]:
    """All deadlines of a letter, in order."""
    wanted = select(Deadline).where(Deadline.record_type == RecordType.SUGGESTION, Deadline.record_id == letter_id)
    return list(session.scalars(wanted.order_by(Deadline.id)))


def pause(means: Means, unit: Unit, row: FurtherMeasure, rule: Measure) -> None:
    """Stop what the measure stops from the day of its decision; what has ended by then does not run any more."""
    for deadline in _running(unit.session, row.suggestion_id, rule):
        first = max(row.decided_on.first, deadline.started_on.first) if deadline.started_on else row.decided_on.first
        if deadline.paused_on is not None or (deadline.overdue_after and first > deadline.overdue_after):
            continue
        _work(means, unit, deadline, row).decide(DeadlineAct.PAUSED, PartialDate.of(first))
        deadline.paused_on = first


def resume(means: Means, unit: Unit, row: FurtherMeasure, rule: Measure, on: date) -> None:
    """Let what the measure stopped run again from a day on."""
    for deadline in _running(unit.session, row.suggestion_id, rule):
        if deadline.paused_on is None:
            continue
        work = _work(means, unit, deadline, row)
        deadline.paused_on = None
        work.decide(DeadlineAct.RESUMED, PartialDate.of(max(on, row.decided_on.first)))
        work.recompute()


def clock_words(session: Session, letter_id: int) -> str:
    """How the period of deciding on a suit stands, as a sentence; empty where the letter has none."""
    found = [each for each in deadlines_of(session, letter_id) if each.rule_code == SUIT]
    if not found:
        return ""
    deadline = found[-1]
    if deadline.state is not DeadlineState.OPEN:
        return f"审查起诉期限（{deadline.due_on} 届满）{deadline.state.label}。"
    if deadline.paused_on is not None:
        return f"审查起诉期限从 {deadline.paused_on} 起中止计算。"
    return (
        f"审查起诉期限从 {deadline.started_on} 整改期满起一个月，{deadline.due_on} 届满"
        "（《人民检察院公益诉讼办案规则》（2021）第四十七条）；经检察长决定可以在“期限”里延长一个月。"
    )


def _running(session: Session, letter_id: int, rule: Measure) -> list[Deadline]:
    return [
        each
        for each in deadlines_of(session, letter_id)
        if each.rule_code in rule.pauses and each.state is DeadlineState.OPEN
    ]


def _work(means: Means, unit: Unit, deadline: Deadline, row: FurtherMeasure) -> Opened:
    record: Any = unit.session.get(Suggestion, row.suggestion_id)
    return Opened(means, unit, deadline, record, Authority(row.decided_by, f"{row.name}（{row.basis}）"))
