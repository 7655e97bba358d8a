"""Stops the record's running own deadlines for an act whose time the law does not count, and lets them run again.

It is the same pause as one decided on the deadline itself, in the same transaction as the act.
"""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.database import Unit
from app.models.dates import PartialDate
from app.models.deadline import Deadline
from app.models.investigation import InvestigationAct
from app.models.terms import DeadlineAct, DeadlineState, RecordType
from app.services.docket.deciding import TABLES, Means, Opened, events_of
from app.services.docket.projecting import project
from app.services.docket.rows import Authority
from app.services.foundation.errors import FieldProblem
from app.services.investigations.clock_stops import ClockStop, stopped
from app.services.investigations.rows import InvestigationDraft


def deadlines_of(session: Session, record_type: RecordType, record_id: int) -> list[Deadline]:
    """All deadlines of a record, in order."""
    wanted = select(Deadline).where(Deadline.record_type == record_type, Deadline.record_id == record_id)
    return list(session.scalars(wanted.order_by(Deadline.id)))


def lawful(
    session: Session, stops: tuple[ClockStop, ...], record: tuple[RecordType, int], draft: InvestigationDraft
) -> tuple[ClockStop, tuple[Deadline, ...]]:
    """The line by which the act stops the clock, and what it stops; raises FieldProblem where no law says so."""
    line, found = stopped(stops, draft.kind, deadlines_of(session, *record))
    if line is None:
        raise FieldProblem(
            "stops_clock",
            f"这件记录上没有正在计算、又依规定不计入“{draft.kind.label}”期间的期限，不能停止计算。请去掉勾选。",
        )
    exact = draft.began_on.exact
    if exact is None:
        raise FieldProblem("began_on", "期间不计入办案期限的，开始日期要写到日。")
    return line, found


def pause(means: Means, unit: Unit, act: InvestigationAct, found: tuple[Deadline, ...]) -> list[str]:
    """Stop the deadlines from the day the act began; those that stand still already are left. Gives their names."""
    names = []
    for deadline in found:
        first = max(act.began_on.first, deadline.started_on.first) if deadline.started_on else act.began_on.first
        if deadline.paused_on is not None or (deadline.overdue_after and first > deadline.overdue_after):
            continue
        _work(means, unit, deadline, act).decide(DeadlineAct.PAUSED, PartialDate.of(first))
        deadline.paused_on = first
        names.append(deadline.name)
    _show(unit, act)
    return names


def resume(means: Means, unit: Unit, act: InvestigationAct, stops: tuple[ClockStop, ...], on: date) -> None:
    """Let what the act stopped run again from the day it ended, unless another act still holds it."""
    unit.session.flush()
    others = select(InvestigationAct).where(
        InvestigationAct.record_type == act.record_type,
        InvestigationAct.record_id == act.record_id,
        InvestigationAct.id != act.id,
        InvestigationAct.stops_clock,
        InvestigationAct.ended_on.is_(None),
    )
    held = set()
    for other in unit.session.scalars(others):
        held |= _codes(stops, other)
    for deadline in deadlines_of(unit.session, act.record_type, act.record_id):
        is_its = deadline.rule_code in _codes(stops, act) - held
        is_standing = deadline.state is DeadlineState.OPEN and deadline.paused_on is not None
        if not is_its or not is_standing or not _was_stopped_by_act(unit.session, deadline, stops):
            continue
        work = _work(means, unit, deadline, act)
        deadline.paused_on = None
        work.decide(DeadlineAct.RESUMED, PartialDate.of(on))
        work.recompute()
    _show(unit, act)


def _was_stopped_by_act(session: Session, deadline: Deadline, stops: tuple[ClockStop, ...]) -> bool:
    """Whether an act stopped it; what somebody decided to pause stays paused until he decides otherwise."""
    pauses = [each for each in events_of(session, deadline.id) if each.kind is DeadlineAct.PAUSED]
    return bool(pauses) and (pauses[-1].reason or "").endswith(tuple(f"（{stop.basis}）" for stop in stops))


def _codes(stops: tuple[ClockStop, ...], act: InvestigationAct) -> set[str | None]:
    return {code for stop in stops if act.kind in stop.kinds for code in stop.codes}


def _work(means: Means, unit: Unit, deadline: Deadline, act: InvestigationAct) -> Opened:
    record: Any = unit.session.get(TABLES[deadline.record_type], deadline.record_id)
    return Opened(
        means, unit, deadline, record, Authority(reason=f"{act.kind.label}：{act.title}（{act.clock_basis}）")
    )


def _show(unit: Unit, act: InvestigationAct) -> None:
    unit.session.flush()
    record: Any = unit.session.get(TABLES[act.record_type], act.record_id)
    project(record, deadlines_of(unit.session, act.record_type, act.record_id))
