"""触发清单 on the workbench: one line for each trigger that cases have met and nobody has dealt with."""

from datetime import date
from typing import Any

from sqlalchemy import case, false, func, select
from sqlalchemy.orm import Session

from app.models.original_case import TriggerHit
from app.models.review_terms import TriggerList
from app.models.terms import Lamp, RecordType
from app.services.review_triggers.standing import is_reminded, is_waiting
from app.services.workbench.rows import Pile, Scope, Source, Whose, WorkLine

PAGE = "review_triggers"
# How offices call the departments that own a list; part of the name is enough.
_OWNERS: dict[TriggerList, tuple[str, ...]] = {
    TriggerList.REVERSE: ("控告", "控申", "申诉"),
    TriggerList.ANALYSIS: ("案件管理", "案管", "督察"),
}


def waiting_triggers(whose: Whose, department: str, as_of: date) -> Any:
    """Triggers with open hits of the lists somebody's department owns; all of them for the whole office."""
    name = whose.name if whose.scope is Scope.DEPARTMENT else department
    wanted = select(
        TriggerHit.trigger_list,
        TriggerHit.name,
        func.count(),
        func.min(TriggerHit.met_on),
        func.sum(case((is_reminded(as_of), 1), else_=0)),
        func.min(TriggerHit.case_id),
    ).where(is_waiting())
    if whose.scope is not Scope.OFFICE:
        owned = [each for each, words in _OWNERS.items() if any(word in name for word in words)]
        wanted = wanted.where(TriggerHit.trigger_list.in_(owned) if owned else false())
    groups = wanted.group_by(TriggerHit.trigger_list, TriggerHit.code, TriggerHit.name)
    return groups.order_by(func.min(TriggerHit.met_on), TriggerHit.code)


def trigger_lines(session: Session, whose: Whose, department: str, as_of: date, limit: int) -> list[WorkLine]:
    """The first of them, since the day the oldest was noticed; amber where the office wanted to be reminded by now."""
    lines: list[WorkLine] = []
    for listed, name, count, since, reminded, case_id in session.execute(
        waiting_triggers(whose, department, as_of).limit(limit)
    ):
        words = f"{reminded}项已过提醒日" if reminded else f"自{since}"
        lines.append(
            WorkLine(
                source=Source.TRIGGER,
                pile=Pile.WAITING,
                record_type=RecordType.ORIGINAL_CASE,
                record_id=case_id,
                number=f"{count}项待处理",
                subject=listed.label,
                what=f"触发情形：{name}",
                handler="",
                due_on=None,
                since=since.isoformat(),
                lamp=Lamp.NEAR if reminded else Lamp.UNKNOWN,
                words=words,
                page=PAGE,
                wanted=name,
            )
        )
    return lines
